"""Import of statements: outcomes of rows, a second file, questions, undoing."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from meetings.actions.proceedings_imports import withdraw_proceedings
from meetings.actions.questions import answer_title
from meetings.actions.questions_of_delegations import answer_country, answer_entity
from meetings.actions.refusals import ActionRefused
from meetings.actions.stale import version_of
from meetings.actions.statements import code_topics, edit_statement, seen_of
from meetings.actions.trail import note_read, subject_of
from meetings.imports.proceedings.days import read_day
from meetings.imports.proceedings.pipeline import ProceedingsSource, import_proceedings
from meetings.imports.proceedings.statements import read_minutes
from meetings.models import Honorific, Meeting, ProceedingsImport, Question, Statement
from meetings.rights import Locked
from tests.worlds import builders
from tests.worlds.lists import as_xlsx
from tests.worlds.lists import bring as bring_list
from tests.worlds.places import SHARED

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]
PAGE = """Statements to the Invented Group

General exchange of views

Monday, 4 March 2024

  • Blue Group, delivered by Kenya (Ms.)
  • Norway, Mr. Bo Lindqvist
  • Lanternfolk (Mx.)
  • Atlantis (Ms.)
  • Kenya (Mr.)
"""
SHEET = [
    ["No.", "Date", "State", "On behalf of", "Title", "Speaker", "Gender", "Duration", "Kind", "Presiding", "Topic"],
    ["1", "2024-03-04", "Kenya", "Blue Group", "Ms.", "Ada Okoro", "", "3:30", "", "yes", "both"],
    ["2", "4 March", "Norway", "", "", "", "woman", "4,5", "right of reply", "", ""],
    ["3", "2024-03-05", "France", "", "Dr", "Chidi Abara", "", "", "written only", "no", "neither"],
]


@pytest.fixture
def clerk() -> User:
    return builders.make_user("clerk", "clerk")


@pytest.fixture
def spring() -> Meeting:
    meeting = builders.make_meeting("spring")
    builders.make_delegation(meeting, "Lanternfolk", "civil_society", entity_key="lanternfolk")
    return meeting


def bring(meeting: Meeting, what: str | list[list[str]], clerk: User, **options: Any) -> dict[str, Any]:
    name = "speakers.txt" if isinstance(what, str) else "statements.xlsx"
    data = what.encode() if isinstance(what, str) else as_xlsx(what)
    said = {"gender_basis": options.pop("gender_basis", "")}
    report = import_proceedings(meeting, ProceedingsSource(data, name, **said), by=clerk, **options).as_json()
    outcomes = ("new", "updated", "unchanged", "conflict", "invalid", "ignored")
    assert report["rows"] == sum(report[outcome] for outcome in outcomes)
    return report


def spoken(meeting: Meeting, *fields: str) -> list[tuple[Any, ...]]:
    return list(meeting.statements.order_by("date", "order", "pk").values_list(*fields))


def test_a_page_of_speakers(spring: Meeting, clerk: User) -> None:
    report = bring(spring, PAGE, clerk)
    assert (report["status"], report["new"], report["gender"]["women"], report["questions"]) == ("imported", 5, 2, 1)
    said = spoken(spring, "entity_key", "category", "on_behalf_of", "speaker_name", "speaker_gender", "speaker_basis")
    assert said == [
        ("KEN", "state_party", "Blue Group", "", "woman", "courtesy_title"),
        ("NOR", "state_party", "", "Bo Lindqvist", "man", "courtesy_title"),
        ("lanternfolk", "civil_society", "", "", "unknown", ""),
        ("atlantis", "other_entity", "", "", "woman", "courtesy_title"),
        ("KEN", "state_party", "", "", "man", "courtesy_title"),
    ]
    assert {str(row[0]) for row in spoken(spring, "date")} == {"2024-03-04"}
    assert list(Question.objects.values_list("kind", "found")) == [("country", "Atlantis")]
    assert spring.statements.get(entity_key="lanternfolk").delegation


def test_a_sheet_with_minutes_kinds_and_topics(spring: Meeting, clerk: User) -> None:
    assert bring(spring, SHEET, clerk, gender_basis="delegation_form")["status"] == "imported"
    fields = ("minutes", "kind", "presiding", "topic", "coded_by__username", "speaker_basis", "speaker_gender")
    said = spoken(spring, *fields)
    assert [(str(minutes), *rest) for minutes, *rest in said] == [
        ("3.50", "statement", True, "both", "clerk", "courtesy_title", "woman"),
        ("4.50", "right_of_reply", False, "not_coded", None, "delegation_form", "woman"),
        ("None", "written_only", False, "neither", "clerk", "", "unknown"),
    ]


@pytest.mark.parametrize("what", [PAGE, SHEET])
def test_the_same_file_twice_changes_nothing(spring: Meeting, clerk: User, what: Any) -> None:
    said = {"gender_basis": "delegation_form"}
    first, columns = bring(spring, what, clerk, **said), [field.attname for field in Statement._meta.concrete_fields]
    before, revision = spoken(spring, *columns), Meeting.objects.get().revision
    again = bring(spring, what, clerk, **said)
    assert (again["status"], again["unchanged"]) == ("unchanged", first["new"])
    assert not isinstance(what, str) or again["batch"] == first["batch"]  # a workbook stamps itself with the time
    assert spoken(spring, *columns) == before
    assert (Meeting.objects.get().revision, ProceedingsImport.objects.count()) == (revision, 1)
    if isinstance(what, str):  # other spacing, and a line that says less
        assert (
            bring(spring, what.replace("  • ", "•  ").replace("Norway, Mr. Bo Lindqvist", "Norway"), clerk)["new"] == 0
        )


def test_a_newer_file_fills_in_and_hands_win(spring: Meeting, clerk: User) -> None:
    bring(spring, PAGE.replace("Norway, Mr. Bo Lindqvist", "Norway"), clerk)
    norway = spring.statements.get(entity_key="NOR")
    edit_statement(norway, version=version_of(seen_of(norway)), by=clerk, source="x", speaker_name="Bo Lund")
    code_topics(spring, {norway.pk: "impact"}, by=clerk, source="x")
    report = bring(spring, PAGE, clerk)
    assert (report["new"], report["updated"], report["unchanged"]) == (0, 1, 4)
    norway.refresh_from_db()
    assert (norway.speaker_name, norway.speaker_title, norway.speaker_gender) == ("Bo Lund", "Mr.", "man")
    assert (norway.topic, norway.coded_by) == ("impact", clerk)


def test_a_weaker_basis_never_replaces_a_stronger_one(spring: Meeting, clerk: User) -> None:
    bring(spring, [["State", "Gender"], ["Norway", "woman"]], clerk, gender_basis="delegation_form")
    bring(spring, [["State", "Title"], ["Norway", "Mr."]], clerk)
    assert spoken(spring, "speaker_gender", "speaker_basis") == [("woman", "delegation_form")]


def test_a_gender_column_without_a_source_is_refused_and_one_that_contradicts_the_title_tells_nothing(
    spring: Meeting, clerk: User
) -> None:
    sheet = [["State", "Title", "Gender"], ["Norway", "Mr.", "woman"], ["Kenya", "Ms.", "woman"]]
    refused = bring(spring, sheet, clerk)
    assert (refused["status"], refused["problems"][0]["code"]) == ("refused", "gender_basis")
    report = bring(spring, sheet, clerk, gender_basis="office_coded")
    assert [problem["code"] for problem in report["problems"]] == ["title_against_column"]
    assert spoken(spring, "speaker_gender", "speaker_basis") == [("unknown", ""), ("woman", "courtesy_title")]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (["Norway", "0", "", ""], "more than none"),
        (["Norway", "a while", "", ""], "minutes such as 3.5"),
        (["Norway", "", "", "lately"], "a day such as"),
        (["", "3", "", ""], "who spoke"),
    ],
)
def test_what_cannot_be_read_refuses_the_file_with_its_reason(
    spring: Meeting, clerk: User, cells: list[str], sentence: str
) -> None:
    sheet = [["State", "Minutes", "Gender", "Date"], ["Kenya", "3", "", ""], cells]
    report = bring(spring, sheet, clerk, gender_basis="office_coded")
    assert (report["status"], report["invalid"]) == ("refused", 1)
    assert any(sentence in problem["message"] for problem in report["problems"])
    assert not Statement.objects.exists()
    assert bring(spring, sheet, clerk, gender_basis="office_coded", skip_invalid=True)["new"] == 1


def test_columns_that_are_not_needed_never_arrive(spring: Meeting, clerk: User) -> None:
    sheet = [["State", "Passport", "Likely gender", "Title"], ["Norway", "X1234567", "woman", ""]]
    assert bring(spring, sheet, clerk)["columns"]["ignored"] == ["Passport", "Likely gender"]
    kept = json.dumps([ProceedingsImport.objects.get().rows, ProceedingsImport.objects.get().reading])
    assert "X1234567" not in kept
    assert spoken(spring, "speaker_gender") == [("unknown",)]


def test_answers_move_what_was_asked_about(spring: Meeting, clerk: User) -> None:
    page = PAGE.replace("Lanternfolk (Mx.)", "Friends of Paper")
    bring(spring, page, clerk)
    answer_country(question=Question.objects.get(found="Atlantis"), code="ISL", by=clerk)
    answer_entity(question=Question.objects.get(found="Friends of Paper"), category="academia", by=clerk)
    assert {("ISL", "state_party"), ("friends of paper", "academia")} <= set(spoken(spring, "entity_key", "category"))
    assert bring(spring, page + "\n", clerk)["unchanged"] == 5


def test_a_title_that_nobody_knows_is_asked_and_told_of_statements_too(spring: Meeting, clerk: User) -> None:
    bring(spring, [["State", "Title", "Speaker"], ["Norway", "Foldmadam", "Ada Okoro"]], clerk)
    answer_title(question=Question.objects.get(kind="title"), claim="woman", by=clerk)
    assert spoken(spring, "speaker_gender", "speaker_basis") == [("woman", "courtesy_title")]
    Honorific.objects.filter(title="Foldmadam").delete()


def test_a_list_that_comes_later_says_in_which_category_they_stand(clerk: User) -> None:
    autumn = builders.make_meeting("autumn")
    bring(autumn, PAGE, clerk)
    assert autumn.statements.get(entity_key="lanternfolk").category == "other_entity"
    listed = (
        "Section,Delegation,Name\nSignatory States,Norway,Mr. Bo LINDQVIST\nCivil society,Lanternfolk,Ms. Ada OKORO\n"
    )
    assert bring_list(autumn, listed.encode(), by=clerk)["status"] == "imported"
    found = autumn.statements.filter(delegation__isnull=False).values_list("entity_key", "category")
    assert set(found) == {("NOR", "signatory"), ("lanternfolk", "civil_society")}


def test_undo_returns_what_was(spring: Meeting, clerk: User) -> None:
    bring(spring, PAGE.replace("Norway, Mr. Bo Lindqvist", "Norway"), clerk)
    fields = ("entity_key", "speaker_name", "speaker_gender", "speaker_basis", "order", "minutes", "topic")
    before = spoken(spring, *fields)
    bring(spring, PAGE + "  • France (Ms.)\n", clerk)
    second = ProceedingsImport.objects.latest("pk")
    first = ProceedingsImport.objects.earliest("pk")
    with pytest.raises(ActionRefused, match="later import"):
        withdraw_proceedings(first, by=clerk)
    withdraw_proceedings(second, by=clerk)
    assert spoken(spring, *fields) == before
    note_read(by=clerk, meeting=spring, shown=[spring], subject=subject_of(spring.statements.earliest("pk")))
    code_topics(spring, {spring.statements.latest("pk").pk: "parity"}, by=clerk, source="x")
    with pytest.raises(ActionRefused, match="by hand"):
        withdraw_proceedings(first, by=clerk)


def test_a_locked_meeting_refuses(spring: Meeting, clerk: User) -> None:
    bring(spring, PAGE, clerk)
    builders.lock(spring)
    report = bring(spring, PAGE + "  • France (Ms.)\n", clerk)
    assert (report["status"], report["problems"][0]["code"]) == ("refused", "meeting_locked")
    with pytest.raises(Locked):
        code_topics(spring, {spring.statements.first().pk: "parity"}, by=clerk, source="x")  # type: ignore[union-attr]


def test_the_command_answers_one_object_and_its_exit_status(spring: Meeting, tmp_path: Path) -> None:
    file = tmp_path / "speakers.txt"
    file.write_text(PAGE.replace("Monday, 4 March 2024\n", ""), encoding="utf-8")

    def said(*options: str) -> dict[str, Any]:
        out = io.StringIO()
        call_command("import_statements", str(file), "--meeting", "spring", "--json", *options, stdout=out)
        return json.loads(out.getvalue())

    assert said("--dry-run", "--date", "2024-03-05")["status"] == "dry_run"
    assert not Statement.objects.exists()
    assert said("--date", "2024-03-05", "--item", "Opening")["status"] == "imported"
    assert {(str(day), item) for day, item in spoken(spring, "date", "item")} == {
        ("2024-03-05", "General exchange of views")
    }
    file.write_text("Nothing here\n", encoding="utf-8")
    with pytest.raises(SystemExit) as refused:
        said()
    assert refused.value.code == 1
    with pytest.raises(CommandError, match="There is no meeting"):
        call_command("import_statements", str(file), "--meeting", "autumn")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("3", "3.00"), ("3.5", "3.50"), ("3,25 min", "3.25"), ("3:30", "3.50"), ("0:03:30", "3.50"), ("0", None),
     ("-2", None), ("3:99", None), ("1001", None), ("soon", None)],
)  # fmt: skip
def test_minutes_are_exact_or_nothing(text: str, minutes: str | None) -> None:
    found = read_minutes(text)
    assert (None if found is None else str(found)) == minutes


def test_a_day_without_its_year_is_one_of_the_meeting() -> None:
    days = (date(2023, 12, 30), date(2024, 1, 3))
    assert read_day("Monday, 1 January", days) == date(2024, 1, 1)
    assert read_day("31 décembre", days) == date(2023, 12, 31)
    assert read_day("5 May", days) is None
    assert read_day("2024-02-30", days) is None


SPEAKERS = SHARED / "data" / "disarmament" / "ccw-gge-laws-2017_speakers.txt"


@pytest.mark.skipif(not SPEAKERS.exists(), reason="the public pages are not beside the project")
def test_the_public_page_of_speakers_of_2017(clerk: User) -> None:
    meeting = builders.make_meeting("laws", start=date(2017, 11, 13))
    report = bring(meeting, SPEAKERS.read_text(encoding="utf-8"), clerk)
    assert (report["rows"], report["new"]) == (60, 60)
    assert (report["gender"]["women"], report["gender"]["men"]) == (19, 41)
    states = [row for row in spoken(meeting, "entity_key", "country_id", "on_behalf_of") if row[1]]
    assert len(states) == 50
    assert ("VEN", "VEN", "Non-Aligned Movement") in states
    assert [row[0] for row in states].count("VEN") == 2
