"""Names and courtesy titles: which names are the same, what a title claims, and what is no title."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.countries import REFERENCE, read_table
from meetings.folding import fold_name, normalise
from meetings.names import (
    Title,
    TitleRules,
    read_title,
    title_key,
)
from meetings.names.parts import name_key, split_name
from meetings.names.titled import prints_titles, split_honorific
from tests.worlds.places import SHARED

RULES = TitleRules((row["title"], row["claim"]) for row in read_table(REFERENCE / "honorifics.csv"))
INC = SHARED / "data/rosters/inc-1-to-6.csv"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ivan PETROV", "ivan petrov"),
        ("PETROV, Ivan", "Ivan PETROV"),
        ("O’Hara, Ann", "Ann O'Hara"),
        ("Jean-Pierre  DUPONT", "Jean Pierre Dupont"),
        ("J.P. SMITH", "J. P. Smith"),
        ("José", "Jose\u0301"),
        ("Ｗang Ｗei", "Wang Wei"),
        ("Ayşe İNCE", "Ayşe ince"),
        ("STRASSE", "Straße"),
        ("Anna\u00a0LEE", "Anna Lee"),
        ("Smith, John, Jr.", "John Smith Jr"),
        ("Smith, Jr.", "SMITH JR"),
        ("مُحَمَّد", "محمد"),
        ("Ali\u200cReza", "AliReza"),
    ],
)
def test_same_name_same_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ivan Petrov", "Petrov Ivan"),
        ("Pаul", "Paul"),  # the first "а" is Cyrillic
        ("Maria de la Cruz", "Maria Cruz"),
        ("José Sol", "Jose Sol"),
        ("J. Smith", "John Smith"),
        ("Сергей", "Сергеи"),
    ],
)
def test_other_name_other_key(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text())
def test_keys_are_stable(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)
    assert name_key(f"  {text}\t") == name_key(text)
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_letters_and_others_fold_by_one_rule(text: str) -> None:
    """The short cut for ASCII gives what the long way gives."""
    assert fold_name(text + " é").removesuffix("é").strip() == fold_name(text)


@pytest.mark.parametrize(
    ("full_name", "expected"),
    [
        ("Ivan PETROV", ("Ivan", "PETROV")),
        ("PETROV Ivan", ("Ivan", "PETROV")),
        ("PETROV, Ivan", ("Ivan", "PETROV")),
        ("Maria de la CRUZ", ("Maria", "de la CRUZ")),
        ("Ronald McDONALD", ("Ronald", "McDONALD")),
        ("Abdullah bin Zayed AL-NAHYAN", ("Abdullah bin Zayed", "AL-NAHYAN")),
        ("J. P. SMITH", ("J. P.", "SMITH")),
        ("John SMITH, Jr.", ("John", "SMITH")),
        ("IVAN PETROV", ("", "")),
        ("Ivan Petrov", ("", "")),
        ("Ivan PETROV Junior", ("", "")),
        ("", ("", "")),
    ],
)
def test_split_name_only_where_the_print_tells(full_name: str, expected: tuple[str, str]) -> None:
    assert split_name(full_name) == expected


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (
            "Mr|Mr.|MR|Mister|Messrs.|HE Mr|H.E. Mr.|H.E.Mr.|H. E. Mr|Sir|Lord|Prince|Sheikh|HE Sir|Dr. Mr.|Mr. Dr."
            "|M|M.|M. |M..|MM.|Monsieur|S.E. M.|SE M|S.E.M.|Sr|Sr.|D.|Excmo. Sr.|Excmo. Sr. D.|S.E. Sr.|SE Sr|HE Sr"
            "|HE M|г-н|Г-Н|господин|السيد|سعادة السيد|先生|大使先生|Herr|Hr.|Signor|His Excellency Mr."
            "|Mr./Dr.|El Sr.|Senor|M. le Ministre",
            Title("man", "clear"),
        ),
        (
            "Ms|Ms.|Mrs|Miss|H.E. Ms.|HE Mrs|H.E. Ms/Mrs|Dame|Lady|Princess|Sheikha|Ms. Mrs.|Prof. Ms.|Ms. (Dr.)|Mme"
            "|Mme.|Mlle|S.E. Mme|Madame|Sra|Sra.|Srta.|Dña.|Excma. Sra.|S.E. Sra.|Sr.ª|г-жа|госпожа|السيدة"
            "|الآنسة|女士|小姐|Frau|Sig.ra|Her Excellency"
            "|Ms/Dr|La Sra.|S.E. la Sra.|Senora|Madame l'Ambassadrice|Madame la Ministre|السيده|الأنسة",
            Title("woman", "clear"),
        ),
        (
            "HE|H.E.|H. E.|S.E.|SE|Ambassador|Amb.|Dr|Dr.|Prof.|Prof Dr|HE Dr|HE Prof|Hon.|Rev|Rev.|Col.|Lt. Col.|Gen."
            "|Mx|Mx.|Fr|Fr.|P.|HE Archbishop|Archbishop|Msgr.|Sister|Rev. Sr.|SE Lic|SE Dr|Lic.|Ing.|Pr|Me|Ambassadeur"
            "|Ambassadrice|Embajador|Embajadora|Dra.|Dr(a).|Excma.|посол|д-р|سعادة|معالي|د.|السفير|大使|博士|教授|阁下"
            "|Mr./Ms.|Mr/Ms|Ms./Mr.|Mr. or Ms.|Mr. or Dr.|M./Mme|Sr./Sra.|Sr(a).|Mr(s).|г-н/г-жа|先生/女士|Dott.ssa",
            Title("", "silent"),
        ),
        ("||-|N/A| . ", Title("", "none")),
        ("Zorg|Mr Zorg|Mr/Zorg|Ivan|Mr. Ivan|Хан", Title("", "unknown")),
        ("Mr. Ms.|Ms. Mr.|S.E. M. Mme|Her Excellency Mr.|Sr. Sra.|先生 女士", Title("", "contradicting")),
        ("夫人|大使夫人|Mr 夫人|夫人/女士", Title("", "ask")),
        ("Mr. and Mrs.|Mr & Mrs|M. et Mme|Sr. y Sra.|г-н и г-жа|السيد والسيدة|Dr. and Mrs.", Title("", "joint")),
    ],
)
def test_what_titles_claim(titles: str, expected: Title) -> None:
    read = {title: read_title(title, RULES) for title in titles.split("|")}
    assert read == dict.fromkeys(read, expected)


def test_an_answer_of_the_office_replaces_the_rule_on_file() -> None:
    rules = TitleRules([("Mr", "man"), ("Zorg", ""), ("Zorg.", "woman")])
    assert read_title("HE Zorg", rules).status == "unknown"
    assert read_title("zorg", rules) == Title("woman", "clear")


def test_a_rule_cannot_claim_something_else() -> None:
    with pytest.raises(ValueError, match="may claim woman, man, ask or nothing"):
        TitleRules([("Mr", "male")])


@pytest.mark.parametrize(
    ("cell", "honorific", "name"),
    [
        ("H.E. Mr. Ivan PETROV", "H.E. Mr.", "Ivan PETROV"),
        ("HE Mr Ivan PETROV", "HE Mr", "Ivan PETROV"),
        ("S.E. Mme Anne de la CROIX", "S.E. Mme", "Anne de la CROIX"),
        ("Prof. Dr. Hans MEIER", "Prof. Dr.", "Hans MEIER"),
        ("Mr./Ms. Ann BO", "Mr./Ms.", "Ann BO"),
        ("Mr.Ivan PETROV", "Mr.", "Ivan PETROV"),
        ("PETROV, Mr. Ivan", "Mr.", "PETROV, Ivan"),
        ("PETROV, Ivan (Mr.)", "Mr.", "PETROV, Ivan"),
        ("PETROV Ivan, Mr.", "Mr.", "PETROV Ivan"),
        ("Lt. Col. Jane DOE", "Lt. Col.", "Jane DOE"),
        ("السيد أحمد علي", "السيد", "أحمد علي"),
        ("سعادة السيد أحمد علي", "سعادة السيد", "أحمد علي"),
        ("د. أحمد علي", "د.", "أحمد علي"),
        ("张伟先生", "先生", "张伟"),
        ("王毅大使先生", "大使先生", "王毅"),
        ("г-жа Анна Иванова", "г-жа", "Анна Иванова"),
        ("Mr.", "Mr.", ""),
        ("", "", ""),
        ("Dr May LIM", "Dr", "May LIM"),
    ],
)
def test_titles_inside_a_name(cell: str, honorific: str, name: str) -> None:
    assert split_honorific(cell, RULES) == (honorific, name)


@pytest.mark.parametrize(
    "name",
    [
        "Ivan PETROV",
        "M. Dupont",
        "M. K. RAO",
        "D. Juan",
        "P. Silva",
        "HE Yafei",
        "SE Jin",
        "Dame DIOP",
        "Sheikh HASINA",
        "Prince NKOMO",
        "Pan WEI",
        "May LIM",
        "Eng HEN",
        "H. E. RAO",
        "M.P. SHARMA",
        "Ann (Nan) BO",
        "Don SMITH",
        "Smith, John",
    ],
)
def test_names_and_initials_are_no_titles(name: str) -> None:
    assert split_honorific(name, RULES) == ("", name)


@pytest.mark.parametrize(
    ("cell", "honorific"),
    [
        ("M. Dupont", "M."),
        ("M. Jean DUPONT", "M."),
        ("D. Juan SOL", "D."),
        ("M. K. RAO", ""),
        ("HE Yafei", ""),
        ("M.", ""),
    ],
)
def test_a_column_that_prints_titles_makes_m_monsieur_but_not_two_initials(cell: str, honorific: str) -> None:
    assert split_honorific(cell, RULES, titles_inside=True)[0] == honorific


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["M. Jean DUPONT", "Mme Anne PETIT", "", "M. Luc SIMON"], True),
        (["M. DUPONT", "D. PETIT", "P. SIMON"], False),
        (["Ivan PETROV", "Anna LEE", "Mr. Paul BO"], False),
        ([], False),
    ],
)
def test_prints_titles(names: list[str], expected: bool) -> None:
    assert prints_titles(names, RULES) is expected


@given(st.text(max_size=40))
def test_splitting_loses_no_letter(cell: str) -> None:
    honorific, name = split_honorific(cell, RULES, titles_inside=True)
    assert sorted(name_key(f"{honorific} {name}".replace(",", " "))) == sorted(name_key(cell.replace(",", " ")))


@pytest.mark.skipif(not INC.exists(), reason="the 1991–92 lists are not beside the project")
def test_every_title_of_the_1991_lists_is_read_and_differs_only_by_rule() -> None:
    """Against what the lists' own authors derived; clergy and "Fr" say nothing by rule, which they did not apply."""
    with INC.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    theirs = {"1": "woman", "0": "man", "": ""}
    differing = {row["Honorific"] for row in rows if read_title(row["Honorific"], RULES).claim != theirs[row["Female"]]}
    assert differing == {"Fr", "Rev", "HE Archbishop"}
    assert not [row for row in rows if read_title(row["Honorific"], RULES).status in ("unknown", "contradicting")]


def test_titles_differing_in_dots_and_case_are_one_rule() -> None:
    assert title_key("H.E. Mr.") == title_key("he MR..") == "he mr"
