"""Figures of a letter, frozen as they are said, and in the words of its language.

Numbers are women, men and those not recorded as either; how many of another gender there are is never said of one
delegation. Fewer than ten people get counts and no percentage.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import override


@dataclass(frozen=True, slots=True)
class People:
    """Women, men, and those not recorded as a woman or a man; ``percent`` of women where the base bears one."""

    women: int = 0
    men: int = 0
    not_recorded: int = 0
    percent: str = ""

    @property
    def total(self) -> int:
        return self.women + self.men + self.not_recorded


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """The delegation at one session, with the document that lists it."""

    meeting: str
    document: str
    people: People


@dataclass(frozen=True, slots=True)
class LetterFigures:
    """Every number that a letter says. ``sessions``: oldest first, this one last; ``heads`` of the delegation there;
    ``all_delegations`` of States there; ``run`` sessions with ``run_of`` women or men only; ``reason`` of a thank-you:
    *mixed* after such a run, or *led* by both; ``members`` of a body on a day."""

    sessions: list[SessionFigures] = field(default_factory=list)
    heads: People = People()
    all_delegations: People = People()
    run: int = 0
    run_of: str = ""
    reason: str = ""
    members: People = People()
    members_on: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> LetterFigures:
        sessions = [SessionFigures(**one | {"people": People(**one["people"])}) for one in stored.get("sessions", [])]
        people = {name: People(**stored[name]) for name in ("heads", "all_delegations", "members") if name in stored}
        return cls(**{**stored, **people, "sessions": sessions})


WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "woman": "{n} woman", "women": "{n} women", "man": "{n} man", "men": "{n} men",
        "not_recorded": "{n} not recorded as a woman or a man", "nobody": "nobody counted", "and": " and ",
        "percent": "{percent}\u00a0% women", "line": "– {meeting} ({document}): {people}",
        "line_bare": "– {meeting}: {people}", "soon": "as soon as you can",
        "head_women": "A woman led it.", "head_men": "A man led it.", "head_both": "A woman and a man led it.",
        "run_women": "At the last {n} sessions to which you sent two people or more, your delegation had women only.",
        "run_men": "At the last {n} sessions to which you sent two people or more, your delegation had men only.",
        "mixed_women": "After {n} sessions with women only, your delegation had both women and men.",
        "mixed_men": "After {n} sessions with men only, your delegation had both women and men.",
        "led": "Within five sessions, a woman and a man have led your delegation.",
        "members": "Its members on {day}: {people}.",
    },
    "fr": {
        "woman": "{n} femme", "women": "{n} femmes", "man": "{n} homme", "men": "{n} hommes",
        "not_recorded": "{n} sans genre consigné (femme ou homme)", "nobody": "personne de compté", "and": " et ",
        "percent": "{percent}\u00a0% de femmes", "line": "– {meeting} ({document}) : {people}",
        "line_bare": "– {meeting} : {people}", "soon": "plus tôt possible",
        "head_women": "Une femme la dirigeait.", "head_men": "Un homme la dirigeait.",
        "head_both": "Une femme et un homme la dirigeaient.",
        "run_women": "Aux {n} dernières sessions auxquelles vous avez participé à deux ou plus, votre délégation ne "
        "comptait que des femmes.",
        "run_men": "Aux {n} dernières sessions auxquelles vous avez participé à deux ou plus, votre délégation ne "
        "comptait que des hommes.",
        "mixed_women": "Après {n} sessions avec des femmes seulement, votre délégation réunissait femmes et hommes.",
        "mixed_men": "Après {n} sessions avec des hommes seulement, votre délégation réunissait femmes et hommes.",
        "led": "En cinq sessions, une femme et un homme ont dirigé votre délégation.",
        "members": "Composition au {day} : {people}.",
    },
}  # fmt: skip


def in_words(figures: LetterFigures, language: str, answer_by: datetime.date | None) -> dict[str, str]:
    """The fields of a wording that rest on figures, in the language of the letter."""
    words = WORDS[language]
    with override(language):
        here = figures.sessions[-1].people if figures.sessions else People()
        run = words[f"run_{figures.run_of}"].format(n=figures.run) if figures.run_of and not figures.reason else ""
        return {
            "composition": _people(here, words),
            "head": _head(figures.heads, words),
            "sessions": "\n".join(_line(one, words) for one in figures.sessions),
            "all_delegations": _people(figures.all_delegations, words),
            "run": run,
            "reason": _reason(figures, words),
            "members": _members(figures, words),
            "answer_by": _day(answer_by.isoformat()) if answer_by else words["soon"],
        }


def _people(people: People, words: Mapping[str, str]) -> str:
    if not people.total:
        return words["nobody"]
    parts = [
        words[one if number == 1 else many].format(n=number_format(number))
        for one, many, number in (("woman", "women", people.women), ("man", "men", people.men))
        if number
    ]
    said = words["and"].join(parts)
    if people.not_recorded:
        said = ", ".join(filter(None, [said, words["not_recorded"].format(n=number_format(people.not_recorded))]))
    share = (
        words["percent"].format(percent=people.percent.replace(".", number_format(0.5)[1])) if people.percent else ""
    )
    return f"{said} ({share})" if share else said


def _line(session: SessionFigures, words: Mapping[str, str]) -> str:
    said = {"meeting": session.meeting, "document": session.document, "people": _people(session.people, words)}
    return words["line" if session.document else "line_bare"].format(**said)


def _head(heads: People, words: Mapping[str, str]) -> str:
    known = [name for name in ("women", "men") if getattr(heads, name)]
    return words[f"head_{'both' if len(known) == 2 else known[0]}"] if known else ""


def _reason(figures: LetterFigures, words: Mapping[str, str]) -> str:
    if figures.reason == "mixed":
        return words[f"mixed_{figures.run_of}"].format(n=figures.run)
    return words["led"] if figures.reason == "led" else ""


def _members(figures: LetterFigures, words: Mapping[str, str]) -> str:
    """Who sits on a body, in a sentence; nothing where that is not known."""
    if not figures.members.total:
        return ""
    return words["members"].format(day=_day(figures.members_on), people=_people(figures.members, words))


def _day(day: str) -> str:
    return date_format(datetime.date.fromisoformat(day), "j F Y") if day else ""
