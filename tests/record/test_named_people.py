"""One cell, one person: names × titles × separators × languages. Everybody here is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.countries import REFERENCE, read_table
from meetings.names import TitleRules, read_title
from meetings.names.parts import alike_key, is_no_name, name_key, without_letters
from meetings.names.people import TITLE_INSIDE, TWO_PEOPLE, people_in, read_name

RULES = TitleRules((row["title"], row["claim"]) for row in read_table(REFERENCE / "honorifics.csv"))
LATIN = st.sampled_from(
    [
        "Orla QUENDO",
        "Tomas VELLIX",
        "Wim van der HOLT",
        "Li QUON",
        "Zé d'ALMA",
        "Ruy de la CROSSA",
        "Bo LÜNN",
        "Ida Noor",
    ]
)
# Language: titles, names and the word between two people.
LANGUAGES = {
    "en": (["Mr.", "Ms.", "Mrs", "H.E. Mr.", "H.E.Ms.", "Miss"], LATIN, ["and", "&"]),
    "fr": (["M.", "Mme", "S.E. Mme", "S.E.M.", "Mlle", "Madame"], LATIN, ["et", "&"]),
    "es": (["Sr.", "Sra.", "Srta.", "S.E. la Sra.", "Señora", "Senor"], LATIN, ["y", "&"]),
    "ru": (["г-н", "г-жа", "господин"], st.sampled_from(["Лев Мнимов", "Ия ВЫДУМОВА", "Пётр Небылов"]), ["и"]),
    "ar": (["السيد", "السيدة", "الآنسة", "السيده"], st.sampled_from(["سامي وهمي", "هدى خيالي", "نور مختلق"]), ["و"]),
}
CLAIMS = {"man": "man", "woman": "woman"}


@st.composite
def titled(draw: st.DrawFn, language: str) -> str:
    titles, names, _ = LANGUAGES[language]
    return f"{draw(st.sampled_from(titles))} {draw(names)}"


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_two_titled_people_are_never_one(language: str, data: st.DataObject) -> None:
    one, other = data.draw(titled(language)), data.draw(titled(language))
    word = data.draw(st.sampled_from([f" {between} " for between in LANGUAGES[language][2]] + ["; ", " / ", ", ", ";"]))
    if word.strip() == "و" and data.draw(st.booleans()):
        word = " و"  # as it is written, against the next word
    assert read_name(f"{one}{word}{other}", "", RULES, titles_inside=True).doubt == TWO_PEOPLE
    parts = people_in(f"{one}{word}{other}", RULES, in_a_sentence=True)
    assert [part.split()[-1] for part in parts] == [one.split()[-1], other.split()[-1]]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru"])
@given(data=st.data())
def test_a_line_break_between_them_leaves_two(language: str, data: st.DataObject) -> None:
    """The readers make it a blank. An Arabic title is a name as well, so that a blank alone tells nothing there."""
    plain = [title for title in LANGUAGES[language][0] if title not in ("M.", "S.E.M.", "Sr.")]
    second = f"{data.draw(st.sampled_from(plain))} {data.draw(LANGUAGES[language][1])}"
    assert read_name(f"{data.draw(titled(language))} {second}", "", RULES).doubt == TWO_PEOPLE


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_one_titled_person_is_one_wherever_the_title_and_whatever_the_list_mark(
    language: str, data: st.DataObject
) -> None:
    title, name = data.draw(st.sampled_from(LANGUAGES[language][0])), data.draw(LANGUAGES[language][1])
    mark = data.draw(st.sampled_from(["", "- ", "– ", "• ", "•", "1. ", "12) ", "(3) ", "7.", "4 "]))
    person = read_name(f"{mark}{title} {name}", "", RULES, titles_inside=True)
    assert (person.name, person.doubt) == (name, "")
    assert read_title(person.honorific, RULES) == read_title(title, RULES)
    assert read_title(title, RULES).claim in CLAIMS


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("VELLIX, Orla, Ms.", "woman"),
        ("Orla VELLIX Ms.", "woman"),
        ("Orla VELLIX, Mme", "woman"),
        ("VELLIX Mr. Orla", "man"),
        ("Orla VELLIX (Sra.)", "woman"),
        ("Prof. Orla VELLIX, Ms.", "woman"),
        ("S.E.Mme Orla VELLIX", "woman"),
        ("H.E.Mr.Orla VELLIX", "man"),
        ("S.E.M. Orla VELLIX", "man"),
        ("El Sr. Orla VELLIX", "man"),
        ("Mr/Prof Orla VELLIX", "man"),
        ("Dr/Mrs Orla VELLIX", "woman"),
        ("Monsieur l'Ambassadeur Orla VELLIX", "man"),
        ("Señora Ministra Orla VELLIX", "woman"),
        ("Fraulein Orla VELLIX", "woman"),
    ],
)
def test_titles_are_read_wherever_they_stand(text: str, claim: str) -> None:
    person = read_name(text, "", RULES)
    assert read_title(person.honorific, RULES).claim == claim
    assert (sorted(person.name.replace(",", "").split()), person.doubt) == (["Orla", "VELLIX"], "")


@pytest.mark.parametrize(
    "text",
    [
        "Mr. & Mrs. Tomas VELLIX",
        "Mr and Ms VELLIX",
        "Monsieur et Madame VELLIX",
        "Señor y Señora VELLIX",
        "Sr. e Sra. VELLIX",
        "Ambassador and Mrs. VELLIX",
        "господин и госпожа Мнимовы",
        "السيد و السيدة وهمي",
    ],
)
def test_a_joint_salutation_says_no_gender(text: str) -> None:
    honorific = read_name(text, "", RULES).honorific
    assert (read_title(honorific, RULES).claim, read_title(honorific, RULES).status) == ("", "joint")


@pytest.mark.parametrize(
    "text",
    [
        "Orla QUENDO and Tomas VELLIX",
        "Mr. Tomas VELLIX and spouse",
        "Ms. Orla QUENDO et famille",
        "Orla & Tomas VELLIX",
        "Mr. Tomas VELLIX + 2",
        "Orla QUENDO y Tomas VELLIX",
        "Orla QUENDO; Tomas VELLIX",
        "王先生和李女士",
        "赵女士、钱先生",
    ],
)
def test_a_second_person_without_a_title_is_told_too(text: str) -> None:
    assert read_name(text, "", RULES).doubt == TWO_PEOPLE


@pytest.mark.parametrize(
    "text",
    [
        "Ruy Quendo y Vellix",
        "Silva e COSTA",
        "Li QUON / 权力",
        "Hans HERR",
        "أحمد السيد علي",
        "Robert VELLIX, Sr.",
        "Prince NKOLA",
        "Sem de HOLT",
        "S.E.M. RAO",
        "HR KHAN",
        "M. K. RAO",
        "Kim/Lee Noor",
        "Rajan KC",
    ],
)
def test_what_only_looks_like_titles_or_two_people_is_one_name(text: str) -> None:
    person = read_name(text, "", RULES)
    assert (person.honorific, person.doubt) == ("", "")


def test_a_post_that_names_somebody_makes_no_second_person() -> None:
    assert people_in("Ms. Orla QUENDO, Adviser to Mr. Tomas VELLIX", RULES, in_a_sentence=True) == [
        "Ms. Orla QUENDO, Adviser to Mr. Tomas VELLIX"
    ]
    assert len(people_in("Ms. Orla QUENDO, Peace and Security", RULES, in_a_sentence=True)) == 1


def test_a_title_inside_that_may_be_something_else_is_not_read_and_told() -> None:
    assert read_name("Tomas VELLIX, MS", "", RULES).doubt == TITLE_INSIDE
    assert read_name("Tomas VELLIX, MS", "Mr.", RULES).honorific == "Mr."


@pytest.mark.parametrize(
    "letters", ["MP", "MEP", "MSc", "OBE", "KC", "Ret.", "PhD", "Ph.D.", "CMG, OBE", "LL.M.", "(Ret.)"]
)
def test_letters_behind_a_name_are_no_part_of_it(letters: str) -> None:
    between = " " if letters.startswith("(") else ", "
    assert without_letters(f"Orla QUENDO{between}{letters}") == "Orla QUENDO"
    assert name_key(f"Orla QUENDO{between}{letters}") == "orla quendo"


@pytest.mark.parametrize("name", ["YANG, Ma", "YANG, MA", "Rajan KC", "QUENDO, Orla", "Tomas VELLIX, Jr."])
def test_names_that_look_like_letters_stay(name: str) -> None:
    assert without_letters(name) == name


@given(
    given=st.sampled_from(["Orla", "Zé", "Li", "Jean-Luc"]), family=st.sampled_from(["QUENDO", "de la CROSSA", "QUÖN"])
)
def test_capitals_tell_the_family_name_in_either_order(given: str, family: str) -> None:
    assert name_key(f"{family} {given}") == name_key(f"{given} {family}") == name_key(f"{family}, {given}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José QUENDO", "Jose QUENDO"),
        ("Lars Bjørn", "Bjorn Lars"),
        ("Пётр Небылов", "Небылов Петр"),
        ("هدى أحمد", "هدي احمد"),
    ],
)
def test_spellings_of_one_name_have_one_alike_key(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)
    assert alike_key(name_key(one)) == alike_key(name_key(other))


@pytest.mark.parametrize(("text", "name"), [("FNU QUENDO", "QUENDO"), ("Ms. Orla LNU", "Orla"), ("LNU, Orla", "Orla")])
def test_what_forms_write_for_an_unknown_part_is_no_name(text: str, name: str) -> None:
    assert read_name(text, "", RULES).name == name
    assert all(map(is_no_name, ["FNU", "LNU", "N/A", "NaN", "-"]))
    assert not any(map(is_no_name, ["Na", "Nan Htwe", "Null", "Noor"]))
