"""The public first page and the pages of forums: which year leads, what is said, and what it costs to ask."""

from __future__ import annotations

import datetime
import io
import itertools
import json
import re
import shutil
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.models import Meeting
from meetings.vocabulary import Gender, Role
from reports.measures.tally import Counts
from reports.models import Release, release_storage
from reports.public import edition as public_edition
from reports.public.headlines import room_doubt, room_title
from reports.public.seats import MOST_SEATS, room_of
from reports.releases import published
from reports.releases.versions import version_of
from tests.worlds.builders import (
    lock,
    make_country,
    make_delegation,
    make_forum,
    make_holder,
    make_meeting,
    make_participation,
    make_people,
    make_statement,
)
from tests.worlds.public_site import body, publish

pytestmark = pytest.mark.django_db
NOW = timezone.localdate().year


def held(code: str, year: int, women: int = 6, men: int = 14, *, locked: bool = True) -> Meeting:
    """An open meeting of a forum: women, men and one person not recorded, all of one State."""
    make_country("AAA", groups={"regional_group": "african"})
    start = datetime.date(year, 2, 3)
    meeting = make_meeting(f"{code}-{year}", forum=make_forum(code), start=start, list_access="open")
    delegation = make_delegation(meeting, "AAA")
    make_participation(delegation, gender=Gender.WOMAN, role=Role.HEAD, head_basis="stated")
    make_people(delegation, women=women - 1, men=men, unknown=1)
    if locked:
        lock(meeting)
    return meeting


@pytest.fixture
def two_forums() -> None:
    for code, year in itertools.product(("first", "second"), (NOW - 2, NOW - 1)):
        held(code, year)


def page(address: str = "/") -> str:
    return body(Client().get(address)).decode()


def kicker(text: str) -> str:
    found = re.search(r'class="kicker">([^<]*)<', text)
    assert found
    return found[1]


def test_the_last_full_year_leads_whatever_a_new_one_brings(two_forums: None) -> None:
    held("first", NOW, locked=False)
    publish()
    assert kicker(page()) == f"Disarmament meetings, {NOW - 1}"
    assert f"{NOW} so far" not in page()
    lock(Meeting.objects.get(slug=f"first-{NOW}"))
    publish()
    now = page()
    assert kicker(now) == f"Disarmament meetings, {NOW - 1}"
    assert f"{NOW} so far: 1 of 2 forums." in now
    trend = page(f"/data/releases/{published.latest().version}/pictures/trend-wide.svg")  # type: ignore[union-attr]
    assert f">{NOW - 1}<" in trend
    assert f">{NOW}<" not in trend
    held("second", NOW)
    publish()
    assert kicker(page()) == f"Disarmament meetings, {NOW}"


def test_the_trend_compares_forums_that_met_every_year(two_forums: None) -> None:
    held("third", NOW - 1, women=20, men=1)
    publish()
    home = page()
    assert "2 forums that met every year; base: 40 people" in home
    assert re.search(r"30\u00a0%.{0,200}12 of 40", home, re.DOTALL)
    forum = page("/data/forums/third/")
    assert "95\u00a0% women" in forum
    assert "20 of 21" in forum


def test_a_forum_says_who_spoke_and_who_presided_as_the_tables_do() -> None:
    meeting = held("first", NOW - 1)
    for letter in "wwwwmmmmmmmu":
        make_statement(meeting, "AAA", letter)
    for letter in "wwmmmu":
        make_holder(meeting, letter, f"{NOW - 1}-02-03", f"{NOW - 1}-02-07")
    publish()
    latest = published.latest()
    assert latest
    forum = page("/data/forums/first/")
    for section, table in (("statements", "statements_by_regional_group"), ("offices", "office_holders")):
        (row,) = [
            row
            for row in latest.table(table).rows
            if row["forum"] == "first" and row.get("regional_group", "all") == "all"
        ]
        shown = forum.partition(f'id="{section}"')[2].partition("</figure>")[0]
        numbers = [row[name] for name in ("women", "men", "not_recorded_as_woman_or_man", "total")]
        assert None not in numbers
        assert re.findall(r'class="n number">(\d+)', shown) == [str(number) for number in numbers]
        assert f"{row['women']} of {row['women_and_men']}" in shown
    assert forum.partition('id="offices"')[2].partition("</figure>")[0].count("<svg viewBox") == 6, (
        "one square is one office"
    )


def test_a_finding_of_the_room_holds_whoever_the_open_are() -> None:
    for women, men, rest in itertools.product(range(6), range(6), range(4)):
        if not women + men:
            continue
        counts = Counts(women, men, 0, rest)
        ends = [2 * (women + more) - counts.total for more in range(rest + 1)]
        said = f"{room_title(counts, 2024)} {room_doubt(counts)}"
        assert ("do not reach" in said) == all(end < 0 for end in ends)
        assert ("more than half" in said) == all(end > 0 for end in ends)
        assert ("most would be men" in said) == (bool(rest) and all(end < 0 for end in ends))
        assert ("most would be women" in said) == (bool(rest) and all(end > 0 for end in ends))


def test_every_person_has_a_seat_and_half_of_them_end_at_the_line() -> None:
    for counts in (Counts(0, 3, 0, 0), Counts(81, 125, 0, 10), Counts(1, 1_500, 0, 1), Counts(2_000, 900, 0, 0)):
        room = room_of(counts)
        seats = {who: len(places) for who, places in room.groups}
        if room.people == 1:
            assert (seats["women"], seats["unknown"], seats["men"]) == (counts.women, counts.open, counts.men)
            left = sum(float(x) < 500 for _who, places in room.groups for x, _y in places)
            assert abs(2 * left - counts.total) <= 2 * len({y for _who, places in room.groups for _x, y in places})
        assert sum(seats.values()) <= MOST_SEATS + 3
        assert all(bool(seats[who]) == bool(number) for who, number in
                   (("women", counts.women), ("unknown", counts.open), ("men", counts.men)))  # fmt: skip


def test_meetings_are_found_by_any_of_their_words(two_forums: None) -> None:
    publish()
    found = page(f"/data/meetings/?q=FIRST+{NOW - 1}")
    assert f"/data/meetings/first-{NOW - 1}/" in found
    assert f"/data/meetings/first-{NOW - 2}/" not in found
    assert "No meeting found" in page("/data/meetings/?q=nowhere")
    assert "<script>" not in page("/data/meetings/?q=<script>alert(1)</script>")


def test_everything_in_one_file_is_what_the_files_hold(published_office: None) -> None:
    import openpyxl

    client, latest = Client(), published.latest()
    assert latest
    address = f"/data/releases/{latest.version}/everything"
    archive = zipfile.ZipFile(io.BytesIO(body(client.get(f"{address}.zip"))))
    files = {info.name: latest.read(info.name) for info in latest.files}
    assert {name.partition("/")[2]: archive.read(name) for name in archive.namelist()} == files
    public_edition._cache = public_edition.BodyCache()
    assert body(client.get(f"{address}.zip")) == archive.fp.getvalue()  # type: ignore[union-attr]
    book = openpyxl.load_workbook(io.BytesIO(body(client.get(f"{address}.xlsx"))))
    assert book.sheetnames == ["Read me", *(name[:31] for name in latest.tables)]
    rows = latest.table("participation_by_meeting").rows
    header, *lines = book["participation_by_meeting"].iter_rows(values_only=True)
    place = header.index("women")
    assert [line[place] for line in lines] == [row["women"] for row in rows]
    assert client.get(f"{address}.exe").status_code == 404


def test_a_body_that_would_push_out_the_pages_is_not_kept() -> None:
    cache = public_edition.BodyCache(most=800)
    for size in (100, 101):
        cache.keep(size, public_edition.Body(b"x" * size, {}, compress=False))
    assert cache.get(100)
    assert cache.get(101) is None


def test_a_release_that_only_adds_a_meeting_corrects_nothing(two_forums: None) -> None:
    publish()
    held("third", NOW - 1)
    assert publish().files.get(name="changes.json").rows, "sums moved"
    assert "third" in page()
    assert " corrected." not in page()


def test_a_release_that_corrects_a_meeting_says_so(published_office: None) -> None:
    assert re.search(r"\d+ values? corrected\. A misread title, page 3\.", page())


def copy_of(release: Release, number: int) -> None:
    """A later release with the same files."""
    files, storage = list(release.files.all()), release_storage()
    shutil.copytree(storage.path(release.folder), storage.path(f"{release.folder}{number}"))
    version = version_of(NOW, number)
    release.pk, release.version, release.folder = None, version, f"{release.folder}{number}"
    release.manifest = release.manifest | {"version": version}
    release.save()
    for file in files:
        file.pk, file.release = None, release
        file.save()


CATALOGUE = "/data/catalogue.jsonld"
OLD = f"/data/releases/{version_of(NOW, 2)}/"
PAGES = ("/", "/data/", "/data/forums/", "/data/forums/conference/", "/data/meetings/", "/data/corrections/",
         "/data/releases.atom", "/embed/women/", "/sitemap.xml", "/data/dictionary/", "/api/v1/openapi.json",
         f"{OLD}tables/participation_by_meeting/", OLD, f"{OLD}pictures/women-wide.svg")  # fmt: skip


def cost(address: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """Queries and files read for a page that nobody has asked for since the last publication."""
    read: list[str] = []
    storage = type(release_storage())
    opened = storage.open

    def noting(self: Any, name: str, *more: Any) -> Any:
        read.append(name)
        return opened(self, name, *more)

    monkeypatch.setattr(storage, "open", noting)
    public_edition._cache = public_edition.BodyCache()
    published._rows_of.cache_clear()
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(address).status_code == 200
    monkeypatch.undo()
    return len(queries), len(read)


def test_a_page_costs_the_same_after_two_releases_and_after_twenty_two(
    published_office: None, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.PARITY_PUBLIC_SECONDS = 0
    before = {address: cost(address, monkeypatch) for address in PAGES}
    catalogue = cost(CATALOGUE, monkeypatch)
    assert before["/"][1] > 3, "the counter counts"
    for number in range(3, 23):
        copy_of(Release.objects.get(version=version_of(NOW, 2)), number)
    assert published.latest().version == version_of(NOW, 22)  # type: ignore[union-attr]
    assert {address: cost(address, monkeypatch) for address in PAGES} == before
    assert before["/api/v1/openapi.json"][1] == 0, "what its columns are stands in the manifest"
    assert cost(CATALOGUE, monkeypatch) == (catalogue[0], catalogue[1] + 20)
    assert catalogue[1] == 2, "one file of a release: its meetings"


def test_a_journalist_gets_a_sentence_with_its_source(published_office: None) -> None:
    home = page()
    for key in ("women", "trend", "groups"):
        for shape in ("wide", "square"):
            address = f"/data/releases/{version_of(NOW, 2)}/pictures/{key}-{shape}.svg"
            if key != "trend":
                assert address in home
                picture = page(address)
                assert f"release {version_of(NOW, 2)}" in picture
                assert "/data/releases/" in picture
    frames = re.findall(r"&lt;iframe src=&quot;([^&]*)&quot;", home)
    assert any(frame.endswith("/embed/women/") for frame in frames)
    for frame in frames:
        assert Client().get(frame.partition("testserver")[2] or "/" + frame.split("/", 3)[3]).status_code == 200
    assert json.loads(re.search(r'ld\+json">(.*?)</script>', home, re.DOTALL)[1])  # type: ignore[index]
