"""The reference files themselves: who is a State, in how many groups, and that nothing contradicts anything."""

import datetime
import re
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from meetings.countries import LANGUAGES, REFERENCE, from_reference, key, read_table
from meetings.names import title_key
from meetings.vocabulary import Area, Category, CountryKind, MeetingType

COUNTRIES = read_table(REFERENCE / "countries.csv")
ORGANISATIONS = read_table(REFERENCE / "organisations.csv")
GROUPINGS = read_table(REFERENCE / "groupings.csv")
GROUP_LABELS = read_table(REFERENCE / "group_labels.csv")
ALIASES = read_table(REFERENCE / "aliases.csv")
CODES = {row["code"] for row in COUNTRIES}
NAMES = [f"name_{language}" for language in LANGUAGES]
FORMER = {"SUN", "YUG", "SCG", "CSK", "DDR", "YMD"}
DAYS = [datetime.date(1985, 7, 1), datetime.date(1991, 2, 4), datetime.date(2000, 4, 30), datetime.date(2000, 5, 1)]
DAYS += [datetime.date(2006, 7, 1), datetime.date(2011, 1, 1), datetime.date(2024, 12, 31)]


def groups_on(grouping: str, day: datetime.date) -> dict[str, list[str]]:
    """State → groups that hold it on a day; both ends count."""
    held: dict[str, list[str]] = {}
    for row in GROUPINGS:
        begun = not row["start"] or datetime.date.fromisoformat(row["start"]) <= day
        going = not row["end"] or day <= datetime.date.fromisoformat(row["end"])
        if row["grouping"] == grouping and begun and going:
            held.setdefault(row["code"], []).append(row["group"])
    return held


def test_who_is_a_state() -> None:
    kinds = Counter(row["kind"] for row in COUNTRIES)
    assert kinds == {"member": 193, "observer": 2, "other_state": 2, "former": 6}
    assert set(kinds) == set(CountryKind.values)
    assert {row["code"] for row in COUNTRIES if row["kind"] == "observer"} == {"VAT", "PSE"}
    assert {row["code"] for row in COUNTRIES if row["kind"] == "other_state"} == {"COK", "NIU"}
    assert {row["code"] for row in COUNTRIES if row["kind"] == "former"} == FORMER
    assert not CODES & {"TWN", "XKX", "HKG", "MAC", "ESH", "PRI", "GRL", "EUR"}


def test_dissolved_states_and_only_they_have_an_end() -> None:
    assert {row["code"] for row in COUNTRIES if row["end"]} == FORMER
    assert {row["code"]: row["end"] for row in COUNTRIES if row["code"] in ("SUN", "CSK", "DDR")} == {
        "SUN": "1991-12-25",
        "CSK": "1992-12-31",
        "DDR": "1990-10-02",
    }


def test_codes_are_unique_and_well_formed() -> None:
    for column, pattern in (("code", "[A-Z]{3}"), ("alpha2", "([A-Z]{2})?"), ("m49", r"\d{3}")):
        values = [row[column] for row in COUNTRIES]
        assert all(re.fullmatch(pattern, value) for value in values), column
        assert max(Counter(filter(None, values)).values()) == 1, column
    assert all(row["alpha2"] for row in COUNTRIES if row["kind"] != "former")


def test_own_codes_stay_in_the_ranges_left_to_users() -> None:
    codes = [row["code"] for row in ORGANISATIONS]
    assert all(re.fullmatch("Q[M-Z][A-Z]|X[A-Z]{2}", code) for code in codes)
    assert len(codes) == len(set(codes))
    assert not set(codes) & {"XKX", "XXK", *CODES}
    assert {row["category"] for row in ORGANISATIONS} <= set(Category.values)
    assert {row["code"]: row["category"] for row in ORGANISATIONS}["XEU"] == "intergovernmental"


@pytest.mark.parametrize("row", COUNTRIES, ids=lambda row: row["code"])
def test_every_state_has_a_clean_name_in_six_languages(row: dict[str, str]) -> None:
    scripts = {"ar": "ARABIC", "ru": "CYRILLIC", "zh": "CJK"}
    for language in LANGUAGES:
        name = row[f"name_{language}"]
        assert name
        assert name == name.strip() == unicodedata.normalize("NFC", name)
        assert not re.search(r"\*|\((the|la|le|les|l['’]|el|los|las)\)|’", name)
        letters = [c for c in name if c.isalpha()]
        assert all(unicodedata.name(c).startswith(scripts.get(language, "LATIN")) for c in letters), name


def test_names_of_today() -> None:
    names = {row["code"]: row["name_en"] for row in COUNTRIES}
    assert [names[code] for code in ("TUR", "CIV", "SWZ", "MKD", "CZE", "CPV", "NLD", "GBR", "COD", "KOR", "PSE")] == [
        "Türkiye",
        "Côte d'Ivoire",
        "Eswatini",
        "North Macedonia",
        "Czechia",
        "Cabo Verde",
        "Netherlands",
        "United Kingdom of Great Britain and Northern Ireland",
        "Democratic Republic of the Congo",
        "Republic of Korea",
        "State of Palestine",
    ]


def test_no_text_stands_for_two_things() -> None:
    """Names and aliases of States and organizations together; ambiguous texts and prepared labels apart."""
    assert from_reference().contested == {}
    assert from_reference(table="organisations.csv").contested == {}
    stands_for: dict[str, set[str]] = {}
    for row in [*COUNTRIES, *ORGANISATIONS]:
        for name in NAMES:
            stands_for.setdefault(key(row[name]), set()).add(row["code"])
    for row in ALIASES:
        stands_for.setdefault(key(row["alias"]), set()).add(row["code"])
    stands_for.pop("")
    assert {text: codes for text, codes in stands_for.items() if len(codes) > 1} == {}
    special = {key(row["alias"]) for file in ("ambiguous", "labels") for row in read_table(REFERENCE / f"{file}.csv")}
    assert not special & {key(row["alias"]) for row in ALIASES}


def test_every_official_name_resolves_to_its_state_except_the_short_names_that_must_ask() -> None:
    index = from_reference()
    asking = {(r["code"], r[name]) for r in COUNTRIES for name in NAMES if index.lookup(r[name]) != r["code"]}
    assert {code for code, _ in asking} == {"COG", "GIN"}
    assert {index.lookup(name) for _, name in asking} == {None}


def test_aliases_name_something_known_in_a_known_language() -> None:
    known = CODES | {row["code"] for row in ORGANISATIONS}
    assert {row["code"] for row in ALIASES} <= known
    assert {row["language"] for row in ALIASES} <= {*LANGUAGES, ""}
    keys = Counter(key(row["alias"]) for row in ALIASES)
    assert max(keys.values()) == 1


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("grouping", ["regional_group", "region", "subregion"])
def test_every_state_is_in_exactly_one_group_on_any_day(grouping: str, day: datetime.date) -> None:
    held = groups_on(grouping, day)
    assert held.keys() == CODES
    assert {code: groups for code, groups in held.items() if len(groups) != 1} == {}


def test_the_regional_groups_that_need_a_decision() -> None:
    held = groups_on("regional_group", datetime.date(2024, 1, 1))
    assert held["TUR"] == held["USA"] == held["ISR"] == ["western_european_other"]
    assert held["VAT"] == held["COK"] == held["NIU"] == ["none"]
    assert held["PSE"] == held["KIR"] == held["CYP"] == ["asia_pacific"]
    assert groups_on("regional_group", datetime.date(2000, 4, 30))["ISR"] == ["none"]
    assert groups_on("regional_group", datetime.date(1991, 2, 4))["SUN"] == ["eastern_european"]
    notes = {row["code"]: row["note"] for row in GROUPINGS if row["grouping"] == "regional_group"}
    assert "for electoral purposes" in notes["TUR"]
    assert "for electoral purposes" in notes["USA"]


def test_sizes_of_the_regional_groups_of_members() -> None:
    members = {row["code"] for row in COUNTRIES if row["kind"] == "member"}
    held = groups_on("regional_group", datetime.date(2024, 1, 1))
    assert Counter(groups[0] for code, groups in held.items() if code in members) == {
        "african": 54,
        "asia_pacific": 54,
        "eastern_european": 23,
        "latin_american_caribbean": 33,
        "western_european_other": 29,
    }


@pytest.mark.parametrize(
    ("code", "last_day"),
    [
        ("BWA", "1994-12-18"),
        ("CPV", "2007-12-19"),
        ("MDV", "2010-12-31"),
        ("WSM", "2013-12-31"),
        ("GNQ", "2017-06-03"),
        ("VUT", "2020-12-03"),
        ("BTN", "2023-12-12"),
        ("STP", "2024-12-12"),
    ],
)
def test_graduations_from_the_least_developed_countries(code: str, last_day: str) -> None:
    last = datetime.date.fromisoformat(last_day)
    assert code in groups_on("ldc", last)
    assert code not in groups_on("ldc", last + datetime.timedelta(days=1))


def test_the_least_developed_countries_today() -> None:
    assert len(groups_on("ldc", datetime.date(2025, 1, 1))) == 44
    assert len(groups_on("lldc", datetime.date(2025, 1, 1))) == 32
    assert {"CPV", "COK", "SGP"} <= groups_on("sids", datetime.date(2025, 1, 1)).keys()


def test_a_state_is_in_at_most_one_group_of_a_grouping_on_any_day() -> None:
    spans: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in GROUPINGS:
        span = (row["start"] or "0001-01-01", row["end"] or "9999-12-31")
        assert span[0] <= span[1], row
        spans.setdefault((row["grouping"], row["code"]), []).append(span)
    for held in spans.values():
        held.sort()
        assert all(before[1] < after[0] for before, after in pairwise(held)), held


def test_income_groups_are_whole_fiscal_years() -> None:
    spans = [(row["start"], row["end"]) for row in GROUPINGS if row["grouping"] == "income_group"]
    assert [span for span in spans if not span[0].endswith("-07-01") or not span[1].endswith("-06-30")] == []
    assert (min(spans)[0], max(end for _start, end in spans)) == ("1988-07-01", "2027-06-30")


def test_every_fiscal_year_of_the_income_groups_is_on_file() -> None:
    outside = {"COK", "NIU", "VAT", "DDR"}
    former = {"SUN", "CSK", "YUG", "SCG", "YMD"}
    for year in range(1989, 2028):
        for day in (datetime.date(year - 1, 7, 1), datetime.date(year, 6, 30)):
            held = groups_on("income_group", day)
            assert CODES - outside - former <= held.keys()
            assert not outside & held.keys()


@pytest.mark.parametrize(
    ("year", "low"),
    [(2002, 63), (2009, 49), (2012, 35), (2016, 31), (2019, 34), (2021, 29), (2024, 26), (2025, 26)],
)
def test_as_many_low_income_economies_as_the_world_bank_counted(year: int, low: int) -> None:
    held = groups_on("income_group", datetime.date(year - 1, 10, 1))
    assert len([code for code, groups in held.items() if groups == ["low"]]) == low


@pytest.mark.parametrize(
    ("code", "fiscal_year", "group"),
    [
        ("IND", 2008, "low"),
        ("IND", 2009, "lower_middle"),
        ("CHN", 2011, "lower_middle"),
        ("CHN", 2012, "upper_middle"),
        ("RUS", 2013, "upper_middle"),
        ("RUS", 2014, "high"),
        ("RUS", 2017, "upper_middle"),
        ("RUS", 2025, "high"),
        ("VEN", 2021, "upper_middle"),
        ("VEN", 2022, "not_classified"),
        ("ETH", 2026, "not_classified"),
        ("CRI", 2025, "upper_middle"),
        ("CRI", 2026, "high"),
        ("NAM", 2026, "lower_middle"),
        ("TGO", 2027, "lower_middle"),
        ("SUN", 1992, "upper_middle"),
    ],
)
def test_income_groups_that_changed(code: str, fiscal_year: int, group: str) -> None:
    for day in (datetime.date(fiscal_year - 1, 7, 1), datetime.date(fiscal_year, 6, 30)):
        assert groups_on("income_group", day)[code] == [group]


@pytest.mark.parametrize(
    ("day", "members"),
    [("1996-06-16", 0), ("1996-06-17", 60), ("1999-08-04", 60), ("1999-08-05", 65), ("2026-01-20", 65)],
)
def test_members_of_the_conference_on_disarmament(day: str, members: int) -> None:
    assert len(groups_on("forum:cd", datetime.date.fromisoformat(day))) == members


def test_groups_of_the_conference_on_disarmament() -> None:
    held = groups_on("forum:cd", datetime.date(2020, 1, 20))
    sizes = {"cd_group_of_21": 33, "cd_western": 25, "cd_eastern_european": 6, "cd_china": 1}
    assert Counter(groups[0] for groups in held.values()) == sizes
    before = groups_on("forum:cd", datetime.date(2015, 1, 20))
    assert [code for code, groups in before.items() if groups == ["cd_not_on_file"]] == ["HUN", "POL", "SVK", "SWE"]


def test_groups_of_forums_belong_to_a_forum_and_are_told_apart() -> None:
    own = {(row["grouping"], row["key"]) for row in GROUP_LABELS if row["grouping"].startswith("forum:")}
    forums = {row["code"] for row in read_table(REFERENCE / "forums.csv")}
    assert {grouping.removeprefix("forum:") for grouping, _key in own} <= forums
    assert len({key for _grouping, key in own}) == len(own)
    assert max(len(row["grouping"]) for row in GROUP_LABELS) <= 20


def test_every_group_is_labelled_and_every_label_used() -> None:
    labelled = [(row["grouping"], row["key"]) for row in GROUP_LABELS]
    assert len(labelled) == len(set(labelled))
    assert set(labelled) == {(row["grouping"], row["group"]) for row in GROUPINGS}
    assert all(row[name] for row in GROUP_LABELS for name in NAMES)
    assert [row["name_en"] for row in GROUP_LABELS if row["grouping"] == "regional_group"] == [
        "African States",
        "Asia-Pacific States",
        "Eastern European States",
        "Latin American and Caribbean States",
        "Western European and other States",
        "not in a group",
    ]


def test_each_title_has_one_rule_with_a_known_claim() -> None:
    rows = read_table(REFERENCE / "honorifics.csv")
    keys = Counter(title_key(row["title"]) for row in rows)
    assert max(keys.values()) == 1
    assert "" not in keys
    assert {row["claim"] for row in rows} == {"woman", "man", "ask", ""}
    assert all(len(row["language"]) == 2 for row in rows)


def test_forums_have_a_known_type_and_area() -> None:
    rows = read_table(REFERENCE / "forums.csv")
    assert len(rows) == len({row["code"] for row in rows}) >= 40
    assert all(row[f"title_{language}"] for row in rows for language in ("en", "fr", "es"))
    assert {row["type"] for row in rows} <= set(MeetingType.values)
    assert {row["area"] for row in rows} == set(Area.values)
    codes = {row["code"] for row in rows}
    assert {"first-committee", "undc", "cd", "npt-revcon", "npt-prepcom", "ccw-gge-laws", "bwc-msp", "att-csp"} <= codes


@pytest.mark.parametrize("path", sorted(REFERENCE.glob("*.csv")), ids=lambda path: path.name)
def test_files_are_utf8_with_plain_line_ends_and_complete_rows(path: Path) -> None:
    data = path.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    rows = read_table(path)
    assert rows
    assert all(None not in row and None not in row.values() for row in rows)
    assert len(rows) == len({tuple(row.values()) for row in rows})


# Titles of men and of women that are each other's counterparts; several may share one.
PAIRS = """
Mr Ms|Mr Mrs|Mr Miss|Mister Madam|Messrs Mesdames|Messrs Misses|Sir Dame|Lord Lady|Prince Princess|Sheikh Sheikha
Shaikh Shaikha|Shaykh Shaykha|Sheik Sheika|His_Excellency Her_Excellency|His_Highness Her_Highness
His_Majesty Her_Majesty
His_Royal_Highness Her_Royal_Highness|His_Serene_Highness Her_Serene_Highness|His_Eminence Her_Eminence
His_Grace Her_Grace|His_Honour Her_Honour|M. Mme|MM Mmes|Monsieur Madame|Monsieur Mademoiselle|Messieurs Mesdames
M. Mlle|MM Mlles|S.E.M S.E.Mme|Sieur Dame|Sr Sra|Sr Srta|Señor Señora|Señor Señorita|Sres Sras|Señores Señoras|D. D.ª
Don Doña|Don Dña|Caballero Dama|Excmo._Sr Excma._Sra|Excmo._Señor Excma._Señora|Ilmo._Sr Ilma._Sra|S.E._Sr S.E._Sra
г-н г-жа|г-да г-жи|господин госпожа|господа госпожи|Его_Превосходительство Ее_Превосходительство
Его_Превосходительство Её_Превосходительство|Его_Высочество Ее_Высочество|Его_Величество Ее_Величество
السيد السيدة|سيد سيدة|السيد الآنسة|السيد الانسة|سيد آنسة|السادة السيدات|الشيخ الشيخة|شيخ شيخة|الأمير الأميرة
صاحب_السعادة_السيد صاحبة_السعادة_السيدة|先生 女士|先生 小姐|Herr Frau|Herrn Frau|Herr Fräulein
Hr Fru|Κύριος Κυρία|Κος κα
Herra Rouva|Shri Shrimati|Shri Smt|Shri Kumari|Gospodin Gospođa|Gospodin Gospa|G-din Gđa|Sig Sig.ra|Sig Sig.na
Signor Signora|Signore Signora|Signore Signorina|Ponas Ponia|Ponas Panelė|Encik Puan|De_heer Mevrouw|Dhr Mevr|Dhr Mvr
Dhr Mw|Pan Pani|Pan Paní|Senhor Senhora|Senhores Senhoras|Exmo._Sr Exma._Sra|Exmo._Senhor Exma._Senhora|Dl Dna
Don Dona|Domnul Doamna|Domnul Domnișoara|пан пані
"""
# Endings of titles that say nothing; what is on file with one ending is there with the other.
ENDINGS = {
    "es": [("o", "a"), ("or", "ora"), ("ón", "ona"), ("án", "ana"), ("el", "ela")],
    "fr": [("eur", "eure"), ("eur", "rice"), ("er", "ère"), ("al", "ale"), ("ant", "ante"), ("nd", "nde")],
    "ar": [("", "ة")],
    "pt": [("or", "ora"), ("o", "a")],
    "de": [("er", "erin"), ("or", "orin"), ("al", "alin")],
    "it": [("ore", "rice"), ("ore", "oressa")],
}
# One word for both, or no counterpart in use: abbreviations, ranks and offices of clergy, plural or foreign words.
ONE_WORD = frozenset(
    (
        *(
            "Pbro",
            "Monseñor",
            "Mayora",
            "Mayor",
            "Mons",
            "Coronel",
            "Sor",
            "Cap",
            "Econ",
            "Lic",
            "Ing",
            "Prof",
            "Exc",
            "Abg",
        ),
        *(
            "Abog",
            "Gral",
            "Cmte",
            "Inga",
            "Profa",
            "Licda",
            "Dra",
            "Magistra",
            "Presbítera",
            "Cnel",
            "Monseigneur",
            "Sua",
        ),
        *(
            "Frère",
            "Mère",
            "Père",
            "Soeur",
            "أ",
            "أ.د",
            "ا.د",
            "اللواء",
            "الفريق",
            "المطران",
            "د.",
            "دولة",
            "سعادة",
            "سمو",
        ),
        *(
            "م",
            "معالي",
            "فخامة",
            "فضيلة",
            "الأب",
            "الأم",
            "السيد/ة",
            "القس",
            "القسيسة",
            "السادة",
            "السيدات",
            "آنسة",
            "الآنسة",
        ),
        "الانسة",
    )
)


def test_every_title_of_a_man_has_that_of_a_woman_and_the_other_way_round() -> None:
    rows = read_table(REFERENCE / "honorifics.csv")
    claims = {row["title"]: row["claim"] for row in rows}
    pairs = [
        (man.replace("_", " "), woman.replace("_", " "))
        for line in PAIRS.split("\n")
        for pair in line.split("|")
        if pair
        for man, woman in [pair.split(" ")]
    ]
    assert [pair for pair in pairs if (claims.get(pair[0]), claims.get(pair[1])) != ("man", "woman")] == []
    assert {title for title, claim in claims.items() if claim == "man"} == {man for man, _ in pairs}
    assert {title for title, claim in claims.items() if claim == "woman"} == {woman for _, woman in pairs}


def uneven(titles: set[str], endings: list[tuple[str, str]]) -> list[str]:
    """Titles of one word that end as those of men, or of women, and lack every counterpart."""
    lacking = []
    for title in sorted(titles):
        mine = [(title.removesuffix(man) + woman) for man, woman in endings if title.endswith(man)]
        theirs = [(title.removesuffix(woman) + man) for man, woman in endings if woman and title.endswith(woman)]
        if (mine or theirs) and titles.isdisjoint([*mine, *theirs]):
            lacking.append(title)
    return lacking


@pytest.mark.parametrize("language", ENDINGS)
def test_titles_that_say_nothing_are_on_file_for_both(language: str) -> None:
    rows = read_table(REFERENCE / "honorifics.csv")
    titles = {row["title"] for row in rows if row["language"] in (language, "en") and " " not in row["title"]}
    own = {row["title"] for row in rows if row["language"] == language and not row["claim"]}
    assert [title for title in uneven(titles, ENDINGS[language]) if title in own - ONE_WORD] == []


def test_an_uneven_pair_is_found() -> None:
    assert uneven({"Senador", "Senadora", "Notario"}, ENDINGS["es"]) == ["Notario"]
    assert uneven({"Notaria"}, ENDINGS["es"]) == ["Notaria"]
