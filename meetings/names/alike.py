"""Names that may be one name: in another order, with initials, other particles, or one other letter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import TypeVar

from meetings.folding import plainly
from meetings.names.parts import PARTICLES

T = TypeVar("T", bound=Hashable)
ORDER, INITIALS, ONE_LETTER, PARTICLE = "order", "initials", "one_letter", "particle"
_SHORTEST = 4
"""Letters of a word that may differ in one: "Li" and "Lu" are two names."""
_MOST_ALIKE = 40
"""People under one rough key; of more, such as a family name of thousands, the key says nothing."""
_JOINED = ("abdel", "abdul", "abdal", "abd")


def alike(one: str, other: str) -> str:
    """How two folded names (``name_key``) may be one: order, initials, one_letter, particle; "" where they are two."""
    first, second = _words(one), _words(other)
    if sorted(first) == sorted(second):
        return ORDER
    bare_first, bare_second = _without_particles(first), _without_particles(second)
    if bare_first and sorted(bare_first) == sorted(bare_second):
        return PARTICLE
    if _with_initials(bare_first, bare_second):
        return INITIALS
    return ONE_LETTER if _differ_in_a_letter(sorted(bare_first), sorted(bare_second)) else ""


def alike_pairs(names: Mapping[T, str]) -> Iterator[tuple[T, T, str]]:
    """Every two of the named who may be one, with how; each pair once, found by rough keys that such names share."""
    rough: dict[str, list[T]] = defaultdict(list)
    for who, name in names.items():
        for key in _rough_keys(name):
            rough[key].append(who)
    seen: set[tuple[T, T]] = set()
    for found in rough.values():
        for pair in combinations(found, 2) if len(found) <= _MOST_ALIKE else ():
            if pair in seen:
                continue
            seen.add(pair)
            if how := alike(names[pair[0]], names[pair[1]]):
                yield *pair, how


def _words(name: str) -> list[str]:
    return plainly(name).replace("-", " ").replace("'", " ").replace("’", " ").split()


def _without_particles(words: Iterable[str]) -> list[str]:
    """The words that carry a name: "al Sayed", "el-Sayed", "Alsayed" and "Sayed" are one, and so are bin and ibn."""
    found = []
    for word in words:
        if word in PARTICLES or word in _JOINED:
            continue
        for joined in _JOINED:
            if word.startswith(joined) and len(word) > len(joined) + 3:
                word = word[len(joined) :]
                break
        if word[:2] in ("al", "el") and len(word) > 5:
            word = word[2:]
        found.append(word)
    return found


def _with_initials(first: list[str], second: list[str]) -> bool:
    """ "A. Ruiz" and "Ana Ruiz", "Ana Ruiz" and "Ana M. Ruiz": one whole word in common, the others by initial."""
    shared = {word for word in first if word in second and len(word) > 2}
    left = [[word for word in words if word not in shared] for words in (first, second)]
    if not shared or not all(left) or not any(len(word) == 1 for words in left for word in words):
        return bool(shared) and _one_initial_more(*left)
    shorter, longer = sorted(left, key=len)
    rest = list(longer)
    for word in shorter:
        match = next((one for one in rest if one[0] == word[0] and 1 in (len(one), len(word))), None)
        if match is None:
            return False
        rest.remove(match)
    return all(len(word) == 1 for word in rest)


def _one_initial_more(first: list[str], second: list[str]) -> bool:
    more = first or second
    return not (first and second) and len(more) == 1 and len(more[0]) == 1


def _differ_in_a_letter(first: list[str], second: list[str]) -> bool:
    """One word differs, in one letter; the others are the same."""
    apart = [list(words) for words in (first, second)]
    for word in list(apart[0]):
        if word in apart[1]:
            apart[0].remove(word)
            apart[1].remove(word)
    if [len(words) for words in apart] != [1, 1] or len(first) < 2:
        return False
    shorter, longer = sorted((apart[0][0], apart[1][0]), key=len)
    if len(shorter) < _SHORTEST or len(longer) - len(shorter) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    swapped = shorter[at : at + 2] == longer[at : at + 2][::-1] and shorter[at + 2 :] == longer[at + 2 :]
    return shorter[at + (len(shorter) == len(longer)) :] == longer[at + 1 :] or swapped


def _rough_keys(name: str) -> set[str]:
    """Each word that is long enough: names that may be one share a whole word, or are one by their particles."""
    words = _without_particles(_words(name)) or _words(name)
    return {word for word in words if len(word) > 1} | {"".join(sorted(words))}
