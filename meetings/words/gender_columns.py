"""A gender column read as a column: its set of values decides, its header is the second witness; pure.

*M* is a man beside *F* and a woman beside *H*. Alone it says nothing, nor does *X*, until somebody says what it means.
Genders are values of ``vocabulary.Gender``; "" is *only a person can say*.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from meetings.words.answers import yes_or_no
from meetings.words.nulls import is_null
from meetings.words.synonyms import fold_header

WOMAN, MAN, UNKNOWN = "woman", "man", "unknown"

# Words of one gender wherever they stand: the six languages, and others in which forms are filled in.
_WORDS = {
    WOMAN: "woman|women|female|females|lady|ladies|fem|femenine|feminine|femme|femmes|féminin|féminine|femelle|mujer"
    "|mujeres|femenino|femenina|hembra|dama|damas|женщина|женщины|женский|жен|امرأة|نساء|أنثى|إناث|女|女性|女士"
    "|weiblich|frau|frauen|vrouw|vrouwen|vrouwelijk|donna|donne|femmina|femminile|mulher|mulheres|feminino|feminina"
    "|kvinna|kvinnor|kvinde|kvinder|kvinne|kvinner|kobieta|kobiety|žena|ženy|ženská|жінка|жіноча|жена|nainen|naiset"
    "|femeie|feminin|nő|kadın|kadin|γυναίκα|γυναίκες|θήλυ|perempuan|wanita|여|여성|여자|nữ|زن|נקבה|אישה|moteris|sieviete"
    "|naine|mwanamke|ms|mrs|miss|mme|mlle|sra|srta|señora|madame|г жа|السيدة|小姐",
    MAN: "man|men|male|males|gentleman|gentlemen|masc|masculine|homme|hommes|masculin|masculine|mâle|hombre|hombres"
    "|masculino|masculina|varón|varones|caballero|caballeros|мужчина|мужчины|мужской|муж|رجل|رجال|ذكر|ذكور|男|男性|男士"
    "|männlich|mann|männer|mannen|mannelijk|uomo|uomini|maschio|maschile|homem|homens|män|mand|mænd|menn|mężczyzna"
    "|mężczyźni|muž|muži|mužská|чоловік|чоловіча|мъж|mies|miehet|bărbat|férfi|erkek|άνδρας|άνδρες|άρρεν|laki laki"
    "|lelaki|pria|남|남성|남자|nam|مرد|זכר|גבר|vyras|vīrietis|mees|mwanaume|mr|monsieur|señor|г н|السيد|先生",
    "another": "another|another gender|other|other gender|non binary|nonbinary|non binary person|nb|enby|diverse"
    "|divers|gender diverse|third gender|gender fluid|genderfluid|genderqueer|autre|autre genre|non binaire|otro|otra"
    "|otro género|no binario|no binaria|другой|другое|небинарный|небинарная|آخر|غير ثنائي|其他|非二元",
    "undisclosed": "prefer not to say|prefers not to say|prefer not to disclose|prefer not to answer|undisclosed"
    "|not disclosed|rather not say|decline to state|declined to state|ne souhaite pas répondre|préfère ne pas répondre"
    "|préfère ne pas le dire|préfère ne pas dire|prefiere no decirlo|prefiero no decirlo|prefiere no responder"
    "|prefiero no responder|no desea responder|предпочитаю не указывать|предпочитаю не отвечать|не желаю отвечать"
    "|предпочитает не указывать|أفضل عدم الإفصاح|أفضل عدم الإجابة|يفضل عدم الإفصاح|不愿透露|不愿说明|不愿回答|保密",
    UNKNOWN: "unknown|not known|not recorded|not found|not stated|not available|not specified|unspecified|n a|na"
    "|none|null|nan|inconnu|inconnue|non renseigné|non précisé|desconocido|desconocida|no consta|no especificado"
    "|sin especificar|неизвестно|не указано|не указан|غير معروف|غير محدد|غير مذكور|未知|不详|未说明|未填写",
}  # fmt: skip
_SIGNS = {"♀": WOMAN, "♂": MAN, "?": UNKNOWN}
_GENDER = {fold_header(word): gender for gender, line in _WORDS.items() for word in line.split("|")}
# "Masculine" is English and, with an accent lost, nobody's feminine: the last word of two genders would win above.
_GENDER["masculine"] = MAN

Pair = tuple[str, str]  # the letter of a woman, the letter of a man
# Spanish, Portuguese, French, English, German, Nordic and Polish, Dutch, Slavic in Latin letters, Turkish, Indonesian,
# Finnish; Russian, Ukrainian, Greek, Arabic, Hebrew.
_PAIRS: tuple[Pair, ...] = tuple(
    (pair[0], pair[1])
    for pair in [
        "fm",
        "mh",
        "fh",
        "wm",
        "km",
        "vm",
        "dh",
        "zm",
        "ke",
        "pl",
        "nm",
        "жм",
        "жч",
        "γα",
        "θα",
        "اذ",
        "ثذ",
        "נז",
    ]
)
# The same letters where the header speaks another language: varón and mujer, vyras and moteris, nő and férfi …
_UNDER: Mapping[str, tuple[Pair, ...]] = {
    **dict.fromkeys(("sexo", "genero", "lytis"), (("m", "v"), ("h", "v"))),
    "nem": (("n", "f"),),
    "dzimums": (("s", "v"),),
}
_ALONE = {"f": WOMAN, "w": WOMAN, "h": MAN, "ж": WOMAN, "м": MAN}
_PAIR_LETTERS = frozenset(letter for pair in (*_PAIRS, *sum(_UNDER.values(), ())) for letter in pair)
_IN_WORDS: Mapping[str, Mapping[str, str]] = {
    **{word: {WOMAN: "mujer", MAN: "hombre"} for word in ("sexo", "genero")},
    **{word: {WOMAN: "femme", MAN: "homme"} for word in ("sexe", "genre")},
}
# In a column of its own a cross is a tick like any other.
_CROSSES = frozenset("✗✘×")


def value_key(value: str) -> str:
    """One spelling of a value: any case, with dots and blanks."""
    return fold_header(value) or value.strip(" .()[]").casefold() or value.strip()


def value_question(header: str, value: str) -> str:
    """The key of the one question about a value of a column."""
    return f"{fold_header(header)}|{value_key(value)}"[:500]


def word_gender(value: str) -> str:
    """The gender that a value says in words, "" for letters, signs and words that nobody knows."""
    if is_null(value.strip()):
        return UNKNOWN
    key = value_key(value)
    if known := _GENDER.get(key) or _SIGNS.get(key):
        return known
    # "M – Male", "Femenino (F)": the word says what the letter beside it means.
    said = {_GENDER[word] for word in key.split() if word in _GENDER}
    rest = [word for word in key.split() if word not in _GENDER and len(word) > 1]
    return said.pop() if len(said) == 1 and not rest else ""


def read_gender_column(header: str, values: Iterable[str], told: Mapping[str, str] | None = None) -> dict[str, str]:
    """What each distinct value (by ``value_key``) of a column means; "" for those that only a person can say.

    ``told`` are values that somebody has settled already.
    """
    told = told or {}
    printed = {value_key(value): value for value in values if value.strip()}
    words = {key: word_gender(value) for key, value in printed.items()}
    letters = {key for key, gender in words.items() if not gender and len(key) == 1}
    pairs = _supported(letters, {key[0]: gender for key, gender in words.items() if gender in (WOMAN, MAN)}, header)
    found = {key: gender or _letter(key, letters, pairs) for key, gender in words.items()}
    return found | {key: told[key] for key in found if key in told}


def declared_pairs(header: str) -> list[Pair]:
    """The letters that a header itself explains: "Género (H/M)", "Sex: male or female", "F/M"."""
    tokens = fold_header(header).split()
    genders = {token: _GENDER[token] for token in tokens if _GENDER.get(token) in (WOMAN, MAN)}
    initials = {token[0]: gender for token, gender in genders.items()} if len(set(genders.values())) == 2 else {}
    return _complete({token for token in tokens if len(token) == 1}, initials, _pairs_under(header))


def is_pair_of_genders(header: str) -> bool:
    """Whether a header is nothing but both genders: "M/F", "Hombre/Mujer", "男/女"."""
    tokens = fold_header(header).split()
    means = {_GENDER.get(token) or ("letter" if token in _PAIR_LETTERS else "") for token in tokens}
    if {WOMAN, MAN} == means:
        return True
    return means == {"letter"} and len(tokens) > 1 and bool(declared_pairs(header))


def _pairs_under(header: str) -> list[Pair]:
    special = [pair for word in fold_header(header).split() for pair in _UNDER.get(word, ())]
    return special + [pair for pair in _PAIRS if not any(set(pair) == set(other) for other in special)]


def _complete(letters: Collection[str], initials: Mapping[str, str], possible: Sequence[Pair]) -> list[Pair]:
    """The pairs of which both letters stand there, by themselves or as the first letter of a word of that gender."""

    def stands(letter: str, gender: str) -> bool:
        return letter in letters or initials.get(letter) == gender

    found = []
    for woman, man in possible:
        denied = initials.get(woman, WOMAN) != WOMAN or initials.get(man, MAN) != MAN
        by_letters = woman in letters and man in letters
        if by_letters or (not denied and stands(woman, WOMAN) and stands(man, MAN)):
            found.append((woman, man))
    return found


def _supported(letters: set[str], initials: Mapping[str, str], header: str) -> list[Pair]:
    return [*_complete(letters, initials, _pairs_under(header)), *declared_pairs(header)]


def _letter(key: str, letters: Collection[str], pairs: Sequence[Pair]) -> str:
    """What a letter means: by the one reading of all pairs that stand there, or alone where that is the only one."""
    if key not in letters:
        return ""
    means = {WOMAN if key == woman else MAN for woman, man in pairs if key in (woman, man)}
    if means:
        return means.pop() if len(means) == 1 else ""
    rivals = (set(letters) & _PAIR_LETTERS) - {key}
    return _ALONE.get(key, "") if not rivals else ""


def is_tick(value: str) -> bool:
    """Whether a cell of a column of its own says yes: x, ✓, 1, yes …"""
    return value.strip() in _CROSSES or yes_or_no(value) == "yes" or value.strip() in ("•", "●", "■", "√", "*", "+")


def is_tick_or_none(value: str) -> bool:
    return is_tick(value) or bool(yes_or_no(value)) or is_null(value.strip())


def may_mean_either(key: str) -> bool:
    """Whether a value is a letter that stands for a woman in one language and for a man in another."""
    return key in _PAIR_LETTERS


def word_for(gender: str, header: str) -> str:
    """Woman or man in the language of a header, for a question about its letters."""
    words = next(
        (words for header_word, words in _IN_WORDS.items() if header_word in fold_header(header).split()), None
    )
    return (words or {WOMAN: "woman", MAN: "man"})[gender]
