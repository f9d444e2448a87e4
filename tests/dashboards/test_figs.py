"""Figures with their tools: picture, sentence, data, paragraph and page say the numbers that ``figures`` prints."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import struct
import zipfile
from typing import Any

import lxml.etree
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from PIL import Image

from meetings.models import Meeting
from reports.dashboards.figs import KINDS
from reports.dashboards.row_figs import DRAWN
from tests import oracle
from tests.worlds import builders, random_worlds
from tests.worlds.builders import signed_in
from tests.worlds.seeds import daily

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def reader() -> Client:
    for year in range(2019, 2025):
        for forum, women, men in (("yearly", 30 + 3 * (year - 2019), 60), ("other", 12, 18 - (year - 2019))):
            meeting = builders.make_meeting(
                f"{forum}-{year}", forum=builders.make_forum(forum), start=datetime.date(year, 3, 2), list_access="open"
            )
            people = builders.make_delegation(meeting, "ZZA")
            builders.make_people(people, women=women, men=men, unknown=2)
    return signed_in("reader", "reviewer")


def file(client: Client, kind: str, form: str, query: str = "") -> bytes:
    query = query or QUERIES.get(kind.split("-")[0], "")
    response = client.get(reverse("reports:figure-file", args=[kind, form]) + query)
    assert response.status_code == 200
    return bytes(response.content)


def lines(client: Client, kind: str, query: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file(client, kind, "csv", query).decode())))


def figures(*options: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command("figures", *options, "--format", "json", stdout=out)
    return json.loads(out.getvalue())


def as_printed(row: dict[str, Any], names: tuple[str, ...]) -> list[str]:
    return ["" if row[name] is None else str(row[name]) for name in names]


QUERIES = {"meeting": "?meeting=yearly-2024", "forum": "?forum=yearly", "state": "?country=ZZA"}
GENDERS = {"w": "woman", "m": "man", "u": "unknown"}
NOT_HERE = {
    "trend",
    "meeting-statements",
    "forum-heads",
    "forum-offices",
    "forum-statements",
    "state-beside",
    "panels-by-year",
    "staff-levels",
    "bodies",
}
"""The trend is first; of the others this record has nothing."""
EVERY = daily(1, ["trend", *(kind for kind in KINDS if kind not in NOT_HERE)])
COUNTED = ("women", "men", "another", "unknown", "total", "known", "share_women", "share_low", "share_high", "coverage")


def texts(svg: bytes) -> str:
    """What is written in a picture, a blank between any two texts."""
    root = lxml.etree.fromstring(svg)
    return " ".join(" ".join(one.itertext()) for one in root.iter(f"{SVG}text"))


def test_the_data_of_the_trend_is_what_figures_prints(reader: Client) -> None:
    printed = figures("--by", "year")
    found = lines(reader, "trend")
    assert [[one[name] for name in ("key", *COUNTED)] for one in found] == [
        as_printed(row, ("key", *COUNTED)) for row in printed
    ]


@pytest.mark.parametrize("kind", daily(1, ["forums", "forums-by-year"]))
def test_the_data_of_forums_is_what_figures_prints_of_each_year(reader: Client, kind: str) -> None:
    found = lines(reader, kind)
    for year in range(2019, 2025):
        of_year = [one for one in found if one["year"] == str(year)]
        for who, metric in (("participants", "share_of_women"), ("heads", "heads_of_delegation")):
            printed = figures("--by", "forum", "--year", str(year), "--metric", metric)
            shown = {one["forum"]: [one[name] for name in COUNTED[:6]] for one in of_year if one["who"] == who}
            expected = {row["key"]: as_printed(row, COUNTED[:6]) for row in printed if row["total"]}
            assert shown == expected, (year, who)


def test_the_picture_of_the_trend_says_first_and_last_value_with_source_day_and_address(reader: Client) -> None:
    svg = file(reader, "trend", "svg")
    written, last = texts(svg), figures("--by", "year")[-1]
    share = f"{last['share_women'] * 100:.1f}\u00a0%"
    for expected in (
        share,
        f"{last['women']} of {last['known']}",
        "http://testserver/dashboard/figure/trend/",
        "Parity",
    ):
        assert expected in written
    root = lxml.etree.fromstring(svg)
    assert share in root.findtext(f"{SVG}desc", ""), "who does not see it hears the same number"
    page = reader.get(reverse("reports:overview")).content.decode()
    finding = root.findtext(f"{SVG}title", "")
    assert finding
    assert finding in page.replace("&#x27;", "'")


@pytest.mark.parametrize("kind", EVERY)
def test_every_tool_of_a_figure_carries_its_finding_and_its_source(reader: Client, kind: str) -> None:
    root = lxml.etree.fromstring(file(reader, kind, "svg"))
    finding = root.findtext(f"{SVG}title", "")
    data = lines(reader, kind)
    assert {one["figure"] for one in data} == {finding}
    source = data[0]["source"]
    assert "2024" in source
    assert finding in texts(file(reader, kind, "svg"))
    assert source in texts(file(reader, kind, "svg"))
    document = zipfile.ZipFile(io.BytesIO(file(reader, kind, "docx")))
    assert finding in lxml.etree.tostring(
        lxml.etree.fromstring(document.read("word/document.xml")), encoding="unicode", method="text"
    )
    assert source in lxml.etree.tostring(
        lxml.etree.fromstring(document.read("word/footnotes.xml")), encoding="unicode", method="text"
    )
    offline = file(reader, kind, "html").decode()
    assert source in offline
    outside = re.sub(r"<script\b.*?</script>", "", offline, flags=re.S)
    assert not re.search(r'(?:src|href)="(?!http://testserver)', outside), "it asks nobody for anything"
    assert "<script src" not in offline
    assert all(one.get("women", one.get("only_men")) in offline for one in data)


@pytest.mark.parametrize("kind", EVERY)
def test_a_picture_in_pixels_is_the_drawing_twice_as_large_and_holds_its_text(reader: Client, kind: str) -> None:
    png = file(reader, kind, "png")
    drawn = lxml.etree.fromstring(file(reader, kind, "svg"))
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = struct.unpack(">II", png[16:24])
    assert (wide, high) == (2 * int(drawn.get("width", 0)), 2 * int(drawn.get("height", 0)))
    picture = Image.open(io.BytesIO(png)).convert("L")
    title, source = picture.crop((80, 80, wide - 80, 150)), picture.crop((80, high - 120, wide - 80, high - 50))
    assert title.getextrema()[0] < 60, "the finding is written"
    assert source.getextrema()[0] < 140, "and where it is from"


def test_interactive_charts_load_their_library_on_their_own_page_alone(reader: Client) -> None:
    assert "plotly" not in reader.get(reverse("reports:overview")).content.decode()
    page = reader.get(reverse("reports:figure", args=["trend"])).content.decode()
    assert "plotly-basic.min.js" in page
    chart = json.loads(re.findall(r'<script id="interactive"[^>]*>(.*?)</script>', page, re.S)[0])
    assert chart["layout"]["yaxis"]["range"] == [0, 100]
    printed = [round(row["share_women"] * 100, 1) for row in figures("--by", "year")]
    assert chart["data"][0]["y"] == printed
    fitted = reader.get(reverse("reports:figure", args=["trend"]) + "?axis=fitted").content.decode()
    chart = json.loads(re.findall(r'<script id="interactive"[^>]*>(.*?)</script>', fitted, re.S)[0])
    assert "range" not in chart["layout"]["yaxis"]


def test_a_year_without_a_meeting_is_a_gap_in_the_interactive_chart(reader: Client) -> None:
    Meeting.objects.get(slug="other-2021").delete()
    page = reader.get(reverse("reports:figure", args=["forums"])).content.decode()
    lines_drawn = json.loads(re.findall(r'<script id="interactive"[^>]*>(.*?)</script>', page, re.S)[0])["data"]
    assert [len(line["y"]) for line in lines_drawn] == [6, 6]
    assert [line["y"][2] is None for line in lines_drawn] == [True, False]
    assert not any(line["connectgaps"] for line in lines_drawn)


def test_the_data_of_a_meeting_is_what_figures_prints(reader: Client) -> None:
    for kind, dimension in (("meeting-groups", "regional_group"), ("meeting-delegations", "delegation")):
        printed = figures("--meeting", "yearly-2024", "--by", dimension)
        found = lines(reader, kind)
        assert [[one[name] for name in ("label", *COUNTED)] for one in found] == [
            as_printed(row, ("label", *COUNTED)) for row in printed
        ]
        written = texts(file(reader, kind, "svg"))
        assert all(f"{row['women']} of {row['known']}" in written for row in printed)
    page = reader.get("/meetings/yearly-2024/").content.decode()
    assert "/dashboard/figure/meeting-rooms.png?meeting=yearly-2024" in page


FORUM_METRICS = {"heads": "heads_of_delegation", "offices": "office_holders", "statements": "share_of_statements"}


@pytest.mark.gate
def test_heads_offices_and_statements_of_a_forum_and_a_meeting_are_what_figures_prints(reader: Client) -> None:
    """At the last session women are 4 of 11 heads, read 4 of 11 statements and hold one office of two."""
    for year, spoke in ((2023, "wwwwwmmmmmm"), (2024, "wwwwmmmmmmmu")):
        meeting = Meeting.objects.get(slug=f"yearly-{year}")
        for number, letter in enumerate(spoke):
            code = f"XY{chr(65 + number)}"
            builders.make_statement(meeting, code, letter)
            delegation = builders.make_delegation(meeting, code)
            builders.make_participation(delegation, gender=GENDERS[letter], role="head", head_basis="stated")
        builders.make_holder(meeting, "w", f"{year}-03-02", f"{year}-03-04")
        builders.make_holder(meeting, "m", f"{year}-03-02", f"{year}-03-04", office="vice_chair")
    page = reader.get("/dashboard/forums/yearly/").content.decode()
    for kind, metric in FORUM_METRICS.items():
        by = "year" if kind == "offices" else "meeting"
        printed = [row for row in figures("--forum", "yearly", "--by", by, "--metric", metric) if row["total"]]
        found = [one for one in lines(reader, f"forum-{kind}") if one["total"] != "0"]
        names = ("label", *COUNTED[:6])
        assert [[one[name] for name in names] for one in found] == [as_printed(row, names) for row in printed], kind
        assert len(found) >= 2
        assert f"/dashboard/figure/forum-{kind}.png?forum=yearly" in page
        assert f"{printed[-1]['women']} of {printed[-1]['known']}" in texts(file(reader, f"forum-{kind}", "svg"))
    said = figures("--meeting", "yearly-2024", "--metric", "share_of_statements")[0]
    statements = lines(reader, "meeting-statements")[0]
    assert (
        [statements[name] for name in COUNTED[:6]] == as_printed(said, COUNTED[:6]) == ["4", "7", "0", "1", "12", "11"]
    )


def test_delegations_of_one_gender_and_a_state_are_told_as_counted(reader: Client) -> None:
    meeting = Meeting.objects.get(slug="yearly-2024")
    builders.make_people(builders.make_delegation(meeting, "ZZB"), men=2)
    builders.make_people(builders.make_delegation(meeting, "ZZC"), women=2, unknown=1)
    last = lines(reader, "forum-one-gender")[-1]
    names = ("year", "only_men", "only_women", "cannot_tell", "mixed", "all")
    assert [last[name] for name in names] == ["2024", "1", "0", "1", "1", "3"]
    page = reader.get("/dashboard/forums/yearly/").content.decode()
    for kind in ("trend", "one-gender"):
        assert f"/dashboard/figure/forum-{kind}.png?forum=yearly" in page
    came = lines(reader, "state-came", "?country=ZZB")
    assert [(one["women"], one["men"], one["total"]) for one in came] == [("0", "2", "2")]
    assert reader.get(reverse("reports:figure-file", args=["state-came", "csv"]) + "?country=ZZD").status_code == 404


def test_panels_of_each_year_are_told_by_their_verdict(reader: Client) -> None:
    meeting, day = Meeting.objects.get(slug="yearly-2024"), datetime.date(2024, 3, 2)
    for title, seats in (("Verification", "mm"), ("Review", "wm"), ("Outlook", "mu")):
        builders.make_panel(title, seats, meeting=meeting, date=day)
    found = lines(reader, "panels-by-year")
    names = ("year", "one_gender", "mixed_by_us", "undecided", "women_and_men", "all")
    assert [[one[name] for name in names] for one in found] == [["2024", "1", "0", "1", "1", "3"]]
    assert "/dashboard/figure/panels-by-year.png" in reader.get("/panels/").content.decode()


def test_a_long_table_is_drawn_in_part_and_says_so(reader: Client) -> None:
    meeting = Meeting.objects.get(slug="yearly-2024")
    for one in (f"Y{first}{last}" for first in "ABCDEFG" for last in "ABCDEF"):
        builders.make_people(builders.make_delegation(meeting, one), women=1, men=1)
    every = len(lines(reader, "meeting-delegations"))
    written = texts(file(reader, "meeting-delegations", "svg"))
    assert every == 43
    assert f"The picture has the first {DRAWN} of {every} rows; the data has all." in written


def test_figures_of_a_meeting_are_for_those_who_may_read_it(reader: Client) -> None:
    Meeting.objects.filter(slug="yearly-2024").update(list_access="closed")
    address = reverse("reports:figure-file", args=["meeting-delegations", "csv"]) + "?meeting=yearly-2024"
    assert reader.get(address).status_code == 200
    assert signed_in("manager").get(address).status_code == 404, "the list is closed"
    account = builders.make_user("elsewhere", "clerk")
    Meeting.objects.get(slug="other-2024").clerks.add(account)
    clerk = signed_in(account)
    for kind in ("rooms", "groups", "heads", "delegations"):
        of_another = reverse("reports:figure-file", args=[f"meeting-{kind}", "csv"]) + "?meeting=yearly-2024"
        assert clerk.get(of_another).status_code == 404
    assert reader.get(reverse("reports:figure-file", args=["meeting-rooms", "csv"])).status_code == 404


def test_what_is_no_figure_and_no_format_is_not_there(reader: Client) -> None:
    for kind, form in (("weather", "png"), ("trend", "exe")):
        assert reader.get(reverse("reports:figure-file", args=[kind, form])).status_code == 404


@pytest.mark.parametrize("seed", daily(1, [1, 2, 3]))
def test_on_random_worlds_each_row_counts_its_people(seed: int) -> None:
    world = random_worlds.world(seed, meetings=8, delegations=9)
    builders.fill(world)
    people = oracle.people(world)
    found = lines(signed_in("reviewer"), "forums-by-year", "?gender_basis=listed")
    assert found
    for one in found:
        rows = [row for row in people if (row["forum"], str(row["year"])) == (one["forum"], one["year"])]
        if one["who"] == "participants":
            counted = oracle.counts(rows)
            assert {name: int(one[name]) for name in counted} == counted, one
