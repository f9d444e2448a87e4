"""Results: scope × metric × dimension become rows with value, base and caveats.

Every number shown anywhere is one of these.

A result carries its value together with its base, what is not recorded, the band it was judged by and its caveats.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language_bidi, gettext_noop, ngettext
from django.utils.translation import gettext as _

from meetings.vocabulary import HeadBasis
from reports.counting import offices, statements
from reports.counting.closed_lists import unit_of
from reports.counting.counts import count_by, parts_by
from reports.counting.dimensions import WHOLE, Dimension, Level
from reports.counting.population import Population
from reports.measures import bands, formulas
from reports.measures.bands import BALANCED, BandPosition
from reports.measures.formulas import Value
from reports.measures.metrics import METRICS, Metric
from reports.measures.tally import Counts, one_gender, total
from reports.measures.wording import SMALL, Sentence, percentage, share_in_words

SHARE_OF_WOMEN = METRICS["share_of_women"]
OF_STATEMENTS = ("statements", "minutes", "minutes_not_presiding", "statements_heard")
OF_OFFICES = ("holders", "days")
"""First inputs of the metrics that are about statements and about office-holders instead of participants."""
HEADS = ("heads_of_delegation", "heads_incl_first_listed")
HEAD_BASES = (HeadBasis.STATED, HeadBasis.ONLY_MEMBER, HeadBasis.FIRST_LISTED)
TARGET, TARGET_NAME = Fraction(1, 2), gettext_noop("one half")
"""Of whom *people needed* counts the lack: half."""
LOW_COVERAGE = gettext_noop("low coverage")
LEFT_TO_RIGHT, SIGN = "\u200e", re.compile(r"(?<!\w)([-−+±])(?=\d)")
COUNTS_ONLY = gettext_noop("fewer than 10: counts, no percentages")


@dataclass(frozen=True, slots=True)
class Result:
    """One row of an answer. ``counts`` are the people it is about; ``value`` is what the metric says of them, and
    ``unit`` what its base counts: people and their like, delegations or meetings."""

    dimension: str
    key: str
    label: str
    counts: Counts
    metric: Metric
    value: Value
    band_position: BandPosition | None
    note: str
    unit: Level = Level.PARTICIPATION

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
    def coverage(self) -> Fraction | None:
        return formulas.coverage(self.counts).value

    @property
    def band(self) -> str:
        """Name of the band and where the figure stands in it, such as ``balanced_40_60: within``."""
        return f"{self.band_position.band.key}: {self.band_position.status}" if self.band_position else ""


def said(sentence: Sentence) -> str:
    """A sentence in the language of the page, its numbers written as there."""
    return signed(_(sentence.text).format(**{name: _written(value) for name, value in sentence.params.items()}))


def signed(text: str) -> str:
    """The text with each sign before its number: on a page from right to left it would be drawn behind it."""
    return SIGN.sub(f"{LEFT_TO_RIGHT}\\1", text) if get_language_bidi() else text


def _written(value: object) -> str:
    if isinstance(value, str):
        return _(value) if value else ""
    return number_format(value, use_l10n=True) if isinstance(value, int | Decimal) else str(value)


def percent_text(share: Fraction | None, base: int) -> str:
    """Such as 41 %; nothing where there is no value or only counts are shown."""
    percent = percentage(share, base)
    return "" if percent is None else _("%(percent)s\u00a0%%") % {"percent": number_format(percent)}


def points_text(points: Fraction | None, base: int) -> str:
    """Such as +2.4 points, of a difference between shares; nothing without a value or where only counts are shown."""
    moved = percentage(points, base)
    if moved is None:
        return ""
    sign = "−" if moved < 0 else "+" if moved > 0 else "±"
    words = {"points": signed(f"{sign}{number_format(abs(moved))}")}
    return _("%(points)s point") % words if str(abs(moved)) == "1" else _("%(points)s points") % words


def based_on(row: Result) -> str:
    """What a value is a share of: 12 of 29; of a mean or a median only how many meetings or delegations it is of."""
    value = row.value
    if value.value is None or not value.base:
        return ""
    base = number_format(value.base)
    if not row.metric.of_shares:
        part = number_format(int(value.value * value.base))
        return _("%(part)s of %(base)s") % {"part": part, "base": base}
    if row.unit is Level.DELEGATION:
        words = ngettext("%(number)s delegation with a share", "%(number)s delegations with a share", value.base)
    else:
        words = ngettext("%(number)s meeting with a share", "%(number)s meetings with a share", value.base)
    return words % {"number": base}


def results(
    people: Population, metric: Metric = SHARE_OF_WOMEN, dimension: Dimension = WHOLE, target: Fraction = TARGET
) -> list[Result]:
    """One row for each group that holds someone; without a dimension one row, also when nobody is counted."""
    people = people.answering(dimension, metric)
    if metric.given[0] in (*OF_STATEMENTS, *OF_OFFICES):
        return _beside_participants(people, metric, dimension)
    heads = _heads_by(people, dimension) if "heads" in metric.given else {}
    parts = _parts(people, metric, dimension)
    unit, rows = _counted_in(people, metric), []
    for cell in count_by(people, dimension):
        leading, inner = heads.get(cell.key, {}), parts.get(cell.key, Counter())
        value = metric.of(participants=cell.counts, heads=leading, delegations=inner, groups=inner, target=target)
        about = _headed(leading, metric) if metric.key in HEADS else cell.counts
        rows.append(_result(dimension, cell.key, cell.label, about, metric, value, unit))
    if not rows and dimension is WHOLE:
        nobody = metric.of(participants=Counts(), heads={}, target=target, delegations=[], groups=[])
        rows = [_result(WHOLE, "all", str(WHOLE.title), Counts(), metric, nobody, unit)]
    return rows


def _beside_participants(people: Population, metric: Metric, dimension: Dimension) -> list[Result]:
    """Rows that count statements or office-holders; ``counts`` are those by the gender of who spoke or holds office."""
    if metric.given[0] in OF_OFFICES:
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
    judged = metric.given in (("participants",), ("statements",), ("holders",)) or metric.key in HEADS
    band_position = bands.band_position(counts, BALANCED) if judged else None
    notes = [_(LOW_COVERAGE)] if bands.low_coverage(counts) else []
    notes += [_(COUNTS_ONLY)] if 0 < counts.known < SMALL else []
    return Result(dimension.key, key, label, counts, metric, value, band_position, "; ".join(notes), unit)


def _headed(heads: Mapping[str, Counts], metric: Metric) -> Counts:
    """The heads a metric is about, so that its row counts them and not all participants."""
    bases = formulas.STATED_HEADS if metric.key == "heads_of_delegation" else tuple(heads)
    return total(counts for basis, counts in heads.items() if basis in bases)


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
