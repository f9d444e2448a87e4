"""Gender columns of lists on their way into the record: values asked once and remembered. Invented people."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from meetings.actions.values import answer_value
from meetings.imports.participants.pipeline import ListSource, import_list
from meetings.models import Meeting, OfficeHolder, Participation, Question, Statement
from tests.worlds.builders import make_meeting, make_user, signed_in
from tests.worlds.hostile_files import ods, ods_table
from tests.worlds.lists import as_csv, as_xlsx, desk, table

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]
Run = Callable[..., dict[str, Any]]
THREE = """
Delegation | Name       | Gender
Peru       | Ana Prueba | X
Peru       | Leo Prueba | M
Peru       | Eva Prueba | F
"""


@pytest.fixture
def run(capsys: Any, tmp_path: Path) -> Run:
    """Import a list with a command: its JSON with the exit status."""

    def command(text: str, *options: str, name: str = "import_list", basis: str = "registration") -> dict[str, Any]:
        path, status = tmp_path / "list.csv", 0
        path.write_bytes(as_csv(table(text)))
        try:
            call_command(name, str(path), "--meeting", "spring-session", "--json", "--gender-basis", basis, *options)
        except SystemExit as ended:
            status = int(ended.code or 0)
        return json.loads(capsys.readouterr().out) | {"exit": status}

    return command


@pytest.fixture
def closed() -> Meeting:
    return make_meeting(list_access="closed")


def recorded(meeting: Meeting) -> dict[str, tuple[str, str]]:
    found = Participation.objects.filter(meeting=meeting)
    return {one.person.full_name.split()[0]: (one.listed_gender, one.recorded_gender) for one in found}


def test_x_is_asked_once_and_its_answer_is_written_and_remembered(run: Run, closed: Meeting) -> None:
    report = run(THREE + "Peru | Ida Prueba | x\n")
    assert (report["exit"], report["status"]) == (0, "imported")
    assert report["recorded"] == {"women": 1, "men": 1, "another": 0, "unknown": 2}
    assert [(one["code"], one["row"]) for one in report["problems"]] == [("unknown_value", None)]
    assert '--value "Gender:X=another"' in report["problems"][0]["message"]
    asked, clerk = Question.objects.get(), make_user("clerk", "clerk")
    assert (asked.kind, asked.found, asked.rows, asked.answer) == ("value", "Gender: X", 2, "")
    answer_value(question=asked, value="another", by=clerk)
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by) == ("another", clerk)
    assert recorded(closed) == {
        "Ana": ("unknown", "another"), "Leo": ("unknown", "man"), "Eva": ("unknown", "woman"),
        "Ida": ("unknown", "another"),
    }  # fmt: skip
    later = run(THREE.replace("Ana", "Ada"), "--symbol", "T/INF.1/Rev.1")
    assert later["recorded"]["another"] == 1
    assert [one for one in later["problems"] if one["code"] == "unknown_value"] == []
    assert Question.objects.filter(kind="value").count() == 1


@pytest.mark.parametrize(
    ("said", "gender"),
    [("another", "another"), ("woman", "woman"), ("undisclosed", "undisclosed"), ("not recorded", "unknown")],
)
def test_the_command_line_settles_a_value_and_the_meeting_remembers_who_said_so(
    run: Run, closed: Meeting, said: str, gender: str
) -> None:
    report = run(THREE, "--value", f"Gender:X={said}")
    assert (report["exit"], report["problems"]) == (0, [])
    assert recorded(closed)["Ana"] == ("unknown", gender)
    kept = Question.objects.get()
    assert (kept.answer, kept.answered_by and kept.answered_by.username) == (gender, "command-line")


@pytest.mark.parametrize("wrong", ["Gender:X", "Gender=another", "Gender:X=perhaps", "X=woman", ":X=woman"])
def test_a_value_that_says_nothing_is_wrong_usage(wrong: str) -> None:
    from django.core.management import CommandError

    make_meeting()
    with pytest.raises(CommandError, match="--value"):
        call_command("import_list", "README.md", "--meeting", "spring-session", "--value", wrong)


def test_one_letter_alone_is_asked_unless_every_title_beside_it_agrees(run: Run, closed: Meeting) -> None:
    alone = run("Delegation | Name | Sexo\nPeru | Ana Prueba | M\nPeru | Ida Prueba | M\n")
    assert (alone["recorded"]["unknown"], alone["problems"][0]["code"]) == (2, "unknown_value")
    beside = run(
        "Delegation | Title | Name | Sexo\nChile | Mr. | Leo Prueba | M\nChile | | Oto Prueba | M\n", "--part", "b"
    )
    assert beside["recorded"] == {"women": 0, "men": 2, "another": 0, "unknown": 0}


def test_a_title_beside_a_value_that_waits_stays_as_listed_and_waits_as_recorded(run: Run) -> None:
    meeting = make_meeting()
    rows = "Delegation | Title | Name | Gender\nPeru | Ms. | Ana Prueba | X\nPeru | Mr. | Leo Prueba | M\n"
    run(rows + "Peru | Ms. | Eva Prueba | F\n")
    assert recorded(meeting)["Ana"] == ("woman", "unknown")
    answer_value(question=Question.objects.get(), value="another", by=make_user("clerk", "clerk"))
    assert recorded(meeting)["Ana"] == ("woman", "another")


def test_printed_beside_a_title_nothing_is_listed_until_the_value_is_known(run: Run) -> None:
    meeting = make_meeting()
    rows = "Delegation | Title | Name | Gender\nPeru | Ms. | Ana Prueba | X\nPeru | Mr. | Leo Prueba | M\n"
    run(rows + "Peru | | Eva Prueba | F\nPeru | | Ida Prueba | X\n", basis="printed")
    assert recorded(meeting)["Ana"] == ("unknown", "unknown")
    answer_value(question=Question.objects.get(), value="woman", by=make_user("clerk", "clerk"))
    assert recorded(meeting)["Ana"] == recorded(meeting)["Ida"] == ("woman", "woman")


AGAINST = """
Delegation | Title | Name       | Género
Perú       | Sra.  | Ana Prueba | M
Perú       | Sra.  | Ida Prueba | M
Perú       | Sra.  | Eva Prueba | M
Perú       | Sr.   | Leo Prueba | F
Perú       |       | Oto Prueba | F
"""


def test_a_column_that_contradicts_most_titles_stops_the_file_until_its_values_are_said(run: Run) -> None:
    meeting = make_meeting()
    report = run(AGAINST)
    assert (report["exit"], report["status"], report["batch"]) == (1, "refused", None)
    message = report["problems"][0]["message"]
    assert "In 4 of 4 rows" in message
    assert "“M” *mujer*" in message
    assert '--value "Género:M=woman"' in message
    assert '--value "Género:F=man"' in message
    assert not Participation.objects.exists()
    said = run(AGAINST, "--value", "Género:M=woman", "--value", "Género:F=man")
    assert (said["exit"], said["recorded"]) == (0, {"women": 3, "men": 2, "another": 0, "unknown": 0})
    assert recorded(meeting)["Oto"] == ("unknown", "man")
    assert run(AGAINST, "--ignore", "Género", "--part", "b")["exit"] == 0


def test_a_page_shows_the_question_and_takes_its_answer(run: Run, closed: Meeting) -> None:
    run(THREE)
    clerk = make_user("clerk", "clerk")
    closed.clerks.add(clerk)
    browser, asked = signed_in(clerk), Question.objects.get()
    page = browser.get(f"/meetings/{closed.slug}/questions/").content.decode()
    assert "What does “Gender: X” mean?" in page
    browser.post(f"/meetings/{closed.slug}/questions/", {"question": asked.pk, f"{asked.pk}-answer": "undisclosed"})
    asked.refresh_from_db()
    assert (asked.answer, recorded(closed)["Ana"]) == ("undisclosed", ("unknown", "undisclosed"))
    assert "prefers not to say" in browser.get(f"/meetings/{closed.slug}/questions/").content.decode()


def test_statements_and_offices_are_read_alike(run: Run) -> None:
    meeting = make_meeting()
    said = run("State | Speaker | Sexo\nPeru | Ana Prueba | M\nChile | Leo Prueba | H\nKenya | Juma Mfano | X\n",
               name="import_statements", basis="printed")  # fmt: skip
    assert (said["exit"], said["gender"]["women"], said["gender"]["men"], said["questions"]) == (0, 1, 1, 1)
    held = run("Office | Name | F | M\nChair | Ana Prueba | x |\nVice-Chair | Leo Prueba | | x\n",
               name="import_offices", basis="printed")  # fmt: skip
    assert (held["exit"], held["gender"]["women"], held["gender"]["men"]) == (0, 1, 1)
    answer_value(question=Question.objects.get(), value="man", by=make_user("clerk", "clerk"))
    assert list(Statement.objects.order_by("order").values_list("speaker_gender", flat=True)) == ["woman", "man", "man"]
    refused = run(
        "Office | Name | civ\nChair | Ana Prueba | Mme\nVice-Chair | Leo Prueba | M.\n", name="import_offices"
    )
    assert (refused["exit"], '--map "civ=title"' in refused["problems"][0]["message"]) == (1, True)
    assert OfficeHolder.objects.filter(meeting=meeting).count() == 2


def test_the_answer_says_where_the_delegations_come_from(run: Run, closed: Meeting) -> None:
    assert run(THREE)["delegation_from"] == ["Delegation"]
    of_row = (
        "Organisation | Country | Name\nOffice of Tests | Kenya | Asha Mfano\nOffice of Tests | Brazil | Rui Prova\n"
    )
    report = run(of_row, "--part", "b")
    assert (report["exit"], report["delegation_from"]) == (0, ["Country", "Organisation"])
    keys = set(Participation.objects.filter(meeting=closed).values_list("delegation__country_id", flat=True))
    assert keys == {"PER", "KEN", "BRA"}


@pytest.mark.parametrize("beside", ["Country", "Pays", "País"])
def test_names_of_states_beside_delegations_are_compared_as_names(run: Run, closed: Meeting, beside: str) -> None:
    rows = (
        "Kenya | Kenya | Asha Mfano\nBrazil | Brésil | Rui Prova\nCongo | République démocratique du Congo | Bo Mfano\n"
    )
    report = run(f"Delegation | {beside} | Name\n{rows}Peru | Chile | Ana Prueba\n")
    assert [(one["code"], one["found"]) for one in report["problems"]] == [("code_disagrees", "Peru (Chile)")]
    keys = set(Participation.objects.filter(meeting=closed).values_list("delegation__country_id", flat=True))
    assert keys == {"KEN", "BRA", "COD", None}


def test_on_the_web_a_column_that_looks_wanted_is_offered_as_what_it_looks_like(closed: Meeting) -> None:
    clerk = make_user("clerk", "clerk")
    closed.clerks.add(clerk)
    browser = signed_in(clerk)
    text = "civ\tnom\tprenom\tdelegation\nM.\tINVENTE\tAlain\tFrance\nMme\tINVENTEE\tClaire\tFrance\n"
    page = browser.post(f"/meetings/{closed.slug}/lists/new/", {"text": text}).content.decode()
    assert "The column “civ” holds courtesy titles" in page
    assert "--map" not in page
    assert re.search(r'<option value="honorific" selected', page)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_rows_with_struck_through_text_are_shown_like_hidden_ones(closed: Meeting, kind: str) -> None:
    rows = [["Delegation", "Title", "Name"], ["Peru", "Ms.", "Ana Prueba"], ["Peru", "Mr.", "Leo Prueba"]]
    book = struck_through(rows, 3) if kind == "xlsx" else struck_through_ods(rows)
    report = import_list(closed, ListSource(book, f"list.{kind}"), by=desk()).as_json()
    assert (report["status"], report["people"]) == ("imported", 2)
    assert [one["message"] for one in report["problems"] if "struck" in one["message"]] == [
        "Rows with struck-through text were read like the others: 3; take out what no longer holds."
    ]


def struck_through(rows: list[list[str]], struck: int) -> bytes:
    from openpyxl import load_workbook
    from openpyxl.styles import Font

    book, buffer = load_workbook(io.BytesIO(as_xlsx(rows))), io.BytesIO()
    assert book.active is not None
    for cell in book.active[struck]:
        cell.font = Font(strike=True)
    book.save(buffer)
    return buffer.getvalue()


def struck_through_ods(rows: list[list[str]]) -> bytes:
    """The same as an OpenDocument sheet, whose last row is struck through."""
    strikes = '<style:text-properties style:text-line-through-style="solid"/>'
    style = f'<style:style style:name="c1" style:family="table-cell">{strikes}</style:style>'
    styles = f"<office:automatic-styles>{style}</office:automatic-styles>"
    return ods(ods_table(rows, row='table:default-cell-style-name="c1"'), styles=styles)


@pytest.mark.parametrize("basis", ["printed", "registration"])
def test_an_answer_that_contradicts_a_title_opens_the_question_about_the_two(run: Run, basis: str) -> None:
    meeting = make_meeting()
    rows = "Delegation | Title | Name | Gender\nPeru | Ms. | Ana Prueba | X\nPeru | Mr. | Leo Prueba | M\n"
    run(rows + "Peru | | Eva Prueba | F\n", basis=basis)
    answer_value(question=Question.objects.get(), value="man", by=make_user("clerk", "clerk"))
    assert recorded(meeting)["Ana"] == ("unknown" if basis == "printed" else "woman", "unknown")
    assert list(Question.objects.filter(answer="").values_list("kind", flat=True)) == ["title_column"]


@pytest.mark.parametrize("basis", ["printed", "registration"])
def test_a_value_that_means_nothing_leaves_the_title_to_speak(run: Run, basis: str) -> None:
    meeting = make_meeting()
    rows = "Delegation | Title | Name | Gender\nPeru | Ms. | Ana Prueba | ??\nPeru | Mr. | Leo Prueba | M\n"
    run(rows + "Peru | | Eva Prueba | F\n", basis=basis)
    answer_value(question=Question.objects.get(), value="unknown", by=make_user("clerk", "clerk"))
    assert recorded(meeting)["Ana"] == ("woman", "woman")
