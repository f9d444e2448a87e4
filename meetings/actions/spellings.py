"""Search for people's names in any text, whatever the case, the spacing and the order of the names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

ERASED = "[erased]"
WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")


class Spellings:
    """Spellings of names, looked for as whole words. One of a single word is never looked for: it may be any word."""

    def __init__(self, spellings: Iterable[str]) -> None:
        self._by_word: dict[str, list[re.Pattern[str]]] = defaultdict(list)
        # Longest first, so that a longer spelling leaves nothing behind.
        for words in sorted({tuple(WORD.findall(text.casefold())) for text in spellings}, key=len, reverse=True):
            if len(words) > 1:
                pattern = r"(?<!\w)" + r"[\s,.]+".join(map(re.escape, words)) + r"(?!\w)"
                self._by_word[words[0]].append(re.compile(pattern, re.IGNORECASE))

    def stand_in(self, text: str) -> bool:
        return any(pattern.search(text) for pattern in self._candidates(text))

    def removed_from(self, value: Any) -> Any:
        """The value with every spelling replaced by ``ERASED``: a text, or anything that JSON holds."""
        if isinstance(value, str):
            for pattern in self._candidates(value):
                value = pattern.sub(ERASED, value)
        elif isinstance(value, list):
            return [self.removed_from(part) for part in value]
        elif isinstance(value, dict):
            return {self.removed_from(name): self.removed_from(part) for name, part in value.items()}
        return value

    def _candidates(self, text: str) -> list[re.Pattern[str]]:
        """Only the spellings whose first word stands in the text: one pass, however many people are looked for."""
        words = set(WORD.findall(text.casefold()))
        return [pattern for word in words & self._by_word.keys() for pattern in self._by_word[word]]


def both_orders(given: str, family: str) -> list[str]:
    """A name told apart, in the two orders in which texts write it."""
    return [f"{given} {family}", f"{family} {given}"] if given and family else []
