"""Search for people's names in any text, whatever the case, the spacing and the order of the names.

A name of several words is looked for as these words; one in a script that writes no blanks wherever it stands. A name
of one word may be any word: where it is the whole text it is the name, within a longer text it may be somebody else
or something else. So may two characters of a script without blanks within more of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

ERASED = "[erased]"
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
"""Thai and Lao, Burmese, Khmer, kana, Han and Hangul: a name runs on into what stands beside it."""
WORD = re.compile(rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+(?:['’ʼ-][^\W_{UNSPACED}]+)*")
SURE_LENGTH = 3
"""So many characters without blanks between them are a name wherever they stand; fewer are part of many words."""


class Spellings:
    """Spellings of names, with where they are certain and where they only may be the person's. ``titles`` are words
    that may stand beside a name of one word, which is the whole text all the same; ``codes`` are what the record itself
    writes, such as ``head``, and never somebody of that name."""

    def __init__(
        self, spellings: Iterable[str], titles: Iterable[str] = (), codes: frozenset[str] = frozenset()
    ) -> None:
        self._codes = codes
        self._titles = frozenset(word for title in titles for word in WORD.findall(title.casefold()))
        self._certain: dict[str, list[re.Pattern[str]]] = defaultdict(list)
        self._possible: dict[str, list[re.Pattern[str]]] = defaultdict(list)
        self._whole: set[str] = set()
        # Longest first, so that a longer spelling leaves nothing behind.
        found = {tuple(WORD.findall(text.casefold())) for text in spellings if text != ERASED}
        for words in sorted(found, key=lambda words: (len(words), sum(map(len, words))), reverse=True):
            if words and sum(map(len, words)) > 1:
                self._look_for(words)

    def _look_for(self, words: tuple[str, ...]) -> None:
        unspaced = [bool(re.match(f"[{UNSPACED}]", word)) for word in words]
        if all(unspaced):  # printed with blanks between its parts, or without
            letters = r"[\s,.·・]*".join("".join(words))
        else:
            letters = r"[\s,.]+".join(map(re.escape, words))
        before, after = ("" if unspaced[0] else r"(?<!\w)"), ("" if unspaced[-1] else r"(?!\w)")
        if all(unspaced):
            key = words[0][0]
            certain = sum(map(len, words)) >= SURE_LENGTH
            alone = rf"(?<![{UNSPACED}]){letters}(?![{UNSPACED}])"
            self._certain[key].append(re.compile(letters if certain else alone))
            if not certain:
                self._possible[key].append(re.compile(letters))
        elif len(words) > 1:
            self._certain[words[0]].append(re.compile(before + letters + after, re.IGNORECASE))
        else:
            self._whole.add(words[0])
            self._possible[words[0]].append(re.compile(before + letters + after, re.IGNORECASE))

    def stand_in(self, value: Any) -> bool:
        """Whether one of the names certainly stands in a text, or in anything that JSON holds."""
        return any(self._is_whole(text) or _found(self._certain, text) for text in _texts(value))

    def may_stand_in(self, value: Any) -> bool:
        """Whether a word stands in it that may be one of the names, and may be somebody or something else."""
        return any(
            text not in self._codes and _found(self._possible, self._removed(text, possible=False))
            for text in _texts(value)
        )

    def removed_from(self, value: Any, *, possible: bool = False) -> Any:
        """The value with every certain spelling replaced by ``ERASED``, with ``possible`` also what may be one: of a
        text, or of anything that JSON holds."""
        if isinstance(value, str):
            return self._removed(value, possible)
        if isinstance(value, list):
            return [self.removed_from(part, possible=possible) for part in value]
        if isinstance(value, dict):
            return {
                name if _is_code(name) else self.removed_from(name, possible=possible): self.removed_from(
                    part, possible=possible
                )
                for name, part in value.items()
            }
        return value

    def _removed(self, text: str, possible: bool) -> str:
        if self._is_whole(text):
            return ERASED
        for pattern in _candidates(self._certain, text):
            text = pattern.sub(ERASED, text)
        if possible and text not in self._codes:
            for pattern in _candidates(self._possible, text):
                text = pattern.sub(ERASED, text)
        return text

    def _is_whole(self, text: str) -> bool:
        """Whether a text is one of the names of a single word, and nothing else."""
        if not self._whole:
            return False
        words = [word for word in WORD.findall(text.casefold()) if word not in self._titles or word in self._whole]
        return len(words) == 1 and words[0] in self._whole and text not in self._codes


def _texts(value: Any) -> Iterator[str]:
    """Every text of anything that JSON holds, the names of its parts, too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (name for name in value if isinstance(name, str) and not _is_code(name))
        yield from chain.from_iterable(map(_texts, value.values()))
    elif isinstance(value, (list, tuple)):
        yield from chain.from_iterable(map(_texts, value))


def _is_code(name: Any) -> bool:
    """Whether the name of a part is one that the record gave it, such as ``printed_name``."""
    return isinstance(name, str) and name.isascii() and name.isidentifier() and name.islower()


def _found(patterns: dict[str, list[re.Pattern[str]]], text: str) -> bool:
    return any(pattern.search(text) for pattern in _candidates(patterns, text))


def _candidates(patterns: dict[str, list[re.Pattern[str]]], text: str) -> list[re.Pattern[str]]:
    """Only those whose first word, or first character, stands in the text: one pass, however many names there are."""
    if not patterns:
        return []
    words = set(WORD.findall(text.casefold()))
    words |= {character for word in words for character in word if character > "\u0e00"}
    return [pattern for word in sorted(words & patterns.keys()) for pattern in patterns[word]]


def both_orders(given: str, family: str) -> list[str]:
    """A name told apart, in the two orders in which texts write it."""
    return [f"{given} {family}", f"{family} {given}"] if given and family else []
