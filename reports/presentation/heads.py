"""Sentences about heads of delegation: women among them, and how the heads are known."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from meetings.vocabulary import HeadBasis
from reports import results
from reports.counting.population import Population
from reports.counting.scope import STATES
from reports.measures.metrics import METRICS
from reports.measures.tally import Counts
from reports.presentation import sentences
from reports.results import whole
from reports.scope_results import meetings_with_people


def heads(people: Population) -> list[str]:
    """Women among heads of delegation, with how we know the heads, and beside it the figure with the first listed."""
    by_basis = results.heads_by_basis(people)
    certain = whole(people, METRICS["heads_of_delegation"]).counts
    said = [_women_among_heads(people, certain)]
    if not by_basis:
        return said
    if HeadBasis.FIRST_LISTED in by_basis:
        presumed = whole(people, METRICS["heads_incl_first_listed"]).counts
        words = sentences.shares_in_words(presumed, people)
        said.append(_("Counting the first listed as heads too: %(share)s; %(rest)s.") % words)
    labels = {basis: str(HeadBasis(basis).label) for basis in by_basis}
    if len(meetings_with_people(people)) > 1:
        labels[HeadBasis.STATED] = _("stated in the lists")
    bases = ", ".join(f"{labels[basis]}: {number_format(counts.total)}" for basis, counts in by_basis.items())
    return [*said, _("How the heads are known: %(bases)s.") % {"bases": bases}]


def _women_among_heads(people: Population, counts: Counts) -> str:
    """The sentence about heads; of a scope that is not the usual one it says whose heads, for it is copied alone."""
    usual = people.scope.category == STATES and not people.scope.attended and not people.scope.only
    words = {"who": sentences.whom(people)}
    if not counts.total:
        none = _("No head of delegation is stated.") if usual else _("No head of delegation is stated among %(who)s.")
        return none % words
    if sentences.names_a_state(people):
        numbers = {"heads": counts.total, "women": counts.women, "men": counts.men, "open": counts.open}
        words |= {name: number_format(number) for name, number in numbers.items()}
        counted = _(
            "Heads of delegation among %(who)s: %(heads)s (women: %(women)s, men: %(men)s, not recorded as "
            "either: %(open)s)."
        )
        return counted % words
    led = _("the heads of delegation") if usual else _("the heads of delegation among %(who)s") % words
    shares_in_words = sentences.shares_in_words(counts, people)
    words = {"women_were": sentences.women_were(people, shares_in_words["share"], led), "rest": shares_in_words["rest"]}
    return _("%(women_were)s; %(rest)s.") % words
