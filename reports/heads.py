"""Who leads delegations, in sentences: women among the heads, and how the heads are known."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from meetings.vocabulary import HeadBasis
from reports import headlines, results
from reports.filters import STATES
from reports.measures.metrics import METRICS
from reports.measures.tally import Counts
from reports.people import People
from reports.results import whole


def heads(people: People) -> list[str]:
    """Women among heads of delegation, with how we know the heads, and beside it the figure with the first listed."""
    by_basis = results.heads_by_basis(people)
    certain = whole(people, METRICS["heads_of_delegation"]).counts
    sentences = [_women_among_heads(people, certain)]
    if not by_basis:
        return sentences
    if HeadBasis.FIRST_LISTED in by_basis:
        presumed = whole(people, METRICS["heads_incl_first_listed"]).counts
        words = headlines.said_of(presumed, people)
        sentences.append(_("Counting the first listed as heads too: %(share)s; %(rest)s.") % words)
    labels = {basis: str(HeadBasis(basis).label) for basis in by_basis}
    if sum(people.present()) > 1:
        labels[HeadBasis.STATED] = _("stated in the lists")
    bases = ", ".join(f"{labels[basis]}: {number_format(counts.total)}" for basis, counts in by_basis.items())
    return [*sentences, _("How the heads are known: %(bases)s.") % {"bases": bases}]


def _women_among_heads(people: People, counts: Counts) -> str:
    """The sentence about heads; of a scope that is not the usual one it says whose heads, for it is copied alone."""
    usual = people.scope.category == STATES and not people.scope.attended and not people.scope.only
    words = {"who": headlines.whom(people)}
    if not counts.total:
        none = _("No head of delegation is stated.") if usual else _("No head of delegation is stated among %(who)s.")
        return none % words
    if headlines.names_a_state(people):
        numbers = {"heads": counts.total, "women": counts.women, "men": counts.men, "open": counts.open}
        words |= {name: number_format(number) for name, number in numbers.items()}
        counted = _(
            "Heads of delegation on record among %(who)s: %(heads)s; women: %(women)s, men: %(men)s, not recorded as"
            " either: %(open)s."
        )
        return counted % words
    led = _("the heads of delegation") if usual else _("the heads of delegation among %(who)s") % words
    said_of = headlines.said_of(counts, people)
    words = {"women_were": headlines.women_were(people, said_of["share"], led), "rest": said_of["rest"]}
    return _("%(women_were)s; %(rest)s.") % words
