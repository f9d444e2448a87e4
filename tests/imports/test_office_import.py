"""Import of office-holders: outcomes of rows, a second file, undoing."""

import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from meetings.actions.offices import Holder, as_entered, set_office_holders
from meetings.actions.proceedings_imports import withdraw_proceedings
from meetings.actions.refusals import ActionRefused
from meetings.imports.proceedings.days import read_day
from meetings.imports.proceedings.pipeline import ProceedingsSource, import_proceedings, preview_of, stage
from meetings.models import Change, Forum, Meeting, OfficeHolder, ProceedingsImport
from meetings.vocabulary import Office, ProceedingsKind
from meetings.words.offices import OFFICES, read_office
from tests.worlds import builders
from tests.worlds.builders import signed_in
from tests.worlds.lists import COUNTED, as_csv, table

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]
PAGE = """Bureau of the spring session

Chair: H.E. Ms. Ana SAMPLE (Brazil)
Committee I
Vice-Chairs: Mr. B. Sample (Japan); Ms. C. Sample (Kenya)
Rapporteur – Mr. Dan Sample, Norway
  • Secretary of the Committee: Mr. E. Sample
Facilitators:
  Bolivia (Plurinational State of)
  Mx. F. Sample (Venezuela (Bolivarian Republic of))
"""
SHEET = """
Office         | Committee | Title | Name       | State  | Gender | First day        | Last day   | Source
Chair          |           | Ms.   | Ada Okoro  | Kenya  |        | 2024-03-04       | 8 March    | A/1
Vice-President | Drafting  | Dr    | Bo Lund    | Norway | man    | 4 March 2024     |            |
Rapporteur     | Drafting  |       |            | France |        | 13/03/2024       |            |
"""
FIELDS = ("office", "body", "title", "name", "country_id", "holder_gender", "holder_basis", "start", "end")


@pytest.fixture
def clerk() -> User:
    return builders.make_user("clerk", "clerk")


@pytest.fixture
def spring(clerk: User) -> Meeting:
    meeting = builders.make_meeting("spring")
    meeting.clerks.add(clerk)
    return meeting


def bring(where: Meeting | Forum, what: str, clerk: User, **options: Any) -> dict[str, Any]:
    """Import a table with bars, or else a page; the report as ``import_offices --json`` prints it."""
    said = {name: options.pop(name) for name in ("missing", "gender_basis") if name in options}
    is_table = "|" in what
    data, name = (as_csv(table(what)), "bureau.csv") if is_table else (what.encode(), "bureau.txt")
    report = import_proceedings(
        where, ProceedingsSource(data, name, ProceedingsKind.OFFICES, **said), by=clerk, **options
    ).as_json()
    assert report["rows"] == sum(report[name] for name in COUNTED)
    return report


def held(where: Meeting | Forum, *fields: str) -> list[tuple[Any, ...]]:
    return list(where.office_holders.order_by("pk").values_list(*fields or FIELDS))


def messages(report: dict[str, Any]) -> list[str]:
    return [problem["message"] for problem in report["problems"] if problem["code"] != "notice"]


def test_what_a_page_would_change_is_said_before_anything_is_written(spring: Meeting, clerk: User) -> None:
    chair = builders.make_holder(spring, "u", office="chair", name="Ana Sample", country_id="BRA")
    builders.make_holder(spring, "u", office="rapporteur", body="committee i", name="Somebody Else")
    batch = stage(spring, ProceedingsSource(PAGE.encode(), "pasted.txt", ProceedingsKind.OFFICES), by=clerk)
    preview = preview_of(batch)
    assert [(line.row.number, str(line.outcome), *line.who) for line in preview.lines] == [
        (3, "updated", "chair", "", "BRA", "ana sample"),
        (5, "new", "vice_chair", "committee i", "JPN", "b sample"),
        (5, "new", "vice_chair", "committee i", "KEN", "c sample"),
        (6, "new", "rapporteur", "committee i", "NOR", "dan sample"),
        (7, "ignored"),
        (9, "new", "facilitator", "committee i", "BOL", ""),
        (10, "new", "facilitator", "committee i", "VEN", "f sample"),
    ]
    assert (preview.lines[0].on_record, preview.absent) == (chair, 1)
    assert (preview.lines[0].before, preview.lines[0].after) == (
        {"name": "Ana Sample", "title": "", "holder_gender": "unknown", "holder_basis": ""},
        {"name": "Ana SAMPLE", "title": "H.E. Ms.", "holder_gender": "woman", "holder_basis": "courtesy_title"},
    )
    assert spring.office_holders.count() == 2


def test_a_page_that_prints_a_bureau(spring: Meeting, clerk: User) -> None:
    report = bring(spring, PAGE, clerk, missing={"start": "2024-03-04", "end": "8 March"})
    assert (report["status"], report["offices"], report["new"], report["ignored"]) == ("imported", 6, 6, 1)
    assert report["gender"] == {"women": 2, "men": 2, "another": 0, "unknown": 2}
    days = (date(2024, 3, 4), date(2024, 3, 8))
    title, known = "courtesy_title", "Committee I"
    assert held(spring) == [
        ("chair", "", "H.E. Ms.", "Ana SAMPLE", "BRA", "woman", title, *days),
        ("vice_chair", known, "Mr.", "B. Sample", "JPN", "man", title, *days),
        ("vice_chair", known, "Ms.", "C. Sample", "KEN", "woman", title, *days),
        ("rapporteur", known, "Mr.", "Dan Sample", "NOR", "man", title, *days),
        ("facilitator", known, "", "", "BOL", "unknown", "", *days),
        ("facilitator", known, "Mx.", "F. Sample", "VEN", "unknown", "", *days),
    ]
    assert messages(report) == [
        "Row 7, column “office”: found “Secretary of the Committee: Mr. E. Sample”, expected an office and who holds "
        "it; the line was ignored. Write “Chair: Ms. Name (State)”."
    ]
    assert f",{clerk.pk}," in Meeting.objects.get().entered_by, "whoever imports does not lock"
    assert set(held(spring, "source", "line")) == {("bureau.txt", line) for line in (3, 5, 6, 9, 10)}


def test_a_sheet_with_bodies_days_and_sources(spring: Meeting, clerk: User) -> None:
    report = bring(spring, SHEET, clerk, gender_basis="office_coded")
    assert (report["status"], report["new"]) == ("imported", 3), messages(report)
    assert held(spring) == [
        ("chair", "", "Ms.", "Ada Okoro", "KEN", "woman", "courtesy_title", date(2024, 3, 4), date(2024, 3, 8)),
        ("vice_president", "Drafting", "Dr", "Bo Lund", "NOR", "man", "office_coded", date(2024, 3, 4), None),
        ("rapporteur", "Drafting", "", "", "FRA", "unknown", "", date(2024, 3, 13), None),
    ]
    assert held(spring, "source") == [("A/1",), ("bureau.csv",), ("bureau.csv",)]


@pytest.mark.parametrize("what", [PAGE, SHEET])
def test_the_same_file_twice_changes_nothing(spring: Meeting, clerk: User, what: str) -> None:
    said = {"gender_basis": "office_coded"}
    first, columns = bring(spring, what, clerk, **said), [field.attname for field in OfficeHolder._meta.concrete_fields]
    before, revision = held(spring, *columns), Meeting.objects.get().revision
    again = bring(spring, what, clerk, **said)
    assert (again["status"], again["unchanged"], again["batch"]) == ("unchanged", first["new"], first["batch"])
    assert held(spring, *columns) == before
    assert (Meeting.objects.get().revision, ProceedingsImport.objects.count()) == (revision, 1)
    other_bytes = bring(spring, f"{what}\n", clerk, **said)
    assert (other_bytes["new"], other_bytes["updated"]) == (0, 0)


def correct(where: Meeting, clerk: User, who: str, **values: Any) -> None:
    """What the table of office-holders does when somebody changes one row."""
    rows = [one | values if one["name"] == who else one for one in as_entered(where)]
    set_office_holders(where, [Holder(**one) for one in rows], by=clerk, source="desk")


def test_what_a_hand_corrected_stays_and_a_newer_file_fills_in_the_rest(spring: Meeting, clerk: User) -> None:
    bring(spring, "Chair: Ana SAMPLE (Brazil)\nVice-Chairs: Mr. B. Sample (Japan); Ms. C. Sample (Kenya)\n", clerk)
    correct(spring, clerk, "Ana SAMPLE", name="Ana EXAMPLE", start=date(2024, 3, 5))
    correct(spring, clerk, "B. Sample", country="NOR")
    report = bring(spring, PAGE.replace("Committee I\n", ""), clerk, missing={"start": "2024-03-04"})
    assert (report["new"], report["updated"], report["absent"]) == (3, 3, 0)
    assert held(spring)[:3] == [
        ("chair", "", "H.E. Ms.", "Ana EXAMPLE", "BRA", "woman", "courtesy_title", date(2024, 3, 5), None),
        ("vice_chair", "", "Mr.", "B. Sample", "NOR", "man", "courtesy_title", date(2024, 3, 4), None),
        ("vice_chair", "", "Ms.", "C. Sample", "KEN", "woman", "courtesy_title", date(2024, 3, 4), None),
    ]
    assert Change.objects.filter(action="import_offices", by=clerk, meeting=spring).count() == 2


def test_a_weaker_basis_never_replaces_a_stronger_one_and_absent_ones_stay(spring: Meeting, clerk: User) -> None:
    bring(
        spring,
        "Office|Name|Gender\nChair|Ana Sample|another\nRapporteur|Bo Lund|man",
        clerk,
        gender_basis="delegation_form",
    )
    report = bring(spring, "Chair: Ms. Ana Sample", clerk)
    assert (report["updated"], report["absent"], spring.office_holders.count()) == (1, 1, 2)
    assert held(spring, "title", "holder_gender", "holder_basis")[0] == ("Ms.", "another", "delegation_form")


def test_the_same_file_handed_in_for_another_term_or_body_leaves_the_first_alone(spring: Meeting, clerk: User) -> None:
    page = "Chair: Ms. Ada Okoro (Kenya)"
    first = {"start": "2024-03-04", "end": "2024-03-05", "body": "Drafting"}
    terms = (first, first | {"start": "2024-03-06", "end": "2024-03-07"}, first | {"body": "Credentials"})
    assert [bring(spring, page, clerk, missing=said)["new"] for said in terms] == [1, 1, 1]
    assert [bring(spring, page, clerk, missing=said)["unchanged"] for said in terms] == [1, 1, 1]
    days = [(said["body"], said["start"], said["end"]) for said in terms]
    assert [(body, str(start), str(end)) for body, start, end in held(spring, "body", "start", "end")] == days


def test_the_same_person_in_another_term_is_another_office_holder(spring: Meeting, clerk: User) -> None:
    forum = spring.forum
    sheet = "Office|Title|Name|State|From|To\nPresident|Ms.|Ana Sample|Brazil|2023-01-01|{}"
    bring(forum, sheet.format("2023-12-31"), clerk)
    assert bring(forum, sheet.replace("2023-01", "2025-01").format("2025-02-28"), clerk)["new"] == 1
    assert bring(forum, sheet.format("2023-06-30"), clerk)["updated"] == 1
    assert held(forum, "start", "end") == [
        (date(2023, 1, 1), date(2023, 6, 30)),
        (date(2025, 1, 1), date(2025, 2, 28)),
    ]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ("President-designate|Ms.|Ana Sample|Brazil||", "expected chair, president, vice-chair, "),
        ("President-designate|Ms.|Ana Sample|Brazil||", "write “other” if it is none of these"),
        ("|Ms.|Ana Sample|Brazil||", "say which office it is"),
        ("Chair, " * 2_000 + "|Ms.|Ana Sample|Brazil||", "write “other”"),
        ("Vice-Chair, Rapporteur|Ms.|Ana Sample|Brazil||", "write “other”"),
        ("Chair||||2024-03-04|", "say who holds the office"),
        ("Chair||Ana Sample|Brazill||", "did you mean Brazil?"),
        ("Chair||Ana Sample|Congo||", "did you mean Democratic Republic of the Congo, Congo?"),
        ("Chair||Ana Sample|European Union||", "expected a State, not an organization; leave it empty if"),
        ("Chair||Ana Sample|Atlantis||", "leave it empty if the office-holder represents no State"),
        ("Chair||Ana Sample|Brazil|03/04/2024|", "found “03/04/2024”, expected a day with its year"),
        ("Chair||Ana Sample|Brazil|4 May|", "expected a day with its year"),
        ("Chair||Ana Sample|Brazil|2024-03-08|2024-03-04", "expected a day from 2024-03-08 on"),
    ],
)
def test_what_cannot_be_read_refuses_the_file_with_its_reason(
    spring: Meeting, clerk: User, cells: str, sentence: str
) -> None:
    sheet = f"Office|Title|Name|State|From|To\nRapporteur|Ms.|Bea Sample|Kenya||\n{cells}"
    report = bring(spring, sheet, clerk)
    assert (report["status"], report["invalid"]) == ("refused", 1)
    assert any(sentence in message for message in messages(report)), messages(report)
    assert not OfficeHolder.objects.exists()
    assert bring(spring, sheet, clerk, skip_invalid=True)["new"] == 1


def test_a_day_without_its_year_is_one_of_the_meeting_and_none_of_a_forum(spring: Meeting, clerk: User) -> None:
    sheet = "Office|Name|From\nChair|Ana Sample|4 March"
    assert bring(spring, sheet, clerk)["status"] == "imported"
    assert bring(spring.forum, sheet, clerk)["problems"][0]["code"] == "invalid_rows"
    assert [read_day(text, None) for text in ("18/11/2024", "04.04.2024", "03/04/2024", "31/02/2024")] == [
        date(2024, 11, 18), date(2024, 4, 4), None, None,
    ]  # fmt: skip


def test_a_title_that_nobody_knows_is_told_with_what_to_do(spring: Meeting, clerk: User) -> None:
    report = bring(spring, "Office|Title|Name\nChair|Foldmadam|Ana Sample", clerk)
    assert (report["status"], report["gender"]["unknown"], report["questions"]) == ("imported", 1, 0)
    assert "the gender is not recorded. Choose it with how it is known" in messages(report)[0]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Vice-Chairperson", "vice_chair"), ("VICE-PRESIDENTS", "vice_president"), ("Co-Chair", "chair"),
        ("Chairwoman", "chair"), ("Présidente", "president"), ("Vicepresidenta", "vice_president"),
        ("Relatora", "rapporteur"), ("نائب الرئيس", "vice_president"), ("المقررة", "rapporteur"),
        ("Заместители Председателя", "vice_chair"), ("副主席", "vice_chair"), ("报告员", "rapporteur"),
        ("Friends of the President", "friend_of_the_chair"), ("Coordonnatrice", "coordinator"), ("Other", "other"),
        ("Chair of Main Committee I", "chair"), ("Secretary", ""), ("President-elect", ""),
    ],
)  # fmt: skip
def test_words_are_an_office_exactly_or_not(text: str, office: str) -> None:
    assert read_office(text)[0] == office


def test_every_office_of_the_vocabulary_is_read_by_its_own_name() -> None:
    assert [read_office(str(office.label))[0] for office in Office] == list(OFFICES) == Office.values
    assert read_office("Vice-Chair of the Friends of Paper") == ("vice_chair", "Friends of Paper")


@pytest.mark.parametrize(
    "line",
    ["Ms. Ana Sample (Brazil)", "Chair: to be elected", "Chair: Ms. Ana Sample, Ambassador", "Chair: 4 March 2024"],
)
def test_no_name_without_an_office_and_no_office_without_a_name(spring: Meeting, clerk: User, line: str) -> None:
    report = bring(spring, f"Rapporteur: Mr. Bo Lund (Norway)\n{line}\n", clerk)
    assert (report["new"], report["ignored"]) == (1, 1)
    assert any(f"“{line}”" in message for message in messages(report))


def test_undo_returns_what_was_and_says_why_not(spring: Meeting, clerk: User) -> None:
    bring(spring, "Chair: Ana SAMPLE (Brazil)\n", clerk)
    first, before = ProceedingsImport.objects.get(), held(spring)
    bring(spring, PAGE, clerk, missing={"start": "2024-03-04"})
    second = ProceedingsImport.objects.latest("pk")
    with pytest.raises(ActionRefused, match="later import"):
        withdraw_proceedings(first, by=clerk)
    withdraw_proceedings(second, by=clerk)
    assert held(spring) == before
    correct(spring, clerk, "Ana SAMPLE", title="Ms.", holder_gender="woman", holder_basis="courtesy_title")
    with pytest.raises(ActionRefused, match="by hand"):
        withdraw_proceedings(first, by=clerk)
    with pytest.raises(ActionRefused, match="undone meanwhile"):
        withdraw_proceedings(second, by=clerk)


def test_a_locked_meeting_refuses_and_its_forum_does_not(spring: Meeting, clerk: User) -> None:
    builders.lock(spring)
    report = bring(spring, PAGE, clerk)
    assert (report["status"], report["problems"][0]["code"]) == ("refused", "meeting_locked")
    assert bring(spring.forum, PAGE, clerk)["status"] == "imported"
    assert (spring.office_holders.count(), spring.forum.office_holders.count()) == (0, 6)


def test_the_command_answers_one_object_and_its_exit_status(spring: Meeting, tmp_path: Path) -> None:
    file = tmp_path / "bureau.txt"
    file.write_text(PAGE, encoding="utf-8")

    def said(*options: str) -> dict[str, Any]:
        out = io.StringIO()
        call_command("import_offices", str(file), "--json", *options, stdout=out, stderr=out)
        return json.loads(out.getvalue())

    of_meeting, of_forum = ("--meeting", "spring"), ("--forum", spring.forum_id)
    assert said("--dry-run", *of_meeting)["status"] == "dry_run"
    assert not OfficeHolder.objects.exists()
    told = said(*of_meeting, "--start", "2024-03-04", "--body", "Main Committee", "--source", "A/2")
    assert (told["status"], told["meeting"], told["forum"]) == ("imported", "spring", None)
    assert held(spring, "body", "source")[0] == ("Main Committee", "A/2")
    assert (said(*of_forum)["forum"], held(spring.forum, "body")[0]) == (spring.forum_id, ("",))
    file.write_text("Nothing here\n", encoding="utf-8")
    with pytest.raises(SystemExit) as refused:
        said(*of_meeting)
    assert refused.value.code == 1
    for wrong in (("--meeting", "autumn"), ("--forum", "none"), (), (*of_meeting, *of_forum)):
        with pytest.raises(CommandError):
            said(*wrong)


@pytest.mark.parametrize("of", ["meetings/spring", "forums/{forum}"])
def test_a_pasted_bureau_is_previewed_confirmed_and_undone(spring: Meeting, of: str) -> None:
    desk, address = signed_in("clerk"), f"/{of.format(forum=spring.forum_id)}/offices/"
    assert f'href="{address}import/"' in desk.get(address).content.decode()
    refused = desk.post(f"{address}import/", {"text": "Nothing here", "gender_basis": "office_coded"})
    assert "No line of the text could be read as an office-holder" in refused.content.decode()
    sent = {"text": PAGE, "gender_basis": "office_coded", "start": "2024-03-04", "end": "2024-03-08"}
    where = desk.post(f"{address}import/", sent)["Location"]
    page = desk.get(where).content.decode()
    assert "women 2, men 2" in page
    assert "Secretary of the Committee" in page
    assert not OfficeHolder.objects.exists()
    fingerprint = re.search(r'name="fingerprint" value="(\w+)"', page)
    assert fingerprint
    assert desk.post(f"{where}decide/", {"fingerprint": "0"}).status_code == 409
    assert desk.post(f"{where}decide/", {"fingerprint": fingerprint[1]}).status_code == 302
    assert OfficeHolder.objects.count() == 6
    assert f'<a href="{where}">pasted.txt</a>' in desk.get(address).content.decode()
    again = desk.post(f"{address}import/", sent)["Location"]
    assert "Nothing to import" in desk.get(again).content.decode()
    desk.post(f"{again}decide/", {"reject": ""})
    desk.post(f"{where}decide/", {"undo": ""})
    assert not OfficeHolder.objects.exists()
    assert sorted(ProceedingsImport.objects.values_list("state", flat=True)) == ["rejected", "withdrawn"]


def test_a_list_that_waits_keeps_its_meeting_open(spring: Meeting) -> None:
    desk = signed_in("clerk")
    desk.post("/meetings/spring/offices/import/", {"text": PAGE, "gender_basis": "office_coded"})
    page = desk.get("/meetings/spring/check/").content.decode()
    assert "Confirm or discard these lists: “pasted.txt”" in page
    assert "/meetings/spring/offices/import/" in page


def test_what_is_held_about_a_person_names_their_offices(spring: Meeting, clerk: User) -> None:
    listed = builders.make_participation(builders.make_delegation(spring, "BRA"), "Ana SAMPLE")
    bring(spring, PAGE, clerk)
    officer = signed_in("data_protection", name="officer")
    page = officer.get(f"/dashboard/people/{listed.person_id}/").content.decode()
    assert "chair, H.E. Ms. Ana SAMPLE (Brazil)" in page
