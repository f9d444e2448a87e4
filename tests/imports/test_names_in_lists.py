"""What a list prints in the cells of names: two people, other spellings, nothing at all. Everybody is invented."""

import datetime

import pytest

from meetings.imports.proceedings.pipeline import ProceedingsSource, import_proceedings
from meetings.models import OfficeHolder, Participation
from meetings.vocabulary import ProceedingsKind
from tests.worlds.builders import make_meeting, make_user
from tests.worlds.lists import as_csv, bring, codes, counts, genders, people, questions, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def brought(text: str, **said: object) -> dict[str, object]:
    meeting = Participation.objects.filter(meeting__slug="spring").first()
    where = meeting.meeting if meeting else make_meeting("spring", start=datetime.date(2031, 5, 13))
    return bring(where, as_csv(table(text)), **said)


def test_two_people_in_a_cell_are_an_invalid_row_and_a_joint_salutation_a_question() -> None:
    report = brought(
        """
        Delegation | Name
        Peru | Ms. Orla QUENDO; Mr. Tomas QUENDO
        Peru | M. et Mme VELLIX
        Peru | Mme Ida NOORD
        """,
        skip_invalid=True,
    )
    assert counts(report) == {"new": 2, "invalid": 1}
    assert codes(report) == ["two_people", "unknown_title"]
    assert genders(report) == (1, 0, 0, 1)
    meeting = Participation.objects.first().meeting  # type: ignore[union-attr]
    assert questions(meeting) == [("title", "M. et Mme", "")]


def test_two_people_in_the_two_cells_of_a_name_are_told() -> None:
    report = brought("Delegation | First name | Last name\nPeru | Orla and Tomas | QUENDO\nPeru | Ida | NOORD")
    assert report["status"] == "refused"
    assert "two_people" in codes(report)


FIRST = """
Delegation | Title | Name
Peru | Ms. | Orla QUENDO
China | Mr. | QUON Li
Spain | Mr. | José VELLIX
Norway | Ms. | Hu Jia
"""


def test_a_copy_that_writes_names_otherwise_finds_the_same_people() -> None:
    brought(FIRST)
    again = brought(
        FIRST.replace("Orla QUENDO", "QUENDO Orla")
        .replace("QUON Li", "Li QUON")
        .replace("José", "Jose")
        .replace("Hu Jia", "Jia Hu")
    )
    assert Participation.objects.count() == 4
    assert counts(again) == {"updated": 4}
    assert codes(again) == ["written_otherwise"]  # only where nothing tells the family name
    [told] = again["problems"]  # type: ignore[misc]
    assert "“Jia Hu” for “Hu Jia”" in told["message"]  # type: ignore[index]


def test_another_title_makes_two_people_of_one_spelling_and_says_so() -> None:
    brought(FIRST)
    report = brought("Delegation | Title | Name\nSpain | Ms. | Jose VELLIX", part="more")
    assert counts(report) == {"new": 1}
    assert codes(report) == ["similar_name"]


def test_in_one_list_accents_make_no_second_person_and_a_turned_name_is_told() -> None:
    report = brought(FIRST + "Spain | Mr. | Jose VELLIX\nChina | Mr. | Li QUON\nNorway | Ms. | Jia Hu\n")
    assert counts(report) == {"new": 5, "ignored": 2}
    assert codes(report) == ["listed_again", "listed_again", "similar_name"]


@pytest.mark.parametrize("null", ["NaN", "NA", "N/A", "#N/A", "None", "null", "-", "–"])
def test_what_programs_write_for_nothing_is_nothing(null: str) -> None:
    report = brought(
        f"""
        Delegation | Title | Name | Function | Organisation | Country code
        Peru | Ms. | Orla QUENDO | {null} | {null} | {null}
        {null} | Mr. | Tomas VELLIX | Adviser | Blue House | NA
        Kenya | {null} | Ida NOORD | Adviser | Blue House | KE
        """,
        skip_invalid=True,
    )
    assert codes(report) == ["no_delegation"]
    fields = ("delegation__country_id", "printed_title", "printed_post", "organisation")
    meeting = Participation.objects.first().meeting  # type: ignore[union-attr]
    assert people(meeting, *fields) == [
        ("Ida NOORD", "KEN", "", "Adviser", "Blue House"),
        ("Orla QUENDO", "PER", "Ms.", "", ""),
    ]


def test_na_is_namibia_only_among_two_letter_codes() -> None:
    brought("Country | Title | Name\nNA | Ms. | Orla QUENDO\nNO | Mr. | Bo LUND")
    assert set(Participation.objects.values_list("delegation__country_id", flat=True)) == {"NAM", "NOR"}


def test_two_people_in_an_office_are_an_invalid_row() -> None:
    meeting = make_meeting("spring")
    data = as_csv(table("Office | Name | State\nCo-Chair | Sr. Tomas VELLIX y Sra. Orla QUENDO | Peru"))
    source = ProceedingsSource(data, "bureau.csv", ProceedingsKind.OFFICES)
    report = import_proceedings(meeting, source, by=make_user("clerk", "clerk")).as_json()
    assert report["status"] == "refused"
    assert "two_people" in codes(report)
    assert not OfficeHolder.objects.exists()


def test_names_with_digits_are_one_warning_that_names_their_rows() -> None:
    people = "\n".join(f"Peru | Ms. | Orla {number} QUENDO" for number in range(12))
    report = brought(f"Delegation | Title | Name\n{people}\nPeru | Ms. | Ida NOORD")
    told = [one for one in report["problems"] if one["code"] == "digit_in_name"]  # type: ignore[attr-defined]
    assert len(told) == 1
    assert (told[0]["level"], told[0]["row"]) == ("warning", None)
    for said in ("Row 2 “Orla 0 QUENDO”", "Row 11 “Orla 9 QUENDO”; and 2 more"):
        assert said in told[0]["message"]
    assert "NOORD" not in told[0]["message"]
    assert Participation.objects.count() == 13, "they are kept as printed"
