"""Folding of printed texts: when two names of people, titles or States count as the same text."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

APOSTROPHES = "'’‘`´ʼʻʹ′＇"


class _Folding(dict[int, str | None]):
    """What each character becomes in a key, worked out once per character by its Unicode category."""

    def __missing__(self, point: int) -> str | None:
        character = chr(point)
        category = unicodedata.category(character)
        folded: str | None = character
        if character in APOSTROPHES or category == "Cf" or "\u064b" <= character <= "\u065f" or character == "\u0640":
            folded = None  # apostrophes, invisible joiners, Arabic vowel points and the stretching stroke
        elif category[0] in "PSZC":
            folded = " "
        self[point] = folded
        return folded


_FOLDING = _Folding()


def normalise(text: str) -> str:
    """The text as printed, in NFC, with every run of white space (no-break spaces too) made one space."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def fold_name(text: str) -> str:
    """Fold for comparison: NFKC, case, punctuation. Accents stay, and no alphabet becomes another."""
    if text.isascii():
        return " ".join(text.lower().translate(_FOLDING).split())
    # Apostrophes go first (NFKC would turn "´" into a space and a combining mark), then "İ", which folds to "i" and a
    # combining dot that "TÜRKİYE" must not carry into the key.
    folded = text.translate(_FOLDING).casefold().replace("i\u0307", "i")
    if not unicodedata.is_normalized("NFKC", folded):
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", folded).casefold()).translate(_FOLDING)
    return " ".join(folded.split())


# Letters that no decomposition makes plain.
_PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE"}
    | {"ё": "е", "Ё": "Е"}
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"}
)


def without_accents(text: str) -> str:
    """The Latin letters of ``text`` without their accents; other alphabets as they are (Cyrillic й is no и)."""
    if text.isascii():
        return text
    plain = []
    for character in unicodedata.normalize("NFC", text):
        base = unicodedata.normalize("NFD", character)[0]
        plain.append(base if base.isascii() else character)
    return "".join(plain)


@lru_cache(maxsize=65_536)
def plainly(text: str) -> str:
    """``text`` as a typist without special keys writes it: no accents, е for ё, ه for ة, ا for أ."""
    return text if text.isascii() else without_accents(text).translate(_PLAIN)
