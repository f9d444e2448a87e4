"""Formulas of the metrics: functions from counts to a ``Value`` (measures.md, *Formulas*).

All arithmetic is in integers and exact fractions; a percentage is rounded once, when it is worded.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from reports.measures import trends
from reports.measures.tally import Counts, Groups, OneGender, Weighed, one_gender, ratio, total

STATED_HEADS, FIRST_LISTED = ("stated", "only_member"), "first_listed"
"""Bases on which a head of delegation is certain, and the one that is a presumption and is counted apart."""


@dataclass(frozen=True, slots=True)
class Value:
    """A metric's answer. ``None`` is *no value* and never 0; ``low`` and ``high`` bound it whatever the open are.

    ``base`` is what the value is a share of and ``open`` what could not be counted in it, both in the things counted.
    """

    value: Fraction | None
    base: int
    open: int = 0
    low: Fraction | None = None
    high: Fraction | None = None


def share_of_women(counts: Counts) -> Value:
    share = ratio(counts.women, counts.known)
    low = ratio(counts.women, counts.total)
    high = ratio(counts.women + counts.open, counts.total)
    return Value(share, counts.known, counts.open, low, high)


def share_of_men(counts: Counts) -> Value:
    return share_of_women(counts.exchanged())


def another_gender(counts: Counts) -> Value:
    low = ratio(counts.another, counts.total)
    return Value(low, counts.total, counts.unknown, low, ratio(counts.another + counts.unknown, counts.total))


def coverage(counts: Counts) -> Value:
    return Value(ratio(counts.known, counts.total), counts.total, counts.open)


def bounds(counts: Counts) -> Value:
    """An interval has no single value: only its ends."""
    share = share_of_women(counts)
    return Value(None, counts.total, counts.open, share.low, share.high)


def heads_of_delegation(heads: Mapping[str, Counts]) -> Value:
    return share_of_women(total(counts for basis, counts in heads.items() if basis in STATED_HEADS))


def heads_incl_first_listed(heads: Mapping[str, Counts]) -> Value:
    return share_of_women(total(heads.values()))


def leadership_gap(heads: Mapping[str, Counts], participants: Counts) -> Value:
    among_heads, among_all = heads_of_delegation(heads), share_of_women(participants)
    if among_heads.value is None or among_all.value is None:
        return Value(None, among_heads.base, among_heads.open)
    return Value(among_heads.value - among_all.value, among_heads.base, among_heads.open)


def _share_of_delegations(certain: int, perhaps: int, tally: OneGender) -> Value:
    every = tally.delegations
    low, high = ratio(certain, every), ratio(certain + perhaps, every)
    return Value(ratio(certain, tally.determinable), tally.determinable, tally.undetermined, low, high)


def delegations_of_one_gender(delegations: Groups, min_size: int = 1) -> Value:
    tally = one_gender(delegations, min_size)
    return _share_of_delegations(tally.all_women + tally.all_men, tally.undetermined, tally)


def delegations_all_women(delegations: Groups, min_size: int = 1) -> Value:
    tally = one_gender(delegations, min_size)
    return _share_of_delegations(tally.all_women, tally.perhaps_all_women, tally)


def delegations_all_men(delegations: Groups, min_size: int = 1) -> Value:
    exchanged = Counter({counts.exchanged(): times for counts, times in Counter(delegations).items()})
    return delegations_all_women(exchanged, min_size)


def pooled_share(groups: Groups) -> Value:
    return share_of_women(total(groups))


def mean_share(groups: Groups) -> Value:
    return _over_groups(groups, trends.mean)


def median_share(groups: Groups) -> Value:
    return _over_groups(groups, trends.median)


def _over_groups(groups: Groups, middle: Callable[[list[Fraction | None]], Fraction | None]) -> Value:
    """Mean or median of the shares of groups. Both rise with each share, so the ends bound them — but only a group with
    someone of known gender has a share, so without one for every group that holds people there are no bounds."""
    shares = [(share_of_women(counts), times) for counts, times in Counter(groups).items() if counts.total]
    valued = [share for share, times in shares if share.base for _ in range(times)]
    value, every = middle([share.value for share in valued]), sum(times for _, times in shares)
    if len(valued) < every:
        return Value(value, len(valued), every - len(valued))
    return Value(value, len(valued), 0, middle([s.low for s in valued]), middle([s.high for s in valued]))


def people_needed_same_size(counts: Counts, target: Fraction) -> Value:
    return _people_needed(counts, target, trends.people_needed_same_size)


def people_needed_growing(counts: Counts, target: Fraction) -> Value:
    return _people_needed(counts, target, trends.people_needed_growing)


def _people_needed(counts: Counts, target: Fraction, needed: Callable[[int, int, Fraction], int | None]) -> Value:
    """Women needed; for men pass ``counts.exchanged()``. The ends assume that everyone open is a woman, or a man."""

    def whole(case: Counts) -> Fraction | None:
        answer = needed(case.women, case.known, target) if case.known else None
        return None if answer is None else Fraction(answer)

    low, high = whole(counts.if_rest_women()), whole(counts.if_rest_men())
    return Value(whole(counts), counts.known, counts.open, low, high)


def weighed_share(weighed: Weighed) -> Value:
    """Women's part of the known weights of women and men. What has no weight could weigh anything: then no bounds."""
    share = ratio(weighed.women, weighed.women + weighed.men)
    if weighed.unweighed:
        return Value(share, weighed.counted, weighed.left_out)
    every = weighed.women + weighed.men + weighed.other
    low, high = ratio(weighed.women, every), ratio(weighed.women + weighed.other, every)
    return Value(share, weighed.counted, weighed.left_out, low, high)


def relative_voice(statements_heard: Counts, delegations: Mapping[Counts, int], silent: int) -> Value:
    """Share of the statements ``statements_heard`` over the mean share of the delegations that made them.

    ``delegations``: how many have each composition; ``silent``: statements left out because the speaker's gender or
    the delegation's share is not known. No value without statements, or where no woman is in any of the delegations.
    """
    said = ratio(statements_heard.women, statements_heard.known)
    shares = [(ratio(one.women, one.known), number) for one, number in delegations.items() if one.known]
    number = sum(many for _share, many in shares)
    mean = sum((share * many for share, many in shares if share is not None), Fraction(0)) / number if number else None
    return Value(said / mean if said is not None and mean else None, statements_heard.known, silent)
