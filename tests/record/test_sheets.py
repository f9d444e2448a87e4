"""The delegation sheet: what it says of each person, what it leaves out, and its file."""

import datetime
import io
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from meetings.actions.corrections import correct_entry
from meetings.actions.locks import lock_meeting
from meetings.actions.people import record_gender
from meetings.letters.sheet import Sheet, sheet_of
from meetings.letters.sheet_document import docx_of
from meetings.models import Change, Delegation, DelegationSheet, ImportRow, Meeting, Participation, Person
from tests.worlds.builders import (
    make_delegation,
    make_head_count,
    make_meeting,
    make_participation,
    make_user,
    signed_in,
)
from tests.worlds.lists import bring, desk

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

LIST = """
Delegation | Title     | Name            | Position   | Role
Norway     | H.E. Ms.  | Tove Oppdikt    | Ambassador | Head of delegation
Norway     | Mr.       | Kim Eksempel    | Adviser    |
Norway     | Dr.       | Ola Fabel       | Expert     |
Norway     |           | Liv Erfunden    | Expert     |
"""


def norway(meeting: Meeting) -> Delegation:
    return Delegation.objects.select_related("meeting", "country").get(meeting=meeting, country="NOR")


def said(sheet: Sheet) -> dict[str, tuple[str, str]]:
    """What each person is counted as, and by which rule."""
    return {line.name: (line.counted, line.rule) for line in sheet.lines}


def listed() -> Delegation:
    meeting = make_meeting(list_access="open", symbol="TEST/INF.1")
    bring(meeting, LIST, symbol="TEST/INF.1")
    return norway(meeting)


def test_each_person_stands_as_printed_with_the_rule_and_the_place() -> None:
    sheet = sheet_of(listed())
    assert said(sheet) == {
        "H.E. Ms. Tove Oppdikt": ("woman", "The courtesy title “H.E. Ms.”."),
        "Mr. Kim Eksempel": ("man", "The courtesy title “Mr.”."),
        "Dr. Ola Fabel": ("not recorded", "The title “Dr.” says nothing about gender."),
        "Liv Erfunden": ("not recorded", "No courtesy title is printed."),
    }
    head = sheet.lines[0]
    assert (head.post, head.role) == ("Ambassador", "Head of delegation (stated in the list)")
    assert [line.place for line in sheet.lines] == [f"TEST/INF.1 (final), row {row}" for row in (2, 3, 4, 5)]
    assert ("List of participants", "TEST/INF.1") in sheet.details
    assert sheet.notes[0] == "People named: 4."


def test_a_title_inside_the_name_is_not_printed_twice() -> None:
    meeting = make_meeting()
    bring(meeting, "Delegation | Name\nNorway | Ms. Tove Oppdikt\nNorway | Mr. Kim Eksempel")
    assert [line.name for line in sheet_of(norway(meeting)).lines] == ["Ms. Tove Oppdikt", "Mr. Kim Eksempel"]


def test_the_newest_version_and_its_page_are_named() -> None:
    delegation = listed()
    bring(delegation.meeting, LIST, symbol="TEST/INF.1/Rev.1")
    row = ImportRow.objects.get(batch__document__symbol="TEST/INF.1/Rev.1", number=3)
    row.source = [[12, 4, "Mr. Kim Eksempel"]]
    row.save()
    places = {line.name: line.place for line in sheet_of(delegation).lines}
    assert places["Mr. Kim Eksempel"] == "TEST/INF.1/Rev.1 (final), page 12"
    assert places["Dr. Ola Fabel"] == "TEST/INF.1/Rev.1 (final), row 4"


def test_what_a_person_told_the_office_never_reaches_the_mission() -> None:
    """Neither the gender, nor a total from which it follows, nor whether it differs from the print."""
    delegation = listed()
    person = Person.objects.get(full_name="Tove Oppdikt")
    before = sheet_of(delegation)
    record_gender(person=person, value="another", basis="self_declared", source="letter", by=desk())
    assert Participation.objects.get(person=person).recorded_gender == "another"
    after = sheet_of(delegation)
    assert (after.cells, after.notes, after.details) == (before.cells, before.notes, before.details)

    meeting = make_meeting("by-form")
    form = make_delegation(meeting, "KEN")
    for basis in ("self_declared", "registration"):
        rows = (f"Kenya | Ola {said.title()} {basis.title()} | {said}" for said in ("woman", "man"))
        bring(meeting, "\n".join(["Delegation | Name | Gender", *rows]), gender_basis=basis, part=basis)
    assert {(line.counted, line.rule) for line in sheet_of(form).lines} == {
        ("not shown", "Stated by the person or at registration; the office does not share it.")
    }


def test_the_other_rules() -> None:
    meeting = make_meeting()
    delegation = make_delegation(meeting, "KEN")
    for name, value, basis in (("Form", "woman", "delegation_form"), ("Coded", "man", "office_coded")):
        one = make_participation(delegation, name)
        record_gender(person=one.person, value=value, basis=basis, source="note", by=desk(), meeting=meeting)
    make_participation(delegation, "Away", "man", registered="no", printed_title="Mr.")
    make_participation(delegation, "Strange", printed_title="Tengku")
    make_participation(delegation, "Both", printed_title="Mr. Ms.")
    cited = make_participation(delegation, "Cited")
    record_gender(
        person=cited.person, value="woman", basis="public_source", source="ministry.example", by=desk(), meeting=meeting
    )
    corrected = make_participation(delegation, "Corrected", "man", printed_title="Ms.")
    values = {"listed_gender": "woman", "listed_basis": "courtesy_title"}
    correct_entry(participation=corrected, values=values, by=desk(), source="page 3")
    make_head_count(delegation, women=2, unknown=1)
    sheet = sheet_of(delegation)
    assert said(sheet) == {
        "Form": ("woman", "The delegation’s own form."),
        "Coded": ("man", "Coded by the office."),
        "Mr. Away": ("not counted", "The registration was not accepted or was withdrawn."),
        "Tengku Strange": ("not recorded", "The title “Tengku” is not known to us."),
        "Mr. Ms. Both": ("not recorded", "The title “Mr. Ms.” contradicts itself."),
        "Cited": ("woman", "A public source: ministry.example."),
        "Ms. Corrected": ("woman", "The courtesy title “Ms.”. Corrected by hand."),
    }
    assert "People counted without their names: 3." in sheet.notes
    service = make_delegation(meeting, "Interpreters", "service")
    make_participation(service, "Voice", "woman")
    assert said(sheet_of(service))["Voice"][0] == "not counted"


def test_more_people_cost_no_more_queries(django_assert_num_queries: Any) -> None:
    delegation = listed()
    for number in range(20):
        make_participation(delegation, f"Further Person{number}", "woman")
    with django_assert_num_queries(5):
        sheet_of(delegation)


# The file


def opened(data: bytes) -> Any:
    from docx import Document

    return Document(io.BytesIO(data))


def test_the_file_says_the_same_as_the_page() -> None:
    sheet = sheet_of(listed())
    document = opened(docx_of(sheet, right_to_left=False, disclaimer="No opinion is implied."))
    [table] = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [sheet.columns, *sheet.cells]
    text = [paragraph.text for paragraph in document.paragraphs]
    assert text[0] == "Norway"
    assert [f"{name}: {value}" for name, value in sheet.details] == text[1 : len(sheet.details) + 1]
    assert set(sheet.notes) <= set(text)
    assert document.sections[0].footer.paragraphs[0].text == "No opinion is implied."
    assert "tblHeader" in table.rows[0]._tr.xml
    assert document.core_properties.author == ""


def test_in_arabic_the_table_runs_from_right_to_left() -> None:
    with override("ar"):
        sheet = sheet_of(listed())
    mirrored = opened(docx_of(sheet, right_to_left=True, disclaimer=""))
    assert "bidiVisual" in mirrored.tables[0]._tbl.xml
    assert all("w:bidi" in paragraph._p.xml for paragraph in mirrored.paragraphs)


def test_markup_in_a_name_stays_text() -> None:
    delegation = make_delegation(make_meeting(), "KEN")
    make_participation(delegation, 'Odd & <Name> "quoted" 张伟', "woman", printed_post="=1+1")
    document = opened(docx_of(sheet_of(delegation), right_to_left=False, disclaimer=""))
    assert document.tables[0].rows[1].cells[0].text == 'Odd & <Name> "quoted" 张伟'


# Pages


def test_a_sheet_is_read_downloaded_sent_and_answered() -> None:
    delegation = listed()
    clerk = make_user("clerk", "clerk")
    delegation.meeting.clerks.add(clerk)
    client, address = signed_in(clerk), f"/meetings/spring-session/delegations/{delegation.pk}/sheet/"
    page = client.get(address).content.decode()
    assert "Tove Oppdikt" in page
    assert "TEST/INF.1 (final), row 2" in page
    file = client.get(address.rstrip("/") + ".docx")
    assert file["Content-Disposition"] == 'attachment; filename="spring-session-nor.docx"'
    assert opened(file.content).tables[0].rows[1].cells[0].text == "H.E. Ms. Tove Oppdikt"
    assert Change.objects.filter(action="read_names", by=clerk).count() == 2

    before = version(page)
    sent = {"sent_on": "2025-03-10", "note": "NV 17", "version": before}
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent | {"note": "NV 18"}).status_code == 409
    wrong = client.post(address, sent | {"confirmed_on": "2025-03-01", "version": version(client.get(address))})
    assert "The answer is dated before the sheet was sent" in wrong.content.decode()
    lock_meeting(delegation.meeting, by=make_user("reviewer", "reviewer"))
    late = sent | {"confirmed_on": "2025-04-01", "version": version(client.get(address))}
    assert client.post(address, late).status_code == 302
    noted = DelegationSheet.objects.get()
    assert (noted.sent_on, noted.confirmed_on) == (datetime.date(2025, 3, 10), datetime.date(2025, 4, 1))
    overview = client.get("/meetings/spring-session/sheets/").content.decode()
    assert "2025-04-01" in overview
    assert "Tove" not in overview
    assert [change.after for change in Change.objects.filter(action="note_correspondence").order_by("pk")] == [
        {"sent_on": "2025-03-10", "note": "NV 17"},
        {"confirmed_on": "2025-04-01"},
    ]


def version(page: Any) -> str:
    text = page if isinstance(page, str) else page.content.decode()
    return str(text.split('name="version" value="')[1].split('"')[0])


def test_no_answer_before_the_sheet_was_sent_in_the_database_either() -> None:
    delegation = listed()
    day = datetime.date(2025, 3, 10)
    for field in ("confirmed_on", "corrected_on"):
        with pytest.raises(IntegrityError, match="sheet_answered_after_it_was_sent"), transaction.atomic():
            DelegationSheet.objects.create(delegation=delegation, sent_on=day, **{field: day - datetime.timedelta(1)})
    DelegationSheet.objects.create(delegation=delegation, sent_on=day, confirmed_on=day, corrected_on=day)
