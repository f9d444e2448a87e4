"""Courtesy titles read as gender claims.

A courtesy title is evidence, a given name never is: nothing here looks at a name to tell a gender. Titles come from
``meetings/reference/honorifics.csv`` and from the answers of the office; one that is in neither is *unknown* and asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from meetings.folding import fold_name, plainly

WOMAN, MAN, ASK, NOTHING = "woman", "man", "ask", ""

LONG = 4  # letters of a title behind "l'"
NO_TITLE = frozenset(["", "na", "n a", "none", "nil"])
# "La Sra.", "Madame la Ministre": an article before a title is no part of it.
ARTICLES = frozenset(("the", "la", "le", "les", "el", "los", "las", "il", "lo"))


@dataclass(frozen=True, slots=True)
class Title:
    """What a courtesy title says: ``claim`` is "woman", "man" or "" and ``status`` why.

    clear · silent (a title that says nothing, or names both) · none (no title) · unknown (no rule: ask) ·
    contradicting ("Mr. Ms.") · joint ("Mr. and Mrs.": two people) · ask (one that a person must decide, such as 夫人).
    """

    claim: str
    status: str


_BETWEEN = re.compile(r"(?<=\w)\.(?=\w\w)")  # "H.E.Mr." is "H.E." and "Mr."
_DROPPED = re.compile(r"[.\-‐‑–·'’ʼ]")
_OR = re.compile(r"\bor\b|\bou\b|\boder\b|\bили\b|\bأو\b|或", re.IGNORECASE)
_EITHER = re.compile(rf"/|\||／|{_OR.pattern}", re.IGNORECASE)
_AND = re.compile(r"\s*[&+;]\s*|\s+(?:and|et|y|e|und|и|و)\s+|\s+و(?=ال|سيد)|[和及與与、]", re.IGNORECASE)


_BEGIN_PEOPLE = frozenset(("he", "se", "h", "s", "dr", "prof", "amb", "rev", "mx"))
# Quicker than ``title_words``: what it drops is dropped, and what may stand against a word is a blank.
_AS_WORDS = {ord(mark): None for mark in ".-‐‑–·'’ʼ"} | {ord(mark): " " for mark in ",;()/|&+"}


def with_blanks(text: str) -> str:
    """Titles that were typed closed up, with blanks: "H.E.Mr." → "H.E. Mr."."""
    return _BETWEEN.sub(". ", text)


@lru_cache(maxsize=65_536)
def title_words(text: str) -> tuple[str, ...]:
    """The words of a title without dots, hyphens and case: "H.E. Mr.." → ("he", "mr")."""
    spaced = _BETWEEN.sub(" ", unicodedata.normalize("NFKC", text))
    return tuple(fold_name(_DROPPED.sub("", spaced)).split())


def title_key(text: str) -> str:
    """The key under which one title has one rule."""
    return " ".join(title_words(text))


class TitleRules:
    """The titles on file, from (title, claim) pairs; claim is "woman", "man", "ask", or "" for *says nothing*.

    Compound titles are read from their parts, so "H.E. Mr. Dr." needs no rule of its own. A later pair replaces an
    earlier one: the answers of the office come after the reference file.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._claims: dict[tuple[str, ...], str] = {}
        for title, claim in pairs:
            if claim not in (WOMAN, MAN, ASK, NOTHING):
                raise ValueError(f'The title "{title}" claims "{claim}"; it may claim woman, man, ask or nothing.')
            self._claims[title_words(title)] = claim
        self._claims.pop((), None)
        # As they are typed without accents; a title that is on file so itself comes first.
        self._plain = {tuple(map(plainly, words)): claim for words, claim in self._claims.items()}
        # How many words to try from a first word on; most titles are one word long.
        self._reach: dict[str, int] = {}
        for words in (*self._claims, *self._plain):
            self._reach[words[0]] = max(self._reach.get(words[0], 0), len(words))
        # First words of titles that may begin a person inside a text; most names are settled by not holding one.
        self._inside = _BEGIN_PEOPLE | {
            words[0] for titles in (self._claims, self._plain) for words, claim in titles.items() if claim
        }
        unspaced = sorted((w[0] for w in self._claims if len(w) == 1 and _is_unspaced(w[0])), key=len, reverse=True)
        self._unspaced = re.compile("|".join(map(re.escape, unspaced)) or r"(?!)")
        self._unspaced_at_end = re.compile(f"(?:{self._unspaced.pattern})+$")
        self.read = lru_cache(maxsize=16_384)(self._read)

    def match(self, words: Sequence[str], at: int = 0) -> int:
        """How many words from ``at`` on make one title on file, the longest first; 0 when none does."""
        reach = self._reach.get(words[at]) or self._reach.get(plainly(words[at]), 0)
        for length in range(min(reach, len(words) - at), 0, -1):
            if self._find(words[at : at + length]) is not None:
                return length
        return 0

    def _find(self, words: Sequence[str]) -> str | None:
        found = self._claims.get(tuple(words))
        return self._plain.get(tuple(map(plainly, words))) if found is None else found

    def begin(self, text: str) -> bool:
        """Whether some title on file begins as ``text`` does; most names are settled by this alone."""
        words = title_words(text)
        return bool(words) and (words[0] in self._reach or plainly(words[0]) in self._reach)

    def may_hold_title(self, text: str, behind: int = 0) -> bool:
        """Whether a word of a title may be in the text, behind so many words; False is certain."""
        return not self._inside.isdisjoint(text.casefold().translate(_AS_WORDS).split()[behind:])

    def claim(self, words: Sequence[str]) -> str:
        """What one title on file claims."""
        return self._find(words) or NOTHING

    def elided(self, words: Sequence[str], at: int) -> bool:
        """Whether the word is a title behind an article that lost its vowel: "l'Ambassadrice"."""
        word = words[at]
        return word[:1] == "l" and len(word) > LONG and self._find((word[1:],)) is not None

    def _read(self, text: str) -> Title:
        words = title_words(text)
        if " ".join(words) in NO_TITLE:
            return Title("", "none")
        if words not in self._claims and _EITHER.search(text):
            return self._read_either(text, [part for part in _EITHER.split(text) if title_words(part)])
        if words not in self._claims and self.names_two(text):
            return Title("", "joint")
        if any(map(_is_unspaced, words)):
            words = title_words(self._unspaced.sub(r" \g<0> ", text))
        claims, at = set(), 0
        while at < len(words):
            if words[at] in ARTICLES and at + 1 < len(words) and not self.match(words, at):
                at += 1
            if length := self.match(words, at):
                claims.add(self.claim(words[at : at + length]))
            elif self.elided(words, at):
                length = 1
                claims.add(self.claim((words[at][1:],)))
            else:
                return Title("", "unknown")
            at += length
        return _weigh(claims)

    def _read_either(self, text: str, parts: list[str]) -> Title:
        """Nothing for "Mr./Ms."; what both say for "Ms/Mrs"; unknown when one part is.

        A stroke joins two titles of one person, "Ms/Dr"; "Mr. or Dr." leaves open whether there is a man at all.
        """
        titles = {self._read(part) for part in parts}
        if any(title.status in ("unknown", "ask") for title in titles):
            return Title("", "unknown" if any(title.status == "unknown" for title in titles) else "ask")
        if not _OR.search(text):
            titles = {title for title in titles if title.claim} or titles
        return titles.pop() if len(titles) == 1 else Title("", "silent")

    def names_two(self, text: str) -> bool:
        """Whether titles are joined to a salutation of two people: "Mr. and Mrs.", "M. et Mme", "السيد والسيدة"."""
        parts = [part for part in _AND.split(text) if part.strip()]
        if len(parts) < 2 or not all(map(title_words, parts)):
            return False
        titles = [self._read(part) for part in parts]
        joined = all(title.status in ("clear", "silent", "ask") for title in titles)
        return joined and any(title.claim for title in titles)

    def unspaced_title(self, name: str) -> int:
        """How many characters at the end of a name written without spaces are titles: 张伟先生 → 2."""
        found = self._unspaced_at_end.search(name)
        return len(found[0]) if found and found.start() else 0

    def unspaced_titles(self, text: str) -> list[tuple[int, int]]:
        """Where titles of men and women stand in a text written without spaces: (first character, behind the last)."""
        found = re.finditer(f"(?:{self._unspaced.pattern})+", text)
        return [one.span() for one in found if one.start() and self.read(one[0]).status in ("clear", "ask")]


def _weigh(claims: set[str]) -> Title:
    """What the parts of one title say together."""
    if ASK in claims:
        return Title("", "ask")
    if WOMAN in claims and MAN in claims:
        return Title("", "contradicting")
    claim = next((claim for claim in (WOMAN, MAN) if claim in claims), "")
    return Title(claim, "clear" if claim else "silent")


def _is_unspaced(word: str) -> bool:
    """Chinese (and Japanese) writes a title against the name, without a space."""
    return "\u3040" <= word[0] <= "\u9fff"


def read_title(text: str, rules: TitleRules) -> Title:
    """What the printed honorific claims; distinct titles are few, so each is worked out once per set of rules."""
    return rules.read(text)
