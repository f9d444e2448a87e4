"""Gender columns read as columns: sets of values, headers, ticks, in many languages. All people are invented."""

import random
from itertools import product

import pytest

from meetings.reading.lists.columns import Instructions, map_columns, refuse_incomplete
from meetings.reading.lists.header import Row, header_at
from meetings.reading.lists.printed import about_total, names_in, read_printed, totals_in
from meetings.reading.lists.ticks import join_ticks
from meetings.reading.sheet import Unreadable
from meetings.words.gender_columns import declared_pairs, is_pair_of_genders, read_gender_column, value_key, word_gender

PAIRS = (
    ("F", "M"), ("M", "H"), ("F", "H"), ("W", "M"), ("K", "M"), ("V", "M"), ("ж", "м"), ("女", "男"), ("أنثى", "ذكر"),
    ("Woman", "Man"), ("Female", "Male"), ("Femme", "Homme"), ("Mujer", "Hombre"), ("Femenino", "Masculino"),
    ("женщина", "мужчина"), ("женский", "мужской"), ("امرأة", "رجل"), ("女性", "男性"), ("weiblich", "männlich"),
    ("vrouw", "man"), ("donna", "uomo"), ("kvinna", "man"), ("kobieta", "mężczyzna"), ("kadın", "erkek"),
    ("여", "남"), ("nữ", "nam"), ("♀", "♂"), ("Mujer", "H"), ("F", "Masculin"), ("Femenino", "M"),
)  # fmt: skip
HEADERS = ("Gender", "Sex", "Género", "Sexo/Género", "Genre", "Sexe", "Пол", "性别", "الجنس", "Geschlecht")
ANY = ("F", "M", "H", "W", "K", "V", "X", "D", "O", "ж", "м", "Female", "Male", "Mujer", "Hombre")
WRITTEN = (str, str.upper, str.lower, lambda text: f" {text}. ", lambda text: f"({text})")


@pytest.mark.parametrize(("woman", "man"), PAIRS)
def test_the_set_of_values_decides_under_any_header_and_in_any_spelling(woman: str, man: str) -> None:
    for header, one, other in product(HEADERS, WRITTEN, WRITTEN):
        if header in ("Género", "Sexo/Género") and woman == "V":
            continue  # varón and mujer there
        meaning = read_gender_column(header, [one(woman), other(man), "", "-"])
        assert meaning[value_key(one(woman))] == "woman", (header, woman)
        assert meaning[value_key(other(man))] == "man", (header, man)


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("value", ["M", "m.", "X", "x", "V", "K", "D", "2", "Fermale", "M/F", "not male"])
def test_what_only_a_person_can_say_is_nobody_s_gender(header: str, value: str) -> None:
    assert list(read_gender_column(header, [value]).values()) == [""]


@pytest.mark.parametrize("seed", range(40))
def test_no_set_of_values_makes_another_gender_of_a_letter_nor_two_meanings_of_one(seed: int) -> None:
    """Whatever stands together: a letter means a woman or a man, or is asked; words mean what they say."""
    chance = random.Random(seed)
    values = chance.sample(
        ["F", "M", "H", "W", "K", "V", "X", "D", "O", "ж", "м", "Female", "Male", "Mujer", "Hombre"],
        chance.randint(1, 6),
    )
    meaning = read_gender_column(chance.choice(HEADERS), values)
    assert set(meaning) == {value_key(value) for value in values}
    for value in values:
        assert meaning[value_key(value)] in ("woman", "man", "")
        assert word_gender(value) in ("", meaning[value_key(value)])
    if "M" in values and "F" in values and "H" in values:
        assert meaning["m"] == ""
    assert meaning.get("x", "") == ""


def test_the_header_is_the_second_witness() -> None:
    assert read_gender_column("Género (H/M)", ["M"]) == {"m": "woman"}
    assert read_gender_column("Sex (M/F)", ["M"]) == {"m": "man"}
    assert read_gender_column("Sexo: hombre o mujer", ["M", "H"]) == {"m": "woman", "h": "man"}
    assert read_gender_column("Gender (M/F)", ["M", "H"])["m"] == ""  # the header says one thing, the values another
    assert read_gender_column("Sexo", ["V", "M"]) == {"v": "man", "m": "woman"}
    assert read_gender_column("Geslacht", ["V", "M"]) == {"v": "woman", "m": "man"}
    assert read_gender_column("Gender", ["X", "F"], {"x": "another"}) == {"x": "another", "f": "woman"}
    assert declared_pairs("Gender") == []


@pytest.mark.parametrize(
    ("header", "is_one"),
    [("M/F", True), ("Hombre/Mujer", True), ("男/女", True), ("H / M", True), ("Male or female", False),
     ("M", False), ("F", False), ("Female", False), ("A/B", False), ("Mission", False)],
)  # fmt: skip
def test_a_header_that_is_nothing_but_both_genders(header: str, is_one: bool) -> None:
    assert is_pair_of_genders(header) is is_one


def sheet(headers: list[str], *below: list[str]) -> list[Row]:
    return [(number, list(cells)) for number, cells in enumerate([headers, *below], 1)]


def columns_of(rows: list[Row], **said):
    return map_columns(header_at(rows, 0), rows[1:], Instructions(**said))


TICKED = (
    ("F", "M"), ("Women", "Men"), ("Femmes", "Hommes"), ("Mujeres", "Hombres"), ("M", "H"), ("Ж", "М"), ("女", "男"),
)  # fmt: skip


@pytest.mark.parametrize("tick", ["x", "X", "✓", "✗", "1", "yes", "oui", "sí", "да", "是", "•", "the header"])
@pytest.mark.parametrize(("woman", "man"), TICKED)
def test_two_tick_columns_are_one_gender_column(woman: str, man: str, tick: str) -> None:
    one, other = (woman, man) if tick == "the header" else (tick, tick)
    rows = sheet(
        ["Delegation", "Name", woman, man], ["Peru", "Ana", one, ""], ["Peru", "Leo", "", other], ["Peru", "Ida", ""]
    )
    found = columns_of(rows)
    assert (found.ticks, found.mapped["gender"], found.ignored) == ([woman, man], woman, [])
    join_ticks(rows[1:], rows[0][1], [2, 3])
    values = [texts[2] for _, texts in rows[1:]]
    assert values == [woman, man, ""]
    meaning = read_gender_column(woman, values)
    assert (meaning[value_key(woman)], meaning[value_key(man)]) == ("woman", "man")


def test_ticks_in_both_columns_are_asked_and_numbers_are_no_ticks() -> None:
    rows = sheet(["Delegation", "Name", "F", "M"], ["Peru", "Ana", "x", "x"], ["Peru", "Leo", "", "x"])
    assert columns_of(rows).ticks == ["F", "M"]
    join_ticks(rows[1:], rows[0][1], [2, 3])
    assert [texts[2] for _, texts in rows[1:]] == ["F / M", "M"]
    assert read_gender_column("F", ["F / M", "M", "F"])[value_key("F / M")] == ""
    counted = sheet(["Delegation", "Name", "Women", "Men"], ["Peru", "Ana", "3", "4"], ["Peru", "Leo", "12", "7"])
    assert columns_of(counted).ticks == []
    left_out = sheet(["Delegation", "Name", "F", "M"], ["Peru", "Ana", "x", ""], ["Peru", "Leo", "", "x"])
    assert "gender" not in columns_of(left_out, ignore=["F", "M"]).columns
    assert columns_of(left_out, map={"F": "gender", "M": "gender"}).ticks == ["F", "M"]


TITLE_HEADERS = ("civ", "Hon.", "Anr.", "Trat.", "Prefijo", "Appellation", "Titel", "T", "Form", "Vocativo", "头衔2")
TITLES = (
    ("M.", "Mme"), ("Mr.", "Ms."), ("Sr.", "Sra."), ("Mr", "Dr"), ("г-н", "г-жа"), ("السيد", "السيدة"),
    ("先生", "女士"),
)  # fmt: skip


@pytest.mark.parametrize("header", TITLE_HEADERS)
@pytest.mark.parametrize("titles", TITLES)
def test_a_column_of_courtesy_titles_is_one_or_asked_whatever_its_header(header: str, titles: tuple[str, str]) -> None:
    below = [["Peru", name, title] for name, title in zip(("Leo", "Ana", "Ida"), (*titles, titles[0]), strict=True)]
    found = columns_of(sheet(["Delegation", "Name", header], *below))
    if "honorific" not in found.columns:
        assert found.offered == {header: "honorific"}
        with pytest.raises(Unreadable, match=f'--map "{header}=honorific"') as refusal:
            refuse_incomplete(found)
        assert (refusal.value.code, "--ignore" in refusal.value.message) == ("column_unused", True)
    for said in ({"map": {header: "honorific"}}, {"ignore": [header]}):
        settled = columns_of(sheet(["Delegation", "Name", header], *below), **said)
        refuse_incomplete(settled)
        assert settled.offered == {}


@pytest.mark.parametrize("header", ["Genre", "Gender", "Sexe", "Function", "Notes", "Category"])
def test_titles_under_the_header_of_something_else_are_titles_or_asked(header: str) -> None:
    found = columns_of(sheet(["Delegation", "Name", header], ["Peru", "Leo", "M."], ["Peru", "Ana", "Mme"]))
    assert found.columns.get("honorific") == 2 or found.offered == {header: "honorific"}


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("G", ("F", "M", "F"), "gender"),
        ("Aside", ("woman", "man", "woman"), "gender"),
        ("Approval", ("approved", "pending", "approved"), "registration_state"),
        ("Badge", ("Delegate", "Head of delegation", "Adviser"), "role"),
        ("Size", ("S", "M", "L"), ""),
        ("Colour", ("red", "blue", "red"), ""),
        ("Meal", ("yes", "no", "yes"), ""),
        ("First guess", ("F", "M", "F"), ""),
        ("Approval", ("approved", "approved", "approved"), ""),
    ],
)
def test_a_column_that_nobody_uses_and_looks_wanted_is_asked(header: str, values: tuple[str, ...], field: str) -> None:
    below = [["Peru", name, value] for name, value in zip(("Leo", "Ana", "Ida"), values, strict=True)]
    assert columns_of(sheet(["Delegation", "Name", header], *below)).offered == ({header: field} if field else {})


def test_a_value_far_down_is_looked_at() -> None:
    below = [["Peru", f"Person {number}", "Mr."] for number in range(700)]
    assert columns_of(sheet(["Delegation", "Name", "civ"], *below)).offered == {"civ": "honorific"}
    posts = [["Peru", f"Person {number}", f"Adviser {number}"] for number in range(700)]
    assert columns_of(sheet(["Delegation", "Name", "civ"], *below[:100], *posts)).offered == {}


STATES = ("Nominator", "Nominating Entity", "Sending", "Seconded by", "Nationality", "Country of nationality", "Flag")


@pytest.mark.parametrize("header", STATES)
@pytest.mark.parametrize("employer", ["Organization", "Organisation", "Ministry", "Employer", "Institution"])
def test_states_beside_the_employer_are_asked_and_a_nationality_is_never_taken(header: str, employer: str) -> None:
    rows = sheet(
        [header, "Title", "Name", employer],
        ["Brazil", "Ms.", "Clara", "Ministry of Tests"], ["Kenya", "Mr.", "Juma", "Office of Trials"],
    )  # fmt: skip
    found = columns_of(rows)
    with pytest.raises(Unreadable) as refusal:
        refuse_incomplete(found)
    assert f'--map "{header}=delegation"' in refusal.value.message
    assert employer in refusal.value.message
    assert ("nationality is no delegation" in refusal.value.message) is ("ationality" in header)
    assert columns_of(rows, map={header: "delegation"}).mapped["delegation"] == header
    refuse_incomplete(columns_of(rows, ignore=[header]))
    refuse_incomplete(columns_of(rows, map={employer: "delegation"}))


def test_a_nationality_beside_a_delegation_is_nobody_s_business() -> None:
    rows = sheet(["Delegation", "Name", "Nationality"], ["Kenya", "Juma", "Brazil"], ["Peru", "Ana", "Chile"])
    refuse_incomplete(columns_of(rows))


def test_a_gender_column_that_holds_something_else_is_doubted_as_a_whole() -> None:
    below = [["Peru", f"Person {letter}", f"Room {letter}"] for letter in "ABCDEFGHIJKLMNOP"]
    found = columns_of(sheet(["Delegation", "Name", "Gender"], *below))
    with pytest.raises(Unreadable, match=r'16 different values that are no gender.*--ignore "Gender"'):
        refuse_incomplete(found)
    refuse_incomplete(columns_of(sheet(["Delegation", "Name", "Gender"], *below), ignore=["Gender"]))
    few = sheet(["Delegation", "Name", "Gender"], *below[:3])
    refuse_incomplete(columns_of(few))  # each is asked


@pytest.mark.parametrize(
    ("around", "below", "told", "version"),
    [
        ("PROVISIONAL LIST OF PARTICIPANTS", "Total: 120 participants", 120, "provisional"),
        ("Liste provisoire", "Nombre total de participants : 3", 3, "provisional"),
        ("List of participants", "Total | 2", None, ""),
        ("Participants: 7", "", 7, ""),
        ("Spring session 2026", "", None, ""),
    ],
)
def test_what_a_sheet_says_of_itself_is_read_as_in_documents(
    around: str, below: str, told: int | None, version: str
) -> None:
    rows = [(1, [around]), (3, ["Peru", "Ana"]), (4, ["Peru", "Leo"]), (5, below.split(" | "))]
    assert read_printed(rows[:1], rows[1:], "Sheet1").version == version
    people = names_in([(3, ["Peru", "Ana"]), (4, ["Peru", "Leo"])], ["delegation", "full_name"])
    notices = about_total(totals_in(rows), people)
    assert [f"{told:,}" in notice for notice in notices] == ([True] if told else [])
    assert about_total(totals_in([*rows, (6, ["Total: 9 participants"]), (7, ["Total: 8"])]), 2) == []


def test_a_third_tick_column_is_no_gender_by_itself_and_a_code_needs_its_header() -> None:
    rows = sheet(
        ["Delegation", "Name", "F", "M", "X"], ["Peru", "Ana", "x", "", ""], ["Peru", "Leo", "", "x", ""],
        ["Peru", "Ida", "", "", "x"],
    )  # fmt: skip
    assert columns_of(rows).ticks == ["F", "M", "X"]
    join_ticks(rows[1:], rows[0][1], [2, 3, 4])
    assert read_gender_column("F", [texts[2] for _, texts in rows[1:]]) == {"f": "woman", "m": "man", "x": ""}
    for header, asked in (("Language", False), ("ISO", True), ("Country code", True)):
        coded = sheet(["Organisation", "Name", header], ["Office A", "Ana", "FR"], ["Office B", "Leo", "ES"])
        assert bool(columns_of(coded).offered) is asked, header


@pytest.mark.parametrize(
    "header",
    [
        "Gender identity remark", "Gender remarks", "Remarks on gender", "Gender – comment", "Sex (note)",
        "Gender source", "Basis of gender", "Remarque sur le genre",
        "Observaciones de género", "Примечание: пол", "性别备注",
    ],
)  # fmt: skip
@pytest.mark.parametrize("values", [("F", "M"), ("prefers not to say", "see the form")])
def test_a_column_that_says_something_about_a_gender_is_none(header: str, values: tuple[str, str]) -> None:
    rows: list[Row] = [(1, ["State", "Name", header]), (2, ["Kenya", "Ada OKORO", values[0]])]
    rows.append((3, ["Kenya", "Bo EKSEMPEL", values[1]]))
    found = map_columns(header_at(rows, 0), rows[1:], Instructions())
    assert "gender" not in found.columns
    assert header in found.ignored
    by_hand = map_columns(header_at(rows, 0), rows[1:], Instructions(map={header: "gender"}))
    assert by_hand.mapped["gender"] == header
