"""Checking of rows: people, headings and problems, compared whole.

All people and places are invented.
"""

from typing import Any

import pytest

from meetings.imports.participants.gender_column import question_of, read_column
from meetings.imports.participants.rows import ListRow, Reporter, check_rows
from meetings.names import TitleRules
from meetings.words.answers import registration_state, yes_or_no
from meetings.words.posts import head_or_deputy, rank_of, role_of
from meetings.words.sections import OBSERVERS, category_of, is_note, is_section, plain_heading

RULES = TitleRules(
    [
        ("Mr", "man"),
        ("M", "man"),
        ("Sr", "man"),
        ("Ms", "woman"),
        ("Mrs", "woman"),
        ("Mme", "woman"),
        ("Dr", ""),
        ("H.E.", ""),
    ]
)
COUNTRIES = ("aldonia", "borduria", "holy see")
HEADERS = {"full_name": "Name", "delegation": "Delegation", "gender": "Gender", "attended": "Checked in"}


def read(fields: str, *lines: str | None, headers: dict[str, str] = HEADERS) -> list[ListRow]:
    """Rows as the reading process hands them on: "a | b" is a row of cells, "# text" a heading, None is left out."""
    reading: list[tuple[int, Any]] = []
    for number, row in enumerate(lines, 2):
        if row is None or not row.startswith("#"):
            reading.append((number, None if row is None else [cell.strip() for cell in row.split("|")]))
        else:
            reading.append((number, row.removeprefix("#").strip()))
    is_country = lambda text: text.casefold() in COUNTRIES  # noqa: E731
    rows = list(check_rows(reading, fields.split(), Reporter("List", headers), RULES, is_country))
    read_column(rows, {})
    return rows


def brief(rows: list[ListRow]) -> list[tuple[str, ...]]:
    """What became of each row: its reason when left out, else category, delegation and name."""
    return [(row.ignored,) if row.ignored else (row.category, row.delegation, row.full_name) for row in rows]


def codes(rows: list[ListRow]) -> list[tuple[int, str, str]]:
    return [(problem.row or 0, problem.level, problem.code) for row in rows for problem in row.problems]


def test_a_full_row_is_read_whole() -> None:
    fields = (
        "row_id section delegation country full_name honorific rank organisation role head_of_delegation gender"
        " list_order attended registration_state notes"
    )
    row = (
        "R1 | I. States Parties | Aldonia | AL | RUIZ, Ana | H.E. Ms. | Ambassador | Ministry | Delegate | x | F"
        " | 7 | yes | approved | late"
    )
    assert read(fields, row) == [
        ListRow(
            number=2, row_id="R1", section="I. States Parties", category="state_party", delegation="Aldonia",
            country="AL", printed_name="RUIZ, Ana", full_name="Ana RUIZ", given_names="Ana", family_name="RUIZ",
            name_key="ana ruiz",
            honorific="H.E. Ms.", title_gender="woman", title_status="clear",
            gender_column="Gender", gender_cell="F", declared_gender="woman",
            rank="Ambassador", rank_band="ambassador", organisation="Ministry", role="head", head_stated=True,
            attended="yes", list_order=7, notes="late", ignored="", problems=[],
        )
    ]  # fmt: skip


def test_a_sparse_row_leaves_unknown_what_is_not_printed() -> None:
    assert read("delegation family_name", "Aldonia | Suharto") == [
        ListRow(
            number=2, delegation="Aldonia", printed_name="Suharto", full_name="Suharto", family_name="Suharto",
            name_key="suharto", list_order=2,
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "row", "expected"),
    [
        ("delegation full_name", "Aldonia | Ana RUIZ", ("", "Ana RUIZ", "Ana", "RUIZ", "", "none")),
        ("delegation full_name", "Aldonia | RUIZ Ana", ("", "RUIZ Ana", "Ana", "RUIZ", "", "none")),
        ("delegation full_name", "Aldonia | RUIZ, Ana", ("", "Ana RUIZ", "Ana", "RUIZ", "", "none")),
        ("delegation full_name", "Aldonia | Ms. Ana RUIZ", ("Ms.", "Ana RUIZ", "Ana", "RUIZ", "woman", "clear")),
        ("delegation full_name", "Aldonia | Ana RUIZ (Ms.)", ("Ms.", "Ana RUIZ", "Ana", "RUIZ", "woman", "clear")),
        ("delegation full_name", "Aldonia | Ana Ruiz (to be confirmed)", ("", "Ana Ruiz", "", "", "", "none")),
        ("delegation honorific full_name", "Aldonia | Ms. | Mrs. Ana RUIZ",
         ("Ms. Mrs.", "Ana RUIZ", "Ana", "RUIZ", "woman", "clear")),
        ("delegation honorific full_name", "Aldonia | Ms. | Mr. Bo LIND",
         ("Ms. Mr.", "Bo LIND", "Bo", "LIND", "", "contradicting")),
        ("delegation honorific full_name", "Aldonia | | M. Lind", ("", "M. Lind", "", "", "", "none")),
        ("delegation honorific full_name", "Aldonia | Mr | H.e. Lind", ("Mr", "H.e. Lind", "", "", "man", "clear")),
        ("delegation honorific full_name", "Aldonia | Dr. | Bo Lind", ("Dr.", "Bo Lind", "", "", "", "silent")),
        ("delegation honorific full_name", "Aldonia | Herzog | Bo Lind", ("Herzog", "Bo Lind", "", "", "", "unknown")),
        ("delegation honorific given_names family_name", "Aldonia | Mme | Ana | RUIZ",
         ("Mme", "Ana RUIZ", "Ana", "RUIZ", "woman", "clear")),
        ("delegation given_names family_name", "Aldonia | Mr Bo | LIND",
         ("Mr", "Bo LIND", "Bo", "LIND", "man", "clear")),
    ],
)  # fmt: skip
def test_names_and_titles(fields: str, row: str, expected: tuple[str, ...]) -> None:
    (found,) = read(fields, row)
    assert (
        found.honorific,
        found.full_name,
        found.given_names,
        found.family_name,
        found.title_gender,
        found.title_status,
    ) == expected
    assert found.problems == []


def test_an_initial_is_monsieur_only_where_the_column_prints_titles() -> None:
    titled = read("delegation full_name", "Aldonia | Mme Ana Ruiz", "Aldonia | M. Bo Lind", "Aldonia | M. Cy Arno")
    assert [row.honorific for row in titled] == ["Mme", "M.", "M."]
    plain = read("delegation full_name", "Aldonia | Ana Ruiz", "Aldonia | M. Lind", "Aldonia | Cy Arno")
    assert [row.honorific for row in plain] == ["", "", ""]


def test_a_post_behind_the_name_is_no_given_name() -> None:
    (found,) = read("delegation full_name", "Aldonia | Ms. Ana RUIZ, First Secretary")
    assert (found.full_name, found.rank, found.rank_band) == ("Ana RUIZ", "First Secretary", "secretary")


def test_sections_and_delegations_as_rows() -> None:
    rows = read(
        "full_name rank",
        "# I. States Parties", "# ALDONIA", "Ms. Ana RUIZ | Adviser", "Total: 1 |", "Page 1 of 2 |",
        "# ALDONIA (continued)", "Mr. Bo LIND | Expert", "OBSERVERS |", "Holy See |", "Mr. Cy ARNO | Counsellor",
        "# V. Non-governmental organizations (suite)", "# Friends of the Lake", "Ms. Di OLSEN | Director",
        "* replaces Mr. X |",
    )  # fmt: skip
    assert brief(rows) == [
        ("heading",), ("heading",), ("state_party", "ALDONIA", "Ana RUIZ"), ("note",), ("note",), ("heading",),
        ("state_party", "ALDONIA", "Bo LIND"), ("heading",), ("heading",), ("observer_state", "Holy See", "Cy ARNO"),
        ("heading",), ("heading",), ("civil_society", "Friends of the Lake", "Di OLSEN"), ("note",),
    ]  # fmt: skip
    assert codes(rows) == []
    assert rows[-2].section == "Non-governmental organizations"


def test_a_heading_does_not_reach_past_a_row_that_names_its_delegation() -> None:
    rows = read("delegation full_name", "# Aldonia", " | Ana Ruiz", "Borduria | Bo Lind", " | Cy Arno")
    assert brief(rows) == [("heading",), ("", "Aldonia", "Ana Ruiz"), ("", "Borduria", "Bo Lind"), ("", "", "Cy Arno")]
    assert codes(rows) == [(5, "error", "no_delegation")]


def test_without_a_delegation_column_organisations_stand_under_themselves() -> None:
    rows = read("section country organisation full_name",
                "States Parties | Aldonia | Ministry | Ana Ruiz", "NGOs | Aldonia | Friends of the Lake | Bo Lind",
                " | Borduria | Ministry | Cy Arno", "NGOs | | | Di Olsen")  # fmt: skip
    assert [row.delegation for row in rows] == ["Aldonia", "Friends of the Lake", "Borduria", ""]
    assert codes(rows) == [(5, "error", "no_delegation")]


def test_rows_that_are_no_people_are_left_out_with_a_reason() -> None:
    rows = read(
        "delegation full_name rank",
        None, "Delegation | Name | Rank", "Aldonia | |", " | |", "Total | | 12", "Aldonia | Ana Ruiz | Adviser",
        headers=HEADERS | {"rank": "Rank"},
    )  # fmt: skip
    assert brief(rows) == [
        ("not_selected",), ("repeated_header",), ("heading",), ("empty",), ("note",), ("", "Aldonia", "Ana Ruiz"),
    ]  # fmt: skip


def test_a_second_table_is_a_problem_and_is_not_read() -> None:
    rows = read("delegation full_name", "Aldonia | Ana Ruiz", "Name | Country", "Bo Lind | Borduria")
    assert [row.ignored for row in rows] == ["", "", "second_table"]
    assert codes(rows) == [(3, "error", "second_table")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Aldonia | to be confirmed | Adviser", "unnamed_person"),
        ("Aldonia | TBC | Adviser", "unnamed_person"),
        ("Aldonia | N.N. | Adviser", "unnamed_person"),
        ("Aldonia | À désigner | Conseiller", "unnamed_person"),
        ("Aldonia | 待定 | 顾问", "unnamed_person"),
        ("Aldonia | TRUE | Adviser", "unnamed_person"),
        ("Aldonia | +41 22 000 00 00 | Adviser", "not_a_name"),
        ("Aldonia | | Adviser", "no_name"),
        (" | Ana Ruiz | Adviser", "no_delegation"),
        ("Aldonia | Aldonia | Adviser", "delegation_as_name"),
        (f"Aldonia | {'N' * 301} | Adviser", "too_long"),
        (f"Aldonia | Ana Ruiz | {'x' * 1001}", "too_long"),
    ],
)
def test_what_names_nobody_is_an_error(row: str, code: str) -> None:
    assert codes(read("delegation full_name rank", row)) == [(2, "error", code)]


def test_a_message_says_where_what_and_what_to_do() -> None:
    (row,) = read("delegation full_name", "Aldonia | TBC")
    (problem,) = row.problems
    assert problem.as_json() == {
        "level": "error", "code": "unnamed_person", "sheet": "List", "row": 2, "column": "Name", "found": "TBC",
        "expected": "the name of a person",
        "message": "Sheet “List”, row 2, column “Name”: found “TBC”, expected the name of a person; nobody is named "
        "here. Write the name, or take the row out and enter a head-count instead.",
    }  # fmt: skip


def test_all_problems_of_a_row_are_told_at_once() -> None:
    rows = read("delegation full_name gender attended", " | TBC | perhaps | perhaps")
    assert codes(rows) == [
        (2, "error", "no_delegation"), (2, "error", "unnamed_person"),
        (2, "warning", "unread_attended"),
    ]  # fmt: skip
    assert [row.gender_waits for row in rows] == [True]


@pytest.mark.parametrize(
    ("value", "header", "gender"),
    [
        *((text, "Gender", "woman") for text in ("F", "female", "Woman", "femme", "Mujer", "женский", "أنثى", "女")),
        *((text, "Gender", "man") for text in ("male", "H", "homme", "Hombre", "мужской", "ذكر", "男")),
        *((text, "Gender", "another") for text in ("non-binary", "Other", "autre", "otro", "其他")),
        *((text, "Gender", "undisclosed") for text in ("Prefer not to say", "prefers not to say", "不愿透露")),
        *((text, "Gender", "unknown") for text in ("Unknown", "Not found", "N/A", "inconnu")),
        ("F", "Sexo", "woman"),
        ("H", "Sexo", "man"),
    ],
)
def test_stated_genders(value: str, header: str, gender: str) -> None:
    (row,) = read("delegation full_name gender", f"Aldonia | Ana Ruiz | {value}", headers={"gender": header})
    assert (row.declared_gender, row.problems) == (gender, [])


@pytest.mark.parametrize(
    ("value", "header"),
    [("1", "Gender"), ("Fermale", "Gender"), ("X", "Gender"), ("M", "Gender"), ("M", "Sexo"), ("M", "Género")],
)
def test_a_gender_that_only_a_person_can_say_waits_and_is_never_coerced(value: str, header: str) -> None:
    (row,) = read("delegation full_name gender", f"Aldonia | Ana Ruiz | {value}", headers={"gender": header})
    assert (row.declared_gender, row.gender_waits, row.problems) == ("", True, [])
    asked = question_of(row.gender_column, row.gender_cell)
    assert (asked.kind, asked.found) == ("value", f"{header}: {value}")


def test_a_blank_gender_is_nothing() -> None:
    (row,) = read("delegation full_name gender", "Aldonia | Ana Ruiz | ")
    assert (row.declared_gender, row.problems) == ("", [])


@pytest.mark.parametrize(
    ("text", "answer"),
    [("Yes", "yes"), ("✓", "yes"), ("x", "yes"), ("oui", "yes"), ("Sí", "yes"), ("да", "yes"),
     ("نعم", "yes"), ("是", "yes"),
     ("No", "no"), ("non", "no"), ("нет", "no"), ("لا", "no"), ("否", "no"), ("-", "no"), ("perhaps", ""), ("", "")],
)  # fmt: skip
def test_yes_and_no_in_six_languages(text: str, answer: str) -> None:
    assert yes_or_no(text) == answer


@pytest.mark.parametrize(
    ("text", "attended"), [("yes", "yes"), ("2025-06-02 09:14", "yes"), ("09:14", "yes"), ("no", "no"), ("", "unknown")]
)
def test_attendance(text: str, attended: str) -> None:
    (row,) = read("delegation full_name attended", f"Aldonia | Ana Ruiz | {text}")
    assert (row.attended, row.problems) == (attended, [])


@pytest.mark.parametrize(
    ("text", "ignored", "warned"),
    [
        ("Approved", "", False),
        ("confirmé", "", False),
        ("", "", False),
        ("Rejected", "registration_rejected", False),
        ("Withdrawn", "registration_rejected", False),
        ("Annulée", "registration_rejected", False),
        ("Pending", "registration_rejected", False),
        ("отклонено", "registration_rejected", False),
        ("Blue", "", True),
    ],
)
def test_registration_states(text: str, ignored: str, warned: bool) -> None:
    (row,) = read("delegation full_name registration_state", f"Aldonia | Ana Ruiz | {text}")
    assert (row.ignored, bool(row.problems)) == (ignored, warned)
    assert registration_state("Blue") == ""


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Head of Delegation", "head"),
        ("Ambassador, Head of the Delegation", "head"),
        ("Head of Delegation Deputy Assistant Secretary", "head"),
        ("Head of Delegation, Office of the President", "head"),
        ("Acting Head of Delegation", "head"),
        ("Cheffe de la délégation", "head"),
        ("Embajador Jefe de la Delegación", "head"),
        ("Глава делегации", "head"),
        ("رئيس الوفد", "head"),
        ("代表团团长", "head"),
        ("Deputy Head of Delegation", "deputy_head"),
        ("Alternate Head of the Delegation", "deputy_head"),
        ("Head of Delegation (alternate)", "deputy_head"),
        ("Chef de la délégation suppléant", "deputy_head"),
        ("Chef adjoint de la délégation", "deputy_head"),
        ("Jefe adjunto de delegación", "deputy_head"),
        ("Заместитель главы делегации", "deputy_head"),
        ("نائب رئيس الوفد", "deputy_head"),
        ("副团长", "deputy_head"),
        ("Head of Delegation Support Unit", ""),
        ("Assistant to the Head of Delegation", ""),
        ("Conseiller du chef de la délégation", ""),
        ("Советник главы делегации", ""),
        ("مستشار رئيس الوفد", ""),
        ("团长助理", ""),
        ("Head of the Delegation of the Commission to the United Nations", ""),
        ("Head of Division", ""),
        ("", ""),
    ],
)
def test_who_is_said_to_head_the_delegation(text: str, stated: str) -> None:
    assert head_or_deputy(text) == stated
    for fields, row in (("role", text), ("rank", text)):
        (found,) = read(f"delegation full_name {fields}", f"Aldonia | Ana Ruiz | {row}")
        assert found.head_stated == (stated == "head")


@pytest.mark.parametrize(
    ("value", "is_head", "code"),
    [("yes", True, ""), ("✓", True, ""), ("x", True, ""), ("Jefe de la delegación", True, ""), ("no", False, ""),
     ("", False, ""),
     ("Deputy head of delegation", False, ""), ("perhaps", False, "unread_head_of_delegation")],
)  # fmt: skip
def test_a_column_that_marks_the_head(value: str, is_head: bool, code: str) -> None:
    (row,) = read("delegation full_name head_of_delegation", f"Aldonia | Ana Ruiz | {value}")
    assert (row.head_stated, [problem.code for problem in row.problems]) == (is_head, [code] if code else [])


@pytest.mark.parametrize(
    ("role", "rank", "expected"),
    [
        ("Delegate", "", "representative"),
        ("Alternate representative", "", "alternate"),
        ("Conseiller", "", "adviser"),
        ("Membre de la délégation", "", "member"),
        ("Эксперт", "", "expert"),
        ("观察员", "", "observer"),
        ("Interpreter", "", "other"),
        ("", "Legal Division, Adviser", "adviser"),
        ("", "Conseiller", "unknown"),
        ("", "Legal Adviser", "unknown"),
        ("", "", "unknown"),
    ],
)
def test_roles(role: str, rank: str, expected: str) -> None:
    assert role_of(role, rank) == expected


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Minister of Foreign Affairs", "minister"),
        ("Secretario de Estado", "minister"),
        ("Ambassador, Permanent Representative", "ambassador"),
        ("Embajadora", "ambassador"),
        ("Постоянный представитель", "ambassador"),
        ("Deputy Permanent Representative", "director"),
        ("Minister Counsellor", "director"),
        ("Ministro Consejero", "director"),
        ("Director-General", "director"),
        ("Conseillère", "counsellor"),
        ("Colonel", "counsellor"),
        ("Deuxième secrétaire", "secretary"),
        ("Attaché", "secretary"),
        ("Professor", "expert"),
        ("Adviser to the Minister", "other"),
        ("Gardener", "other"),
        ("", "unknown"),
    ],
)
def test_rank_bands(text: str, rank: str) -> None:
    assert rank_of(text) == rank


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("I. States Parties", "state_party"),
        ("High Contracting Parties", "state_party"),
        ("États parties", "state_party"),
        ("Estados partes", "state_party"),
        ("Государства-участники", "state_party"),
        ("الدول الأطراف", "state_party"),
        ("一、缔约国", "state_party"),
        ("II. Signatory States", "signatory"),
        ("States not party", "state_not_party"),
        ("États non parties", "state_not_party"),
        ("III. Observer States", "observer_state"),
        ("IV. United Nations", "un_entity"),
        ("Specialized agencies and related organizations", "un_entity"),
        ("United Nations Secretariat units and bodies", "un_entity"),
        ("V. Specialized agencies and other international organizations", "intergovernmental"),
        ("Intergovernmental organizations", "intergovernmental"),
        ("VI. Non-governmental organizations and research institutes", "civil_society"),
        ("NGOs", "civil_society"),
        ("Organisations non gouvernementales", "civil_society"),
        ("非政府组织", "civil_society"),
        ("Universities", "academia"),
        ("Private sector", "private_sector"),
        ("Technical community", "technical_community"),
        ("Secretariat", "service"),
        ("VII. Guests", "other_entity"),
    ],
)
def test_sections_in_six_languages(text: str, category: str) -> None:
    assert (category_of(text), is_section(text)) == (category, True)


@pytest.mark.parametrize(
    "text",
    ["Observers", "OBSERVERS", "observer", "Observers:", "Observer(s)", "Obsevers", "Obervers", "Observors", "Obs.",
     "Observateurs",
     "OBSERVADORES", "Наблюдатели", "مراقبون", "观察员"],
)  # fmt: skip
def test_observers_however_spelt_are_what_their_delegation_is(text: str) -> None:
    assert category_of(text) == OBSERVERS
    rows = read("category delegation full_name", f"{text} | Aldonia | Ana Ruiz", f"{text} | Lake Union | Bo Lind")
    assert brief(rows) == [("observer_state", "Aldonia", "Ana Ruiz"), ("", "Lake Union", "Bo Lind")]
    assert codes(rows) == []


@pytest.mark.parametrize(
    "text",
    [
        "United Nations University",
        "League of Lake States",
        "World Health Organization",
        "Holy See",
        "V. Ivanova",
        "联合国大学",
    ],
)
def test_a_delegation_is_no_section(text: str) -> None:
    assert not is_section(text)


@pytest.mark.parametrize(
    ("text", "note"),
    [("Total: 12", True), ("Sous-total", True), ("Page 1 of 3", True), ("* replaces Mr. X", True), ("Итого: 5", True),
     ("x" * 121, True),
     ("Totaltrade Institute", False), ("ALDONIA", False), ("Notes Institute", False)],
)  # fmt: skip
def test_notes(text: str, note: bool) -> None:
    assert is_note(text) == note


def test_plain_headings() -> None:
    assert plain_heading("III.  Observer States (continued)") == "Observer States"


def test_an_unknown_section_is_told_once() -> None:
    rows = read("section delegation full_name", "Zone B | Aldonia | Ana Ruiz", "Zone B | Aldonia | Bo Lind")
    assert codes(rows) == [(2, "warning", "unknown_section")]


def test_values_are_those_of_the_vocabulary() -> None:
    """The pure files cannot import the vocabulary; what they write must be in it."""
    from meetings import vocabulary
    from meetings.words import posts, sections
    from meetings.words.gender_columns import _GENDER, word_gender

    assert {value for value, _ in sections._CATEGORIES} - {OBSERVERS} <= set(vocabulary.Category.values)
    assert {value for value, _ in posts._ROLES} | {"head", "deputy_head", "other", "unknown"} <= set(
        vocabulary.Role.values
    )
    assert {value for value, _ in posts._RANKS} | {"other", "unknown"} <= set(vocabulary.Rank.values)
    assert set(_GENDER.values()) == set(vocabulary.Gender.values)
    assert word_gender("woman") == vocabulary.Gender.WOMAN
