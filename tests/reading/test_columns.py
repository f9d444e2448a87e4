"""Header row, columns and the rows below them.

All people are invented.
"""

import pytest

from meetings.reading.lists.blocks import body, fill_down
from meetings.reading.lists.columns import Instructions, map_columns, refuse_incomplete
from meetings.reading.lists.header import Row, find_header
from meetings.reading.sheet import Unreadable
from meetings.words.synonyms import FIELDS


def sheet(text: str) -> list[Row]:
    """A readable list → numbered rows: one line a row, cells apart by "|"; empty lines keep their number."""
    lines = [line.strip() for line in text.strip("\n").splitlines()]
    return [(n, [cell.strip() for cell in line.split("|")]) for n, line in enumerate(lines, 1) if line.strip("| ")]


def columns_of(headers: str, *below: str, **said):
    rows = sheet("\n".join([headers, *(below or ("a | b | c | d | e | f",))]))
    header = find_header(rows, said.pop("header_row", None) or 1)
    return map_columns(header, rows[1:], Instructions(**said))


TITLE = """
    UNITED NATIONS
    Working group, fourth session
    Somewhere, 2-6 June 2025

    LIST OF PARTICIPANTS (provisional)
    Please send corrections to the secretariat
"""


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Delegation | Name\nAldonia | Ana Ruiz", 1),
        (TITLE.strip("\n") + "\nDelegation | Title | Family name | Role\nAldonia | Ms. | RUIZ | Delegate", 7),
        ("Representatives\nDelegation | Name | Title\nAldonia | Ana Ruiz | Ms.", 2),
        ("Participant\nAna Ruiz\nBo Lind", 1),
        ("Delegación | Apellidos | Nombre | Cargo\nAldonia | RUIZ | Ana | Consejera", 1),
        ("الوفد | الاسم | المنصب\nألدونيا | ليلى حسن | مستشارة", 1),
        ("Делегация | Фамилия | Имя | Должность\nАлдония | Иванова | Анна | Советник", 1),
        ("代表团 | 姓名 | 职务\n某国 | 王芳 | 参赞", 1),
    ],
)
def test_the_header_row_is_found_by_itself(text: str, row: int) -> None:
    header = find_header(sheet(text))
    assert header is not None
    assert header.row == row


@pytest.mark.parametrize(
    "text",
    [
        "Aldonia | Ms. | RUIZ | Ana | Ambassador | Head of delegation\nAldonia | Mr. | LIND | Bo | Adviser | Delegate",
        "1 | 2 | 3",
    ],
)
def test_data_without_headers_is_no_header(text: str) -> None:
    assert find_header(sheet(text)) is None


def test_a_header_of_two_lines_is_joined() -> None:
    rows = sheet(
        "List\nDelegation | Person | | Function\n | Title | Family name | Position\nAldonia | Ms. | RUIZ | Adviser"
    )
    header = find_header(rows)
    assert header is not None
    assert (header.row, header.texts) == (3, ["Delegation", "Title", "Family name", "Position"])


def test_an_empty_header_row_that_was_asked_for_is_refused() -> None:
    with pytest.raises(Unreadable, match="Row 4 of the sheet is empty"):
        find_header(sheet("Delegation | Name\nAldonia | Ana Ruiz"), 4)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ("Delegation | Title | Family name | Given name | Position | Role",
         "delegation honorific family_name given_names rank role"),
        ("Group_Type | Delegation | Honorific | Person_Name | Job_Title | Affiliation | Year | Delegation_ISO",
         "section delegation honorific full_name rank organisation - -"),
        ("Group | Entity Name | Title | Name | Job Title | Division/Bureu | Affiliation",
         "section delegation honorific full_name rank - organisation"),
        ("x_honorific_prefix | x_given_name | x_family_name | x_gender | x_citizenship",
         "honorific given_names family_name gender -"),
        ("Délégation | Civilité | Nom | Prénom | Fonction | Sexe",
         "delegation honorific family_name given_names rank gender"),
        ("País | Tratamiento | Apellidos | Nombre | Cargo | Jefe de la delegación",
         "delegation honorific family_name given_names rank head_of_delegation"),
        ("الوفد | الاسم الأول | اسم العائلة | المنصب | الجنس", "delegation given_names family_name rank gender"),
        ("№ | Страна | Фамилия | Имя | Должность | Пол", "list_order delegation family_name given_names rank gender"),
        ("序号 | 代表团 | 姓名 | 性别 | 职务", "list_order delegation full_name gender rank"),
        ("Delegation | Country | Name", "delegation country full_name"),
        ("Country | Organization | Name", "country organisation full_name"),
        ("Country | Name | Surname", "delegation given_names family_name"),
        ("Registration ID | Delegation | Name | Checked in | Registration state | Remarks",
         "row_id delegation full_name attended registration_state notes"),
        ("Delegation | Name | Form of address", "delegation full_name honorific"),
        ("Delegation / Délégation | Full name (as in passport) | Position / Fonction", "delegation full_name rank"),
        ("Delegation | Name | Meeting name | File name | Location", "delegation full_name - - -"),
    ],
)  # fmt: skip
def test_headers_are_recognised_in_six_languages(headers: str, expected: str) -> None:
    found = columns_of(headers)
    fields = {column: name for name, column in found.columns.items()}
    assert [fields.get(column, "-") for column in range(len(expected.split()))] == expected.split()
    assert found.guessed == found.mapped
    assert found.contested == {}


def test_every_field_has_a_synonym() -> None:
    from meetings.words.synonyms import EXACT

    assert set(EXACT.values()) == set(FIELDS)


@pytest.mark.parametrize(
    ("values", "field"),
    [(("Ms.", "M.", "H.E. Mr."), "honorific"), (("Ambassador", "First Secretary", "Adviser"), "rank")],
)
def test_the_values_tell_which_title_a_title_is(values: tuple[str, ...], field: str) -> None:
    assert (
        columns_of("Delegation | Name | Title", *(f"Aldonia | Ana | {value}" for value in values)).columns[field] == 2
    )


def test_status_is_a_registration_only_by_its_values() -> None:
    assert "registration_state" in columns_of("Delegation | Name | Status", "Aldonia | Ana | Approved").columns
    assert columns_of("Delegation | Name | Status", "Aldonia | Ana | Married").ignored == ["Status"]


def test_two_headers_for_one_field_are_asked_never_chosen() -> None:
    rows = ("Aldonia | RUIZ | Ana | x | y",)
    found = columns_of("Country | Name | Name | | ", *rows)
    assert found.contested == {"full_name": ["Name", "Name (2)"]}
    with pytest.raises(Unreadable, match=r'“Name”, “Name \(2\)”.*--map "Name=full_name"'):
        refuse_incomplete(found)
    told = columns_of("Country | Name | Name | | ", *rows, map={"Name": "family_name", "Name (2)": "given_names"})
    assert told.columns == {"delegation": 0, "family_name": 1, "given_names": 2}
    assert told.guessed == {"delegation": "Country"}
    assert told.ignored == ["Column D", "Column E"]
    left_out = columns_of("Country | Name | Name | | ", *rows, ignore=["Name (2)"])
    assert left_out.columns == {"delegation": 0, "full_name": 1}


def test_a_whole_synonym_beats_a_word_match() -> None:
    found = columns_of("Delegation | Name of the delegation office | Name | Job title | Previous job title")
    assert found.columns == {"delegation": 0, "full_name": 2, "rank": 3}
    assert found.contested == {}


@pytest.mark.parametrize(
    ("headers", "missing", "option"),
    [("Delegation | Position", "full_name", "=full_name"), ("Name | Position", "delegation", "=delegation")],
)
def test_what_is_missing_names_the_option_that_answers_it(headers: str, missing: str, option: str) -> None:
    found = columns_of(headers)
    assert found.missing == [missing]
    with pytest.raises(Unreadable, match=option):
        refuse_incomplete(found)


def test_section_rows_may_stand_for_the_delegation_column() -> None:
    assert columns_of("Name | Position", "ALDONIA |", "Ana Ruiz | Adviser").missing == []


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("Female(Guess)", ("female", "male")),
        ("Gender (predicted)", ("F", "M")),
        ("Inferred sex", ("woman", "man")),
        ("gender_probability", ("0.98", "0.51")),
        ("Female", ("0", "1")),
        ("Gender", ("1", "0", "NA")),
        ("Sexe", ("0", "0")),
        ("性别（推测）", ("女", "男")),
    ],
)
def test_a_guess_or_a_code_never_becomes_a_gender(header: str, values: tuple[str, ...]) -> None:
    rows = [f"Aldonia | Person {letter} | {value}" for letter, value in zip("ABC", values, strict=False)]
    found = columns_of(f"Delegation | Name | {header}", *rows)
    assert found.gender_refused == [header]
    assert "gender" not in found.columns
    assert header in found.ignored
    with pytest.raises(Unreadable, match="can never be recorded as one"):
        columns_of(f"Delegation | Name | {header}", *rows, map={header: "gender"})


PRIVATE = (
    "Passport number | Numéro de passeport | Número de pasaporte | رقم جواز السفر"
    " | Номер паспорта | 护照号码"
    " | E-mail | Courriel | Phone | Teléfono | Date of birth | Date de naissance | Fecha de nacimiento | Дата рождения"
    " | 出生日期"
    " | Visa required | Dietary requirements | Régime alimentaire | Disability | Allergies | 过敏 | National ID"
    " | Emergency contact | Age"
)


@pytest.mark.parametrize("header", PRIVATE.split(" | "))
def test_private_columns_are_never_mapped_nor_sampled(header: str) -> None:
    found = columns_of(f"Delegation | Name | {header}", "Aldonia | Ana Ruiz | something")
    assert found.ignored == [header]
    assert header not in found.samples
    with pytest.raises(Unreadable, match="identity, contact, health or diet"):
        columns_of(f"Delegation | Name | {header}", map={header: "notes"})


@pytest.mark.parametrize(
    "value", ["X1234567", "ana@example.org", "+41 22 555 01 01", "1980-05-17", "vegetarian", "halal meal"]
)
def test_private_values_are_not_sampled_under_a_harmless_header(value: str) -> None:
    found = columns_of("Delegation | Name | Further", "Aldonia | Ana | Geneva", f"Aldonia | Bo | {value}")
    assert found.samples == {"Delegation": ["Aldonia"], "Name": ["Ana", "Bo"]}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"map": {"Nmae": "full_name"}}, "“Nmae”, which is not in the header row. It has: “Delegation”, “Name”"),
        ({"map": {"Name": "person"}}, "“person” is not a field for --map"),
        ({"map": {"Name": "notes", "Delegation": "notes"}}, "two columns for the field notes"),
        ({"ignore": ["Passport"]}, "--ignore names the column “Passport”"),
    ],
)
def test_an_instruction_that_cannot_be_followed_is_refused(said: dict, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        columns_of("Delegation | Name", **said)
    assert sentence in refusal.value.message


def leaves(text: str, merged=(), only=(), **said):
    """(filled cells, rows as they leave the reading process)."""
    rows = sheet(text)
    header = find_header(rows)
    assert header is not None
    below = rows[header.first_below :]
    columns = map_columns(header, below, Instructions(**said))
    filled = fill_down(below, columns, merged)
    return filled, list(body(below, header.texts, columns, list(only)))


def test_blanks_repeat_the_value_above_where_only_block_starts_are_printed() -> None:
    assert leaves("Delegation | Name\nAldonia | Ana\n | Bo\nBorduria | Cy\n | Di\n | Ed") == (
        {"delegation": 3},
        [(2, ["Aldonia", "Ana"]), (3, ["Aldonia", "Bo"]), (4, ["Borduria", "Cy"]), (5, ["Borduria", "Di"]),
         (6, ["Borduria", "Ed"])],
    )  # fmt: skip


def test_a_blank_in_a_column_that_repeats_its_values_stays_blank() -> None:
    filled, rows = leaves("Delegation | Name\nAldonia | Ana\nAldonia | Bo\n | Cy\nBorduria | Di")
    assert (filled, rows[2]) == ({}, (4, ["", "Cy"]))


def test_a_merged_cell_fills_its_own_rows_and_no_others() -> None:
    text = "Delegation | Name\nAldonia | Ana\n | Bo\nBorduria | Cy\nBorduria | Di\n | Ed"
    filled, rows = leaves(text, merged=[(2, 1, 3, 1)])
    assert filled == {"delegation": 1}
    assert [cells[0] for _, cells in rows] == ["Aldonia", "Aldonia", "Borduria", "Borduria", ""]


def test_headings_end_a_block_and_notes_do_not() -> None:
    text = "Delegation | Name | Post\nAldonia | Ana | x\nPage 1 of 2\n | Bo | x\nObservers\n | Cy | x"
    assert leaves(text) == (
        {"delegation": 1},
        [
            (2, ["Aldonia", "Ana", "x"]),
            (3, "Page 1 of 2"),
            (4, ["Aldonia", "Bo", "x"]),
            (5, "Observers"),
            (6, ["", "Cy", "x"]),
        ],
    )


def test_only_mapped_cells_leave_and_only_selects() -> None:
    text = (
        "Passport | Delegation | Name | Pass\nX1234567 | Aldonia | Ana | Green\nX7654321 | Aldonia | Bo | Red\nX9999999"
    )
    _, rows = leaves(text, only=[("Pass", "green")])
    assert rows == [(2, ["Aldonia", "Ana"]), (3, None), (4, None)]
    assert "X1234567" not in repr(rows)


def test_a_lone_text_in_the_name_column_stays_a_row() -> None:
    _, rows = leaves(
        "Delegation | Name | Post\nAldonia | |\n | Ana Ruiz |\n | | Permanent Mission", map={"Post": "rank"}
    )
    assert rows == [(2, "Aldonia"), (3, ["Aldonia", "Ana Ruiz", ""]), (4, ["", "", "Permanent Mission"])]
