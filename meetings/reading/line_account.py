"""The account of every line of a document, with its masthead and cover statistics, to and from JSON.

The reading process sends it to the server, and it stays with the import, so that lists read long ago are still shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, NamedTuple


class PrintedLine(NamedTuple):
    """One line as the document prints it."""

    page: int
    line: int
    text: str


@dataclass(slots=True)
class Masthead:
    """What a masthead says. ``version``: provisional, final, or addendum, corrigendum, revision with its number
    ("revision 2")."""

    symbol: str = ""
    date: str = ""  # ISO 8601, of the document itself
    version: str = ""
    title: str = ""


@dataclass(slots=True)
class Statistic:
    """One printed line. What was read is None where the document's list lacks the section."""

    page: int
    label: str
    delegations: int | None
    people: int
    category: str
    total: bool
    read_delegations: int | None = None
    read_people: int | None = None

    @property
    def unnamed(self) -> int | None:
        """People that the cover counts and the list does not name."""
        return None if self.read_people is None else max(0, self.people - self.read_people)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a reading is doubtful as a whole: ``number`` of ``of``, with the lines to look at.

    ``code`` is left_out (lines that hold names), cover_total (people read of people counted), delegations (odd ones) or
    one_delegation (its people)."""

    code: str
    number: int
    of: int
    lines: list[PrintedLine] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "number": self.number,
            "of": self.of,
            "lines": [line._asdict() for line in self.lines],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Doubt:
        """A doubt sent by the reading process, or stored with an import."""
        return cls(stored["code"], stored["number"], stored["of"], _lines(stored["lines"]))


@dataclass(frozen=True, slots=True)
class LineAccount:
    """What became of every line. ``lines`` is the sum of ``counts``, which has one number for each kind of line
    (``documents.page.KINDS``)."""

    pages: int
    lines: int
    counts: dict[str, int] = field(default_factory=dict)
    not_understood: list[PrintedLine] = field(default_factory=list)
    cover: list[PrintedLine] = field(default_factory=list)  # what is printed before the list
    masthead: Masthead = field(default_factory=Masthead)
    statistics: list[Statistic] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {
            "pages": self.pages,
            "lines": self.lines,
            "counts": self.counts,
            "not_understood": [line._asdict() for line in self.not_understood],
            "cover": [line._asdict() for line in self.cover],
            "masthead": asdict(self.masthead),
            "statistics": [{**asdict(each), "unnamed": each.unnamed} for each in self.statistics],
        } | ({"doubts": [doubt.to_json() for doubt in self.doubts]} if self.doubts else {})

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> LineAccount:
        """An account sent by the reading process, or kept with an import."""
        known = {one.name for one in fields(Statistic)}
        return cls(
            pages=stored["pages"],
            lines=stored["lines"],
            counts=dict(stored["counts"]),
            not_understood=_lines(stored["not_understood"]),
            cover=_lines(stored.get("cover", [])),  # imports of the first weeks do not list it
            masthead=Masthead(**stored["masthead"]),
            statistics=[
                Statistic(**{name: said for name, said in each.items() if name in known})
                for each in stored["statistics"]
            ],
            doubts=[Doubt.from_json(doubt) for doubt in stored.get("doubts", [])],
        )


def _lines(stored: Iterable[Mapping[str, Any]]) -> list[PrintedLine]:
    return [PrintedLine(**line) for line in stored]
