"""Pages of staff on the demonstration: every level against its band, units, the brief, what only locked days say."""

from __future__ import annotations

import csv
import datetime
import io
import json
from fractions import Fraction

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from meetings.rights import groups_of
from reports.dashboards.cards import without_data
from reports.dashboards.staff import StaffPage
from reports.dashboards.staff_card import staff_card, staff_for, staff_waits
from reports.practice_results.staff import StaffResults, StaffScope
from staff.actions.plans import plan
from staff.actions.snapshots import CountRow, SnapshotHead, enter_snapshot, lock_snapshot
from staff.demo.load import BY_YEAR, load_staff_of_the_demonstration
from staff.models import HalfYear, Snapshot, StaffCount
from tests.worlds.builders import make_user, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo() -> None:
    by, other = make_user("focal", "hr_focal_point"), make_user("second", "hr_focal_point")
    assert load_staff_of_the_demonstration(by=by, locked_by=other) == 6
    assert load_staff_of_the_demonstration(by=by, locked_by=other) == 0


def test_each_level_is_shown_against_its_band(
    demo: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in("manager")
    with django_assert_max_num_queries(15):
        response = client.get(reverse("staff"))
    page: StaffPage = response.context["page"]
    assert {row.result.level: row.need for row in page.rows} == {
        "USG": "One post", "D-2": "As even as 3 allow", "D-1": "As even as 7 allow", "P-5": "2 more women",
        "P-4": "2 more women", "P-3": "In the band", "P-2": "2 more men", "P-1": "One post",
    }  # fmt: skip
    assert page.headline == "Even overall, not level by level."
    assert page.shares.startswith("Women are 48.7\u00a0% (56 of 115); 2 not recorded. Too few women at P-5, P-4.")
    shown = response.content.decode()
    assert "P-5: far too slow" in shown
    assert "Even overall" in shown
    assert "2028" in shown
    assert "Band 47–53: Margin used in United Nations reporting" in shown


def test_required_appointments_and_the_pace_follow_from_the_plan_and_the_days_before(demo: None) -> None:
    found = {row.result.level: row for row in StaffPage(StaffResults()).rows}
    fifth = found["P-5"].result
    size = 6 - 1 + 11 - 3 + 4
    assert fifth.appointments is not None
    assert (fifth.appointments.posts, fifth.appointments.size) == (4, size)
    assert found["P-5"].required == "3 of 4 appointments to women", "17 people are even with eight women; five stay"
    assert found["P-2"].required.endswith("of 5 appointments to men")
    first, last = (Fraction(women, women + men) for women, men in (BY_YEAR["P-5"][0], BY_YEAR["P-5"][-1]))
    pace = fifth.pace
    assert pace is not None
    assert abs(pace.actual - (last - first) / 5) < Fraction(1, 1000)
    assert fifth.projection is not None
    assert found["D-1"].result.pace is None, "under ten people there is no share and no pace"


def test_what_the_posts_cannot_bring_is_said_and_a_plan_that_cannot_be_is_refused_to_bear(demo: None) -> None:
    by = make_user("third", "hr_focal_point")
    after = Snapshot.objects.latest("as_of").as_of.year + 1
    plan(HalfYear(level="P-5", begins=datetime.date(after, 1, 1), retiring_women=5, vacancies=1), by=by)
    assert "not reachable by appointments alone: short by" in _required("P-5")
    plan(HalfYear(level="P-5", begins=datetime.date(after, 1, 1), retiring_women=7, vacancies=1), by=by)
    assert _required("P-5") == "The plan lets more people leave than there are: correct it."


def _required(level: str) -> str:
    return next(row.required for row in StaffPage(StaffResults()).rows if row.result.level == level)


def test_only_locked_days_count_and_another_classification_breaks_the_series(demo: None) -> None:
    by, other = make_user("third", "hr_focal_point"), make_user("fourth", "hr_focal_point")
    last = Snapshot.objects.latest("as_of")
    day = last.as_of + datetime.timedelta(days=1)
    rows = [CountRow("One", "P-5", "fixed_term", "field", 3, 9), CountRow("One", "P-5", "intern", "field", 40, 0)]
    made = enter_snapshot(SnapshotHead(day, "HR", "everybody", "other-levels"), rows, by=by)
    assert StaffResults().day == last
    lock_snapshot(made, by=other)
    page = StaffPage(StaffResults())
    assert [(one.level, one.counts.women, one.pace) for one in page.levels] == [("P-5", 3, None)], "interns are apart"
    assert "levels were classified otherwise" in page.broken
    assert StaffPage(StaffResults(last.as_of)).results.day == last


def test_parts_add_up_to_the_whole(demo: None) -> None:
    results = StaffResults()
    day = results.day
    assert day is not None
    for dimension in ("level", "category", "unit"):
        groups = results.by(dimension)
        assert sum(one.counts.total for one in groups) == day.stated_total, dimension
    one = results.by("unit")[0]
    alone = StaffResults(scope=StaffScope(unit=one.key)).by_level()
    assert sum(level.counts.total for level in alone) == one.counts.total
    assert all(level.appointments is None for level in alone), "the plan is about whole levels"


def test_a_unit_the_brief_and_narrowed_pages_open(demo: None) -> None:
    client = signed_in("manager")
    unit = StaffCount.objects.values_list("unit", flat=True)[0]
    for url in (
        reverse("staff-units"), reverse("staff-units") + f"?unit={unit}", reverse("staff") + "?brief=yes",
        reverse("staff") + "?category=professional&contract=fixed_term&location=field&on=2020-01-01",
        reverse("staff") + "?on=nonsense&category=nonsense",
    ):  # fmt: skip
        assert client.get(url).status_code == 200, url
    shown = client.get(reverse("staff")).content.decode()
    assert "women were" in shown
    assert "Hiring or leaving?" in shown


def test_figures_print_the_numbers_of_the_page(demo: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("figures", "--staff", "--format", "json")
    rows = {row["key"]: row for row in json.loads(capsys.readouterr().out)}
    for one in StaffPage(StaffResults()).levels:
        row = rows.pop(one.level)
        assert (row["women"], row["men"], row["unknown"], row["band"]) == (
            one.counts.women, one.counts.men, one.counts.unknown, one.position,
        )  # fmt: skip
        share = one.counts.women / one.counts.known if one.counts.known >= 10 else None
        assert row["share_women"] == pytest.approx(share) if share else row["share_women"] is None
    assert not rows
    for dimension in ("category", "unit"):
        call_command("figures", "--staff", "--by", dimension, "--format", "json")
        assert sum(row["total"] for row in json.loads(capsys.readouterr().out)) == 117


@pytest.mark.parametrize(
    "options",
    [["--staff", "--by", "country"], ["--by", "level"], ["--staff", "--by", "level", "--by", "unit"],
     ["--staff", "--year", "2020"], ["--staff", "--summary"]],
)  # fmt: skip
def test_options_that_do_not_go_with_staff_are_wrong_usage(options: list[str]) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("figures", *options)
    assert refused.value.returncode == 2


def test_figures_of_staff_that_nobody_locked_are_refused() -> None:
    with pytest.raises(CommandError, match="No day of staff is locked"):
        call_command("figures", "--staff")


def test_the_card_is_for_whoever_reads_staff_and_costs_one_query(
    demo: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    empty, boss = next(card for card in without_data() if card.key == "staff"), make_user("boss", "manager")
    groups_of(boss)
    with django_assert_num_queries(1):
        found = staff_for(boss)
        card = staff_card(empty, found)
    assert found is not None
    assert found.results.by_level(planned=False) == StaffResults().by_level(planned=False)
    assert (card.big, card.unit, card.state, card.word) == ("3", "of 6", "act", "Too slow")
    assert card.say == "P-5, 2 more women; P-4, 2 more women; P-2, 2 more men by 31 December 2028."
    assert staff_card(empty, staff_for(make_user("publisher", "publisher"))) == empty
    Snapshot.objects.all().delete()
    assert staff_card(empty, staff_for(boss)).first == empty.first


def test_a_day_to_lock_and_a_plan_that_is_missing_wait_on_the_overview(demo: None) -> None:
    boss, focal = make_user("boss", "manager"), make_user("third", "hr_focal_point")

    def waits(user: User) -> list[tuple[str, str]]:
        found = staff_for(user)
        assert found is not None
        return [(one.what, one.url) for one in staff_waits(found, user)]

    assert waits(boss) == []
    day = Snapshot.objects.latest("as_of").as_of + datetime.timedelta(days=1)
    made = enter_snapshot(SnapshotHead(day, "HR"), [CountRow("One", "P-5", "fixed_term", "field", 3, 9)], by=focal)
    (locking,) = waits(boss)
    assert locking == (f"Staff on {day.day} {day:%B %Y} wait for a second person", reverse("staff:snapshots"))
    assert waits(focal) == [], "nobody locks what they entered"
    lock_snapshot(made, by=boss)
    HalfYear.objects.all().delete()
    assert waits(boss) == [("No plan for staff until 31 December 2028", reverse("staff:plan"))]


def test_the_figure_of_the_levels_is_copied_with_the_numbers_of_the_command(demo: None) -> None:
    out = io.StringIO()
    call_command("figures", "--staff", "--by", "level", "--format", "json", stdout=out)
    printed = [(one["label"], one["women"], one["men"]) for one in json.loads(out.getvalue())]
    manager = signed_in("manager")
    address = reverse("reports:figure-file", args=["staff-levels", "csv"])
    lines = csv.DictReader(io.StringIO(manager.get(address).content.decode("utf-8-sig")))
    assert [(one["label"], int(one["women"]), int(one["men"])) for one in lines] == printed != []
    page = manager.get(reverse("staff")).content.decode()
    assert address in page
    assert "P-5 needs 2 more women; P-4 needs 2 more women; P-2 needs 2 more men." in page, "the sentence to copy"
    drawn = manager.get(reverse("reports:figure-file", args=["staff-levels", "svg"])).content.decode()
    assert "P-5" in drawn
    assert "6 of 17" in drawn
    assert signed_in("clerk").get(address).status_code == 403
    year = manager.get(f"{address}?on=2021-10-31").content.decode("utf-8-sig")
    assert year != manager.get(address).content.decode("utf-8-sig")
