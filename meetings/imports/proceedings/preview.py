"""What both previews of proceedings share: rows with outcomes, and the comparison with the record."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from meetings.actions.people import recorded
from meetings.actions.trail import storable
from meetings.imports.participants import sentences
from meetings.imports.participants.claims import disagree
from meetings.imports.participants.entities import Asked
from meetings.imports.participants.gender_column import Doubt
from meetings.imports.participants.list_row import Problem
from meetings.imports.proceedings.person import Person
from meetings.models import OfficeHolder, Statement
from meetings.vocabulary import Gender, GenderBasis, Outcome, QuestionKind

Said = dict[str, Any]


class ProceedingsRow(Protocol):
    """One source row of either list; ``ignored`` is the reason why it is none."""

    number: int
    ignored: str
    problems: list[Problem]
    person: Person

    @property
    def is_wrong(self) -> bool: ...


RowT = TypeVar("RowT", bound=ProceedingsRow)
OnRecordT = TypeVar("OnRecordT", Statement, OfficeHolder)


@dataclass(slots=True)
class Line(Generic[RowT, OnRecordT]):
    """One source row with what it was found to be about. ``said`` is what it says, under the names of the record;
    ``who`` tells whom it is about, for the fingerprint; ``new`` are all fields of what is not on record yet.
    """

    row: RowT
    outcome: str
    who: Sequence[str] = ()
    said: Said = field(default_factory=dict)
    new: Said = field(default_factory=dict)
    on_record: OnRecordT | None = None
    before: Said = field(default_factory=dict)
    after: Said = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)


@dataclass
class Preview:
    """All rows with their outcomes. ``gender`` names the field of a line's ``said`` that holds it.

    ``absent``: how many are on record where this file looks and not in it; they are never deleted. ``doubt`` is about
    the gender column as a whole.
    """

    lines: list[Line[Any, Any]]
    gender: str
    absent: int = 0
    doubt: Doubt | None = None

    @property
    def totals(self) -> dict[str, int]:
        """Rows by outcome; they add up to the rows read, always."""
        found = Counter(str(line.outcome) for line in self.lines)
        return {"rows": len(self.lines)} | {str(outcome): found[str(outcome)] for outcome in Outcome}

    @property
    def proceedings(self) -> list[Line[Any, Any]]:
        """The lines that are statements, or office-holders."""
        return [line for line in self.lines if line.said]

    @property
    def genders(self) -> dict[str, int]:
        """Those by the gender of the person as this file prints it."""
        found = Counter(line.said[self.gender] for line in self.proceedings)
        return {
            "women": found[Gender.WOMAN],
            "men": found[Gender.MAN],
            "another": found[Gender.ANOTHER],
            "unknown": found[Gender.UNKNOWN] + found[Gender.UNDISCLOSED],
        }

    @property
    def questions(self) -> list[tuple[Asked, int]]:
        """What only a person can decide, each once, with the number of its rows."""
        found: dict[tuple[str, str], tuple[Asked, int]] = {}
        for line in self.lines:
            for asked in line.asked:
                key = (asked.kind, asked.key)
                first, rows = found.get(key, (asked, 0))
                found[key] = (first, rows + 1)
        return list(found.values())

    @property
    def problems(self) -> list[Problem]:
        values = [(asked, rows) for asked, rows in self.questions if asked.kind == QuestionKind.VALUE]
        of_column = [sentences.doubted(self.doubt, "")] if self.doubt else []
        of_rows = [problem for line in self.lines for problem in line.row.problems]
        return [*of_rows, *of_column, *sentences.asked(values, "")]

    @property
    def changes_something(self) -> bool:
        return any(line.outcome in (Outcome.NEW, Outcome.UPDATED) for line in self.lines)

    def fingerprint(self) -> str:
        """SHA-256 of everything that committing would do; it moves when the record or the list does."""
        digest = hashlib.sha256()
        for line in self.lines:
            on_record = line.on_record.pk if line.on_record else None
            said = (line.row.number, line.outcome, line.who, on_record, storable(line.said), storable(line.after))
            digest.update(json.dumps(said, default=str).encode())
        return digest.hexdigest()


def begun(rows: Iterator[RowT]) -> Iterator[Line[RowT, Any]]:
    """A line for each row: those that are wrong or neither have their outcome, the others begin as new."""
    for row in rows:
        yield Line(row, Outcome.INVALID if row.is_wrong else Outcome.IGNORED if row.ignored else Outcome.NEW)


def claimed_gender(person: Person, gender_basis: str) -> tuple[str, str]:
    """Gender and basis that a row tells: of title and column the one on the stronger basis.

    Where they contradict each other, or a printed value waits for somebody to explain it, they tell nothing; a column
    whose source nobody has named claims nothing.
    """
    claims = [(person.title_gender, str(GenderBasis.COURTESY_TITLE))] if person.title_gender else []
    if gender_basis and person.declared_gender not in ("", Gender.UNKNOWN):
        claims.append((person.declared_gender, gender_basis))
    waits = person.gender_waits and gender_basis == GenderBasis.PRINTED
    gender, basis = (Gender.UNKNOWN, GenderBasis.NONE) if waits or disagree(tuple(claims)) else recorded(claims)
    return str(gender), str(basis)


def compare(
    line: Line[Any, Any], stands: Said, *, silent: Mapping[str, Any], left: Collection[str], gender: tuple[str, str]
) -> None:
    """What differs and may be written: not what was corrected by hand, and no gender on a weaker basis.

    ``silent`` are the values that say nothing and erase nothing; ``gender`` names the fields of gender and basis.
    """
    assert line.on_record is not None
    kept = {*line.on_record.corrected, *left}
    weaker = GenderBasis(line.said[gender[1]]).strength < GenderBasis(stands[gender[1]]).strength
    if weaker or kept & set(gender):
        kept |= set(gender)
    for name, value in line.said.items():
        says_nothing = value == silent[name] if name in silent else not value
        if name not in kept and not says_nothing and value != stands[name]:
            line.before[name], line.after[name] = stands[name], value
    line.outcome = Outcome.UPDATED if line.after else Outcome.UNCHANGED
