"""Every number on every page of the demonstration, compared with commands and with loops over rows."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from itertools import product
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.urls import reverse

from meetings.actions.people import record_gender
from meetings.demo.office import FORUMS, SESSIONS
from meetings.models import Meeting, Panel
from meetings.vocabulary import Gender, GenderBasis
from tests import oracle
from tests.dashboards.page_numbers import (
    Line,
    Page,
    address_of,
    base_of,
    bounds,
    exact,
    explored_line,
    figures_line,
    in_words,
    per_cent,
    plain,
    points,
    points_for,
    points_of,
)
from tests.worlds.builders import signed_in
from tests.worlds.random_worlds import STATE_CATEGORIES, World
from tests.worlds.recorded import memberships, present, record_of, together

Row = dict[str, Any]
FRANCE, PALAU, NOBODY = "FRA", "PLW", "TUV"
"""A State of large delegations, one of one person, and one that never came."""
EVERYONE = [*STATE_CATEGORIES, "un_entity", "intergovernmental", "civil_society", "academia", "private_sector", "other"]
UNASKED = ("role", "rank", "delegation_size", "meeting_size", "category")
"""Disaggregations that some metrics refuse."""
OPTIONS = {"by", "metric", "year", "forum", "meeting", "category", "gender_basis"}


def every_number(subtests: pytest.Subtests) -> None:
    """With the demonstration loaded, outside a transaction: there, what was read is kept from one page to the next."""
    tell_more()
    try:
        for check, *cases in CHECKS:
            for case in cases or [()]:
                with subtests.test(f"{check.__name__} {case}"):
                    check(*case)
    finally:
        for kept in (figures, world, memberships):
            kept.cache_clear()


def tell_more() -> None:
    """Of some people more is known than their list prints."""
    clerk, latest = User.objects.get(username="clerk"), Meeting.objects.get(slug="demo-conference-2025")
    for one in latest.participations.filter(listed_gender=Gender.UNKNOWN).order_by("pk")[:5]:
        told = {"value": Gender.WOMAN, "basis": GenderBasis.SELF_DECLARED, "source": "Form"}
        record_gender(person=one.person, meeting=latest, by=clerk, **told)


@cache
def world(slug: str) -> World:
    return record_of(Meeting.objects.get(slug=slug))


def worlds_of(forum: str = "") -> list[World]:
    return [world(one.slug) for one in SESSIONS if forum in ("", one.forum)]


@cache
def figures(query: str, *more: str) -> Any:
    """What ``figures`` prints for the scope of an address."""
    asked = parse_qsl(query)
    options = [f"--{key.replace('_', '-')}={v}" if key in OPTIONS else f"--only={key}={v}" for key, v in asked]
    return printed("figures", *options, *more)


def printed(*command: str) -> Any:
    out = io.StringIO()
    call_command(*command, "--format", "json", stdout=out, stderr=io.StringIO())
    return plain(json.loads(out.getvalue()))


def page(role: str, name: str, *arguments: str, query: str = "") -> Page:
    response = signed_in(User.objects.get(username=role)).get(f"{address_of(name, *arguments)}?{query}")
    assert response.status_code == 200, name
    return Page(response.content)


def counted(rows: list[oracle.Person], label: str = "") -> Row:
    """The row of ``figures`` that the oracle would print."""
    low, high = oracle.bounds(rows)
    shares = {"share_women": oracle.share(rows), "share_low": low, "share_high": high}
    found = oracle.counts(rows)
    sums = {"label": label, "total": len(rows), "known": found["women"] + found["men"]}
    return {**found, **sums, **{name: value if value is None else float(value) for name, value in shares.items()}}


def same_table(shown: Page, name: str, rows: list[Row], total: Row | None = None) -> None:
    """Cell by cell, the total and the chart too."""
    another = bool(total["another"]) if total else any(row["another"] for row in rows)
    assert [line.cells for line in shown.tables[name]] == [figures_line(row, another) for row in rows], name
    for line, row in zip(shown.tables[name], rows, strict=True):
        assert ("low coverage" in line.notes) == (row["known"] < 0.9 * row["total"]), line
    if total:
        assert shown.totals[name].cells == figures_line(total, another, "All")
    if name in shown.charts and name != "heads":
        same_chart(shown.charts[name], shown.tables[name], rows)


def same_chart(chart: Row, lines: list[Line], rows: list[Row]) -> None:
    """Bars are the counts, lines and dots the percentages that stand in the table."""
    bars = {trace["name"]: trace["x"] for trace in chart["data"] if trace["type"] == "bar"}
    names = {"Women": "women", "Men": "men", "Another gender": "another", "Not recorded": "unknown"}
    if bars:
        expected = {name: [row[key] for row in rows] for name, key in names.items()}
        assert bars == {name: numbers for name, numbers in expected.items() if any(numbers)}
    else:
        assert points_of(chart["data"][0]) == points_for(chart["data"][0], lines)


def copied(shown: Page, start: str) -> str:
    """The sentence to copy that begins so; a page has one for each of its figures."""
    (text,) = {text for text in shown.texts("copied") if text.startswith(start)}
    return text


def same_ways(shown: Page, scope: str) -> None:
    pooled, mean, median = (
        figures(f"{scope}&metric={way}")[0] for way in ("pooled_share", "mean_share", "median_share")
    )
    texts = [f"{per_cent(one['value'], one['known']) or 'counts only'}" for one in (pooled, mean, median)]
    cells = [line.cells[1].removesuffix(" with a share") for line in shown.tables["ways"]]
    unit = "delegations" if "meeting=" in scope else "meetings"
    bases = [f"{pooled['women']} of {pooled['known']}", f"{mean['base']} {unit}", f"{median['base']} {unit}"]
    assert cells == [
        f"{text}{'' if text == 'counts only' else ' %'} {base}" for text, base in zip(texts, bases, strict=True)
    ]


def same_panels(lines: list[Line], rows: list[Row]) -> None:
    cells = [[line.cells[0], *map(int, line.cells[4:])] for line in lines]
    assert cells == [
        [row["title"], row["women"], row["men"], row["speakers"] - row["women"] - row["men"]] for row in rows
    ]
    assert all(line.cells[2].startswith(row["sentence"]) for line, row in zip(lines, rows, strict=True))


def leading_year() -> int:
    """The latest year in which something is checked: all of them are over."""
    return max((one.start.year for one in Meeting.objects.exclude(locked_at=None)), default=2025)


def the_overview(role: str, basis: str) -> None:
    year = leading_year()
    scope, so_far = f"year={year}{basis}", f"year=2018-{year}{basis}"
    shown, whole = page(role, "overview", query=basis.strip("&")), figures(scope)[0]
    card = shown.texts("kpi")[0]
    assert f" {per_cent(whole['share_women'], whole['known'])} % " in card
    assert f" {whole['women']} of {whole['known']} are women {whole['unknown']} not recorded" in card
    for name in ("forum", "meeting-size", "area"):
        same_table(shown, name, figures(f"{scope}&by={name.replace('-', '_')}"), whole)
    if role == "reviewer":
        same_table(shown, "regional-group", figures(f"{scope}&by=regional_group"), whole)
        everyone = figures(f"{scope}&category=all")[0]
        same_table(shown, "category", figures(f"{scope}&category=all&by=category"), everyone)
    else:  # that closed lists stand in no group for a manager: tests/counting/test_closed_lists.py
        assert any(text.startswith("Meetings with closed lists are not included") for text in shown.texts("quiet"))
    trend = figures(so_far, "--trend")
    rows = figures(f"{so_far}&by=year", "--panel=constant")
    same_table(shown, "year", rows, {**summed(rows), "label": "All"})
    assert trend["status"] == "on_trend"
    assert trend["sentence"] in shown.texts("quiet")
    what_changed(shown, figures(so_far, "--changes"))
    heads, presumed = (
        figures(f"{scope}&metric={metric}")[0] for metric in ("heads_of_delegation", "heads_incl_first_listed")
    )
    assert copied(shown, shown.texts("fig")[1].split(" Share of women")[0])
    of_people = copied(shown, f"In {year} women were {in_words(whole)} of the participants in States’ delegations;")
    assert f"not recorded: {whole['unknown']}" in of_people
    if role == "reviewer":  # heads are some of the people of a list: of closed ones a manager sees the whole alone
        of_heads = copied(shown, f"In {year} women were {in_words(heads)} of the heads of delegation;")
        assert f"Counting the first listed as heads too: {in_words(presumed)}; " in of_heads
    judged = [row for row in printed("panels") if row["date"][:4] == str(year) and row["status"] != "not_a_panel"]
    single = sum(row["status"] == "single_gender" for row in judged)
    assert copied(shown, f"{single} of {len(judged)} panels had only men or only women (")
    assert shown.texts("kpi")[1].startswith(f"Panels Act now {single} of {len(judged)} ")
    meetings = [row for row in figures(f"{scope}&by=meeting") if row["total"]]
    assert f"{year}: {whole['total']} people at {len(meetings)} meetings of 3 forums." in shown.texts("on")[0]
    the_grid(shown, basis, year)


def what_changed(shown: Page, changes: list[Row]) -> None:
    """In full in the list, and in short beside it."""
    sentences = [row["sentence"] for row in changes]
    assert [text for text in shown.texts("", "changed") if text in sentences] == sentences
    assert any("larger than" in sentence for sentence in sentences)
    (in_short,) = shown.texts("moves")
    for row in changes:
        percent = per_cent(row["women"] / row["known"], row["known"])
        assert f" to {percent} % ({row['women']} of {row['known']})." in in_short


def the_grid(shown: Page, basis: str, last: int) -> None:
    """Forum by year, each cell with its base; hatched where fewer than nine in ten are recorded."""
    lines = {line.cells[0]: line.cells[1:] for line in shown.tables["heat"]}
    for code, (name, *_rest) in FORUMS.items():
        rows = {row["key"]: row for row in figures(f"forum={code}{basis}&by=year")}
        cells = [cell_of(rows.get(str(year))) for year in range(2018, last + 1)]
        assert lines[f"{name} participants"] == cells


def cell_of(row: Row | None) -> str:
    if row is None:
        return "no meeting –"
    base = f"{row['women']} of {row['known']}"
    percent = per_cent(row["share_women"], row["known"])
    return " ".join([percent, base, *(["low coverage"] if row["known"] < 0.9 * row["total"] else [])])


def summed(rows: list[Row]) -> Row:
    found = {name: sum(row[name] for row in rows) for name in ("women", "men", "another", "unknown", "total", "known")}
    women, total, known = found["women"], found["total"], found["known"]
    ends = {"share_women": women / known, "share_low": women / total, "share_high": (women + total - known) / total}
    return {**found, **ends}


def forums_and_states_side_by_side() -> None:
    same_table(page("manager", "forums"), "forum", figures("by=forum"), figures("")[0])
    same_table(page("reviewer", "states"), "country", figures("by=country"), figures("")[0])
    rows = oracle.people(together([*worlds_of("demo-conference"), *worlds_of("demo-treaty")]), "own")
    by_state = oracle.grouped(rows, "country")
    names = {row["label"]: row["key"] for row in figures("by=country")}
    shown = page("manager", "states")
    assert [line.cells[0] for line in shown.tables["country"]] == [name for name in names if names[name] in by_state]
    same_table(
        shown,
        "country",
        [counted(by_state[names[line.cells[0]]], line.cells[0]) for line in shown.tables["country"]],
        counted(rows),
    )


TREND_STATUS = {"demo-experts": "too_few_years", "demo-conference": "on_trend", "demo-treaty": "open_ended"}


def a_forum(code: str, basis: str) -> None:
    scope = f"forum={code}{basis}"
    shown, sessions = page("reviewer", "forum", code, query=basis.strip("&")), figures(f"{scope}&by=meeting")
    sessions = [row for row in sessions if row["total"]]
    settled = [row for row in sessions if Meeting.objects.get(slug=row["key"]).locked_at]
    percent, last = per_cent(settled[-1]["share_women"], settled[-1]["known"]), settled[-1]
    assert f"{percent} % women in " in shown.texts("standing")[0]
    assert f"({last['women']} of {last['known']}), " in shown.texts("standing")[0]
    same_table(shown, "meeting", sessions, figures(scope)[0])
    heads = [row for row in figures(f"{scope}&by=meeting&metric=heads_of_delegation") if row["total"]]
    same_table(shown, "heads", heads, figures(f"{scope}&metric=heads_of_delegation")[0])
    same_table(shown, "regional-group", figures(f"{scope}&by=regional_group"), figures(scope)[0])
    same_ways(shown, scope)
    trend = figures(scope, "--trend", "--by-year=2028")
    assert shown.texts("", "pace")[0] == trend["sentence"]
    assert set(trend["beside"][1:]) <= set(shown.texts("", "pace"))
    runs = [run for run in figures(scope, "--runs") if run["length"] >= 3]
    assert f"three sessions running: {len(runs)} of " in shown.root.get_element_by_id("runs-heading").text
    assert trend["status"] == TREND_STATUS[code], (code, trend["status"])


def those_who_checked_in() -> None:
    """Only registration forms say who came."""
    shown = page("reviewer", "forum", "demo-experts", query="base=attended")
    came = {one.slug: oracle.people(present(world(one.slug)), "own") for one in SESSIONS if one.forum == "demo-experts"}
    every = [person for people in came.values() for person in people]
    assert 0 < len(every) < figures("forum=demo-experts")[0]["total"]
    assert figures("forum=demo-experts", "--base=attended")[0]["total"] == len(every)
    titles = {one.slug: one.title for one in SESSIONS}
    same_table(shown, "meeting", [counted(people, titles[slug]) for slug, people in came.items()], counted(every))
    checked = set(Meeting.objects.exclude(locked_at=None).values_list("slug", flat=True))
    last = counted([people for slug, people in came.items() if slug in checked][-1])
    assert f"{last['women']} of {last['known']}" in shown.texts("standing")[0], shown.texts("standing")
    everywhere = oracle.people(together([present(one) for one in worlds_of()]), "own")
    assert len(everywhere) == len(every)
    same_table(
        page("reviewer", "forums", query="base=attended"),
        "forum",
        [counted(every, FORUMS["demo-experts"][0])],
        counted(every),
    )


def a_state(code: str) -> None:
    shown, whole = page("reviewer", "state", code), figures(f"country={code}")[0]
    assert f"women: {whole['women']}, men: {whole['men']}, " in shown.texts("standing")[0]
    assert f"not recorded: {whole['unknown']}." in shown.texts("standing")[0]
    assert "%" not in shown.texts("standing")[0]
    assert len(shown.root.find_class("towers")[0].find_class("who")) <= whole["total"]
    assert len([one for tower in shown.root.find_class("towers") for one in tower.find_class("who")]) == whole["total"]
    sessions = [row for row in figures(f"country={code}&by=meeting") if row["total"]]
    another = bool(whole["another"])
    assert [line.cells[:-2] for line in shown.tables["delegations"]] == [
        figures_line(row, another)[:-1] for row in sessions
    ]
    assert shown.totals["delegations"].cells[:-2] == figures_line(whole, another, "All")[:-1]
    same_table(shown, "role", figures(f"country={code}&by=role"), whole)
    heads = figures(f"country={code}&metric=heads_of_delegation")[0]
    if heads["total"]:
        numbers = re.findall(r"\d+", shown.texts("", "heads")[0])
        assert list(map(int, numbers)) == [
            heads["total"],
            heads["women"],
            heads["men"],
            heads["another"] + heads["unknown"],
        ]
    assert (max(row["total"] for row in sessions) == 1) == (code == PALAU)


def a_state_that_never_came_has_no_page() -> None:
    assert figures(f"country={NOBODY}")[0]["total"] == 0
    assert signed_in("reviewer").get(reverse("reports:state", args=[NOBODY])).status_code == 404


def every_meeting() -> None:
    for meeting in Meeting.objects.order_by("start"):
        scope = f"meeting={meeting.slug}"
        shown, whole = page("reviewer", "meeting", meeting.slug), figures(scope)[0]
        panels = sorted(printed("panels", f"--meeting={meeting.slug}"), key=lambda row: row["title"])
        tables = page("reviewer", "meeting-panels", meeting.slug).tables
        lines = sorted((line for table in tables.values() for line in table), key=lambda line: line.cells[0])
        same_panels(lines, panels)
        if not whole["total"]:
            assert "Nobody is recorded yet" in shown.root.text_content()
            assert not shown.totals
            continue
        for name in ("regional-group", "role"):
            same_table(shown, name, figures(f"{scope}&by={name.replace('-', '_')}"), whole)
        same_table(shown, "category", figures(f"{scope}&category=all&by=category"), figures(f"{scope}&category=all")[0])
        same_table(shown, "delegation", figures(f"{scope}&by=delegation"))
        assert any(f" women were {in_words(whole)} of " in text for text in shown.texts("copied"))
        same_ways(shown, scope)
        same_heads(shown, scope)
        same_delegations_of_one_gender(shown, scope)
        same_session_before(shown, meeting)
        same_proceedings(shown, scope)


def same_heads(shown: Page, scope: str) -> None:
    sentences = " ".join([*shown.texts("quiet"), *shown.texts("copied")])
    certain, presumed = (
        figures(f"{scope}&metric={key}")[0] for key in ("heads_of_delegation", "heads_incl_first_listed")
    )
    labels = ("Stated in the list, or came alone", "Including people listed first")
    same_table(shown, "heads", [row | {"label": name} for row, name in zip((certain, presumed), labels, strict=True)])
    assert f" women were {in_words(certain)} of the heads of delegation" in sentences
    gap = figures(f"{scope}&metric=leadership_gap")[0]
    if moved := points(gap["value"], min(gap["base"], gap["known"])):
        assert f"Leadership gap: {moved} (" in sentences


def same_delegations_of_one_gender(shown: Page, scope: str) -> None:
    for line, size in zip(shown.tables["one-gender"], ("", "_min2"), strict=True):
        both, women, men = (
            figures(f"{scope}&metric=delegations_{kind}{size}")[0] for kind in ("of_one_gender", "all_women", "all_men")
        )
        base, every = both["base"], both["base"] + both["open"]
        certain = [str(exact(one["value"]) * base) if base else "0" for one in (women, men)]
        share_of = f"{per_cent(both['value'], base)} % {base_of(both)}" if base >= 10 else base_of(both) or "no value"
        ends = bounds(both["value_low"], both["value_high"], base, every)
        mixed = base - sum(map(int, certain))
        assert line.cells[1:] == [share_of, str(every), *certain, str(mixed), str(both["open"]), ends], scope


def same_session_before(shown: Page, meeting: Meeting) -> None:
    earlier = Meeting.objects.filter(forum=meeting.forum, start__lt=meeting.start).order_by("start").last()
    if earlier is None:
        assert "before" not in shown.tables
        return
    slugs, labels = (earlier.slug, meeting.slug), ("Participants", "Heads of delegation")
    rows = [
        figures(f"meeting={slug}&metric={metric}")[0] | {"label": label}
        for label, metric in zip(labels, ("pooled_share", "heads_of_delegation"), strict=True)
        for slug in slugs
    ]
    same_table(shown, "before", rows)


def same_proceedings(shown: Page, scope: str) -> None:
    said, held = (figures(f"{scope}&metric={metric}")[0] for metric in ("share_of_statements", "office_holders"))
    labels = (("Statements delivered", said), ("Office-holders", held))
    rows = [row | {"label": label} for label, row in labels if row["total"]]
    if not rows:
        assert "statements" not in shown.tables
        return
    same_table(shown, "statements", rows)
    timed, voice = (figures(f"{scope}&metric={metric}")[0] for metric in ("speaking_time", "relative_voice"))
    sentences = " ".join(shown.texts("quiet"))
    if timed["base"] >= 10:
        assert (
            f"share of speaking time: {per_cent(timed['value'], timed['base'])} %, of {timed['base']} statements"
            in sentences
        )
    if voice["base"] >= 10:
        assert f"Relative voice: {round(voice['value'] + 1e-9, 2):.2f} (" in sentences


def panels() -> None:
    rows, shown = printed("panels"), page("manager", "panels")
    ahead = sorted((row for row in rows if row["date"] > "2026"), key=lambda row: (row["date"], row["title"]))
    same_panels(shown.tables["Soonest first"], ahead)
    by_title = {row["title"]: row for row in rows}
    past = shown.tables["Latest first"]
    same_panels(past, [by_title[line.cells[0]] for line in past])
    assert len(ahead) + len(past) == len(rows) == Panel.objects.count()
    judged = [row for row in rows if row["status"] != "not_a_panel"]
    single = [row for row in judged if row["status"] == "single_gender"]
    men, untold = sum(not row["women"] for row in single), sum(row["status"] == "cannot_tell_yet" for row in judged)
    by_us = sum(row["status"] == "mixed_only_because_of_us" for row in judged)
    assert by_us
    assert copied(
        shown,
        f"{len(single)} of {len(judged)} panels had only men or only women (men: {men}, women: {len(single) - men});"
        f" {by_us} mixed by us alone; {untold} undecided.",
    )
    for panel in Panel.objects.prefetch_related("seats"):
        seats = [seat for seat in panel.seats.all() if seat.role == "speaker"]
        views = ([seat for seat in seats if not seat.ours], seats, list(panel.seats.all()))
        shown = page("manager", "panel", panel.slug)
        for line, view in zip(shown.tables["views"], views, strict=True):
            women, men = (sum(s.confirmed and s.seat_gender == gender for s in view) for gender in ("woman", "man"))
            assert list(map(int, line.cells[1:5])) == [len(view), women, men, len(view) - women - men], panel.slug
        assert next(row for row in rows if row["panel"] == panel.slug)["sentence"] in shown.texts("headline")


def explore() -> None:
    """A third of all metrics by dimensions, in turn, as files; as pages, which take longest, one of each metric."""
    address, client = "/dashboard/explore/", signed_in("reviewer")
    metrics, dimensions = (
        enumerate(row["key"] for row in figures("", f"--list={of}")) for of in ("metrics", "dimensions")
    )
    for (number, metric), (turn, by) in product(metrics, dimensions):
        if (number + turn) % 3 and (number + turn) % 22:
            continue
        query = f"by={by}&metric={metric}"
        answer = client.get(f"{address}download.csv?{query}")
        if answer.status_code == 400:  # such as delegations by the role of their members
            assert by in UNASKED
            with pytest.raises(CommandError):
                figures(query)
            continue
        rows = figures(query)
        lines = list(csv.DictReader(io.StringIO(answer.content.decode())))
        said = [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows]
        assert [plain({name: line[name] for name in row}) for line, row in zip(lines, said, strict=True)] == said, query
        if (number + turn) % 22 == 0:
            same_view(Page(client.get(f"{address}?{query}").content), rows, metric, query)


def same_view(shown: Page, rows: list[Row], metric: str, query: str) -> None:
    if not rows:
        assert not shown.tables, query
        return
    (lines,) = shown.tables.values()
    first = rows[:25]
    if metric == "share_of_women":
        first = [row | {"value": row["share_women"], "base": row["known"]} for row in first]
    assert [line.cells for line in lines] == [explored_line(row, metric) for row in first], query
    if chart := shown.charts.get("explore"):
        assert points_of(chart["data"][0]) == points_for(chart["data"][0], lines), query


def the_oracle(by: str) -> None:
    """All metrics by loops over the rows of the database."""
    every = together(worlds_of())
    people, said = (
        oracle.grouped(oracle.people_of_each(worlds_of(), "own"), by),
        oracle.grouped(oracle.statements(every), by),
    )
    mine = oracle.grouped(every.office_holders, by) if by == "meeting" else {}
    for key, rows in people.items():
        part = World(**vars(every) | {"office_holders": mine.get(key, [])})
        for metric, value in oracle.metrics(part, rows, said.get(key, [])).items():
            if by != "meeting" and metric.startswith("office_holders"):
                continue
            found = {row["key"]: row for row in figures(f"by={by}&metric={metric}")}.get(str(key))
            number = found and found["share_women" if metric == "share_of_women" else "value"]
            assert number == (None if value is None else pytest.approx(float(value), abs=1e-12)), (by, key, metric)
    for basis in ("listed", "recorded"):
        for key, rows in oracle.grouped(oracle.people_of_each(worlds_of(), basis), by).items():
            found = next(row for row in figures(f"by={by}&gender_basis={basis}") if row["key"] == str(key))
            assert {name: found[name] for name in oracle.counts(rows)} == oracle.counts(rows), (by, key, basis)


def some_are_recorded_otherwise_than_listed_and_the_panel_of_forums_is_the_oracles() -> None:
    differs = figures("gender_basis=recorded")[0]["women"] - figures("gender_basis=listed")[0]["women"]
    assert differs >= 5
    rows = oracle.people_of_each(worlds_of(), "own")
    assert figures("", "--trend")["forums"] == oracle.panel_of_every_year(rows) == ["demo-conference", "demo-treaty"]
    everyone = oracle.people_of_each(worlds_of(), "own", EVERYONE)
    assert {name: figures("category=all")[0][name] for name in oracle.counts(everyone)} == oracle.counts(everyone)


def runs_of_one_gender_are_the_oracles() -> None:
    rows = oracle.people_of_each(worlds_of(), "own")
    found = {
        (run["country"], run["forum"]): (run["kind"], run["length"], run["undetermined_end"])
        for run in figures("", "--runs")
    }
    expected = {}
    for forum, of_forum in oracle.grouped(rows, "forum").items():
        order = [one.slug for one in SESSIONS if one.forum == forum]
        for country, own in oracle.grouped(of_forum, "country").items():
            kind, length, unsure = oracle.run_of(own, order)
            if kind:
                expected[country, forum] = (kind, length, unsure)
    assert found == expected


CHECKS: tuple[tuple[Any, ...], ...] = (
    (the_overview, *product(("manager", "reviewer"), ("", "&gender_basis=recorded"))),
    (forums_and_states_side_by_side,),
    (a_forum, *product(FORUMS, ("", "&gender_basis=recorded"))),
    (those_who_checked_in,),
    (a_state, (FRANCE,), (PALAU,)),
    (a_state_that_never_came_has_no_page,),
    (every_meeting,),
    (panels,),
    (explore,),
    (the_oracle, ("meeting",), ("forum",), ("year",), ("regional_group",)),
    (some_are_recorded_otherwise_than_listed_and_the_panel_of_forums_is_the_oracles,),
    (runs_of_one_gender_are_the_oracles,),
)
