"""Results: scope × metric × dimension become rows with value, base and caveats.

Every number shown anywhere is one of these.

A result carries its value together with its base, what is not recorded, the band it was judged by and its caveats.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meetings.vocabulary import HeadBasis
from reports.counting import labels, offices, statements
from reports.counting.closed_lists import unit_of
from reports.counting.counts import (
    ForumYear,
    count_by,
    count_by_forum_and_year,
    delegations_by_forum_and_year,
    parts_by,
)
from reports.counting.dimensions import DIMENSIONS, WHOLE, Dimension, Level
from reports.counting.population import Population
from reports.measures import bands, formulas
from reports.measures.bands import BALANCED, BandPosition
from reports.measures.formulas import Value
from reports.measures.metric import Subject
from reports.measures.metrics import METRICS, Metric
from reports.measures.tally import Counts, OneGender, one_gender, total
from reports.measures.wording import SMALL, share_in_words
from reports.words import percent_text, said

SHARE_OF_WOMEN = METRICS["share_of_women"]
HEAD_BASES = (HeadBasis.STATED, HeadBasis.ONLY_MEMBER, HeadBasis.FIRST_LISTED)
TARGET, TARGET_NAME = Fraction(1, 2), gettext_noop("one half")
"""Of whom *people needed* counts the lack: half."""
LOW_COVERAGE = gettext_noop("low coverage")
COUNTS_ONLY = gettext_noop("fewer than 10: counts, no percentages")


class Group(NamedTuple):
    """A group of a dimension, by their keys, with its label."""

    dimension: str
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Result:
    """One row of an answer. ``counts`` are the people it is about; ``value`` is what the metric says of them, and
    ``unit`` what its base counts: people and their like, delegations or meetings. ``across`` is the column of a cell
    of a crosstab, whose row is what the result is of."""

    dimension: str
    key: str
    label: str
    counts: Counts
    metric: Metric
    value: Value
    band_position: BandPosition | None
    note: str
    unit: Level = Level.PARTICIPATION
    across: Group | None = None

    @property
    def precision_base(self) -> int:
        """How precisely the value is written is decided by so many: the one rule, on pages, in charts and tables."""
        return self.metric.precision_base(self.value.base, self.counts.known)

    @property
    def share(self) -> Value:
        """The share of women among ``counts``, whatever the metric."""
        return formulas.share_of_women(self.counts)

    @property
    def text(self) -> str:
        """The share in words, at the precision its base bears."""
        return said(share_in_words(self.counts.women, self.counts.known))

    @property
    def alphabetical(self) -> str:
        """By what its label is put in the order of the alphabet."""
        return labels.alphabetical(self.label)

    @property
    def percent(self) -> str:
        """The share of women in per cent; empty where only counts are shown."""
        return percent_text(self.share.value, self.counts.known)

    @property
    def coverage(self) -> Fraction | None:
        return formulas.coverage(self.counts).value

    @property
    def band(self) -> str:
        """Name of the band and where the figure stands in it, such as ``balanced_40_60: within``."""
        return f"{self.band_position.band.key}: {self.band_position.status}" if self.band_position else ""


def results(
    people: Population, metric: Metric = SHARE_OF_WOMEN, dimension: Dimension = WHOLE, target: Fraction = TARGET
) -> list[Result]:
    """One row for each group that holds someone; without a dimension one row, also when nobody is counted."""
    people = people.answering(dimension, metric)
    if metric.subject is not Subject.PEOPLE:
        return _beside_participants(people, metric, dimension)
    heads = _heads_by(people, dimension) if "heads" in metric.given else {}
    parts = _parts(people, metric, dimension)
    unit, rows = _counted_in(people, metric), []
    for cell in count_by(people, dimension):
        leading, inner = heads.get(cell.key, {}), parts.get(cell.key, Counter())
        value = metric.of(participants=cell.counts, heads=leading, delegations=inner, groups=inner, target=target)
        about = _headed(leading, metric) if metric.heads else cell.counts
        rows.append(_result(dimension, cell.key, cell.label, about, metric, value, unit))
    if not rows and dimension is WHOLE:
        nobody = metric.of(participants=Counts(), heads={}, target=target, delegations=[], groups=[])
        rows = [_result(WHOLE, "all", str(WHOLE.title), Counts(), metric, nobody, unit)]
    return rows


def _beside_participants(people: Population, metric: Metric, dimension: Dimension) -> list[Result]:
    """Rows that count statements or office-holders; ``counts`` are those by the gender of who spoke or holds office."""
    if metric.subject is Subject.OFFICES:
        found = offices.holders_by(people, dimension)
    else:
        found = statements.heard_by(people, metric.given[0], dimension)
    rows = [
        _result(dimension, one.cell.key, one.cell.label, one.cell.counts, metric, metric.of(**one.inputs))
        for one in found
    ]
    if not rows and dimension is WHOLE:
        nothing = metric.of(**statements.NOTHING, **offices.NOTHING)
        rows = [_result(WHOLE, "all", str(WHOLE.title), Counts(), metric, nothing)]
    return rows


def supposing(row: Result, change: Counts) -> Result:
    """A row about women's share as it would be after a change of its counts: of people who become known, or join."""
    counts = row.counts + change
    return replace(row, counts=counts, value=formulas.share_of_women(counts))


def whole(people: Population, metric: Metric = SHARE_OF_WOMEN) -> Result:
    """The one row about everyone in the scope."""
    return results(people, metric)[0]


def summary(people: Population) -> dict[str, Any]:
    """The ways to count one scope: over its delegations when one meeting was asked for, else over its meetings.

    Meetings and delegations without a single person counted are left out.
    """
    delegations = parts_by(people, WHOLE, Level.DELEGATION).get("all", Counter())
    meetings = parts_by(people, WHOLE, Level.MEETING).get("all", Counter())
    groups = delegations if unit_of(people.scope) is Level.DELEGATION else meetings
    every, from_two = one_gender(delegations), one_gender(delegations, min_size=2)
    return {
        "pooled_share": fraction_of_one(formulas.pooled_share(groups).value),
        "mean_share": fraction_of_one(formulas.mean_share(groups).value),
        "median_share": fraction_of_one(formulas.median_share(groups).value),
        "meetings": meetings.total(),
        "delegations": every.delegations,
        "all_women": every.all_women,
        "all_men": every.all_men,
        "all_women_min2": from_two.all_women,
        "all_men_min2": from_two.all_men,
        "fifty_fifty": every.fifty_fifty,
        "undetermined": every.undetermined,
        "one_person": every.one_person,
    }


def in_order(rows: Iterable[Result], dimension: Dimension, asked: Sequence[Population]) -> list[str]:
    """Keys of the groups of several answers by one dimension, in its order; ``asked`` are the people of the answers."""
    label_of = {row.key: row.label for row in rows}
    return [key for key, _label in labels.in_order(label_of.items(), dimension.order(asked))]


def delegations_of_one_gender(people: Population, *min_sizes: int) -> list[OneGender]:
    """Delegations by what is certain about their composition, of so many people or more; raises Refused where only
    some people of each delegation are counted."""
    delegations = parts_by(people, WHOLE, Level.DELEGATION).get("all", Counter())
    return [one_gender(delegations, min_size) for min_size in min_sizes]


def by_forum_and_year(people: Population, metric: Metric = SHARE_OF_WOMEN) -> dict[ForumYear, Counts]:
    """Whom a share is about, of each forum in each year in which a meeting of it began and somebody is counted: all
    participants, or the heads that the metric counts."""
    people = people.answering(WHOLE, metric)
    asked = [people.heads(HeadBasis(basis)) for basis in metric.heads] or [people]
    found: dict[ForumYear, Counts] = {}
    for one in asked:
        for key, counts in count_by_forum_and_year(one).items():
            found[key] = found.get(key, Counts()) + counts
    return found


def one_gender_by_forum_and_year(
    people: Population, forums: Sequence[str], min_size: int = 2
) -> dict[ForumYear, OneGender]:
    """Delegations of so many people or more by what is certain about them, of these forums in each year; nothing where
    only some people of each delegation are counted."""
    if people.divided:
        return {}
    found = delegations_by_forum_and_year(people.where(DIMENSIONS["forum"], *forums))
    return {key: one_gender(delegations, min_size) for key, delegations in found.items()}


def heads_by_basis(people: Population) -> Mapping[str, Counts]:
    """Heads of delegation by how we know that they are: the counts to print beside a share of heads."""
    return _heads_by(people, WHOLE).get("all", {})


def fraction_of_one(value: Fraction | None) -> float | None:
    """An exact fraction as the number that leaves the program; no value stays no value."""
    return None if value is None else float(value)


def _result(
    dimension: Dimension,
    key: str,
    label: str,
    counts: Counts,
    metric: Metric,
    value: Value,
    unit: Level = Level.PARTICIPATION,
) -> Result:
    band_position = bands.band_position(counts, BALANCED) if metric.judged else None
    notes = [_(LOW_COVERAGE)] if bands.low_coverage(counts) else []
    notes += [_(COUNTS_ONLY)] if 0 < counts.known < SMALL else []
    return Result(dimension.key, key, label, counts, metric, value, band_position, "; ".join(notes), unit)


def _headed(heads: Mapping[str, Counts], metric: Metric) -> Counts:
    """The heads a metric is about, so that its row counts them and not all participants."""
    return total(counts for basis, counts in heads.items() if basis in metric.heads)


def _heads_by(people: Population, dimension: Dimension) -> dict[str, dict[str, Counts]]:
    """Heads of delegation of each group, by how we know that they are."""
    heads: dict[str, dict[str, Counts]] = {}
    for basis in HEAD_BASES:
        for cell in count_by(people.heads(basis), dimension):
            heads.setdefault(cell.key, {})[basis.value] = cell.counts
    return heads


def _parts(people: Population, metric: Metric, dimension: Dimension) -> dict[str, Counter[Counts]]:
    if "delegations" in metric.given:
        return parts_by(people, dimension, Level.DELEGATION)
    return parts_by(people, dimension, unit_of(people.scope)) if "groups" in metric.given else {}


def _counted_in(people: Population, metric: Metric) -> Level:
    """What the base of a metric counts."""
    if metric.of_shares:
        return unit_of(people.scope)
    return Level.DELEGATION if "delegations" in metric.given else Level.PARTICIPATION
