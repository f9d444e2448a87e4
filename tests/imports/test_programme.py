"""Import of a programme: panels with seats.

Everybody on them is invented.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from meetings.actions.locks import lock_meeting
from meetings.imports.programme import Found, import_programme, read_programme
from meetings.models import Change, Meeting, Panel, PanelSeat
from meetings.reading.sheet import Unreadable
from reports.practice_results.panels import flagged, with_seats
from tests.record.test_locks import complete, reviewer
from tests.worlds.builders import make_meeting, make_user
from tests.worlds.lists import desk
from tests.worlds.places import SHARED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

PUBLIC_PAGES = SHARED / "data" / "disarmament"
PROGRAMME = """Programme of the working group, 2031

Tuesday 14 May

Panel I: Verification
Moderator: Ms. Ada NWOSU, Quiet Institute
Mr. Bo LIND, Arms Watch
Speaker to be confirmed, Red House
Mr. Carl EK
General exchange of views
Norway, Ambassador Kari Haugen
Fiji

Panel II: Transparency
Chair: TBC
Prof. Dana EIK, Blue House
Ms. Eva ASK
12345 ???

Panel III: To come
"""


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting("spring", start=date(2031, 5, 13), end=date(2031, 5, 17))


def seats(panel: Panel) -> list[tuple[Any, ...]]:
    shown = ("role", "title", "name", "organisation", "seat_gender", "seat_basis", "confirmed")
    return list(panel.seats.values_list(*shown))


def command(file: Path, capsys: Any, **said: Any) -> tuple[int, dict[str, Any]]:
    """The exit status and the one object of ``import_panels --json``."""
    status = 0
    try:
        call_command("import_panels", file, meeting="spring", json=True, **said)
    except SystemExit as ended:
        status = int(str(ended.code))
    return status, json.loads(capsys.readouterr().out)


def written(folder: Path, text: str | bytes = PROGRAMME) -> Path:
    path = folder / "programme.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_programme_becomes_panels_with_their_seats_in_order(meeting: Meeting) -> None:
    done = import_programme(meeting, PROGRAMME, by=desk(), source="test")
    assert [(panel.title, panel.day, panel.found) for panel in done.panels] == [
        ("Panel I: Verification", date(2031, 5, 14), Found.NEW),
        ("Panel II: Transparency", date(2031, 5, 14), Found.NEW),
        ("Panel III: To come", date(2031, 5, 14), Found.NOBODY),
    ]
    assert (done.statements, [text for _, text in done.not_understood]) == (2, ["12345 ???"])
    first, second = Panel.objects.order_by("pk")
    by_title = "courtesy_title"
    assert seats(first) == [
        ("moderator", "Ms.", "Ada NWOSU", "Quiet Institute", "woman", by_title, True),
        ("speaker", "Mr.", "Bo LIND", "Arms Watch", "man", by_title, True),
        ("speaker", "", "", "Red House", "unknown", "", False),
        ("speaker", "Mr.", "Carl EK", "", "man", by_title, True),
    ]
    assert seats(second) == [
        ("chair", "", "", "", "unknown", "", False),
        ("speaker", "Prof.", "Dana EIK", "Blue House", "unknown", "", True),
        ("speaker", "Ms.", "Eva ASK", "", "woman", by_title, True),
    ]


def test_again_it_changes_nothing_and_a_panel_on_record_is_left_as_it_is(meeting: Meeting) -> None:
    import_programme(meeting, PROGRAMME, by=desk(), source="test")
    PanelSeat.objects.filter(name="Dana EIK").update(seat_gender="woman", seat_basis="public_source")
    again = import_programme(meeting, PROGRAMME, by=desk(), source="test")
    assert [panel.found for panel in again.panels] == [Found.SAME, Found.SAME, Found.NOBODY]
    PanelSeat.objects.filter(name="Bo LIND").delete()
    before = list(PanelSeat.objects.values())
    third = import_programme(meeting, PROGRAMME, by=desk(), source="test")
    assert [panel.found for panel in third.panels] == [Found.DIFFERS, Found.SAME, Found.NOBODY]
    assert list(PanelSeat.objects.values()) == before


@pytest.mark.parametrize("text", ["", "Norway\nFiji\n", "Panel I: " + "x" * 2_000, "Panel I: a\n" * 30_000])
def test_what_is_no_programme_is_refused_in_one_sentence(text: str, meeting: Meeting) -> None:
    with pytest.raises(Unreadable) as refused:
        read_programme(meeting, text)
    assert refused.value.message.endswith(".")


def test_the_command_answers_as_import_list_does(meeting: Meeting, tmp_path: Path, capsys: Any) -> None:
    status, said = command(written(tmp_path), capsys, dry_run=True)
    assert (status, said["status"], said["new"], said["nobody"], Panel.objects.count()) == (0, "dry_run", 2, 1, 0)
    status, said = command(written(tmp_path), capsys)
    assert (status, said["status"], Panel.objects.count()) == (0, "imported", 2)
    assert [(one["seats"], one["women"], one["men"], one["to_be_confirmed"]) for one in said["panels"]] == [
        (4, 1, 2, 1), (3, 1, 0, 1), (0, 0, 0, 0),
    ]  # fmt: skip
    assert "NWOSU" not in json.dumps(said), "names stay on the panels"
    assert command(written(tmp_path), capsys)[1]["status"] == "unchanged"
    status, said = command(written(tmp_path, b"%PDF-1.7\n"), capsys)
    assert (status, said["status"], said["problems"][0]["code"]) == (1, "refused", "not_text")
    with pytest.raises(CommandError) as wrong:
        call_command("import_panels", tmp_path / "nowhere.txt", meeting="spring")
    assert wrong.value.returncode == 2


def test_after_the_lock_no_panel_comes_in(tmp_path: Path, capsys: Any) -> None:
    locked = complete()
    lock_meeting(locked, by=reviewer())
    Meeting.objects.filter(pk=locked.pk).update(slug="spring")
    status, said = command(written(tmp_path), capsys)
    assert (status, said["problems"][0]["code"], Panel.objects.count()) == (1, "meeting_locked", 0)


def test_on_the_desk_the_ticked_panels_are_created_and_only_what_was_shown(meeting: Meeting) -> None:
    client, address = Client(), "/meetings/spring/panels/programme/"
    client.force_login(make_user("desk-of-panels", "panel_desk"))
    page = client.post(address, {"text": PROGRAMME, "preview": ""}).content.decode()
    assert "Bo LIND" in page
    assert "names nobody" in page
    assert not Panel.objects.exists()
    shown = re.search(r'name="shown" value="(\w+)"', page)
    assert shown
    lines = re.findall(r'name="panel" value="(\d+)"', page)
    said = {"text": PROGRAMME, "shown": shown[1], "create": "", "panel": lines[1:]}
    client.post(address, said | {"text": PROGRAMME.replace("LIND", "LUND")})
    assert not Panel.objects.exists(), "another text is previewed first"
    assert client.post(address, said).status_code == 302
    assert list(Panel.objects.values_list("title", flat=True)) == ["Panel II: Transparency"]
    assert Change.objects.get(action="create_panel").by == User.objects.get(username="desk-of-panels")


@pytest.mark.skipif(not PUBLIC_PAGES.exists(), reason="the public pages are not beside the project")
def test_the_panels_of_a_public_page_have_the_flags_that_can_be_told(meeting: Meeting) -> None:
    text = (PUBLIC_PAGES / "oewg-nuclear-2013_panels.txt").read_text(encoding="utf-8")
    import_programme(meeting, text, by=desk(), source="test")
    found = flagged(with_seats(Panel.objects.order_by("date", "pk")))
    flags = [(one.flag.status, one.flag.counted.confirmed.women, one.flag.counted.confirmed.men) for one in found]
    assert flags == [
        ("cannot_tell_yet", 0, 0),  # three without titles
        ("single_gender", 2, 0),
        ("single_gender", 0, 2),
        ("single_gender", 0, 3),
        ("not_a_panel", 1, 0),
        ("cannot_tell_yet", 0, 0),  # two professors
        ("cannot_tell_yet", 0, 2),  # a doctor and two men
        ("not_a_panel", 0, 1),
    ]
