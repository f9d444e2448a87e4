"""Versions of releases: ``2026-r3`` is the third of 2026.

A version is text to whoever reads it: 2026.10 would become the number 2026.1, and 2026-03 a day. Releases that came out
as ``2026.1`` keep their versions and addresses; both count in one row.
"""

from __future__ import annotations

import re

PATTERN = r"[0-9]{4}(?:-r|\.)[0-9]{1,3}"
"""Of every version that is or was given."""
_GIVEN_NOW = re.compile(r"20[0-9]{2}-r[1-9][0-9]{0,2}")


def version_of(year: int, number: int) -> str:
    """The version of the release with this number in its year, from 1."""
    return f"{year}-r{number}"


def is_version(text: str) -> bool:
    """Whether a new release can bear it."""
    return bool(_GIVEN_NOW.fullmatch(text))


def order_of(version: str) -> tuple[int, int]:
    """Year and number: 2026-r10 comes after 2026-r9, and 2026-r3 after 2026.2. Raises ValueError for other texts."""
    year, number = re.split(r"-r|\.", version)
    return int(year), int(number)
