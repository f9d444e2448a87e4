"""What is pasted as text: the examples of the help texts, days in six languages, and several people on one line."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from meetings.forms.proceedings import OfficeUploadForm, StatementUploadForm
from meetings.imports.proceedings.days import read_day
from meetings.imports.programme import import_programme, read_programme
from meetings.models import Meeting, OfficeHolder, Panel, Statement
from meetings.reading.lists.reference import reference_titles
from meetings.reading.proceedings.statement_pages import read_proceedings
from meetings.views.programmes import ProgrammeForm
from tests.worlds.builders import make_meeting, make_user, signed_in
from tests.worlds.lists import desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
DAYS = (date(2031, 5, 13), date(2031, 5, 17))
NAMES = ("Ada NWOSU", "Bo LIND", "Carla EK")


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting("spring", start=DAYS[0], end=DAYS[1])


def examples(form: Any) -> list[str]:
    """What stands between quotation marks in the help of the field that text is pasted into."""
    with override("en"):
        return re.findall("“([^”]+)”", str(form.fields["text"].help_text))


@pytest.mark.parametrize(("page", "form", "made", "people"), [
    ("statements", StatementUploadForm, Statement, 1), ("offices", OfficeUploadForm, OfficeHolder, 2),
])  # fmt: skip
def test_the_examples_of_a_help_text_are_read_as_they_stand(
    meeting: Meeting, page: str, form: Any, made: Any, people: int
) -> None:
    shown = examples(form(None, None))
    assert shown
    clerk = make_user("clerk-of-pages", "clerk")
    meeting.clerks.add(clerk)
    client = signed_in(clerk)
    for example in shown:
        staged = client.post(f"/meetings/spring/{page}/import/", {"text": example, "gender_basis": "office_coded"})
        preview = client.get(staged["Location"]).content.decode()
        assert "left out" not in preview.partition("<tbody>")[2]
        fingerprint = re.search(r'name="fingerprint" value="([^"]+)"', preview)
        assert fingerprint, example
        client.post(f"{staged['Location']}decide/", {"fingerprint": fingerprint[1], "confirm": ""})
    assert made.objects.count() == people


def test_the_examples_of_the_programme_are_read_as_they_stand(meeting: Meeting) -> None:
    with override("en"):
        heading, seats = examples(ProgrammeForm())
    read = read_programme(meeting, f"{heading}\n{seats}\n")
    assert read.not_understood == []
    assert [(panel.title, len(panel.seats)) for panel in read.panels] == [(heading, 2)]


@pytest.mark.parametrize("text", [
    "14 May", "14 May 2031", "May 14", "Wednesday, 14 May 2031", "Wed 14 May", "14th May 2031, 10:00–13:00",
    "14 mai", "mercredi 14 mai 2031", "le 14 mai 2031, 10 h 30", "14 de mayo", "miércoles, 14 de mayo de 2031",
    "14 мая", "среда, 14 мая 2031 г.", "14 مايو", "الأربعاء، 14 مايو 2031", "١٤ أيار/مايو ٢٠٣١", "5月14日",
    "2031年5月14日 星期三", "2031-05-14", "14/05/2031", "14.05.2031", "Day 2: Wednesday 14 May", "14 May (morning)",
])  # fmt: skip
def test_a_day_needs_no_weekday_and_no_year_in_any_of_six_languages(text: str) -> None:
    assert read_day(text, DAYS) == date(2031, 5, 14)
    below = read_proceedings(f"{text}\nPanel I: Invented\nMs. Ada NWOSU", reference_titles(), DAYS)
    own = read_proceedings(f"Panel I: Invented\n{text}\nMs. Ada NWOSU", reference_titles(), DAYS)
    for found in (below, own):
        assert [(panel.day, len(panel.seats)) for panel in found.panels] == [("2031-05-14", 1)]
        assert found.not_understood == []


@pytest.mark.parametrize("text", ["13–17 May 2031", "13 to 17 May",
                                  "28 May to 3 June 2031", "Kenya 14 May", "05/06/2031",
                                  "31 February 2031", "14 Invented 2031", "Mr. 2 MAY"])  # fmt: skip
def test_what_is_no_single_day_is_none(text: str) -> None:
    assert read_day(text, DAYS) is None


@pytest.mark.parametrize(("heading", "title"), [
    ("Panel I: Invented, 14 May", "Panel I: Invented"), ("Panel I: Invented (Wednesday, 14 May)", "Panel I: Invented"),
    ("14 May – Panel I: Invented", "Panel I: Invented"), ("10:00–11:30 Panel I: Invented", "Panel I: Invented"),
    ("Table ronde 1 : Invention, mercredi 14 mai 2031", "Table ronde 1 : Invention"), ("Panel I", "Panel I"),
    ("Круглый стол 1: Тема", "Круглый стол 1: Тема"), ("小组讨论一：核查", "小组讨论一:核查"),
    ("حلقة نقاش 1: التحقق", "حلقة نقاش 1: التحقق"), ("Mesa redonda 2: Tema", "Mesa redonda 2: Tema"),
])  # fmt: skip
def test_a_heading_in_six_languages_with_its_day_and_hours(heading: str, title: str) -> None:
    (panel,) = read_proceedings(f"14 May 2031\n{heading}\nMs. Ada NWOSU", reference_titles(), DAYS).panels
    assert (panel.heading.replace("：", ":"), panel.day) == (title, "2031-05-14")


@pytest.mark.parametrize("label", [
    "Panellists", "Panelists", "Speakers", "Keynote speakers", "Intervenants", "Panélistes", "Ponentes", "Panelistas",
    "Oradoras", "Участники", "Докладчики", "المتحدثون", "المشاركون", "发言人", "嘉宾",
])  # fmt: skip
@pytest.mark.parametrize("between", ["; ", ", ", " • ", "；", " · "])
@pytest.mark.parametrize("titles", [("Ms.", "Mr.", "Ms."), ("Mme", "M.", "Mme"), ("Sra.", "Sr.", "Sra.")])
def test_people_behind_a_label_on_one_line_are_as_many_seats(label: str, between: str, titles: tuple[str, ...]) -> None:
    people = between.join(f"{title} {name}" for title, name in zip(titles, NAMES, strict=True))
    found = read_proceedings(f"Panel I: Invented\n{label}: {people}\n", reference_titles(), DAYS)
    assert [(seat.honorific, seat.name) for seat in found.panels[0].seats] == list(zip(titles, NAMES, strict=True))
    assert found.not_understood == []


@pytest.mark.parametrize(("line", "role"), [
    ("Moderator: Ms. Ada NWOSU", "moderator"), ("Modératrice : Mme Ada NWOSU", "moderator"),
    ("Moderadora: Sra. Ada NWOSU", "moderator"), ("Модератор: г-жа Анна Иванова", "moderator"),
    ("الميسرة: السيدة ليلى حسن", "moderator"), ("主持人：王小明女士", "moderator"), ("Chair: Ms. Ada NWOSU", "chair"),
    ("Présidente : Mme Ada NWOSU", "chair"), ("Председатель: г-жа Анна Иванова", "chair"),
    ("Keynote: Ms. Ada NWOSU", "speaker"), ("Facilitator – Ms. Ada NWOSU", "moderator"),
    ("Moderator:\nMs. Ada NWOSU", "moderator"), ("Co-chairs: Ms. Ada NWOSU and Ms. Bea LIND", "chair"),
])  # fmt: skip
def test_a_label_says_what_somebody_does(meeting: Meeting, line: str, role: str) -> None:
    (panel,) = read_programme(meeting, f"14 May\nPanel I: Invented\n{line}\n").panels
    assert {(seat.role, seat.seat_gender) for seat in panel.seats} == {(role, "woman")}


@pytest.mark.parametrize("line", [
    "Mr. and Mrs. NWOSU", "Speakers: Ana Sample, Quiet Institute, Bo Lind", "M. et Mme NWOSU", "12345 ???",
])  # fmt: skip
def test_what_names_nobody_for_certain_is_listed_and_takes_no_seat(meeting: Meeting, line: str) -> None:
    read = read_programme(meeting, f"14 May\nPanel I: Invented\nMs. Ada NWOSU\n{line}\n")
    assert len(read.panels[0].seats) == 1
    assert [number for number, _text in read.not_understood] == [4]


def test_a_panel_takes_the_day_of_a_meeting_of_one_day_and_of_no_longer_one(meeting: Meeting) -> None:
    text = "Panel I: Invented\nMs. Ada NWOSU\n"
    (panel,) = import_programme(meeting, text, by=desk(), source="test").panels
    assert (panel.day, "set it on its page" in panel.to_do) == (None, True)
    one_day = make_meeting("one-day", start=DAYS[0], end=DAYS[0])
    assert import_programme(one_day, text, by=desk(), source="test").panels[0].day == DAYS[0]
    assert Panel.objects.get(meeting=one_day).date == DAYS[0]


def test_statements_without_a_day_are_read_and_their_title_is_none_of_them() -> None:
    text = "Statements of the spring\nGeneral exchange of views\nKenya (Ms.)\nNorway: Mr. Bo LIND\nQuiet Campaign\n"
    found = read_proceedings(text, reference_titles(), DAYS, {"Kenya", "Norway"}.__contains__)
    assert found.title == "Statements of the spring"
    assert [(one.speaker, one.name, one.title_gender, one.item) for one in found.statements] == [
        ("Kenya", "", "woman", "General exchange of views"), ("Norway", "Bo LIND", "man", "General exchange of views"),
        ("Quiet Campaign", "", "", "General exchange of views"),
    ]  # fmt: skip


@pytest.mark.parametrize("line", [
    "Blue Group, delivered by Kenya (Ms.)", "Kenya, on behalf of the Blue Group (Ms.)",
    "Kenya (on behalf of the Blue Group), Ms. Ada NWOSU", "Blue Group, prononcée par Kenya (Mme)",
    "Kenya, au nom du Blue Group (Mme)", "Kenya, en nombre del Blue Group (Sra.)", "Kenya от имени Blue Group (г-жа)",
])  # fmt: skip
def test_a_group_stands_beside_whoever_spoke_for_it(line: str) -> None:
    (one,) = read_proceedings(line, reference_titles(), DAYS).statements
    assert (one.speaker, one.on_behalf_of, one.title_gender) == ("Kenya", "Blue Group", "woman")
