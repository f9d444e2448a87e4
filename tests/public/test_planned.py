"""The release calendar: announced on the desk, read by anybody, gone when its day is over."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from meetings.files.icalendar import Day, icalendar
from meetings.models import Change
from reports.models import PlannedRelease
from tests.worlds.builders import make_user
from tests.worlds.public_site import connection_kept, publish_office

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def publisher() -> Client:
    client = Client()
    client.force_login(make_user("publisher", "publisher"))
    return client


def day(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def announce(client: Client, days: int, title: str) -> int:
    sent = {"on": day(days).isoformat(), "title": title, "note": ""}
    return client.post("/dashboard/releases/planned/", sent).status_code


def public(address: str) -> str:
    return Client().get(address).content.decode()


def test_what_is_announced_is_public_until_its_day_is_over(publisher: Client) -> None:
    publish_office()
    assert "No releases are announced at present." in public("/data/calendar/")
    assert announce(publisher, 40, "Meetings of the spring; final lists") == 302
    assert announce(publisher, 0, "Corrections") == 302
    assert announce(publisher, -1, "Too late") == 400
    text = public("/data/calendar/")
    assert text.index("Corrections</td>") < text.index("Meetings of the spring; final lists")
    assert "Corrections" in public("/")
    file = public("/data/calendar.ics")
    assert "SUMMARY:Meetings of the spring\\; final lists\r\n" in file
    assert file.count("BEGIN:VEVENT") == 2
    PlannedRelease.objects.filter(title="Corrections").update(on=day(-1))
    assert "Corrections</td>" not in public("/data/calendar/")
    assert public("/data/calendar.ics").count("BEGIN:VEVENT") == 1
    assert [one.action for one in Change.objects.filter(action__contains="plan")] == ["plan_release"] * 2


def test_a_day_is_moved_and_taken_out_and_two_publishers_do_not_overwrite_each_other(publisher: Client) -> None:
    announce(publisher, 10, "Spring")
    planned = PlannedRelease.objects.get()
    address = f"/dashboard/releases/planned/{planned.pk}/"
    version = publisher.get(address).context["version"]
    sent = {"on": day(12).isoformat(), "title": "Spring", "note": "two days later", "version": version}
    assert publisher.post(address, sent).status_code == 302
    assert publisher.post(address, sent | {"title": "Summer"}).status_code == 409
    planned.refresh_from_db()
    assert (planned.on, planned.title, planned.note) == (day(12), "Spring", "two days later")
    assert "two days later" in public("/data/calendar/")
    assert publisher.post(f"{address}drop/").status_code == 302
    assert "Spring" not in public("/data/calendar/")
    moved, dropped = Change.objects.exclude(action="plan_release").order_by("pk")
    assert (moved.before or {})["on"] == day(10).isoformat()
    assert (dropped.action, (dropped.before or {})["title"]) == ("drop_planned_release", "Spring")


def test_the_copy_of_the_site_has_the_calendar(publisher: Client, tmp_path: Path) -> None:
    announce(publisher, 3, "Spring")
    with connection_kept():
        call_command("export_site", str(tmp_path / "site"))
    assert "Spring" in (tmp_path / "site/data/calendar/index.html").read_text()
    assert "SUMMARY:Spring" in (tmp_path / "site/data/calendar.ics").read_text()


def test_an_icalendar_file_is_what_the_standard_says() -> None:
    at = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)
    long = Day("planned-1@example.org", datetime.date(2026, 12, 31), "Größe; a, b\nEND:VCALENDAR", "é" * 80, at)
    text = icalendar("Releases", "https://example.org/data/calendar/", [long])
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.replace("\r\n ", "").split("\r\n")[4:] == [
        "BEGIN:VEVENT",
        "UID:planned-1@example.org",
        "DTSTAMP:20260504T120000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Größe\\; a\\, b\\nEND:VCALENDAR",
        f"DESCRIPTION:{'é' * 80}",
        "URL:https://example.org/data/calendar/",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
