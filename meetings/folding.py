"""Folding of printed texts: when two names of people, titles or States count as the same text."""

from __future__ import annotations

import unicodedata

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
