"""Exact look-up of States by printed name or code; what does not match exactly becomes a question.

A gate, not a matcher. A text resolves only when, after folding, it *is* an official name, a recorded alias or a
code of the reference table; everything else is a question with at most three suggestions. Fuzzy look-ups turned
"Republic of Korea" into the DPRK and "Niger" into Nigeria, so likeness only ever orders the suggestions.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from meetings.folding import fold_name, without_accents

REFERENCE = Path(__file__).parent / "reference"
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")

# "Netherlands (the)", "Afghanistan (l')": the article that terminology databases append is no part of a name.
APPENDED_ARTICLES = frozenset(["the", "le", "la", "les", "l", "el", "los", "las"])
LEADING_ARTICLES = frozenset(["the", "le", "la", "les", "los", "las"])
SUGGESTIONS = 3
# Below this likeness (0–100) a suggestion misleads more than it helps.
LEAST_LIKENESS = 60
# A word in the names of more States than these does not tell which is meant; nor do these.
_FEW_STATES = 4
_SAY_NOTHING = frozenset(
    (
        "new",
        "old",
        "north",
        "south",
        "east",
        "west",
        "great",
        "saint",
        "st",
        "san",
        "santo",
        "santa",
        "nouvelle",
        "nueva",
    )
) | frozenset(("united", "unis", "unidos", "kingdom", "royaume", "reino", "state", "states", "and", "the", "of", "rep"))
_LONG_WORD = 6  # letters from which on one slip leaves a word recognisable
_INITIAL = re.compile(r"\b\w")


@lru_cache(maxsize=65_536)
def key(text: str) -> str:
    """Fold a name for comparison: NFKC, case, punctuation, both apostrophes, an article before or after it.

    Accents are kept, and no alphabet is folded into another: a Cyrillic "С" never equals a Latin "C".
    """
    words = fold_name(text.replace("&", " and ")).split()
    while len(words) > 1 and words[-1] in APPENDED_ARTICLES:
        words.pop()
    if len(words) > 1 and words[0] in LEADING_ARTICLES:
        words.pop(0)
    return " ".join(words)


@lru_cache(maxsize=65_536)
def spellings(name: str) -> frozenset[str]:
    """The keys under which one name is found: as it is, without accents, and with bare initials and capitals.

    Typewritten lists print "Cote d'Ivoire", "Etats-Unis d'Amérique" and "Communauté Economique"; each is that one name.
    """
    bare_initials = _INITIAL.sub(lambda initial: without_accents(initial[0]), unicodedata.normalize("NFC", name))
    return frozenset([key(name), key(without_accents(name)), key(bare_initials)])


class CountryIndex:
    """The reference table as a look-up: one code for a text, or none.

    ``names``: (text, code) pairs of official names and aliases. ``alpha2``: two-letter code → code. ``ambiguous``:
    text → the codes to offer; such a text never resolves, whatever alias says otherwise. ``labels``: text → prepared
    designation of something outside the table, which never resolves and for which no State is suggested.
    ``codes`` are the codes of the table; a name for any other code raises ValueError.
    """

    def __init__(
        self,
        codes: Iterable[str],
        names: Iterable[tuple[str, str]],
        alpha2: Mapping[str, str] | None = None,
        ambiguous: Mapping[str, Iterable[str]] | None = None,
        labels: Mapping[str, str] | None = None,
    ) -> None:
        self.codes = frozenset(codes)
        self._alpha2 = dict(alpha2 or {})
        self._ambiguous = {k: tuple(offered) for text, offered in (ambiguous or {}).items() for k in spellings(text)}
        self._labels = {k: label for text, label in (labels or {}).items() for k in spellings(text)}
        self._names: dict[str, str] = {}
        self._by_word: dict[str, set[str]] = {}  # names by the words in them that may tell which State is meant
        self.contested: dict[str, tuple[str, ...]] = {}
        self._enter(names)

    def _enter(self, names: Iterable[tuple[str, str]]) -> None:
        """Enter the names; a spelling that two codes claim is contested and asks, the exact spelling of one wins."""
        exact: dict[str, set[str]] = {}
        spelt: dict[str, set[str]] = {}
        for text, code in names:
            if code not in self.codes:
                raise ValueError(f'"{text}" stands for {code}, which is not in the reference table.')
            exact.setdefault(key(text), set()).add(code)
            for spelling in spellings(text):
                spelt.setdefault(spelling, set()).add(code)
        # In order: of names equally like a text the same ones are suggested every time.
        for spelling in sorted(spelt.keys() - self._ambiguous.keys() - self._labels.keys()):
            claimed = exact.get(spelling) or spelt[spelling]
            if len(claimed) == 1:
                self._names[spelling] = next(iter(claimed))
            else:
                self.contested[spelling] = tuple(sorted(claimed))
        self._ambiguous.update(self.contested)
        for name in self._names:
            for word in _telling(name):
                self._by_word.setdefault(word, set()).add(name)
        self._common = {
            word for word, names in self._by_word.items() if len({self._names[one] for one in names}) > _FEW_STATES
        }

    def lookup(self, text: str, *, in_code_column: bool = False) -> str | None:
        """The code that ``text`` stands for, or None: ask.

        A three-letter code in capitals is read anywhere; two letters are a code only in a column of codes, where
        "NA" is Namibia and "NO" is Norway.
        """
        folded = key(text)
        if folded in self._ambiguous or folded in self._labels:
            return None
        if folded in self._names:
            return self._names[folded]
        printed = text.strip()
        if in_code_column:
            printed = printed.upper()
            return self._alpha2.get(printed, printed if printed in self.codes else None)
        return printed if printed in self.codes else None

    def lookup_beside(self, text: str, beside: str | None) -> str | None:
        """The code that ``text`` stands for where the column beside it says ``beside``.

        That only tells which of the States offered for an ambiguous name is meant ("Congo", COG); it never replaces a
        name that resolves or that is unknown.
        """
        return beside if beside in self._ambiguous.get(key(text), ()) else self.lookup(text)

    def several(self, text: str) -> tuple[str, ...]:
        """The codes of the States that share a name ("Guinea", "Congo"); none where it stands for one, or for none."""
        offered = self._ambiguous.get(key(text), ())
        return offered if len(offered) > 1 else ()

    def label(self, text: str) -> str | None:
        """The prepared designation, in United Nations usage, of something that is no State of the table."""
        return self._labels.get(key(text))

    def read_code(self, text: str, style: str) -> str | None:
        """The State of a printed code in a column of ``style`` (see ``code_style``), or None when it is no code."""
        printed = text.strip().upper()
        if style == "alpha2":
            return self._alpha2.get(printed)
        return printed if style == "alpha3" and printed in self.codes else None

    def code_agrees(self, name_code: str | None, printed: str, style: str) -> bool:
        """Whether the printed code says the same as the name beside it; a disagreement is a question, not a choice.

        "NA" is no code (and so agrees) among three-letter codes or beside a name that is no State.
        """
        text = printed.strip().upper()
        if not text or (text in {"NA", "N/A"} and (style != "alpha2" or name_code is None)):
            return True
        return self.read_code(text, style) == name_code

    def _names_a_label(self, folded: str) -> bool:
        """Whether a text is or holds a short prepared designation: no State is offered for "Taiwan, Prov. of China"."""
        short = (label for label in self._labels if label.count(" ") < 2)
        return folded in self._labels or any(f" {label} " in f" {folded} " for label in short)

    def _sharing_a_word(self, folded: str) -> set[str]:
        """The names that share a telling word with a text, written the same or with one slip in a long one."""
        from rapidfuzz.distance import DamerauLevenshtein

        found: set[str] = set()
        for word in _telling(folded) - self._common:
            found |= self._by_word.get(word, set())
            if len(word) >= _LONG_WORD:
                for other, names in self._by_word.items():
                    near = other not in self._common and other[0] == word[0] and abs(len(other) - len(word)) < 2
                    if near and DamerauLevenshtein.distance(word, other, score_cutoff=1) <= 1:
                        found |= names
        return found

    def suggestions(self, text: str) -> tuple[str, ...]:
        """Up to three codes to offer when ``text`` is a question, likeliest first; never used to decide.

        Each shares a word of its name with what is asked: "Scotland" is not like "Poland".
        """
        from rapidfuzz import fuzz, process

        folded = key(text)
        if not folded or self._names_a_label(folded):
            return ()
        if folded in self._ambiguous:
            return self._ambiguous[folded][:SUGGESTIONS]
        sharing = sorted(self._sharing_a_word(folded))
        likely = process.extract(folded, sharing, scorer=fuzz.WRatio, limit=30, score_cutoff=LEAST_LIKENESS)
        # Many names share a word such as "republic": of equals the one that is alike as a whole comes first.
        ordered = sorted(likely, key=lambda one: (-one[1], -fuzz.ratio(folded, one[0]), one[0]))
        offered = dict.fromkeys(self._names[name] for name, _, _ in ordered)
        return tuple(offered)[:SUGGESTIONS]


def _telling(folded: str) -> frozenset[str]:
    """The words of a folded name that may tell which State it is, without accents; Chinese is taken by characters."""
    words = {without_accents(word) for word in folded.split() if len(word) > 1} - _SAY_NOTHING
    return frozenset(words) if not any(word >= "\u3040" for word in words) else frozenset("".join(words))


def code_style(values: Iterable[str]) -> str:
    """The style "alpha2" or "alpha3" when a column holds codes of that length only, else "".

    "NA" tells nothing by itself: it is Namibia among two-letter codes and "not available" elsewhere.
    """
    telling = {value.strip().upper() for value in values} - {"", "NA", "N/A"}
    lengths = {len(value) for value in telling if value.isascii() and value.isalpha()}
    if len(lengths) != 1 or not all(value.isascii() and value.isalpha() for value in telling):
        return ""
    return {2: "alpha2", 3: "alpha3"}.get(lengths.pop(), "")


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of one reference file, by column name."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def from_reference(directory: Path = REFERENCE, table: str = "countries.csv") -> CountryIndex:
    """The index of the project's own files: of States, or of ``organisations.csv``."""
    rows = read_table(directory / table)
    codes = {row["code"] for row in rows}
    names = [
        (row[f"name_{language}"], row["code"]) for row in rows for language in LANGUAGES if row[f"name_{language}"]
    ]
    names += [(row["alias"], row["code"]) for row in read_table(directory / "aliases.csv") if row["code"] in codes]
    ambiguous = {row["alias"]: row["codes"].split() for row in read_table(directory / "ambiguous.csv")}
    labels = {row["alias"]: row["label"] for row in read_table(directory / "labels.csv")}
    return CountryIndex(
        codes, names, {row["alpha2"]: row["code"] for row in rows if row.get("alpha2")}, ambiguous, labels
    )
