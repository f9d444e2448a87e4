"""A release as catalogues and search engines describe it: what it covers, what it measures, who publishes it.

Read off its frozen tables. What is invented says so first.
"""

from __future__ import annotations

from dataclasses import dataclass

KEYWORDS = ("disarmament", "gender", "women", "participation", "delegations", "meetings")


@dataclass(frozen=True, slots=True)
class Office:
    """Who publishes. ``address``, ``methodology`` and ``form`` are pages of the site; ``contact`` is an e-mail address
    or empty."""

    publisher: str
    title: str
    description: str
    address: str
    methodology: str
    form: str
    contact: str


@dataclass(frozen=True, slots=True)
class DescribedFile:
    """A file of figures. ``size`` in bytes."""

    name: str
    description: str
    address: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Variable:
    """What a column measures. ``method`` is the address of how it is computed; empty where it is counted as it is."""

    name: str
    title: str
    description: str
    method: str


@dataclass(frozen=True, slots=True)
class Described:
    """One release. Days are ISO dates, empty where it has no meeting; ``previous`` is the address of the release it
    corrects or continues, empty of the first."""

    address: str
    version: str
    title: str
    description: str
    issued: str
    licence: str
    first_day: str
    last_day: str
    previous: str
    keywords: tuple[str, ...]
    variables: tuple[Variable, ...]
    files: tuple[DescribedFile, ...]
