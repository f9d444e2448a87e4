"""Dashboards: every number is what ``figures`` prints; page, chart, CSV and XLSX agree cell by cell."""

from __future__ import annotations

import csv
import datetime
import io
import json
import zipfile
from fractions import Fraction
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bodies.demo.load import load_bodies_of_the_demonstration
from meetings.models import Meeting, Question
from meetings.names import title_key
from reports.counting.dimensions import DIMENSIONS, FILTERS, Level
from reports.dashboards.explore_answer import ROWS
from reports.measures.metrics import METRICS
from reports.measures.wording import percentage
from staff.demo.load import load_staff_of_the_demonstration
from tests.worlds import builders, random_worlds

pytestmark = pytest.mark.django_db
EXPLORE = "/dashboard/explore/"
COLUMNS = ("label", "women", "men", "another", "unknown", "total")
ASKED = (
    "share_of_women",
    "heads_of_delegation",
    "delegations_of_one_gender_min2",
    "mean_share",
    "leadership_gap",
    "people_needed_growing",
)


@pytest.fixture(params=[1, 4])
def world(request: pytest.FixtureRequest) -> random_worlds.World:
    made = random_worlds.world(request.param)
    builders.fill(made)
    return made


@pytest.fixture
def manager() -> Client:
    client = Client()
    client.force_login(builders.make_user("somebody", "reviewer"))
    return client


def figures(query: str, *more: str) -> list[dict[str, Any]]:
    """What the command prints for the scope of an address."""
    known = {"by", "metric", "year", "forum", "meeting", "category"}
    asked = dict(parse_qsl(query))
    options = [f"--{name}={value}" for name, value in asked.items() if name in known]
    options += [f"--only={name}={value}" for name, value in asked.items() if name in FILTERS]
    out = io.StringIO()
    call_command("figures", *options, *more, "--format", "json", stdout=out)
    return list(json.loads(out.getvalue()))


def shown(section: dict[str, Any]) -> list[tuple[Any, ...]]:
    return printed(section["rows"])


def printed(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in COLUMNS) for row in rows]


def test_the_overview_says_what_figures_prints(world: random_worlds.World, manager: Client) -> None:
    context = manager.get(reverse("reports:overview")).context
    latest = str(max(context["overview"].years_held))
    assert context["query"] == f"year={latest}"
    whole = figures(f"year={latest}")[0]
    assert context["quotes"][0].counts.women == whole["women"]
    assert context["quotes"][0].counts.known == whole["known"]
    assert next(section["id"] for section in context["sections"]) == "forum"
    for section in context["sections"]:
        category = "&category=all" if section["id"] == "category" else ""
        asked = f"year={latest}{category}&by={section['id'].replace('-', '_')}"
        assert shown(section) == printed(figures(asked)), section["id"]
    years = manager.get(reverse("reports:overview"), {"year": "2020-2021"}).context
    assert years["quotes"][0].counts.total == figures("year=2020-2021")[0]["total"]


@pytest.mark.parametrize("by", list(DIMENSIONS))
def test_a_view_its_files_and_its_chart_are_one_answer(manager: Client, by: str, subtests: pytest.Subtests) -> None:
    builders.fill(random_worlds.world(2))
    for metric in ASKED:
        with subtests.test(metric):
            one_answer(manager, by, metric)


def one_answer(manager: Client, by: str, metric: str) -> None:
    query = f"by={by}&metric={metric}"
    response = manager.get(EXPLORE, dict(parse_qsl(query)))
    divided = DIMENSIONS[by].level is Level.PARTICIPATION and {"delegations", "groups"} & set(METRICS[metric].given)
    if divided:
        assert response.status_code == 400
        return
    expected = figures(query)
    answer = response.context["answer"]
    assert [row.key for row in answer.rows] == [row["key"] for row in expected]
    lines = list(csv.DictReader(io.StringIO(manager.get(f"{EXPLORE}download.csv?{query}").content.decode())))
    assert [{name: as_text(value) for name, value in row.items()} for row in expected] == [
        {name: line[name] for name in expected[0]} for line in lines
    ]
    assert sheet(manager.get(f"{EXPLORE}download.xlsx?{query}").content) == [
        [as_in_a_sheet(value) for value in row.values()] for row in expected
    ]
    drawn(response.context["chart"], expected, metric)


def as_text(value: Any) -> str:
    return "" if value is None else str(value)


def as_in_a_sheet(value: Any) -> Any:
    """Sheets hold sixteen digits, and no empty text."""
    return None if value == "" else float(f"{value:.16g}") if isinstance(value, float) else value


def sheet(content: bytes) -> list[list[Any]]:
    """The rows of *Data* without scope and filters; no cell anywhere is a formula."""
    from openpyxl import load_workbook

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any("<f>" in archive.read(name).decode() for name in archive.namelist() if "sheet" in name)
    rows = list(load_workbook(io.BytesIO(content))["Data"].iter_rows(values_only=True))[1:]
    return [list(row[1 : len(row) - 1]) for row in rows]


def drawn(chart: dict[str, Any] | None, expected: list[dict[str, Any]], metric: str) -> None:
    """Every dot is the rounded share of the table; plotly takes the figure."""
    import plotly.graph_objects as go

    shares = [percent_of(row, metric) for row in expected[:ROWS]]
    if METRICS[metric].unit != "share" or sum(share is not None for share in shares) < 2:
        assert chart is None
        return
    assert chart is not None
    dots = go.Figure(chart).data[0]
    if getattr(dots, "orientation", None) == "h":
        assert list(dots.x) == [share for share in shares if share is not None]
    else:
        assert list(dots.y) == shares


def percent_of(row: dict[str, Any], metric: str) -> float | None:
    share, base = (row["share_women"], row["known"]) if metric == "share_of_women" else (row["value"], row["base"])
    exact = None if share is None else Fraction(share).limit_denominator(10**6)
    percent = percentage(exact, row["known"] if metric == "mean_share" else base)
    return None if percent is None else float(percent)


def test_two_scopes_stand_side_by_side(world: random_worlds.World, manager: Client) -> None:
    response = manager.get(EXPLORE, {"by": "regional_group", "year": "2020", "b-year": "2021", "sort": "-value"})
    first, second = figures("by=regional_group&year=2020"), figures("by=regional_group&year=2021")
    rows = {row["key"]: row for row in response.context["table"].data.data}
    assert set(rows) == {row["key"] for row in first} | {row["key"] for row in second}
    assert {row["key"]: row["women"] for row in first} == {
        key: row["women"] for key, row in rows.items() if row["total"]
    }
    places = [row["order"]["value"] for row in response.context["table"].data.data]
    ranked = [place for place in places if place is not None]
    assert ranked == sorted(ranked, reverse=True)
    assert places[: len(ranked)] == ranked, "groups under ten people have no place in an order"
    assert response.context["query"] == "by=regional_group&year=2020&b-year=2021&sort=-value"


def test_an_address_with_blanks_is_sent_to_its_own_link(manager: Client) -> None:
    response = manager.get(
        EXPLORE, {"by": "forum", "metric": "share_of_women", "area": "", "year": "2020", "b-forum": ""}
    )
    assert (response.status_code, response["Location"]) == (302, f"{EXPLORE}?by=forum&year=2020")
    assert manager.get(EXPLORE, {"by": "shoe_size"}).status_code == 400


def test_a_second_scope_stands_there_only_when_it_is_asked_for(manager: Client) -> None:
    """The form sends all its fields; as it is shown it asks for one scope, and with a category for two."""
    builders.fill(random_worlds.world(3))
    page = manager.get(EXPLORE, {"by": "year"})
    sent = {
        field.html_name: field.value() or "" for form in ("question", "first", "second") for field in page.context[form]
    }
    assert manager.get(EXPLORE, sent)["Location"] == f"{EXPLORE}?by=year"
    assert manager.get(EXPLORE, sent | {"b-category": "states"})["Location"] == f"{EXPLORE}?by=year&b-category=states"
    assert manager.get(EXPLORE, {"by": "year", "b-category": "states"}).context["view"].other is not None


def test_closed_lists_stay_whole_for_managers() -> None:
    """A manager sees closed lists in every figure but those of one delegation."""
    for access in ("open", "closed"):
        meeting = builders.make_meeting(f"{access}-session", list_access=access)
        builders.make_people(builders.make_delegation(meeting, builders.make_country("ZZA").code), women=2, men=3)
    seen = {}
    for group in ("manager", "reviewer"):
        client = Client()
        client.force_login(builders.make_user(group, group))
        seen[group] = [
            client.get(EXPLORE, asked).context["answer"].rows[0].counts.total
            for asked in ({"by": "all"}, {"by": "country"}, {"by": "year", "country": "ZZA"})
        ]
        page = client.get(reverse("reports:state", args=["ZZA"]))
        seen[group].append(page.context["quote"].counts.total)
    assert seen == {"manager": [10, 5, 5, 5], "reviewer": [10, 10, 10, 10]}


@pytest.mark.parametrize("page", ["overview", "explore"])
def test_queries_do_not_grow_with_the_record(manager: Client, page: str) -> None:
    counted = []
    for number in range(3):
        builders.fill(random_worlds.world(10 + number))
        address = reverse(f"reports:{page}") + ("?by=country" if page == "explore" else "")
        manager.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert manager.get(address).status_code == 200
        counted.append(len(queries))
    assert counted[2] <= counted[1] <= 15, queries.captured_queries


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/dashboard/?year=2020-2024", 15),
        ("/dashboard/states/ZZA/", 11),
        ("/dashboard/forums/assembly/", 15),
        ("/dashboard/explore/?by=regional_group", 11),
        ("/meetings/session-2022/", 14),
    ],
)
def test_a_page_of_a_manager_takes_fifteen_queries_at_most(address: str, most: int) -> None:
    """Where questions of each kind are open, there are panels, bodies and staff, and somebody spoke and presided."""
    load_bodies_of_the_demonstration(by=builders.make_user("desk", "selection_desk"))
    focal, second = builders.make_user("focal", "hr_focal_point"), builders.make_user("second", "hr_focal_point")
    load_staff_of_the_demonstration(by=focal, locked_by=second)
    for year in (2020, 2021, 2022):
        meeting = builders.make_meeting(
            f"session-{year}",
            forum=builders.make_forum("assembly"),
            start=datetime.date(year, 3, 2),
            list_access="open",
        )
        for code in ("ZZA", "ZZB"):
            state = builders.make_country(code)
            if year == 2020:
                builders.make_member(state, "regional_group", "african")
            builders.make_people(builders.make_delegation(meeting, code), women=4, men=5, unknown=2)
            builders.make_statement(meeting, code, "w", minutes=3)
        builders.make_holder(meeting, "w", start=f"{year}-03-02", end=f"{year}-03-06")
        builders.make_panel(f"Panel of {year}", "wm", meeting=meeting, date=meeting.start)
        asked = builders.make_participation(meeting.delegations.get(country="ZZA"), printed_title="Dr.")
        about = {"meeting": meeting, "opened_at": timezone.now()}
        Question.objects.create(kind="title", key=title_key("Dr."), **about)
        Question.objects.create(kind="gender", key="asked", participation=asked, **about)
    client = builders.signed_in("manager")
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    assert page.status_code == 200
    assert "open question" in page.content.decode() or "explore" in address
    assert len(queries) <= most, "\n".join(query["sql"][:150] for query in queries.captured_queries)


def test_a_quote_is_a_paragraph_with_its_source_as_a_footnote(world: random_worlds.World, manager: Client) -> None:
    from docx import Document

    quote = manager.get(reverse("reports:overview"), {"year": "2020"}).context["quotes"][0]
    response = manager.get(reverse("reports:copy-docx"), {"about": "participants", "year": "2020"})
    assert Document(io.BytesIO(response.content)).paragraphs[0].text == quote.sentence
    notes = zipfile.ZipFile(io.BytesIO(response.content)).read("word/footnotes.xml").decode()
    assert quote.source.split(";")[0] in notes
    assert manager.get(reverse("reports:copy-docx"), {"about": "weather"}).status_code == 404


def test_what_waits_is_named_with_where_to_go() -> None:
    meeting = builders.make_meeting(
        "waiting", list_status="provisional", start=datetime.date(2020, 3, 2), end=datetime.date(2020, 3, 6)
    )
    builders.make_people(builders.make_delegation(meeting, "ZZA"), women=2, unknown=6)
    client = Client()
    client.force_login(builders.make_user("manager", "manager"))
    matters = {matter.key: matter for matter in client.get(reverse("reports:overview")).context["matters"]}
    assert {key: matter.count for key, matter in matters.items()} == {"coverage": 1, "provisional": 1}
    assert matters["provisional"].cases[0].url == Meeting.objects.get().get_absolute_url()


def test_delegations_of_one_gender_three_meetings_running_are_counted_by_forum_and_not_named() -> None:
    state = builders.make_country("ZZA", "Invented State")
    for year in (2020, 2021, 2022):
        day = datetime.date(year, 3, 2)
        meeting = builders.make_meeting(f"session-{year}", list_access="open", start=day, end=day)
        builders.make_people(builders.make_delegation(meeting, state.code), men=3)
        builders.make_people(builders.make_delegation(meeting, builders.make_country("ZZB").code), women=1, men=2)
    client = Client()
    client.force_login(builders.make_user("manager", "manager"))
    matter = next(m for m in client.get(reverse("reports:overview")).context["matters"] if m.key == "one_gender")
    assert (matter.count, [case.detail for case in matter.cases]) == (1, ["1 delegation"])
    assert "Invented State" not in matter.sentence + matter.cases[0].label


@pytest.mark.parametrize("numbers", [((45, 55), (48, 49)), ((3, 5), (4, 3)), ((4, 20), (4, 20))])
def test_the_change_on_the_year_before_follows_from_figures(numbers: tuple[tuple[int, int], ...]) -> None:
    """Of the forums that met in both years; in counts where a base is below ten."""
    for year, (women, men) in zip((2020, 2021), numbers, strict=True):
        for forum, is_held in (("yearly", True), ("at-times", year == 2021)):
            if is_held:
                day = datetime.date(year, 5, 4)
                meeting = builders.make_meeting(f"{forum}-{year}", forum=builders.make_forum(forum), start=day)
                builders.make_people(builders.make_delegation(meeting, "ZZA"), women=women, men=men)
    before, after = figures("year=2020-2021&by=year", "--panel=constant")
    change = figures("forum=yearly", "--changes")[0]
    assert (change["women_before"], change["women"]) == (before["women"], after["women"])
    client = Client()
    client.force_login(builders.make_user("manager", "manager"))
    note = client.get("/dashboard/?year=2021").context["quotes"][0].notes[0]
    if min(before["known"], after["known"]) < 10:
        said = f"{after['women']} of {after['known']} women, {before['women']} of {before['known']} the year before"
    else:
        said = change["sentence"].partition(";")[0]
        assert said in ("up 4 points (48 women, 3 more)", "no change in the share (4 women, as before)")
    assert note == f"Against 2020, in the forums that met in both years: {said}."
    for asked in ("year=2020", "year=2020-2021", "year=2021&country=ZZA", "year=2021&forum=at-times"):
        quotes = client.get(f"/dashboard/?{asked}").context.get("quotes", [])  # of an empty scope nothing is quoted
        assert not [note for quote in quotes for note in quote.notes if note.startswith("Against")], asked


def test_the_list_of_meetings_shows_those_at_which_something_waits() -> None:
    """As many as the overview counts, which leads there from the fourth on; a filter more keeps the one that was."""
    clerk, now = builders.make_user("clerk", "clerk"), timezone.now()
    for number in range(5):
        meeting = builders.make_meeting(
            f"waiting-{number}", list_status="provisional", start=datetime.date(2020 + number % 2, 3, 2)
        )
        builders.make_people(builders.make_delegation(meeting, "ZZA"), women=2, unknown=6)
        meeting.clerks.add(clerk)
        for kind in ("title", "country"):
            Question.objects.create(meeting=meeting, kind=kind, key=kind, opened_at=now)
    done = builders.make_meeting("done", start=datetime.date(2020, 6, 1))
    builders.make_people(builders.make_delegation(done, "ZZB"), women=5, men=5)
    seen = {}
    for name, group in (("manager", "manager"), ("clerk", "")):
        client = Client()
        client.force_login(clerk if name == "clerk" else builders.make_user(name, group))
        matters = {matter.key: matter for matter in client.get("/dashboard/").context["matters"]}
        for key in matters.keys() & {"questions", "coverage", "provisional", "lock"}:
            page = client.get(matters[key].all_url)
            content, shown = page.content.decode(), [row["meeting"].slug for row in page.context["table"].data.data]
            assert matters[key].sentence in content
            assert '<a href="/meetings/">Show all meetings</a>' in content
            assert f'name="waits" value="{key}"' in content
            assert len(shown) == len(matters[key].cases) + matters[key].more
            seen[name, key] = len(shown)
    assert seen == {
        **{(name, key): 5 for name in ("manager", "clerk") for key in ("questions", "coverage", "provisional")},
        ("manager", "lock"): 1,
    }
    of_2021 = client.get("/meetings/?waits=provisional&year=2021")
    assert [row["meeting"].slug for row in of_2021.context["table"].data.data] == ["waiting-1", "waiting-3"]
    assert "2 lists are provisional" in of_2021.content.decode()
    assert "0 meetings to check" in client.get("/meetings/?waits=lock").content.decode()
    assert client.get("/meetings/?waits=rain").status_code == 400
