"""Pages of one place – a forum, a State, a meeting, the panels: their numbers are those of ``figures``."""

from __future__ import annotations

import datetime
import io
import json
from fractions import Fraction
from typing import Any
from urllib.parse import parse_qsl

import lxml.html
import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.models import Change, Grouping, Meeting
from reports.counting.scope import FILTERS
from tests.dashboards.page_numbers import address_of
from tests.worlds import builders, random_worlds
from tests.worlds.builders import signed_in

pytestmark = pytest.mark.django_db
COLUMNS = ("label", "women", "men", "another", "unknown", "total")
NUMBERS = COLUMNS[1:]


@pytest.fixture(params=[1, 4])
def world(request: pytest.FixtureRequest) -> random_worlds.World:
    made = random_worlds.world(request.param, meetings=8)
    builders.fill(made)
    return made


def figures(query: str) -> list[dict[str, Any]]:
    """What the command prints for the scope of an address."""
    asked = dict(parse_qsl(query))
    options = [f"--only={name}={value}" if name in FILTERS else f"--{name}={value}" for name, value in asked.items()]
    out = io.StringIO()
    call_command("figures", *options, "--format", "json", stdout=out)
    return list(json.loads(out.getvalue()))


def printed(rows: list[dict[str, Any]], columns: tuple[str, ...] = COLUMNS) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in columns) for row in rows]


def page(client: Client, name: str, *arguments: str, **query: str) -> Any:
    response = client.get(address_of(name, *arguments), query)
    assert response.status_code == 200, response.status_code
    return response.context


def same_shares(chart: dict[str, Any], rows: list[dict[str, Any]], trace: int = 0) -> None:
    """Each dot is the share its table prints; where that has counts, a line breaks and a row of dots has no place."""
    import plotly.graph_objects as go

    texts = [row["share"].removesuffix("\u00a0%") if "%" in row["share"] else None for row in rows]
    shares = [None if text is None else float(text) for text in texts]
    drawn = go.Figure(chart).data[trace]
    if drawn.orientation == "h":
        assert list(drawn.x) == [share for share in shares if share is not None]
    else:
        assert list(drawn.y) == shares


@pytest.mark.parametrize("code", ["invented-a", "invented-b"])
def test_a_forum_page_says_what_figures_prints(world: random_worlds.World, code: str) -> None:
    context = page(signed_in("reviewer"), "forum", code)
    by_meeting, by_heads = (figures(f"forum={code}&by=meeting{more}") for more in ("", "&metric=heads_of_delegation"))
    assert printed(context["sessions"]["rows"]) == printed(by_meeting)
    assert printed(context["heads"]["rows"]) == printed([row for row in by_heads if row["total"]])
    assert printed([context["heads"]["total"]], NUMBERS) == printed(
        figures(f"forum={code}&metric=heads_of_delegation"), NUMBERS
    )
    lines = {line.url: line for line in context["lines"]}
    for row in context["sessions"]["rows"]:
        line = lines[row["url"]]
        assert (line.share, line.base, line.total) == (row["share"], row["base"], row["total"])
        assert line.open == row["another"] + row["unknown"]
    assert printed(context["sections"][0]["rows"]) == printed(figures(f"forum={code}&by=regional_group"))
    assert printed([vars_of(context["quote"].counts)], NUMBERS) == printed([by_meeting[-1]], NUMBERS)
    for way in context["ways"]:
        value = way.result.value.value
        assert figures(f"forum={code}&metric={way.result.metric.key}")[0]["value"] == (value and float(value))


def vars_of(counts: Any) -> dict[str, int]:
    return {name: getattr(counts, name) for name in NUMBERS}


def test_a_meeting_page_says_what_figures_prints(world: random_worlds.World) -> None:
    client = signed_in("reviewer")
    for meeting in Meeting.objects.all():
        context = page(client, "meeting", meeting.slug)
        if context["empty_scope"]:
            continue
        for row, size in zip(context["one_gender"], ("", "_min2"), strict=True):
            found = figures(f"meeting={meeting.slug}&metric=delegations_of_one_gender{size}")[0]
            certain = row["all_women"] + row["all_men"]
            assert (found["base"], found["open"]) == (row["delegations"] - row["undetermined"], row["undetermined"])
            if found["value"] is not None:
                assert Fraction(found["value"]).limit_denominator(10**6) == Fraction(certain, found["base"])
        before = Meeting.objects.filter(forum=meeting.forum, start__lt=meeting.start).order_by("start").last()
        if before and context["before"] and context["before"].meeting == before:
            rows = context["before"].rows
            expected = [figures(f"meeting={one.slug}")[0] for one in (before, meeting)]
            assert printed(rows[:2], NUMBERS) == printed(expected, NUMBERS)
        for way in context["ways"]:
            value = way.result.value.value
            asked = f"meeting={meeting.slug}&metric={way.result.metric.key}"
            assert figures(asked)[0]["value"] == (value and float(value))


@pytest.mark.parametrize("code", ["KEN", "JPN"])
def test_a_state_page_says_what_figures_prints(world: random_worlds.World, code: str) -> None:
    response = signed_in("reviewer").get(reverse("reports:state", args=[code]))
    whole = figures(f"country={code}")[0]
    if not whole["total"]:
        assert response.status_code == 404
        return
    assert printed(response.context["sessions"]["rows"]) == printed(figures(f"country={code}&by=meeting"))
    assert printed([vars_of(response.context["quote"].counts)], NUMBERS) == printed([whole], NUMBERS)
    assert "%" not in response.context["quote"].sentence, "the headline of a named State judges nothing"
    drawn = {one.year: one for forum in response.context["came"].chart for one in forum.came if one.total}
    assert sum(one.total for forum in response.context["came"].chart for one in forum.came) == whole["total"]
    for one in drawn.values():
        assert len(one.people) == one.total
    assert b"plotly" not in response.content


def session(number: int, women: int, men: int, **fields: Any) -> Meeting:
    """One of a forum's yearly sessions: a large delegation, and one of men only."""
    start = datetime.date(2015 + number, 5, 4)
    defaults = {"forum": builders.make_forum("assembly"), "list_access": "open"}
    meeting = builders.make_meeting(f"assembly-{number}", start=start, **defaults | fields)
    builders.make_people(builders.make_delegation(meeting, "ZZA"), women=women, men=men)
    builders.make_people(builders.make_delegation(meeting, "ZZB"), men=2)
    return meeting


def test_a_forum_over_its_sessions() -> None:
    """Seven sessions, two more women and two fewer men each: 14 of 62 in the first, 26 of 62 in the last."""
    for number in range(7):
        session(number, 14 + 2 * number, 46 - 2 * number)
    client = signed_in("manager")
    context = page(client, "forum", "assembly", goal="2030")
    assert context["quote"].notes[0] == (
        "Since Assembly 5: up 3 points (26 women, 2 more); larger than 0 of the last 5 changes."
    )
    trend, dated = context["pace"][:2]
    assert trend.startswith("If the pace of 2015–2021 continues, 50\u00a0% is reached in 2024")
    assert dated.startswith("Reaching 50\u00a0% by 2030 needs 0.9 more points a year;")
    assert context["runs"].finding == "One gender, three sessions running: 1 of 2 States"
    assert context["runs"].sentence == "1 came with men only, 0 with women only."
    assert [line["text"] for line in context["run_lines"]] == ["men only at the last 7 sessions, since 2015"]
    assert [change.meeting.slug for change in context["changes"]] == [f"assembly-{n}" for n in (5, 4, 3, 2, 1)]
    past = page(client, "forum", "assembly", goal="2020")
    assert "must be after the last year on record, 2021" in past["pace"][1]
    assert client.get(reverse("reports:forum", args=["assembly"]), {"goal": "soon"}).status_code == 400
    blanks = client.get(reverse("reports:forum", args=["assembly"]), {"goal": "2030", "gender_basis": ""})
    assert (blanks.status_code, blanks["Location"]) == (302, "/dashboard/forums/assembly/?goal=2030")
    state = page(client, "state", "ZZB")
    assert state["runs"] == ["Assembly: men only at the last 7 sessions, since 2015."]


def test_what_waits_at_a_forum_is_of_that_forum_alone() -> None:
    """The soonest first, each with one button; whoever reads no panels is shown none."""
    here, day = session(0, 14, 46), timezone.localdate() + datetime.timedelta(days=40)
    elsewhere = builders.make_meeting(
        "council-0", forum=builders.make_forum("council"), start=datetime.date(2015, 5, 4)
    )
    builders.make_people(builders.make_delegation(elsewhere, "ZZA"), women=2, men=2)
    Meeting.objects.update(locked_at=None)
    for meeting, title in ((here, "Here"), (elsewhere, "Elsewhere")):
        builders.make_panel(title, "mm", meeting=meeting, date=day)
    shown = page(signed_in("reviewer"), "forum", "assembly")
    assert [(one.what, one.label) for one in shown["items"]] == [
        ("Here", "Decide"),
        ("One meeting to check", "See them"),
    ]
    brief = signed_in("reviewer").get(address_of("forum", "assembly"), {"brief": "yes"}).content.decode()
    assert "Needs you" not in brief


def test_of_many_sessions_the_latest_are_listed_and_all_are_counted() -> None:
    for number in range(28):
        session(number, 3, 2)
    client = signed_in("reviewer")
    forum, state = page(client, "forum", "assembly"), page(client, "state", "ZZA")
    for listed, people in ((forum["sessions"], 7 * 28), (state["sessions"], 5 * 28)):
        assert [row["label"] for row in listed["rows"]] == [f"Assembly {number}" for number in range(3, 28)]
        assert (listed["total"]["label"], listed["total"]["total"]) == ("All 28 meetings", people)
        assert listed["notes"] == ["The latest 25 of 28 meetings; Explore lists them all."]
    assert "28 sessions on record since 2015" in forum["lead"]
    brief = client.get(reverse("reports:forum", args=["assembly"]), {"brief": "yes"}).content.decode()
    assert [f">Assembly {number}<" in brief for number in (22, 23, 27)] == [False, True, True]
    assert "The latest five; the totals include all." in brief
    assert "The latest five" not in client.get(reverse("reports:forum", args=["assembly"])).content.decode()


def test_what_would_decide_a_meeting_names_nobody() -> None:
    meeting = session(0, 10, 20)
    context = page(signed_in("manager"), "meeting", meeting.slug)
    assert context["decides"] == (
        "If the one all-men delegation of two people or more replaced one man with a woman,"
        " women would be 34\u00a0% (11 of 32)."
    )


def test_how_far_each_role_gets_from_a_state() -> None:
    """Evidence of a head, and sheets, for those who hold the right; names of open lists; closed lists whole."""
    opened, closed = session(0, 3, 2), session(1, 3, 2, list_access="closed")
    builders.make_participation(opened.delegations.get(country="ZZA"), gender="woman", role="head", head_basis="stated")
    clerk = builders.make_user("clerk-of-one", "clerk")
    closed.clerks.add(clerk)
    client = Client()
    client.force_login(clerk)
    rows = {
        group: page(one, "state", "ZZA")["sessions"]["rows"]
        for group, one in {
            **{group: signed_in(group) for group in ("manager", "reviewer", "publisher")},
            "clerk": client,
        }.items()
    }
    reached = {group: [row["more"] and row["more"][0].split("/")[-2] for row in found] for group, found in rows.items()}
    assert reached == {
        "manager": ["people"],
        "reviewer": ["sheet", "sheet"],
        "publisher": [None, None],
        "clerk": ["sheet"],
    }
    assert [row["head"] for row in rows["reviewer"]] == ["woman", "no head stated"]
    assert [row["head"] for row in rows["manager"]] == [""]
    manager = Client()
    manager.force_login(builders.make_user("another-manager", "manager"))
    assert page(manager, "meeting", closed.slug)["delegations"] is None
    assert "Meetings with closed lists are not included" in page(manager, "forum", "assembly")["runs"].notes[-1]


@pytest.mark.parametrize(
    ("role", "ends_at"),
    [
        ("manager", "/meetings/assembly-1/people/?delegation={}"),
        ("reviewer", "/meetings/assembly-1/delegations/{}/sheet/"),
        ("clerk", "/meetings/assembly-1/delegations/{}/sheet/"),
        ("publisher", "/dashboard/states/ZZA/"),
    ],
)
def test_from_the_overview_to_a_delegation_in_two_clicks(role: str, ends_at: str) -> None:
    """By the links alone that stand in the pages; each leads to what the person may read of the delegation."""
    for number in (0, 1):
        session(number, 3, 2).clerks.add(builders.make_user(f"clerk-{number}"))
    client = signed_in(role)
    for meeting in Meeting.objects.all():
        meeting.clerks.add(User.objects.get(username=f"{role}"))
    changed = links(client, "/dashboard/", "//section[@id='changed']")
    assert changed["Assembly 1"] == "/meetings/assembly-1/"
    delegations = links(client, changed["Assembly 1"], "//table[@id='delegation']")
    number = Meeting.objects.get(slug="assembly-1").delegations.get(country="ZZA").pk
    assert delegations["State ZZA"] == ends_at.format(number)
    page = lxml.html.fromstring(client.get(delegations["State ZZA"]).content)
    for way in page.xpath("//nav"):
        way.drop_tree()  # the list of delegations, which leads to the others
    assert "State ZZA" in page.text_content()
    assert "State ZZB" not in page.text_content()


def links(client: Client, address: str, inside: str) -> dict[str, str]:
    """The links of one part of a page by their words."""
    part = lxml.html.fromstring(client.get(address).content).xpath(inside)[0]
    return {link.text_content().strip(): link.get("href") for link in part.iter("a")}


def test_of_the_people_as_printed_one_delegation_can_be_asked_for() -> None:
    first, other = session(0, 3, 2), session(1, 1, 1, forum=builders.make_forum("elsewhere"))
    client, address = signed_in("manager"), reverse("meetings:people", args=[first.slug])
    delegation = first.delegations.get(country="ZZA").pk
    shown = client.get(address, {"delegation": delegation}).context
    assert {one.delegation_id for one in shown["page"]} == {delegation}
    noted = Change.objects.filter(action="read_names").latest("pk").after or {}
    assert noted["shown"] == [f"participation:{one.pk}" for one in shown["page"]]
    for asked in (other.delegations.first().pk, "x", "9" * 30, "-1"):
        assert client.get(address, {"delegation": asked}).status_code == 404


def test_states_of_one_regional_group_stand_in_alphabetical_order(world: random_worlds.World) -> None:
    group = Grouping.objects.filter(grouping="regional_group").earliest("key")
    context = page(signed_in("reviewer"), "states", regional_group=group.key)
    labels = [row["label"] for row in context["section"]["rows"]]
    assert labels == sorted(labels)
    assert printed(context["section"]["rows"]) == printed(figures(f"regional_group={group.key}&by=country"))
    assert f"(Regional group: {group})" in context["quote"].sentence


def test_panels_ahead_come_first_and_the_address_says_which() -> None:
    today = datetime.datetime.now(datetime.UTC).date()
    meeting = builders.make_meeting(forum=builders.make_forum("assembly"))
    for title, days, seats in (
        ("Long past", -400, "mm"),
        ("Just past", -3, "wm"),
        ("Far ahead", 90, "wm"),
        ("Soon", 3, "mm"),
    ):
        builders.make_panel(title, seats, date=today + datetime.timedelta(days), meeting=meeting)
    builders.make_panel("Some day", "ww")
    client = signed_in("manager")
    found = page(client, "panels")
    titles = {name: [row["title"] for row in found[name].data.data] for name in ("ahead", "past")}
    assert titles == {"ahead": ["Soon", "Far ahead", "Some day"], "past": ["Just past", "Long past"]}
    assert [row["line"].state for row in found["ahead"].data.data] == ["act", "ok", "act"]
    assert [row["line"].state for row in found["past"].data.data] == ["ok", "watch"], "what is over calls for nobody"
    soonest = next(iter(found["ahead"].data.data))["line"]
    assert (soonest.word, len(soonest.seats)) == ("All men", 2)
    assert found["list"].finding == "3 of 5 panels are of one gender"
    assert [one.title for one in found["list"].urgent] == ["Soon", "Some day"]
    assert found["list"].quote.sentence == (
        "3 of 5 panels had only men or only women (men: 2, women: 1); 0 mixed by us alone; 0 undecided."
    )
    over = builders.make_meeting("over", start=datetime.date(2020, 3, 2), end=datetime.date(2020, 3, 6))
    builders.make_panel("Undated and over", "wmw", meeting=over)
    found = page(client, "panels")
    titles = {name: [row["title"] for row in found[name].data.data] for name in ("ahead", "past")}
    assert ("Undated and over" in titles["ahead"], titles["past"][-1][:7]) == (False, "Undated")
    single = page(client, "panels", status="single_gender", forum="assembly")
    shown = [row["title"] for name in ("ahead", "past") for row in single[name].data.data]
    assert shown == ["Soon", "Long past"]
    assert single["list"].quote.sentence.startswith("2 of 4 panels had only men or only women")
    sent = client.get("/panels/", {"status": "", "year": str(today.year), "forum": ""})
    assert sent["Location"] == f"/panels/?year={today.year}"
    assert "No such panels" in client.get("/panels/?status=unheard").content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["forums", "forum", "states", "state", "meeting", "panels"])
@pytest.mark.parametrize("group", ["manager", "reviewer"])
def test_queries_do_not_grow_with_the_record(name: str, group: str) -> None:
    """With the record kept between requests, as it is outside of a test's transaction."""
    client, counted = signed_in(group), []
    for number in range(3):
        builders.fill(random_worlds.world(10 + number))
        Meeting.objects.update(list_access="open", symbol="TEST/INF.1")
        arguments = {"forum": ["invented-a"], "state": ["KEN"], "meeting": ["world-10-1"]}.get(name, [])
        page(client, name, *arguments)
        with CaptureQueriesContext(connection) as queries:
            page(client, name, *arguments)
        counted.append(len(queries))
    most = 46 if (name, group) == ("meeting", "reviewer") else 14  # who works at a meeting sees where the work stands
    assert counted[2] <= counted[1] <= most, "\n".join(query["sql"][:150] for query in queries.captured_queries)
