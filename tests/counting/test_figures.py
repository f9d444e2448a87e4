"""``figures`` and ``panels``: what they print, and with which exit status."""

import csv
import io
import itertools
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from meetings.models import Meeting
from reports.counting.dimensions import DIMENSIONS
from reports.measures.metrics import METRICS
from tests.worlds import builders
from tests.worlds.places import ROOT


def printed(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def answer(*arguments: str) -> Any:
    return json.loads(printed(*arguments, "--format", "json"))


@pytest.fixture
def session() -> Meeting:
    """Four States in two groups, an observer organization and interpreters; known by hand."""
    forum = builders.make_forum("invented-forum")
    meeting = builders.make_meeting("invented-session", forum=forum, list_access="open")
    builders.make_country("ZZA", "Ålandia", {"regional_group": "african"})
    builders.make_country("ZZB", "Borealia", {"regional_group": "african"})
    builders.make_country("ZZC", "Corvania", {"regional_group": "none"})
    first = builders.make_delegation(meeting, "ZZA")
    builders.make_participation(first, gender="woman", role="head", head_basis="stated")
    builders.make_people(first, women=3, men=5, unknown=1)
    second = builders.make_delegation(meeting, "ZZB", "signatory")
    builders.make_participation(second, gender="man", role="head", head_basis="only_member")
    third = builders.make_delegation(meeting, "ZZC")
    builders.make_participation(third, gender="man", role="head", head_basis="first_listed")
    builders.make_participation(third, gender="man", recorded="woman")
    builders.make_head_count(builders.make_delegation(meeting, "ZZD"), women=1, unknown=1)
    builders.make_people(builders.make_delegation(meeting, "Invented Institute", "academia"), women=4)
    builders.make_people(builders.make_delegation(meeting, "Interpreters", "service"), women=9, men=9)
    return meeting


@pytest.mark.django_db
def test_one_row_without_a_disaggregation(session: Meeting) -> None:
    assert answer("figures", "--meeting", session.slug) == [
        {
            "dimension": "all",
            "key": "all",
            "label": "All",
            "women": 5,
            "men": 8,
            "another": 0,
            "unknown": 2,
            "total": 15,
            "known": 13,
            "share_women": 5 / 13,
            "share_low": 5 / 15,
            "share_high": 7 / 15,
            "coverage": 13 / 15,
            "band": "balanced_40_60: cannot_tell_yet",
            "note": "low coverage",
        }
    ]


@pytest.mark.django_db
def test_groups_in_order_and_their_sum(session: Meeting) -> None:
    rows = answer("figures", "--meeting", session.slug, "--by", "regional_group")
    found = [(row["key"], row["label"], row["women"], row["men"], row["unknown"], row["note"]) for row in rows]
    few = "fewer than 10: counts, no percentages"
    assert found == [("african", "African", 4, 6, 1, ""), ("none", "None", 1, 2, 1, f"low coverage; {few}")]
    countries = answer("figures", "--by", "country", "--category", "all")
    assert [row["key"] for row in countries] == ["ZZA", "ZZB", "ZZC", "ZZD", "none"]
    assert [row["label"] for row in countries[:2]] == ["Ålandia", "Borealia"]
    assert sum(row["total"] for row in countries) == 19
    delegations = answer("figures", "--by", "delegation", "--category", "all")
    assert [row["key"] for row in delegations] == ["ZZA", "ZZB", "ZZC", "invented-institute", "ZZD"]


@pytest.mark.django_db
def test_basis_category_and_metrics(session: Meeting) -> None:
    assert answer("figures", "--gender-basis", "recorded")[0]["women"] == 6
    assert answer("figures", "--category", "academia")[0]["women"] == 4
    assert answer("figures", "--year", "2020-2023")[0]["total"] == 0
    heads = answer("figures", "--metric", "heads_of_delegation")[0]
    assert (heads["women"], heads["men"], heads["value"]) == (1, 1, 0.5)
    presumed = answer("figures", "--metric", "heads_incl_first_listed")[0]
    assert (presumed["women"], presumed["men"]) == (1, 2)
    assert answer("figures", "--metric", "people_needed_growing")[0]["value"] == 3
    one_gender = answer("figures", "--metric", "delegations_of_one_gender")[0]
    assert (one_gender["value"], one_gender["base"], one_gender["open"]) == (2 / 3, 3, 1)
    assert (one_gender["value_low"], one_gender["value_high"]) == (2 / 4, 3 / 4)


@pytest.mark.django_db
def test_nobody_is_null_and_never_zero() -> None:
    builders.make_meeting("empty")
    row = answer("figures", "--meeting", "empty")[0]
    assert (row["total"], row["share_women"], row["coverage"]) == (0, None, None)
    assert answer("figures", "--meeting", "empty", "--by", "role") == []
    assert answer("figures", "--meeting", "empty", "--summary")["pooled_share"] is None


@pytest.mark.django_db
def test_summary(session: Meeting) -> None:
    assert answer("figures", "--meeting", session.slug, "--summary") == {
        "pooled_share": 5 / 13,
        "mean_share": pytest.approx((4 / 9 + 0 + 0 + 1) / 4),
        "median_share": pytest.approx(2 / 9),
        "meetings": 1,
        "delegations": 4,
        "all_women": 0,
        "all_men": 2,
        "all_women_min2": 0,
        "all_men_min2": 1,
        "fifty_fifty": 0,
        "undetermined": 1,
        "one_person": 1,
    }


@pytest.mark.django_db
def test_summary_to_read(session: Meeting) -> None:
    lines = dict(line.split(maxsplit=1) for line in printed("figures", "--summary").splitlines())
    assert (lines["pooled_share"], lines["delegations"]) == ("38.5 %", "4")
    assert printed("figures", "--summary", "--format", "csv").splitlines()[4] == "meetings,1"


@pytest.mark.django_db
def test_table_and_csv_hold_the_same_numbers(session: Meeting) -> None:
    rows = answer("figures", "--by", "delegation")
    in_csv = list(csv.DictReader(io.StringIO(printed("figures", "--by", "delegation", "--format", "csv"))))
    assert [{key: "" if value is None else str(value) for key, value in row.items()} for row in rows] == in_csv
    assert [line.split()[-1] for line in printed("figures", "--metric", "coverage").splitlines()] == ["open", "2"]
    assert "38 %" in printed("figures")
    table = printed("figures", "--by", "delegation").splitlines()
    assert [line.split()[:2] for line in table[1:]] == [[row["dimension"], row["key"]] for row in rows]


@pytest.mark.django_db
def test_a_crosstab_has_a_row_for_each_pair_of_groups(session: Meeting) -> None:
    for metric in ("share_of_women", "heads_of_delegation"):
        asked = ("figures", "--by", "regional_group", "--by", "role", "--category", "all", "--metric", metric)
        rows = answer(*asked)
        assert list(rows[0])[:6] == ["dimension", "key", "label", "dimension_2", "key_2", "label_2"]
        assert {(row["dimension"], row["dimension_2"]) for row in rows} == {("regional_group", "role")}
        by_group = answer("figures", "--by", "regional_group", "--category", "all", "--metric", metric)
        summed = {group["key"]: sum(r["women"] for r in rows if r["key"] == group["key"]) for group in by_group}
        assert summed == {group["key"]: group["women"] for group in by_group}
        lines = list(csv.DictReader(io.StringIO(printed(*asked, "--format", "csv"))))
        assert [list(line) for line in lines] == [list(row) for row in rows]
        assert [[line["key"], line["key_2"], line["women"]] for line in lines] == [
            [row["key"], row["key_2"], str(row["women"])] for row in rows
        ]
        assert len(printed(*asked, "--format", "table").splitlines()) >= len(rows) + 1


@pytest.mark.django_db
def test_lists_of_what_can_be_asked(session: Meeting) -> None:
    assert [row["key"] for row in answer("figures", "--list", "dimensions")] == list(DIMENSIONS)
    assert [row["key"] for row in answer("figures", "--list", "metrics")] == list(METRICS)
    assert {"key": "invented-forum", "label": "Invented Forum"} in answer("figures", "--list", "forums")


@pytest.mark.django_db
@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_dimension_adds_up(session: Meeting, dimension: str) -> None:
    rows = answer("figures", "--by", dimension, "--category", "all")
    assert sum(row["total"] for row in rows) == 19
    assert all(row["known"] == row["women"] + row["men"] for row in rows)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--meeting", "nowhere"], "There is no meeting “nowhere”"),
        (["--forum", "nowhere"], "There is no forum “nowhere”"),
        (["--year", "lately"], "“lately” is not a year"),
        (["--year", "2024-2020"], "is not a year"),
        (["--by", "role", "--metric", "delegations_of_one_gender"], "cannot be broken down by role"),
    ],
)
def test_a_refusal_is_a_sentence_and_status_1(session: Meeting, arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence) as refused:
        printed("figures", *arguments)
    assert refused.value.returncode == 1


SERIES = ("--trend", "--changes", "--runs")
COUNTING = {"--meeting": "m", "--forum": "f", "--year": "2026", "--category": "all", "--gender-basis": "listed",
            "--base": "attended", "--only": "role=head"}  # fmt: skip
OF_ROWS = {"--by": "year", "--metric": "coverage"}
OF_TREND = {"--target": "50", "--by-year": "2028"}


def idle() -> Iterator[list[str]]:
    """Every option beside every question whose answer it would leave as it is, with a default spelled out too."""
    for question in ("--summary", *SERIES):
        yield from ([question, name, value] for name, value in OF_ROWS.items())
    for question in ("--by=role", "--summary", "--changes", "--runs"):
        yield from ([question, name, value] for name, value in OF_TREND.items())
    yield from (["--list=metrics", name, value] for name, value in (COUNTING | OF_ROWS | OF_TREND).items())
    yield from ([question, "--panel", "all"] for question in ("--by=forum", "--summary", "--changes", "--runs"))
    yield from (["--panel", "constant"], ["--by=year", "--panel=all", "--metric", "office_holders"])


def contradicting() -> Iterator[list[str]]:
    yield from map(list, itertools.combinations(["--summary", *SERIES, "--list=forums"], 2))
    for name, value in (COUNTING | OF_ROWS).items():
        yield [name, value, name, value]
    yield [*("--by", "year"), *("--by", "role"), *("--by", "forum")]
    yield [*("--by", "forum"), *("--by", "role"), *("--panel", "all")]


def empty() -> Iterator[list[str]]:
    for name in COUNTING | OF_ROWS | {"--target": "", "--by-year": "", "--panel": "", "--list": ""}:
        yield from (["--trend"] * (name in OF_TREND) + [name, blank] for blank in ("", "  "))


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [*idle(), *contradicting(), *empty()], ids=" ".join)
def test_an_option_that_would_do_nothing_or_says_nothing_is_wrong_usage(arguments: list[str]) -> None:
    """``call_command`` turns what the parser itself refuses into the same error."""
    with pytest.raises(CommandError) as refused:
        printed("figures", *arguments)
    assert refused.value.returncode == 2 or any(one in str(refused.value) for one in ("argument", "twice", "times"))


@pytest.mark.parametrize("arguments", [["--summary", "--by", "year"], ["--meeting", ""], ["--year=1", "--year=2"]])
def test_idle_options_end_the_program_with_status_2(arguments: list[str]) -> None:
    command = [sys.executable, "manage.py", "figures", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert arguments[-2].partition("=")[0] in done.stderr


@pytest.mark.django_db
@pytest.mark.parametrize(
    "arguments",
    [["--trend", "--target", "40", "--by-year", "2028", "--panel", "all"], ["--by", "year", "--panel", "constant"],
     ["--only", "role=head", "--only", "regional_group=african"], ["--list", "metrics", "--format", "json"],
     ["--category", "states", "--base", "registered", "--metric", "share_of_women"]],
)  # fmt: skip
def test_options_that_go_together_are_answered(session: Meeting, arguments: list[str]) -> None:
    assert printed("figures", *arguments)


@pytest.mark.parametrize("arguments", [["--by", "beauty"], ["--metric", "beauty"], ["--category", "service"]])
def test_wrong_usage_is_status_2_and_says_so_on_standard_error(arguments: list[str]) -> None:
    command = [sys.executable, "manage.py", "figures", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "invalid choice" in done.stderr


@pytest.fixture
def panels(session: Meeting) -> None:
    builders.make_panel("All men", "mmm", meeting=session)
    ours = builders.make_panel("Our participant", "mm", meeting=session)
    builders.make_seat(ours, "w", ours=True)
    builders.make_seat(ours, "w", role="moderator")
    open_seat = builders.make_panel("Open seat", "w")
    builders.make_seat(open_seat, "m", confirmed=False)


@pytest.mark.django_db
def test_panels_say_what_they_are_and_why(panels: None) -> None:
    rows = {row["panel"]: row for row in answer("panels")}
    assert rows["our-participant"] == {
        "meeting": "invented-session",
        "panel": "our-participant",
        "title": "Our participant",
        "date": None,
        "status": "mixed_only_because_of_us",
        "speakers": 3,
        "women": 1,
        "men": 2,
        "another": 0,
        "unknown": 0,
        "to_be_confirmed": 0,
        "with_moderator": "balanced",
        "with_us": "balanced",
        "sentence": "Without our speaker, this panel is all men (2 speakers).",
    }
    assert (rows["all-men"]["status"], rows["all-men"]["meeting"]) == ("single_gender", "invented-session")
    assert (rows["open-seat"]["status"], rows["open-seat"]["to_be_confirmed"]) == ("cannot_tell_yet", 1)


@pytest.mark.django_db
def test_panels_of_one_meeting_and_one_status(panels: None) -> None:
    assert [row["panel"] for row in answer("panels", "--status", "single_gender")] == ["all-men"]
    assert {row["panel"] for row in answer("panels", "--meeting", "invented-session")} == {"all-men", "our-participant"}
    assert answer("panels", "--status", "exempt") == []
    with pytest.raises(CommandError, match="There is no meeting"):
        printed("panels", "--meeting", "nowhere")
