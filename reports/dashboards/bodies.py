"""What the pages of expert bodies show: bodies by distance from the band, stages of a cycle, rules with both sides."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bodies.models import Body, Cycle, ProcedureRule
from bodies.vocabulary import NARROWING, CycleStatus, Influence
from meetings.rights import Account, Right, may
from reports.measures.tally import Counts, total
from reports.measures.wording import rounded
from reports.practice_results.bodies import (
    BodyResult,
    RuleResult,
    StageResult,
    of_cycle,
    of_rules,
    share_text,
    with_a_cycle,
)
from reports.presentation.dates import day_text
from reports.presentation.findings import Verdict, verdict

SOON = datetime.timedelta(days=21)


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One body as it is drawn: what it is, the verdict, and its next deadline."""

    result: BodyResult
    verdict: Verdict | None
    closes: datetime.date | None
    late: bool

    @property
    def body(self) -> Body:
        return self.result.body

    @property
    def members(self) -> Counts | None:
        return self.result.members

    @property
    def closes_text(self) -> str:
        return day_text(self.closes) if self.closes else "–"


def body_row(result: BodyResult, today: datetime.date) -> BodyRow:
    """The body with its verdict and the next deadline of a cycle that is open."""
    days = sorted(
        cycle.nominations_close for cycle in (one.cycle for one in result.cycles)
        if cycle.status == CycleStatus.OPEN and cycle.nominations_close and cycle.nominations_close >= today
    )  # fmt: skip
    return BodyRow(
        result,
        verdict(result.members) if result.members else None,
        days[0] if days else None,
        bool(days) and days[0] - today <= SOON,
    )


class BodiesPage:
    """All bodies, the farthest from the band first, and apart those of which no cycle says who sits on them."""

    def __init__(self, today: datetime.date) -> None:
        rows = [body_row(result, today) for result in with_a_cycle()]
        self.every = rows
        self.rows = sorted((row for row in rows if row.members), key=_nearness)
        self.demo = any(row.body.forum.demonstration for row in self.rows)
        self.deadlines = sorted((row for row in rows if row.closes), key=lambda row: row.closes or today)

    @cached_property
    def without(self) -> list[Body]:
        """Bodies of which nobody counted the members."""
        return list(Body.objects.select_related("forum").exclude(pk__in=[row.body.pk for row in self.rows]))

    @property
    def balanced(self) -> int:
        return sum(row.result.balanced for row in self.rows)

    @property
    def headline(self) -> str:
        """How many bodies are in the band; seats that answer for different actors are never added up."""
        words = {"balanced": number_format(self.balanced), "number": number_format(len(self.rows))}
        if not self.rows:
            return _("No cycle says yet who sits on a body.")
        return ngettext(
            "%(balanced)s of %(number)s body is balanced.", "%(balanced)s of %(number)s bodies are balanced.",
            len(self.rows),
        ) % words  # fmt: skip

    def by_influence(self) -> list[tuple[str, str]]:
        """Women among the members of bodies, for each part that the office has in choosing them; never added up."""
        found = []
        for influence in Influence:
            here = [row.members for row in self.rows if row.members and row.body.influence == influence]
            if here:
                counts = total(here)
                words = {"share": share_text(counts), "unknown": number_format(counts.open)}
                found.append((str(influence.label), _("women %(share)s, %(unknown)s not recorded as either") % words))
        return found


def bodies_for(user: Account, today: datetime.date) -> BodiesPage | None:
    """All bodies, for whoever reads them."""
    return BodiesPage(today) if may(user, Right.READ_SELECTION) else None


def _nearness(row: BodyRow) -> int:
    return -1 if row.result.away is None else -row.result.away


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage as it is drawn: all stages of a cycle stand on one scale, that of the stage with ``most`` people."""

    result: StageResult
    most: int

    @property
    def width(self) -> str:
        """How far its bar goes, in per cent of the place there is."""
        return f"{100 * self.result.counts.total / self.most:.2f}" if self.most else "0"

    @property
    def half(self) -> str:
        return f"{50 * self.result.counts.total / self.most:.2f}" if self.most else "0"


class CyclePage:
    """One cycle: its stages, open seats with the women they need, and what the body can be at the close."""

    def __init__(self, cycle: Cycle) -> None:
        self.cycle = cycle
        self.result = of_cycle(cycle)
        self.close = self.result.close
        in_order = self.result.in_order()
        most = max((one.counts.total for one in in_order if one.states is None), default=0)
        self.lines = [StageLine(one, most) for one in in_order]
        self.people = sum(one.states is None for one in in_order)

    @property
    def finding(self) -> str:
        """Open seats and the women they need, or why that cannot be said."""
        if self.close is None or self.result.women_needed is None:
            return "" if self.cycle.status != CycleStatus.OPEN else _(
                "Enter the seats and who serves now: then this page says how many women the open seats need."
            )  # fmt: skip
        words = {"open": number_format(self.close.open_seats), "women": number_format(self.result.women_needed)}
        if not self.result.women_needed:
            return ngettext(
                "%(open)s open seat; women already have the share of all seats that the band asks for.",
                "%(open)s open seats; women already have the share of all seats that the band asks for.",
                self.close.open_seats,
            ) % words  # fmt: skip
        return ngettext(
            "%(open)s open seat; the body needs %(women)s more women.",
            "%(open)s open seats; the body needs %(women)s more women.", self.close.open_seats,
        ) % words  # fmt: skip

    @property
    def forecast(self) -> list[str]:
        """Women at the close at best, at worst, and with the pool as it is."""
        if self.close is None:
            return []
        words = {"best": number_format(self.close.best), "worst": number_format(self.close.worst),
                 "seats": number_format(self.close.seats)}  # fmt: skip
        found = [_("At best %(best)s of %(seats)s are women, at worst %(worst)s.") % words]
        if self.close.as_nominated is not None:
            words["now"] = number_format(self.close.as_nominated)
            found.append(_("Chosen like the pool so far: %(now)s of %(seats)s.") % words)
        if not self.close.reaches():
            found.append(_("Even if women took every open seat they can, the body would stay outside the band."))
        return found

    @property
    def passed(self) -> list[str]:
        """From each narrowing stage to the next, how many of the women and of the men went on."""
        counted = [(stage, self.result.stages[stage]) for stage in NARROWING if stage in self.result.stages]
        found = []
        for (_early, before), (late, after) in pairwise(counted):
            if after.women <= before.women and after.men <= before.men:
                words = {"stage": late.label, "women": number_format(after.women), "men": number_format(after.men),
                         "of_women": number_format(before.women), "of_men": number_format(before.men)}  # fmt: skip
                found.append(_("%(stage)s: %(women)s of %(of_women)s women, %(men)s of %(of_men)s men.") % words)
        return found

    @property
    def ratio(self) -> str:
        """The selection ratio, or why there is none."""
        if not self.result.selects:
            return ""
        found = self.result.ratio
        if found is None:
            return _("No selection ratio: the pool is too small, or not everybody is recorded.")
        words = {"ratio": number_format(rounded(found, 2))}
        return _("Selection ratio %(ratio)s: at 1, women and men nominated are selected alike.") % words


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A change of procedure with women among those selected before and after it, cycle by cycle."""

    rule: ProcedureRule
    before: str
    after: str
    sentence: str


def rule_rows(rules: Iterable[ProcedureRule]) -> list[RuleRow]:
    """Both sides of each change; without the day on which it came into force there are none."""
    return [_rule_row(result) for result in of_rules(rules)]


def _rule_row(result: RuleResult) -> RuleRow:
    if result.sides is None:
        return RuleRow(result.rule, "", "", _("The day is not known, so no cycle stands before or after it."))
    return RuleRow(result.rule, _side(result.sides.before), _side(result.sides.after), result.sentence)


def _side(side: Sequence[Counts]) -> str:
    """The share of a side with its base where somebody on it is known, and always how many cycles it has."""
    counts = total(side)
    number = ngettext("%(number)s cycle", "%(number)s cycles", len(side)) % {"number": number_format(len(side))}
    return f"{share_text(counts)}, {number}" if counts.known else number
