"""Panels on the desk: seats, courtesy titles, more rows, stale edits, exemptions."""

import re
from typing import Any

import pytest
from django.test import Client

from meetings.models import Change, Honorific, Meeting, Panel, PanelSeat
from meetings.names import title_key
from tests.worlds.builders import make_meeting, make_panel, make_user

pytestmark = pytest.mark.django_db

PANEL = {"title": "Verification today", "kind": "panel", "attendance": "unknown", "save": ""}


@pytest.fixture(autouse=True)
def titles() -> None:
    for title, claim in [("Ms", "woman"), ("Mr", "man"), ("Dr", "")]:
        Honorific.objects.create(key=title_key(title), title=title, claim=claim)


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(make_user("desk", "panel_desk"))
    return client


def seats(*rows: dict[str, str]) -> dict[str, str]:
    """The rows of the seat table as a browser sends them."""
    sent = {"seats-TOTAL_FORMS": str(len(rows)), "seats-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        sent |= {f"seats-{number}-{name}": value for name, value in ({"role": "speaker"} | row).items()}
    return sent


def genders() -> dict[str, tuple[str, str]]:
    return {seat.name: (seat.seat_gender, seat.seat_basis) for seat in PanelSeat.objects.all()}


def version(client: Client, url: str) -> str:
    found = re.search(r'name="version" value="(\w+)"', client.get(url).content.decode())
    assert found
    return found[1]


def test_a_gender_comes_from_a_title_or_with_its_basis_and_never_from_a_name(desk: Client) -> None:
    meeting = make_meeting("spring")
    rows = seats(
        {"name": "Ada Okoro", "title": "Ms"},
        {"name": "Per Lindqvist", "title": "Dr"},
        {"name": "Mary Jones"},
        {"name": "Robin Vale", "gender": "another", "basis": "self_declared", "title": "Mr"},
        {"name": "Lee Park", "gender": "man", "basis": "office_coded", "ours": "on"},
        {"to_be_confirmed": "on", "organisation": "University of Oldport"},
        {},
    )
    answer = desk.post("/meetings/spring/panels/new/", PANEL | rows)
    panel = Panel.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/panels/{panel.slug}/")
    assert genders() == {
        "Ada Okoro": ("woman", "courtesy_title"),
        "Per Lindqvist": ("unknown", ""),
        "Mary Jones": ("unknown", ""),
        "Robin Vale": ("another", "self_declared"),
        "Lee Park": ("man", "office_coded"),
        "": ("unknown", ""),
    }
    assert [seat.name for seat in panel.seats.filter(ours=True)] == ["Lee Park"]
    assert [seat.confirmed for seat in panel.seats.all()] == [True] * 5 + [False]
    assert panel.meeting == meeting
    assert Change.objects.get(action="create_panel").subject == f"panel:{panel.pk}"
    assert Meeting.objects.get().revision == meeting.revision + 1


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"title": "Ms"}, "Write the name"),
        ({"name": "Lee Park", "gender": "man"}, "how it is known"),
        ({"name": "Lee Park", "basis": "self_declared"}, "how it is known"),
        (
            {"name": "Lee Park", "title": "Ms", "gender": "man", "basis": "office_coded"},
            "contradicts the courtesy title",
        ),
    ],
)
def test_a_seat_that_cannot_be_saved_is_refused(desk: Client, row: dict[str, str], sentence: str) -> None:
    make_meeting("spring")
    answer = desk.post("/meetings/spring/panels/new/", PANEL | seats(row))
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not Panel.objects.exists()


def test_a_title_nobody_knows_says_nothing_and_the_clerk_hears_it(desk: Client) -> None:
    make_meeting("spring")
    rows = seats({"name": "Lee Park", "title": "Zzr."})
    page = desk.post("/meetings/spring/panels/new/", PANEL | rows, follow=True)
    assert genders() == {"Lee Park": ("unknown", "")}
    assert "“Zzr.” is not known" in page.content.decode()


def test_more_rows_keeps_what_is_written_and_saves_nothing(desk: Client) -> None:
    make_meeting("spring")
    sent = PANEL | seats({"name": "Lee Park", "ours": "on"}, {})
    del sent["save"]
    page = desk.post("/meetings/spring/panels/new/", sent | {"more": "", "title": ""}).content.decode()
    assert 'value="Lee Park"' in page
    assert 'name="seats-TOTAL_FORMS" value="6"' in page
    assert "errorlist" not in page
    assert not Panel.objects.exists()


def test_a_panel_is_changed_and_its_seats_stay_the_same_rows(desk: Client) -> None:
    panel = make_panel(seats="wm")
    first, second = panel.seats.all()
    url = f"/panels/{panel.slug}/edit/"
    rows = seats(
        {"pk": str(second.pk), "name": second.name, "title": "Mr"},
        {"name": "Lee Park"},
        {"pk": str(first.pk), "name": first.name, "remove": "on"},
    )
    assert desk.post(url, PANEL | rows | {"version": version(desk, url)}).status_code == 302
    kept = list(panel.seats.all())
    assert kept[0].pk == second.pk
    assert [seat.name for seat in kept] == [second.name, "Lee Park"]


def test_opening_and_saving_a_panel_loses_no_evidence(desk: Client) -> None:
    panel = make_panel(seats="wmu")
    panel.seats.filter(seat_gender="woman").update(title="Ms")
    PanelSeat.objects.create(panel=panel, order=3, name="Lee Park", seat_gender="man", seat_basis="public_source")
    before = genders()
    url = f"/panels/{panel.slug}/edit/"
    form = desk.get(url).context["forms"].seats
    rows = [{name: str(value or "") for name, value in seat.initial.items()} for seat in form.initial_forms]
    shown = [{name: value for name, value in row.items() if value != "False"} for row in rows]
    assert desk.post(url, PANEL | seats(*shown) | {"version": version(desk, url)}).status_code == 302
    assert genders() == before


@pytest.mark.database
def test_whoever_comes_second_on_a_panel_overwrites_nothing(desk: Client) -> None:
    panel = make_panel(seats="wm")
    url = f"/panels/{panel.slug}/edit/"
    seen = version(desk, url)
    panel.seats.update(organisation="University of Oldport")
    answer = desk.post(url, PANEL | seats({"name": "Lee Park"}) | {"version": seen})
    assert answer.status_code == 409
    assert "Lee Park" in answer.content.decode()
    assert panel.seats.count() == 2


def test_a_seat_of_another_panel_cannot_be_moved_here(desk: Client) -> None:
    panel, other = make_panel("One", seats="w"), make_panel("Two", seats="m")
    theirs = other.seats.get()
    url = f"/panels/{panel.slug}/edit/"
    rows = seats({"pk": str(theirs.pk), "name": "Lee Park"})
    desk.post(url, PANEL | rows | {"version": version(desk, url)})
    theirs.refresh_from_db()
    assert (theirs.panel, theirs.name) != (panel, "Lee Park")
    assert other.seats.count() == 1


def test_an_exemption_has_a_reason_and_an_approver_and_can_end(desk: Client) -> None:
    panel = make_panel(seats="mm")
    url = f"/panels/{panel.slug}/exempt/"
    desk.post(url, {"reason": "designated by Member States"})
    panel.refresh_from_db()
    assert (panel.exempt_reason, str(panel.exempt_by)) == ("designated by Member States", "desk")
    desk.post(url, {"reason": " "})
    panel.refresh_from_db()
    assert (panel.exempt_reason, panel.exempt_by) == ("", None)
    assert desk.get(url).status_code == 405


def test_entering_a_panel_costs_the_same_queries_for_any_number_of_rows_shown(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    panel = make_panel(seats="wm" * 20)
    with django_assert_max_num_queries(13):
        desk.get(f"/panels/{panel.slug}/edit/")
