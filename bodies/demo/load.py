"""Loading of the demonstration's four bodies with two cycles each, through the same actions as the desk's."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from bodies.actions.bodies import add_body, write_rule
from bodies.actions.cycles import add_substitution, open_cycle
from bodies.actions.stages import NUMBERS, StageRow, record_stages
from bodies.models import Body
from bodies.vocabulary import BodyKind, ClauseStrength, CycleStatus, Influence, RuleKind, Stage
from meetings.actions.demo import open_forums
from meetings.models import Forum
from meetings.vocabulary import Area, GenderBasis, MeetingType

SOURCE = "Demonstration"
LISTED = {BodyKind.ADVISORY_BOARD: "DEMO/3"}
"""Bodies whose past members a public list prints."""


@dataclass(frozen=True, slots=True)
class Invented:
    """A body; ``past`` and ``now`` hold stages with women, men, another and not recorded; ``closes`` days ahead."""

    code: str
    title: str
    kind: str
    clause: str
    strength: str
    influence: str
    seats: int
    closes: int | None
    past: dict[str, tuple[int, ...]]
    now: dict[str, tuple[int, ...]]


BODIES = (
    Invented(
        "demo-group-of-experts", "Demonstration Group of Experts", BodyKind.GOVERNMENTAL_EXPERTS,
        "with due regard to gender balance", ClauseStrength.DUE_REGARD, Influence.INVITES_STATES, 24, 45,
        {Stage.NOMINATED: (7, 21), Stage.ELIGIBLE: (7, 19), Stage.SELECTED: (5, 17, 1, 1)},
        {Stage.STATES_INVITED: (0, 0, 0, 30), Stage.NOMINATED: (2, 7), Stage.SERVING: (5, 12, 1, 2)},
    ),
    Invented(
        "demo-inspectors-roster", "Paper Rocket Inspectors’ Roster", BodyKind.ROSTER,
        "ensuring gender balance", ClauseStrength.BALANCE, Influence.DECIDES, 36, 9,
        {
            Stage.EXPRESSED_INTEREST: (48, 88, 1, 5), Stage.NOMINATED: (48, 88), Stage.ELIGIBLE: (33, 60),
            Stage.SHORTLISTED: (14, 15), Stage.SELECTED: (6, 6),
        },
        {Stage.EXPRESSED_INTEREST: (31, 68, 0, 3), Stage.SERVING: (9, 13, 0, 2)},
    ),
    Invented(
        "demo-advisory-board", "Demonstration Advisory Board", BodyKind.ADVISORY_BOARD,
        "equitable representation of women and men", ClauseStrength.EQUITABLE, Influence.RECOMMENDS, 17, 90,
        {Stage.NOMINATED: (18, 22), Stage.SELECTED: (8, 8)},
        {Stage.SERVING: (8, 7)},
    ),
    Invented(
        "demo-folding-jury", "“Folding for Peace” Jury", BodyKind.INDEPENDENT_PANEL,
        "", ClauseStrength.NONE, Influence.DECIDES, 6, None,
        {Stage.NOMINATED: (4, 9), Stage.SELECTED: (2, 4)},
        {Stage.NOMINATED: (7, 6), Stage.SELECTED: (3, 3)},
    ),
)  # fmt: skip


def load_bodies_of_the_demonstration(*, by: User) -> int:
    """Load the four bodies once. Returns how many are new."""
    if Body.objects.filter(forum__demonstration=True).exists():
        return 0
    today = timezone.localdate()
    for one in BODIES:
        _load(one, today, by)
    return len(BODIES)


def _load(one: Invented, today: datetime.date, by: User) -> None:
    open_forums({one.code: (one.title, MeetingType.EXPERT_GROUP, Area.GENERAL)})
    body = add_body(
        Forum.objects.get(code=one.code), by=by, kind=one.kind, gender_clause=one.clause,
        clause_strength=one.strength, influence=one.influence, seats=one.seats, verified=True, source=SOURCE,
        mandate_symbol="DEMO/RES/1" if one.clause else "",
    )  # fmt: skip
    first = today.replace(year=today.year - 2, month=1, day=15)
    past = open_cycle(
        body, by=by, label=str(first.year), status=CycleStatus.COMPLETED, opens=first,
        nominations_close=first + datetime.timedelta(days=90), appointed=first + datetime.timedelta(days=150),
        list_symbol=LISTED.get(BodyKind(one.kind), ""),
    )  # fmt: skip
    done = one.closes is None
    opens = today - datetime.timedelta(days=120)
    now = open_cycle(
        body, by=by, label=f"{opens.year} now", status=CycleStatus.SELECTED if done else CycleStatus.OPEN, opens=opens,
        nominations_close=today + datetime.timedelta(days=one.closes) if one.closes else None,
        appointed=today - datetime.timedelta(days=10) if done else None,
    )  # fmt: skip
    for cycle, stages, day in ((past, one.past, first + datetime.timedelta(days=150)), (now, one.now, today)):
        rows = [
            StageRow(stage, "", **dict(zip(NUMBERS, numbers, strict=False)), source=SOURCE)
            for stage, numbers in stages.items()
        ]
        basis = GenderBasis.COURTESY_TITLE if cycle.list_symbol else GenderBasis.SELF_DECLARED
        record_stages(cycle, rows, as_of=day, by=by, basis=basis, source=SOURCE)
    if one.kind == BodyKind.ADVISORY_BOARD:
        write_rule(
            None, by=by, body=body, kind=RuleKind.ASK_AGAIN, rule_before="States are asked once.",
            rule_after="States are asked again two weeks before the deadline.", in_force_from=opens,
            decided_on=opens, decided_by="Head of the demonstration office", document="DEMO/2", demonstration=True,
        )  # fmt: skip
        add_substitution(
            past, by=by, on=opens, left_gender="man", left_basis="self_declared", joined_gender="woman",
            joined_basis="self_declared", source=SOURCE,
        )  # fmt: skip
