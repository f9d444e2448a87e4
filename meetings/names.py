"""Names of people as printed: normalised, keyed for matching, and courtesy titles read as gender claims.

A courtesy title is evidence, a given name never is: nothing here looks at a name to tell a gender. Titles come from
``meetings/reference/honorifics.csv`` and from the answers of the office; one that is in neither is *unknown* and asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from meetings.folding import fold_name, normalise

WOMAN, MAN, ASK, NOTHING = "woman", "man", "ask", ""

NAME_SUFFIXES = frozenset(["jr", "junior", "sr", "senior", "ii", "iii", "iv", "phd", "ph d", "md", "m d", "esq"])
# fmt: off
PARTICLES = frozenset((
    "al", "el", "bin", "bint", "ben", "ibn", "abu", "abd", "de", "del", "della", "di", "da", "do", "dos", "das", "du",
    "des", "la", "le", "les", "los", "las", "der", "den", "van", "von", "zu", "zum", "zur", "ter", "ten", "y", "e",
))
# Titles that are given names or surnames as often ("Dame Diop", "Sheikh Hasina"): inside a name they are left there.
ALSO_NAMES = frozenset((
    "prince", "princess", "sheikh", "shaikh", "sheik", "shaykh", "sheikha", "shaikha", "dame", "lady", "lord", "don",
    "doña", "shri", "kumari", "pan", "pani", "paní", "king", "baron", "count", "duke", "earl", "judge", "justice",
    "bishop", "pastor", "dean", "deacon", "canon", "chief", "major", "general", "mayor", "minister", "senator", "imam",
    "mufti", "frei", "fray", "da", "sig", "пан", "пані", "майор", "الشيخ", "شيخ", "الشيخة", "الأمير", "الأميرة",
))
# Short titles that say nothing are read without a dot only when they are nothing else: "Dr", not "HE", "May", "Eng".
NEVER_NAMES = frozenset(("dr", "prof", "amb", "rev", "mx"))
DOTTED_TITLES = frozenset(("he", "se"))
SHORT = 4
# fmt: on
NO_TITLE = frozenset(["", "na", "n a", "none", "nil"])
LONGEST_TITLE = 6  # words


def name_key(name: str) -> str:
    """The key under which one person is found again: the folded name, particles kept, words in the printed order.

    ``name`` stands without its honorific. "SURNAME, Given" gives the key of "Given SURNAME"; without a comma the order
    is kept, because nothing says which word is the surname. A Cyrillic "А" never equals a Latin "A".
    """
    if "," not in name and "，" not in name:
        return fold_name(name)
    parts = [folded for part in re.split("[,，]", name) if (folded := fold_name(part))]
    if len(parts) > 1 and parts[1] not in NAME_SUFFIXES:
        parts[:2] = [parts[1], parts[0]]
    return " ".join(parts)


def split_name(full_name: str) -> tuple[str, str]:
    """(given names, family name) where the print tells them apart, by a comma or by capitals; else ("", "").

    Particles before a family name in capitals belong to it: "Maria de la CRUZ" → ("Maria", "de la CRUZ").
    """
    family, comma, given = normalise(full_name).partition(",")
    if comma:
        return (given.strip(), family.strip()) if fold_name(given) not in NAME_SUFFIXES else split_name(family)
    words = family.split()
    capitals = [_in_capitals(word) for word in words]
    if True not in capitals or all(capitals):
        return "", ""
    start = capitals.index(True)
    end = start + next((n for n, capital in enumerate(capitals[start:]) if not capital), len(words) - start)
    if True in capitals[end:] or (start and end < len(words)):
        return "", ""
    while start and words[start - 1].lower() in PARTICLES:
        start -= 1
    return " ".join(words[:start] + words[end:]), " ".join(words[start:end])


def _in_capitals(word: str) -> bool:
    """Whether a word is printed as a family name: in capitals, "McDONALD" and "al-SAYED" included."""
    rest = re.sub(r"^(Mc|Mac|Mag|Fitz|[Aa]l-|[Ee]l-|[dlDL]['’])", "", word)
    letters = [character for character in rest if character.isalpha()]
    return len(letters) > 1 and all(character.isupper() for character in letters)


@dataclass(frozen=True, slots=True)
class Title:
    """What a courtesy title says: ``claim`` is "woman", "man" or "" and ``status`` why.

    clear · silent (a title that says nothing, or names both) · none (no title) · unknown (no rule: ask) ·
    contradicting ("Mr. Ms.") · ask (one that a person must decide, such as 夫人).
    """

    claim: str
    status: str


_BETWEEN = re.compile(r"(?<=\w)\.(?=\w\w)")  # "H.E.Mr." is "H.E." and "Mr."
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}")
_CLOSING = re.compile(r"\s*[(（]([^()（）]+)[)）]$")
_DROPPED = re.compile(r"[.\-‐‑–·'’ʼ]")
_EITHER = re.compile(r"/|\||／|\bor\b|\bou\b|\boder\b|\bили\b|\bأو\b|或", re.IGNORECASE)


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
        # How many words to try from a first word on; most titles are one word long.
        self._reach: dict[str, int] = {}
        for words in self._claims:
            self._reach[words[0]] = max(self._reach.get(words[0], 0), len(words))
        unspaced = sorted((w[0] for w in self._claims if len(w) == 1 and _is_unspaced(w[0])), key=len, reverse=True)
        self._unspaced = re.compile("|".join(map(re.escape, unspaced)) or r"(?!)")
        self._unspaced_at_end = re.compile(f"(?:{self._unspaced.pattern})+$")
        self.read = lru_cache(maxsize=16_384)(self._read)

    def match(self, words: Sequence[str], at: int = 0) -> int:
        """How many words from ``at`` on make one title on file, the longest first; 0 when none does."""
        for length in range(min(self._reach.get(words[at], 0), len(words) - at), 0, -1):
            if tuple(words[at : at + length]) in self._claims:
                return length
        return 0

    def begin(self, text: str) -> bool:
        """Whether some title on file begins as ``text`` does; most names are settled by this alone."""
        words = title_words(text)
        return bool(words) and words[0] in self._reach

    def claim(self, words: Sequence[str]) -> str:
        """What one title on file claims."""
        return self._claims[tuple(words)]

    def _read(self, text: str) -> Title:
        words = title_words(text)
        if " ".join(words) in NO_TITLE:
            return Title("", "none")
        if words not in self._claims and _EITHER.search(text):
            return self._read_either([part for part in _EITHER.split(text) if title_words(part)])
        if any(map(_is_unspaced, words)):
            words = title_words(self._unspaced.sub(r" \g<0> ", text))
        claims, at = set(), 0
        while at < len(words):
            length = self.match(words, at)
            if not length:
                return Title("", "unknown")
            claims.add(self.claim(words[at : at + length]))
            at += length
        return _weigh(claims)

    def _read_either(self, parts: list[str]) -> Title:
        """Nothing for "Mr./Ms."; the same twice for "Ms/Mrs"; unknown when one part is."""
        titles = {self._read(part) for part in parts}
        if any(title.status in ("unknown", "ask") for title in titles):
            return Title("", "unknown" if any(title.status == "unknown" for title in titles) else "ask")
        return titles.pop() if len(titles) == 1 else Title("", "silent")

    def unspaced_title(self, name: str) -> int:
        """How many characters at the end of a name written without spaces are titles: 张伟先生 → 2."""
        found = self._unspaced_at_end.search(name)
        return len(found[0]) if found and found.start() else 0


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


def split_honorific(full_name: str, rules: TitleRules, titles_inside: bool = False) -> tuple[str, str]:
    """(honorific, name) of a cell that may hold both: "H.E. Mr. Ivan PETROV", "PETROV, Mr. Ivan", "张伟先生".

    An initial is not taken for a title: "M." is Monsieur only when the caller knows that this column prints titles
    (``titles_inside``, see ``prints_titles``) and no second initial follows ("M. K. Rao"). Words that are names as
    often as titles stay in the name. Both cost some people their gender (*not recorded*) and give nobody a wrong one.
    """
    name = normalise(full_name)
    honorific, rest = _leading(name, rules, titles_inside)
    if honorific or not name:
        return honorific, rest
    closing = _CLOSING.search(name) if name[-1] in ")）" else None
    if closing and closing.start() and not _leading(closing[1], rules, titles_inside)[1]:
        return closing[1], name[: closing.start()]
    family, comma, given = name.partition(",")
    if comma and fold_name(given) not in NAME_SUFFIXES:  # "Robert BROWN, Sr." is the elder of two
        honorific, rest = _leading(given.strip(), rules, titles_inside)
        return honorific, f"{family}, {rest}" if rest else family
    unspaced = 0 if name.isascii() else rules.unspaced_title(name)
    return (name[-unspaced:], name[:-unspaced].strip()) if unspaced else ("", name)


def _leading(name: str, rules: TitleRules, titles_inside: bool) -> tuple[str, str]:
    """The titles at the beginning of a name, and what follows them."""
    first, _, later = name.partition(" ")
    if "." in first[:-1]:
        first = _BETWEEN.sub(". ", first)  # "Mr.Ivan" is "Mr." and "Ivan"
    if not rules.begin(first):
        return "", name
    tokens = [*first.split(), *later.split()]
    words: list[str] = []
    ends = {0: 0}  # number of words → number of tokens, where a token ends
    for count, token in enumerate(tokens[:LONGEST_TITLE], 1):
        words.extend(title_words(token))
        ends[len(words)] = count
    at = 0
    while at < len(words) and (length := rules.match(words, at)):
        title, following = words[at : at + length], words[at + length :]
        if not _is_title_here(title, tokens[ends.get(at, 0)], following, rules, titles_inside):
            break
        at += length
    while at not in ends:
        at -= 1
    return (" ".join(tokens[: ends[at]]), " ".join(tokens[ends[at] :])) if at else ("", name)


def _is_title_here(
    title: Sequence[str], printed: str, following: Sequence[str], rules: TitleRules, titles_inside: bool
) -> bool:
    """Whether words that are a title on file are one *here*, inside a name, and not initials or a name."""
    word = title[0]
    before_a_title = bool(following) and following[0] not in ALSO_NAMES and rules.match(following) > 0
    if len(title) > 1:
        return before_a_title or not all(len(part) == 1 for part in title)  # "H. E. Mr.", not "H. E. Rao"
    if word in ALSO_NAMES:
        return False
    if len(word) == 1:
        return (titles_inside and bool(following) and len(following[0]) > 1) if word.isascii() else "." in printed
    if _INITIALS.fullmatch(printed) and word not in DOTTED_TITLES:
        return before_a_title  # "M.P. Sharma"
    if word.isascii() and len(word) <= SHORT and word not in NEVER_NAMES and not rules.claim(title):
        return before_a_title or "." in printed
    return True


def prints_titles(names: Iterable[str], rules: TitleRules) -> bool:
    """Whether a column of full names prints courtesy titles inside them: most rows do, one at least beyond doubt."""
    begins = beyond_doubt = seen = 0
    for name in names:
        if not name.strip():
            continue
        seen += 1
        beyond_doubt += bool(split_honorific(name, rules)[0])
        begins += bool(split_honorific(name, rules, titles_inside=True)[0])
    return beyond_doubt > 0 and begins * 2 > seen
