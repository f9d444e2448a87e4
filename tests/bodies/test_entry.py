"""Entry of bodies on the web: a body, a cycle, its stages typed and by sheet, an undo, a replacement and a rule."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bodies.actions.bodies import add_body
from bodies.actions.cycles import open_cycle
from bodies.models import Body, Cycle, ProcedureRule, StageCount
from tests.worlds.builders import make_forum, make_user, signed_in

pytestmark = [pytest.mark.django_db]
HEAD = "stage,regional group,women,men,another,not recorded\n"
ABOUT = {"as_of": "2026-11-01", "basis": "registration"}
GROUPS = {"groups-TOTAL_FORMS": "7", "groups-INITIAL_FORMS": "7"}


@pytest.fixture
def desk() -> Client:
    return signed_in("selection_desk")


@pytest.fixture
def cycle() -> Cycle:
    by = make_user("entrant", "selection_desk")
    body = add_body(make_forum("paper-moon", title_en="Paper Moon Experts"), by=by, kind="roster", seats=10)
    return open_cycle(body, by=by, label="2026", opens=datetime.date(2026, 9, 1))


def stages(cycle: Cycle) -> dict[tuple[str, str], tuple[int, int]]:
    return {(row.stage, row.regional_group): (row.women, row.men) for row in StageCount.objects.filter(cycle=cycle)}


def test_a_body_and_its_cycle_are_entered_and_refusals_stand_at_the_form(desk: Client) -> None:
    make_forum("paper-moon", title_en="Paper Moon Experts")
    said = {"forum": "paper-moon", "kind": "roster", "clause_strength": "due_regard", "influence": "decides"}
    refused = desk.post(reverse("bodies:new"), said)
    assert "a strength with the clause verbatim" in refused.content.decode()
    assert not Body.objects.exists()
    said["gender_clause"] = "with due regard to gender"
    assert desk.post(reverse("bodies:new"), said)["Location"] == "/bodies/paper-moon/"
    url = reverse("bodies:cycle-new", args=["paper-moon"])
    days = {"label": "2026", "status": "open", "opens": "2026-09-02", "nominations_close": "2026-09-01"}
    assert "is before that of" in desk.post(url, days).content.decode()
    desk.post(url, days | {"nominations_close": "2026-12-01"})
    cycle = Cycle.objects.get()
    edit = reverse("bodies:cycle-edit", args=["paper-moon", cycle.pk])
    desk.post(edit, days | {"nominations_close": "2027-01-15", "seats": "8", "list_symbol": "A/80/7"})
    cycle.refresh_from_db()
    assert (cycle.nominations_close, cycle.seats) == (datetime.date(2027, 1, 15), 8)
    assert "public list of members: A/80/7" in desk.get(cycle.get_absolute_url()).content.decode()


def test_a_stage_is_typed_group_by_group_and_taken_back(desk: Client, cycle: Cycle) -> None:
    url = reverse("bodies:stages", args=["paper-moon", cycle.pk])
    groups = GROUPS | {
        "groups-0-regional_group": "", "groups-1-regional_group": "african", "groups-1-women": "3",
        "groups-1-men": "4", "groups-2-regional_group": "none", "groups-2-women": "1",
    }  # fmt: skip
    wrong = desk.post(f"{url}?stage=nominated", ABOUT | groups | {"groups-0-women": "9"}).content.decode()
    assert "nominated, women: regional groups add up to 4, everybody says 9." in wrong
    assert 'value="9"' in wrong, "what was typed is kept"
    assert not stages(cycle)
    desk.post(f"{url}?stage=nominated", ABOUT | groups)
    assert stages(cycle) == {("nominated", ""): (4, 4), ("nominated", "african"): (3, 4), ("nominated", "none"): (1, 0)}
    desk.post(reverse("bodies:undo", args=["paper-moon", cycle.pk]))
    assert not stages(cycle)


def test_a_sheet_is_refused_whole_then_shown_then_entered(desk: Client, cycle: Cycle) -> None:
    url = reverse("bodies:sheet", args=["paper-moon", cycle.pk])
    wrong = (HEAD + "nominated,mars,1,2,0,0\nnominated,,x,2,0,0\n").encode()
    shown = desk.post(url, ABOUT | {"file": SimpleUploadedFile("stages.csv", wrong)}).content.decode()
    assert "2 things need correcting" in shown
    assert "Row 2, regional group" in shown
    assert "Row 3, women" in shown
    right = SimpleUploadedFile("stages.csv", (HEAD + "nominated,african,5,6,0,0\nselected,,2,3,0,1\n").encode())
    page = desk.post(url, ABOUT | {"file": right})
    assert "Enter these counts" in page.content.decode()
    assert not stages(cycle), "nothing is entered before it was shown"
    desk.post(url, ABOUT | {"rows": page.context["text"], "enter": "yes"})
    assert stages(cycle)[("nominated", "")] == (5, 6)
    assert stages(cycle)[("selected", "")] == (2, 3)


def test_a_replacement_and_a_rule_are_entered(desk: Client, cycle: Cycle) -> None:
    url = reverse("bodies:substitutions", args=["paper-moon", cycle.pk])
    lone = {"on": "2026-10-01", "left_gender": "man", "joined_gender": "unknown"}
    assert "needs how it is known" in desk.post(url, lone).content.decode()
    desk.post(url, lone | {"left_basis": "printed"})
    one = cycle.substitutions.get()
    desk.post(reverse("bodies:substitution-remove", args=["paper-moon", cycle.pk, one.pk]))
    assert not cycle.substitutions.exists()
    rule = {"kind": "ask_again", "rule_after": "Ask twice.", "document": "D/1"}
    desk.post(reverse("bodies:rule-new"), rule)
    desk.post(reverse("bodies:rule", args=[ProcedureRule.objects.get().pk]), rule | {"in_force_from": "2026-01-01"})
    assert ProcedureRule.objects.get().in_force_from == datetime.date(2026, 1, 1)
