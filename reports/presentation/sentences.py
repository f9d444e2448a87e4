"""Sentences above a page's tables: each with its base and what is not recorded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.models import Meeting
from meetings.vocabulary import Category
from reports import results
from reports.counting.closed_lists import LEFT_OUT
from reports.counting.dimensions import DIMENSIONS
from reports.counting.narrowing import years_of
from reports.counting.population import Population
from reports.counting.scope import ALL, LISTED, RECORDED, STATES, Scope
from reports.measures import bands
from reports.measures.formulas import Value
from reports.measures.metrics import METRICS
from reports.measures.tally import Counts
from reports.measures.wording import SMALL, share_in_words
from reports.presentation.dates import from_to, years_text
from reports.presentation.undecided import undecided_notes
from reports.results import whole
from reports.scope_results import group_label, meetings_with_people
from reports.words import said

INVENTED = gettext_lazy("Demonstration data, invented.")


def who(scope: Scope) -> str:
    """The people a scope is about, in words that follow "of"."""
    if scope.category == STATES:
        people = _("the participants in States’ delegations")
    elif scope.category == ALL:
        people = _("all participants")
    else:
        label = Category(scope.category).label
        people = _("the participants in the category “%(category)s”") % {"category": label}
    return _("%(people)s who checked in") % {"people": people} if scope.attended else people


def whom(people: Population) -> str:
    """The same with the groups that the scope is narrowed to: … (State: Kenya)."""
    named = [filter_in_words(people, key, value) for key, value in people.scope.only]
    words = {"people": who(people.scope), "narrowed": "; ".join(named)}
    return _("%(people)s (%(narrowed)s)") % words if named else who(people.scope)


def filter_in_words(people: Population, key: str, value: str) -> str:
    """One group that a scope is narrowed to, in words."""
    dimension = DIMENSIONS[key]
    words = {"dimension": dimension.title, "group": group_label(people, dimension, value)}
    return _("%(dimension)s: %(group)s") % words


def names_a_state(people: Population) -> bool:
    """Whether a scope names a single State: what is said of it is counts alone and judges nothing (measures.md)."""
    return bool(people.scope.state)


def headline(people: Population) -> str:
    """Such as: In 2025 women were 41 % (123 of 300) of the participants in States' delegations; not recorded: 12."""
    counts = whole(people).counts
    if not counts.total:
        return _("Nobody is on record among %(who)s.") % {"who": _when(whom(people), people)}
    if names_a_state(people):
        return _of_one_state(people)
    if not counts.known:
        return _("Nobody among %(who)s is recorded as a woman or a man (people: %(total)s).") % {
            "total": number_format(counts.total),
            "who": _when(whom(people), people),
        }
    words = {"women_were": women_were(people, _share(counts), whom(people)), "rest": _not_in_base(counts)}
    return _("%(women_were)s; %(rest)s.") % words


def women_were(people: Population, share: str, who: str) -> str:
    """Such as: In 2025 women were 41 % (12 of 29) of the heads of delegation – of whom, and in which years."""
    words = {"share": share, "who": who}
    first, last = years_of(people)
    if first == last:
        return _("In %(year)s women were %(share)s of %(who)s") % (words | {"year": str(first)})
    words |= {"first": str(first), "last": str(last)}
    return _("In the years %(first)s–%(last)s women were %(share)s of %(who)s") % words


def _when(who: str, people: Population) -> str:
    """Of whom, and in which years: the participants in States' delegations, 2025."""
    years = years_text(years_of(people))
    return _("%(people)s, %(years)s") % {"people": who, "years": years} if years else who


def _of_one_state(people: Population) -> str:
    """The delegations of a named State as counts, such as: Delegations of Kenya, 2019–2025: 43 people at 8 meetings."""
    counts, present = whole(people).counts, len(meetings_with_people(people))
    numbers = {"total": counts.total, "meetings": present, "women": counts.women, "men": counts.men}
    words = {name: number_format(number) for name, number in numbers.items()}
    words |= {
        "of": _when(_of_state(people), people),
        "rest": _not_in_base(counts),
        "people": ngettext("%(total)s person", "%(total)s people", counts.total) % words,
        "at": ngettext("%(meetings)s meeting", "%(meetings)s meetings", present) % words,
    }
    return _("%(of)s: %(people)s at %(at)s; women: %(women)s, men: %(men)s, %(rest)s.") % words


def _of_state(people: Population) -> str:
    """Such as: Delegations of Kenya (checked in; Role: Expert)."""
    scope, state = people.scope, people.scope.state
    others = [who(replace(scope, attended=False))] if scope.category != STATES else []
    others += [_("checked in")] if scope.attended else []
    others += [filter_in_words(people, key, value) for key, value in scope.only if not DIMENSIONS[key].of_single_states]
    of = _("Delegations of %(state)s") % {"state": people.reference.names.get(state, state)}
    return _("%(people)s (%(narrowed)s)") % {"people": of, "narrowed": "; ".join(others)} if others else of


def notes(people: Population) -> list[str]:
    """What a reader must know beside the headline, each one sentence; of a single State nothing that judges."""
    found = basis_notes(people)
    if not names_a_state(people):
        result = whole(people)
        found += [_band_sentence(result), _people_needed(result)]
    return [note for note in found if note]


def basis_notes(people: Population) -> list[str]:
    """How sure a figure is: its bounds, its coverage, whose word gender rests on, what waits, and which lists stand
    aside."""
    result = whole(people)
    beside = [*undecided_notes(people), *([str(LEFT_OUT)] if people.left_out else [])]
    if not result.counts.total:
        return beside
    found = [] if not result.counts.open or names_a_state(people) else [_bounds(result.counts)]
    return [*found, _coverage(result), _basis(people), *_recorded_where_it_differs(people), *beside]


def _people_needed(result: results.Result) -> str:
    """What would bring whoever are fewer to half; nothing where they are as near as an odd number lets, or as many,
    whatever the others are."""
    counts = result.counts
    if counts.known and counts.women == counts.men and counts.open:
        return _needed_perhaps(counts)
    if (
        not counts.known
        or counts.women == counts.men
        or (result.band_position and result.band_position.status == "as_even")
    ):
        return ""
    fewer = counts if counts.women < counts.men else counts.exchanged()
    same = METRICS["people_needed_same_size"].of(participants=fewer, target=results.TARGET)
    growing = METRICS["people_needed_growing"].of(participants=fewer, target=results.TARGET)
    if fewer is counts:
        instead = ngettext(
            "To reach 50 %%: replace %(n)s man with a woman.",
            "To reach 50 %%: replace %(n)s men with women.",
            _most(same),
        )
        added = ngettext("Or add %(n)s woman.", "Or add %(n)s women.", _most(growing))
    else:
        instead = ngettext(
            "To reach 50 %%: replace %(n)s woman with a man.",
            "To reach 50 %%: replace %(n)s women with men.",
            _most(same),
        )
        added = ngettext("Or add %(n)s man.", "Or add %(n)s men.", _most(growing))
    return f"{instead % {'n': people_text(same)}} {added % {'n': people_text(growing)}}"


def _needed_perhaps(counts: Counts) -> str:
    """The same of as many women as men, while others are not recorded as either: whoever turn out to be fewer."""
    same = METRICS["people_needed_same_size"].of(participants=counts, target=results.TARGET)
    growing = METRICS["people_needed_growing"].of(participants=counts, target=results.TARGET)
    numbers = {"same": people_text(same), "growing": people_text(growing)}
    return _("To reach 50 %% for whoever turn out to be fewer: replace %(same)s, or add %(growing)s.") % numbers


def invented(meetings: Iterable[Meeting]) -> str:
    """What has to be said beside figures wherever they are copied to, if any of their meetings is invented."""
    return str(INVENTED) if any(meeting.demonstration for meeting in meetings) else ""


def _share(counts: Counts) -> str:
    return said(share_in_words(counts.women, counts.known))


def shares_in_words(counts: Counts, people: Population) -> dict[str, str]:
    """A share with what is not in its base; of a single State as counts."""
    numbers = {"part": number_format(counts.women), "base": number_format(counts.known)}
    share = _("%(part)s of %(base)s") % numbers if names_a_state(people) and counts.known else _share(counts)
    return {"share": share, "rest": _not_in_base(counts)}


def _not_in_base(counts: Counts) -> str:
    rest = _("not recorded: %(number)s") % {"number": number_format(counts.unknown)}
    if counts.another:
        rest = f"{_('another gender: %(number)s') % {'number': number_format(counts.another)}}, {rest}"
    return rest


def _bounds(counts: Counts) -> str:
    low, high = counts.if_rest_men(), counts.if_rest_women()
    if counts.known < SMALL:
        words = {"low": low.women, "high": high.women, "total": counts.total}
        return _(
            "If everyone not recorded as a woman or a man were a man, women would be %(low)s of %(total)s; if "
            "everyone were a woman, %(high)s of %(total)s."
        ) % {name: number_format(number) for name, number in words.items()}
    ends = {"low": _share(low), "high": _share(high)}
    return (
        _("If everyone not recorded as a woman or a man were a man: %(low)s; if everyone were a woman: %(high)s.")
        % ends
    )


def _coverage(result: results.Result) -> str:
    share = {"share": said(share_in_words(result.counts.known, result.counts.total))}
    if bands.low_coverage(result.counts):
        return _("Low coverage: only %(share)s are recorded as women or men.") % share
    return _("Coverage: %(share)s are recorded as women or men.") % share


def _band_sentence(result: results.Result) -> str:
    """Where the figure stands in its band, which is named whatever the answer; of nobody known the headline says it."""
    if result.band_position is None or not result.counts.known:
        return ""
    sentence = said(result.band_position.sentence)
    if "{band}" in result.band_position.sentence.text:
        return sentence
    return _("%(sentence)s (Band: %(band)s.)") % {"sentence": sentence, "band": _(result.band_position.band.name)}


def _basis(people: Population) -> str:
    bases = people.gender_bases()
    if bases == {LISTED}:
        return _("Gender as listed: as printed in the list or stated in a cited public source.")
    if bases == {RECORDED}:
        return _("Gender as recorded: with everything the office knows.")
    return _("Gender as listed where the list is open, as recorded where it is closed.")


def _recorded_where_it_differs(people: Population) -> list[str]:
    """With declarations, a figure by the list may come out otherwise."""
    recorded = whole(people.counted_as(RECORDED)).counts
    if recorded == whole(people).counts:
        return []
    return [_("With declarations (as recorded): %(share)s; %(rest)s.") % shares_in_words(recorded, people)]


def people_text(needed: Value) -> str:
    """The number, with its range where not everyone's gender is recorded."""
    if needed.value is None or needed.low is None or needed.high is None:
        return "–"
    exact, low, high = int(needed.value), int(needed.low), int(needed.high)
    return number_format(exact) if low == high else f"{number_format(exact)} ({from_to(low, high)})"


def _most(needed: Value) -> int:
    """The number by which the word beside it bends: the last one said."""
    return int(needed.high if needed.high is not None else needed.value or 0)
