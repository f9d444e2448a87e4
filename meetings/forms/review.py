"""The form of a review: every cell that can be written and every question that can be answered, on one page.

Each control stands beside what the page showed in it (``was:``), so that only what somebody changed is taken up: a
page that is old by now undoes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from meetings.forms.lists import BASES
from meetings.forms.questions import CHOICES, ELSE, NO_SUCH_NAME, OF_REVIEWERS, code_named
from meetings.imports.participants.entities import Entities, entities_for
from meetings.imports.participants.review import Said
from meetings.models import ImportBatch
from meetings.models.review import ALL, ROW, TWO_PEOPLE
from meetings.vocabulary import STATE_CATEGORIES, Category, ListAccess, ListStatus, QuestionKind

OF_ENTITIES = (QuestionKind.COUNTRY, QuestionKind.CODE)
WAS, CELL, ANSWER, OTHER = "was:", "cell:", "answer:", "other:"
LEFT_OPEN = {QuestionKind.TWO_TITLES: {"unknown": "one:unknown"}}
"""Where a question keeps another word than its form sends."""
GONE = "gone:"
LONGEST = 1_000
BECOMES = {"withdraw": _l("they withdrew"), "keep": _l("still counted"), TWO_PEOPLE: _l("somebody else")}
"""What may be said of people whom the list no longer prints."""
Option = tuple[str, Any]


@dataclass(frozen=True)
class Control:
    """A cell in place: a field to write in, or a choice. ``state`` is bad (must be fixed) or ask (please look)."""

    name: str
    label: str
    value: str
    state: str = "bad"
    options: list[Option] = field(default_factory=list)
    further: list[Option] = field(default_factory=list)
    further_label: str = ""
    other: str = ""
    names: bool = False

    @property
    def id(self) -> str:
        """The same on every look at the page, so that the focus stays where it is."""
        return f"c{hashlib.sha256(self.name.encode()).hexdigest()[:10]}"


def cell(number: int, name: str, label: str, value: str, state: str = "bad") -> Control:
    """The cell of a row to be written anew; a delegation is chosen from the reference table or written."""
    return Control(f"{CELL}{number}:{name}", label, value, state, names=name in ("delegation", "country"))


def choice(kind: str, key: str, label: str, value: str, codes: Mapping[str, str], state: str = "ask") -> Control:
    """A question in place. ``codes`` are what could be meant: the answer that says so and its name."""
    name = f"{kind}:{key}"
    if kind in OF_ENTITIES:
        offered: list[Option] = [("", _("choose…")), *codes.items()]
        categories = [(f"entity:{one.value}", one.label) for one in Category if one not in STATE_CATEGORIES]
        return Control(
            ANSWER + name, label, value, state,
            options=[*offered, (ELSE, _("another State or organization…"))],
            further=categories if kind == QuestionKind.COUNTRY else [],
            further_label=_("Not a State; counted as"),
            other=OTHER + name,
        )  # fmt: skip
    options = [(stored(kind, value), words) for value, words in CHOICES[QuestionKind(kind)]]
    return Control(ANSWER + name, label, value, state, options=[("", _("choose…")), *options])


def gone(who: str, label: str, value: str, row: int | None = None) -> Control:
    """What becomes of somebody no longer listed, or of all; of who may be a row of the list, whether they are it."""
    if row is not None:
        renamed = [(f"{ROW}{row}", _("one person, renamed")), (TWO_PEOPLE, _("two people"))]
        return Control(f"{GONE}{who}", label, value, "ask", options=[("", _("choose…")), *renamed])
    later = [("", _("decide later; they count until then"))]
    known = [(answer, words) for answer, words in BECOMES.items() if answer != TWO_PEOPLE]
    return Control(f"{GONE}{who}", label, value, "ask", options=[*later, *known])


def answerable(kind: str) -> bool:
    """Whether a question can be answered before the import: a gender between sources is a reviewer's, after it."""
    return kind in OF_ENTITIES or (kind in CHOICES and kind not in OF_REVIEWERS)


def stored(kind: str, value: str) -> str:
    """An answer as a question keeps it."""
    return LEFT_OPEN.get(QuestionKind(kind), {}).get(value, value)


class ReviewForm:
    """What one look at the review says, with a sentence for everything that could not be taken up."""

    def __init__(self, data: QueryDict, batch: ImportBatch) -> None:
        self.batch = batch
        self.errors: list[str] = []
        self.changed = {
            name: (data.get(name) or "").strip()
            for name in data
            if f"{WAS}{name}" in data and data.get(name) != data.get(f"{WAS}{name}")
        }

    @cached_property
    def entities(self) -> Entities:
        return entities_for(self.batch.document.meeting.start, {})

    @cached_property
    def said(self) -> Said:
        """What was changed on the page."""
        said = Said()
        for name, value in self.changed.items():
            if name.startswith(CELL):
                number, _colon, cell_field = name.removeprefix(CELL).partition(":")
                if number.isdecimal():
                    said.cells.append((int(number), cell_field, value[:LONGEST]))
        said.answers = list(self._answers())
        said.basis = self._one_of("basis", (basis for basis, _label in BASES))
        said.source = self.changed.get("source")
        if said.source is not None and said.basis is None:
            said.basis = self.batch.gender_basis
        said.gone = dict(self._gone())
        said.status = self._one_of("status", ListStatus.values)
        said.access = self._one_of("access", ListAccess.values)
        return said

    def _gone(self) -> Iterable[tuple[str, str]]:
        absent = {str(pk) for pk in self.batch.totals.get("absent", [])} | {ALL}
        for name, value in self.changed.items():
            who = name.removeprefix(GONE)
            if name.startswith(GONE) and who in absent and (not value or value in BECOMES or self._is_row(who, value)):
                yield who, value

    def _is_row(self, who: str, value: str) -> bool:
        offered = {(str(pk), f"{ROW}{row}") for pk, row, _why in self.batch.totals.get("renamed", [])}
        return (who, value) in offered

    def _one_of(self, name: str, values: Iterable[str]) -> str | None:
        value = self.changed.get(name)
        return value if value in set(values) else None

    def _answers(self) -> Iterable[tuple[str, str, str]]:
        for name, value in self.changed.items():
            if name.startswith(OTHER) and value:
                kind, _colon, key = name.removeprefix(OTHER).partition(":")
                code = code_named(self.entities, value)
                if code:
                    yield kind, key, self._of_code(code)
                else:
                    self.errors.append(f"{value}: {NO_SUCH_NAME}")
            elif name.startswith(ANSWER) and value != ELSE:
                kind, _colon, key = name.removeprefix(ANSWER).partition(":")
                if not value or self._is_answer(kind, value):
                    yield kind, key, value

    def _of_code(self, code: str) -> str:
        return f"state:{code}" if code in self.entities.kinds else f"org:{code}"

    def _is_answer(self, kind: str, value: str) -> bool:
        verb, _colon, rest = value.partition(":")
        if kind in OF_ENTITIES:
            if verb == "entity":
                return kind == QuestionKind.COUNTRY and rest in Category.values and rest not in STATE_CATEGORIES
            return rest in self.entities.names and value == self._of_code(rest)
        return answerable(kind) and value in {stored(kind, one) for one, _label in CHOICES[QuestionKind(kind)]}
