"""To whom a letter to a State goes: its mission by name, in the language of the letter; never a person."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from meetings.countries import REFERENCE, read_table
from meetings.models import Country

POSTS = {
    ("mission", "en"): "the Permanent Mission of {state}",
    ("mission", "fr"): "la Mission permanente {state}",
    ("observer", "en"): "the Permanent Observer Mission of {state}",
    ("observer", "fr"): "la Mission permanente d’observation {state}",
}
"""How a mission is called; in French the name of the State comes with its preposition."""


@lru_cache(maxsize=1)
def _addressees() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in read_table(REFERENCE / "addressees.csv")}


def mission_of(country: Country, language: str) -> str:
    """Such as *the Permanent Mission of Kenya in Geneva*; a State that is not in the table goes by its short name."""
    known = _addressees().get(country.pk)
    state = known[f"of_{language}"] if known else {"en": str(country), "fr": f"({country})"}[language]
    where = {"en": "in {place}", "fr": "à {place}"}[language].format(place=settings.PARITY_MISSIONS_IN)
    post = POSTS[known["post"] if known else "mission", language].format(state=state)
    return f"{post} {where}" if settings.PARITY_MISSIONS_IN else post


def has_a_mission(country: Country) -> bool:
    """Whether letters can be addressed to the State: it is in the table."""
    return country.pk in _addressees()
