"""Real lists of participants, where they lie beside the repository; skipped without them."""

import csv
import datetime
import io
import json
from collections import Counter, defaultdict
from typing import Any

import pytest
from django.core.management import call_command

from meetings.models import ImportRow, Meeting, Participation
from tests.worlds.builders import make_meeting
from tests.worlds.lists import bring, codes, counts, genders, people, questions
from tests.worlds.places import SHARED

ROSTERS = SHARED / "data" / "rosters"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("reference"),
    pytest.mark.skipif(not ROSTERS.is_dir(), reason="../shared/data/rosters is not here: no real lists to read."),
]

# Meeting: rows and people (by delegation and name), women, men and not recorded as listed, questions.
INC = {
    1: (623, 623, (71, 399, 0, 153)),
    2: (617, 617, (81, 521, 0, 15)),
    3: (485, 485, (73, 391, 0, 21)),
    4: (587, 587, (114, 470, 0, 3)),
    5: (1580, 1164, (205, 926, 0, 33)),
    6: (480, 467, (88, 372, 0, 7)),
}
SAYS_NOTHING = {"Fr", "Rev", "HE Archbishop"}


def import_inc(number: int) -> tuple[Meeting, dict[str, Any]]:
    meeting = make_meeting(f"inc-{number}", start=datetime.date(1991 if number < 5 else 1992, 2, 4))
    path = ROSTERS / f"inc-{number}.csv"
    return meeting, bring(meeting, path.read_bytes(), filename=path.name)


def authors_rows() -> dict[str, list[dict[str, str]]]:
    """The rows of all meetings with what the data's authors derived from each courtesy title."""
    rows = defaultdict(list)
    with (ROSTERS / "inc-1-to-6.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["Meeting"]].append(row)
    return rows


def test_six_lists_import_by_themselves_and_every_difference_has_a_rule() -> None:
    """Differences from the authors: titles that say nothing by rule, titles inside the name, people listed twice."""
    authors = authors_rows()
    differences: Counter[tuple[str, str | bool]] = Counter()
    for number, (rows, persons, expected) in INC.items():
        meeting, report = import_inc(number)
        assert (report["status"], report["rows"], report["people"]) == ("imported", rows, persons)
        assert (genders(report), report["invalid"]) == (expected, 0)
        assert set(report["columns"]["ignored"]) == {"Division", "Year", "Meeting", "Location", "Delegation_ISO"}
        listed = dict(Participation.objects.filter(meeting=meeting).values_list("pk", "listed_gender"))
        lines = list(ImportRow.objects.filter(batch=report["batch"]).order_by("number"))
        times = Counter(line.participation_id for line in lines)
        for line, theirs in zip(lines, authors[f"INC {number}"], strict=True):
            ours = listed[line.participation_id]  # type: ignore[index]
            value = {"1": "woman", "0": "man"}.get(theirs["Female"], "unknown")
            if ours == value:
                continue
            if ours == "unknown" and theirs["Honorific"] in SAYS_NOTHING:
                differences["says nothing by rule", theirs["Honorific"]] += 1
            elif times[line.participation_id] > 1:
                differences["listed twice, another title there", ours == "unknown"] += 1
            else:
                assert value == "unknown"
                differences["title inside the name", theirs["Honorific"]] += 1
    assert differences == {
        ("says nothing by rule", "Fr"): 2,
        ("says nothing by rule", "Rev"): 3,
        ("says nothing by rule", "HE Archbishop"): 2,
        ("listed twice, another title there", False): 30,
        ("listed twice, another title there", True): 2,
        ("title inside the name", "HE"): 1,
        ("title inside the name", ""): 1,
    }
    assert sum(rows for rows, _, _ in INC.values()) == 4372
    assert sum(persons for _, persons, _ in INC.values()) == 3943


@pytest.mark.parametrize("category", ["states", "all"])
def test_groups_and_delegations_add_up_at_every_meeting(category: str) -> None:
    for number in INC:
        import_inc(number)
        [whole] = figures(number, category)
        for dimension in ("regional_group", "delegation", "category"):
            rows = figures(number, category, "--by", dimension)
            for column in ("women", "men", "another", "unknown", "total"):
                assert sum(row[column] for row in rows) == whole[column]
        if category == "all":
            assert whole["total"] == INC[number][1]


def figures(number: int, category: str, *options: str) -> list[dict[str, Any]]:
    answer = io.StringIO()
    said = ["--meeting", f"inc-{number}", "--category", category, "--format", "json", *options]
    call_command("figures", *said, stdout=answer)
    rows: list[dict[str, Any]] = json.loads(answer.getvalue())
    return rows


def test_the_six_lists_ask_only_what_nobody_can_know() -> None:
    asked: Counter[tuple[str, str]] = Counter()
    for number in INC:
        meeting, _ = import_inc(number)
        asked.update((kind, found if kind == "country" else "") for kind, found, _ in questions(meeting))
    assert asked == {("country", "Guinea"): 5, ("country", "Congo"): 4, ("same_person", ""): 5, ("two_titles", ""): 1}


def test_the_document_keyed_by_hand() -> None:
    """No option is needed: trailing blanks, "M.." and organizations are read as they stand."""
    meeting = make_meeting("cop11", start=datetime.date(2005, 11, 28))
    path = ROSTERS / "cop11-part2-handcoded-1-to-1000.xlsx"
    report = bring(meeting, path.read_bytes(), filename=path.name)
    assert (report["status"], counts(report), codes(report)) == (
        "imported",
        {"new": 998, "ignored": 2},  # "González" and "Gonzalez" Casartelli of one delegation are one person
        ["listed_again", "listed_again"],
    )
    assert (report["people"], report["delegations"], genders(report)) == (998, 86, (353, 642, 0, 3))
    categories = {category for _, category in people(meeting, "delegation__category")}
    assert not categories & {"state_party", "signatory", "state_not_party", "observer_state"}


def test_declared_genders_in_windows_1252() -> None:
    """With ``--map`` for the five columns, whose headers are keys of another system."""
    meeting = make_meeting("parliament", start=datetime.date(1994, 7, 19))
    path = ROSTERS / "ep-members-0-windows-1252.csv"
    fields = {
        "mep_honorific_prefix": "honorific",
        "mep_given_name": "given_names",
        "mep_family_name": "family_name",
        "mep_gender": "gender",
        "mep_citizenship": "delegation",
    }
    refused = bring(meeting, path.read_bytes(), filename=path.name)
    assert (refused["status"], codes(refused)) == ("refused", ["columns_missing"])
    report = bring(meeting, path.read_bytes(), filename=path.name, map=fields, gender_basis="registration")
    assert (report["status"], report["encoding"], counts(report)) == ("imported", "windows-1252", {"new": 726})
    assert genders(report) == (31, 695, 0, 0)
    with path.open(encoding="cp1252", newline="") as file:
        declared = Counter(row["mep_gender"] for row in csv.DictReader(file))
    stands = Counter(people_by_gender(meeting, "recorded"))
    assert declared == {"male": stands["man", "registration"], "female": stands["woman", "registration"]} | {
        other: number for other, number in declared.items() if other not in ("male", "female")
    }


def people_by_gender(meeting: Meeting, of: str = "listed") -> list[tuple[str, str]]:
    return [(gender, basis) for _, gender, basis in people(meeting, f"{of}_gender", f"{of}_basis")]
