"""Names to sign in with: plain letters, and none that the eye takes for another."""

from __future__ import annotations

import re
from collections.abc import Iterable

PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]*")
ALIKE = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"))
"""What the eye takes for one another, in lower case."""


def is_plain(name: str) -> bool:
    """Whether it has Latin letters without marks, digits and ``. _ @ + -`` only: letters of two scripts look alike."""
    return PLAIN.fullmatch(name) is not None


def as_seen(name: str) -> str:
    """How the name looks at a glance: two names that give the same are taken for one another."""
    seen = re.sub(r"[._+-]", "", name.lower())
    for characters, like in ALIKE:
        seen = seen.replace(characters, like)
    return seen


def taken_for(name: str, others: Iterable[str]) -> str:
    """The first of the others that this name looks like; empty when there is none."""
    seen = as_seen(name)
    return next((other for other in others if as_seen(other) == seen), "")
