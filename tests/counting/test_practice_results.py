"""Results of bodies and staff against sums written out by hand, sharing nothing with ``reports`` but the record."""

import datetime
from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from bodies.demo.load import load_bodies_of_the_demonstration
from bodies.models import Body, Cycle, ProcedureRule, StageCount
from reports.dashboards.bodies import rule_rows
from reports.practice_results import bodies, staff
from staff.actions.snapshots import CountRow, SnapshotHead, enter_snapshot, lock_snapshot
from tests.worlds.builders import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NEAREST_TO_THE_SEAT = ["serving", "accepted", "selected"]


@pytest.fixture
def demo() -> None:
    load_bodies_of_the_demonstration(by=make_user("desk", "selection_desk"))


def heads(cycle: Cycle, stage: str) -> list[str]:
    """Everybody at a stage, person by person; no list where nobody is counted."""
    row = StageCount.objects.filter(cycle=cycle, stage=stage, regional_group="").values().first()
    if row is None:
        return []
    return ["w"] * row["women"] + ["m"] * row["men"] + ["x"] * row["another"] + ["u"] * row["not_recorded"]


def test_bodies_and_cycles_are_as_they_are_counted_person_by_person(demo: None) -> None:
    every = bodies.with_a_cycle()
    assert [one.body for one in every] == list(Body.objects.filter(cycles__isnull=False).distinct())
    for found in every:
        body = found.body
        assert bodies.of_body(body) == found
        cycles = sorted(Cycle.objects.filter(body=body, opens__isnull=False), key=lambda one: one.opens, reverse=True)  # type: ignore[arg-type, return-value]
        people = next(counted for one in cycles for stage in NEAREST_TO_THE_SEAT if (counted := heads(one, stage)))
        women, men = people.count("w"), people.count("m")
        assert found.members is not None
        assert (found.members.women, found.members.men, found.members.open) == (women, men, len(people) - women - men)
        assert found.open_seats == (None if found.seats is None else max(0, found.seats - len(people)))
        assert f"{women} of {women + men}" in found.text, "a share never stands without its base"
    for cycle in bodies.with_stages(Cycle.objects.all()):
        result = bodies.of_cycle(cycle)
        assert {stage for stage in result.stages if heads(cycle, stage)} == result.stages.keys()
        nominated, selected = Counter(heads(cycle, "nominated")), Counter(heads(cycle, "selected"))
        if result.ratio is not None:
            chances = [Fraction(selected[gender], nominated[gender]) for gender in "wm"]
            assert result.ratio == chances[0] / chances[1]


def test_sides_of_a_rule_are_the_cycles_before_and_after_it_and_cost_no_query_each(
    demo: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    body = Body.objects.filter(cycles__stage_counts__stage="selected").first()
    assert body is not None
    opened = [one for one in Cycle.objects.filter(body=body).exclude(opens=None) if heads(one, "selected")]
    latest = max(one.opens for one in opened)  # type: ignore[type-var]
    common: dict[str, Any] = {"kind": ProcedureRule._meta.get_field("kind").choices[0][0]}
    for number in range(3):
        ProcedureRule.objects.create(
            body=body, in_force_from=latest, rule_after=f"Rule {number}", document="A/1", **common
        )
    with django_assert_num_queries(2):
        found = bodies.of_rules(ProcedureRule.objects.filter(body=body, rule_after__startswith="Rule"))
    for result in found:
        assert result.sides is not None
        before = [one for one in opened if one.opens < latest]  # type: ignore[operator]
        assert len(result.sides.before) == len(before)
        assert sum(one.women for one in result.sides.after) == sum(
            heads(one, "selected").count("w") for one in opened if one not in before
        )
        assert result.sentence
    StageCount.objects.filter(stage="selected").update(women=0, men=0, another=0, not_recorded=7)
    nobody = rule_rows(ProcedureRule.objects.filter(body=body, rule_after="Rule 0"))[0]
    assert nobody.after == "1 cycle", "where no gender is known there is no share of a side"


def test_levels_are_the_people_who_count_and_stand_from_the_highest_on(settings: Any) -> None:
    settings.PARITY_STAFF_FLOOR = 47
    rows = [("P-3", 5, 5, "fixed_term"), ("P-3", 1, 4, "permanent_continuing"), ("P-3", 9, 0, "intern"),
            ("D-1", 0, 3, "fixed_term"), ("GS-5", 1, 0, "temporary")]  # fmt: skip
    counted = [
        CountRow(unit="Unit", level=level, women=women, men=men, contract=contract, location="field")
        for level, women, men, contract in rows
    ]
    head = SnapshotHead(datetime.date(2026, 10, 31), "list of staff", scope="everybody")
    made = enter_snapshot(head, counted, by=make_user("focal", "hr_focal_point"), stated_total=28)
    assert staff.StaffResults().by_level() == [], "before somebody locks them they count nowhere"
    lock_snapshot(made, by=make_user("second", "hr_focal_point"))
    found = staff.StaffResults().by_level()
    assert [(one.level, one.counts.women, one.counts.men) for one in found] == [("D-1", 0, 3), ("P-3", 6, 9)]
    assert [(one.position, one.needed) for one in found] == [("women_below", 1), ("women_below", 1)]
    assert found[0].text == "0 of 3", "fewer than ten people have no percentage"
