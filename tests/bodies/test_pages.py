"""Pages of bodies on the demonstration, and a table of stages with errors, corrected and entered."""

import csv
import datetime
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook
from pytest_django import DjangoAssertNumQueries

from bodies.actions.bodies import change_body
from bodies.actions.cycles import add_substitution
from bodies.demo.load import BODIES, load_bodies_of_the_demonstration
from bodies.models import Body, Cycle, StageCount
from bodies.sheets import as_text, read_stages
from reports.dashboards.bodies import BodiesPage, CyclePage, bodies_for
from reports.dashboards.bodies_card import selection_card
from reports.dashboards.body_alerts import alerts
from reports.dashboards.cards import without_data
from reports.measures.tally import Counts
from reports.practice_results.bodies import of_body
from tests.worlds.builders import make_country, make_delegation, make_meeting, make_people, make_user, signed_in

pytestmark = pytest.mark.django_db
HEAD = "stage;region;women;men;another;not recorded;source\n"


@pytest.fixture
def demo() -> None:
    assert load_bodies_of_the_demonstration(by=make_user("desk", "selection_desk")) == len(BODIES) == 4
    assert load_bodies_of_the_demonstration(by=make_user("again", "selection_desk")) == 0


def cycle_now(code: str) -> Cycle:
    return Cycle.objects.filter(body__forum=code).order_by("opens").last()  # type: ignore[return-value]


def test_bodies_are_in_the_order_of_their_distance_from_the_band(
    demo: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in("manager")
    with django_assert_max_num_queries(7):
        response = client.get(reverse("bodies"))
    page: BodiesPage = response.context["page"]
    away = [row.result.away for row in page.rows]
    assert away == sorted(away, reverse=True)
    assert page.rows[0].body.forum_id == "demo-group-of-experts"
    assert page.rows[0].result.open_seats == 4
    shown = response.content.decode()
    assert "Whose choice it is" in shown
    assert len(page.by_influence()) == 3, "seats decided, recommended and invited are never added up"


def test_a_cycle_says_what_open_seats_need_and_what_can_be_at_the_close(demo: None) -> None:
    cycle = cycle_now("demo-group-of-experts")
    shown = signed_in("manager").get(cycle.get_absolute_url()).content.decode()
    assert "4 open seats; the body needs 5 more women." in shown
    assert "At best 7 of 24 are women, at worst 5." in shown, "two women are nominated for four seats"
    assert "would stay outside the band" in shown
    assert "30 States" in shown


def test_where_nobody_is_entered_nothing_is_forecast(demo: None) -> None:
    cycle = cycle_now("demo-advisory-board")
    StageCount.objects.filter(cycle=cycle, stage="serving").delete()
    page = CyclePage(Cycle.objects.get(pk=cycle.pk))
    assert (page.forecast, page.close) == ([], None)
    assert page.finding.startswith("Enter the seats and who serves now")


def test_every_page_of_the_demonstration_opens_and_a_rule_shows_no_effect(demo: None) -> None:
    client = signed_in("manager")
    for cycle in Cycle.objects.all():
        assert client.get(cycle.get_absolute_url()).status_code == 200
        assert client.get(cycle.body.get_absolute_url()).status_code == 200
    assert "There is no cycle to compare with" in client.get(reverse("body-rules")).content.decode()


def test_a_table_says_all_that_is_wrong_with_it_at_once() -> None:
    rows = "chosen;;1;2;0;0;x\n\nnominated;mars;1;;0;-1;x\nNominated;African States;1;2;0;0;x\n"
    found = read_stages((HEAD + rows).encode())
    assert len(found.problems) == 4
    assert found.problems[0].startswith("Row 2, stage: “chosen” is none of")
    assert found.problems[1].startswith("Row 4, regional group: “mars”"), "an empty line is a row of the file"
    assert "write 0 where there is nobody" in found.problems[2]
    kept = [(row.stage, row.regional_group, row.numbers) for row in found.rows]
    assert kept == [("nominated", "african", (1, 2, 0, 0))]
    head = read_stages(b"stage,women,women,men,name of nominee\nnominated,1,1,1,Ada\n").problems
    assert [text.partition(":")[0] for text in head] == [
        "Column “another” is missing.", "Column “not recorded” is missing.", "Several columns say “women”",
        "No column is called “name of nominee”",
    ]  # fmt: skip


def test_a_workbook_is_read_as_csv_is() -> None:
    book, file = Workbook(), io.BytesIO()
    for row in (["Stages of 2026"], [], ["Stage", "Region", "Women", "Men", "Another", "Not recorded"],
                ["selected", "none", 4, 5, 0, 1], ["selected", "", "x", 5, 0, 1]):  # fmt: skip
        book.active.append(row)
    book.save(file)
    found = read_stages(file.getvalue(), "stages.xlsx")
    assert [row.numbers for row in found.rows] == [(4, 5, 0, 1)]
    assert found.problems == ["Row 5, women: “x” is no whole number; write 0 where there is nobody."]
    assert read_stages(as_text(found.rows).encode()).rows == found.rows


def test_a_file_is_refused_corrected_and_entered(demo: None, tmp_path: Path, capsys: Any) -> None:
    cycle, file = cycle_now("demo-advisory-board"), tmp_path / "stages.csv"
    about = ["--body", "demo-advisory-board", "--cycle", cycle.label, "--as-of", "2026-11-01", "--gender-basis",
             "registration", "--json"]  # fmt: skip
    file.write_text(HEAD + "nominated;african;3;4;0;0;note\nselected;;9;9;0;0;note\n", encoding="utf-8")
    with pytest.raises(SystemExit) as refused:
        call_command("import_stages", str(file), *about)
    answer = json.loads(capsys.readouterr().out)
    assert (refused.value.code, answer["status"]) == (1, "refused")
    assert answer["problems"] == ["More people selected (18) than nominated (7): correct it, or say why."]
    file.write_text(HEAD + "nominated;african;13;14;0;0;note\nselected;;9;9;0;0;note\n", encoding="utf-8")
    for name in ("nobody-known", make_user("boss", "manager").username):
        with pytest.raises(CommandError, match=r"no (account|right to enter stages)"):
            call_command("import_stages", str(file), *about, "--by", name)
    call_command("import_stages", str(file), *about, "--dry-run")
    assert not cycle.stage_counts.filter(stage="nominated").exists()
    capsys.readouterr()
    call_command("import_stages", str(file), *about, "--by", make_user("selector", "selection_desk").username)
    assert json.loads(capsys.readouterr().out)["stages"] == {"nominated": 27, "selected": 18}
    assert cycle.stage_counts.get(stage="nominated", regional_group="").women == 13


def test_the_card_is_for_whoever_reads_bodies(demo: None) -> None:
    empty, today = next(card for card in without_data() if card.key == "bodies"), timezone.localdate()
    card = selection_card(empty, bodies_for(make_user("boss", "manager"), today))
    assert (card.big, card.unit, card.first) == ("2", "of 4", "")
    assert card.say.startswith("Paper Rocket Inspectors’ Roster: nominations close on")
    assert selection_card(empty, bodies_for(make_user("publisher", "publisher"), today)) == empty
    Cycle.objects.all().delete()
    assert selection_card(empty, BodiesPage(today)).first == empty.first


def told() -> list[tuple[str, str]]:
    today = timezone.localdate()
    return [(one.what, one.why) for one in alerts(BodiesPage(today), today)]


def test_alerts_say_what_can_still_be_changed_soonest_first(demo: None) -> None:
    assert told() == [
        ("Paper Rocket Inspectors’ Roster: too few women are nominated", "So far 31 women and 68 men."),
        ("Demonstration Group of Experts cannot reach the band with this pool",
         "So far 2 women and 7 men. At best women are 7 of 24."),
    ]  # fmt: skip
    StageCount.objects.filter(stage="expressed_interest", as_of=timezone.localdate()).update(women=60)
    Cycle.objects.filter(body__forum="demo-group-of-experts", status="open").update(status="in_progress")
    assert told() == [
        ("Demonstration Group of Experts: 4 open seats, and outside the band", "Women are now 29\xa0% (5 of 17).")
    ], "the roster is borderline and nine days are enough for its pool"


def test_a_mandate_without_a_clause_and_a_replacement_that_leaves_the_band_are_told(demo: None) -> None:
    Cycle.objects.filter(status="open").delete()
    jury, day = Body.objects.get(forum="demo-folding-jury"), timezone.localdate() + datetime.timedelta(days=200)
    before = len(told())
    change_body(jury, by=make_user("one", "selection_desk"), renewal_due=day)
    assert [what for what, _why in told()][-1] == "“Folding for Peace” Jury: the mandate has no gender clause"
    cycle = cycle_now("demo-folding-jury")
    known = {"left_gender": "woman", "left_basis": "printed", "joined_gender": "man", "joined_basis": "printed"}
    add_substitution(cycle, by=cycle.entered_by, on=timezone.localdate() - datetime.timedelta(days=400), **known)
    assert len(told()) == before + 1, "who came before the members were counted is among them"
    cycle.stage_counts.update(as_of=timezone.localdate() - datetime.timedelta(days=5))
    for days in (2, 1):
        on = timezone.localdate() - datetime.timedelta(days=days)
        add_substitution(cycle, by=cycle.entered_by, on=on, **known)
    assert ("“Folding for Peace” Jury left the band when a member was replaced", "Women are now 1 of 6.") in told()
    assert of_body(jury).members == Counts(1, 5)


def test_the_overview_tells_of_bodies_to_whoever_reads_them(
    demo: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_people(make_delegation(make_meeting(), make_country("AAA").code), women=3, men=4)
    url = reverse("reports:overview")
    manager = signed_in("manager")
    manager.get(url)
    with django_assert_max_num_queries(17):  # the arrays of a world made within the test are read each time
        shown = manager.get(url).content.decode()
    assert "Inspectors’ Roster: too few women are nominated" in shown
    assert "too few women are nominated" not in signed_in("publisher").get(url).content.decode()


def test_the_figure_of_bodies_is_copied_with_the_numbers_of_the_page(demo: None) -> None:
    manager = signed_in("manager")
    page = manager.get(reverse("bodies"))
    address = reverse("reports:figure-file", args=["bodies", "csv"])
    assert address in page.content.decode()
    lines = list(csv.DictReader(io.StringIO(manager.get(address).content.decode("utf-8-sig"))))
    shown = [(str(row.body), row.members.women, row.members.men, row.members.open) for row in page.context["page"].rows]
    assert [(one["label"], int(one["women"]), int(one["men"]), int(one["unknown"])) for one in lines] == shown
    assert {one["another"] for one in lines} == {"0"}
    assert "5 of 17" in manager.get(reverse("reports:figure-file", args=["bodies", "svg"])).content.decode()
    assert signed_in("clerk").get(address).status_code == 403
