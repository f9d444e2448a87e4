"""Words and rows of the pages that import statements and office-holders."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.forms.proceedings import OFFICE_FIELD_LABELS, STATEMENT_FIELD_LABELS
from meetings.imports.proceedings.preview import Line
from meetings.vocabulary import Gender, GenderBasis, GenderTopic, Office, Outcome, ProceedingsKind, StatementKind

Text = str | Promise
MARKS = {Outcome.NEW: "mark-success", Outcome.UPDATED: "mark-warning", Outcome.INVALID: "mark-error"}
FIRST = (Outcome.INVALID, Outcome.UPDATED, Outcome.NEW, Outcome.IGNORED, Outcome.UNCHANGED)
VALUES: Mapping[str, Any] = {
    "office": Office, "kind": StatementKind, "topic": GenderTopic, "speaker_gender": Gender, "holder_gender": Gender,
}  # fmt: skip


class Cell(NamedTuple):
    """One cell of a row: its text, and what stands below it in small; ``days`` are never broken or turned round."""

    text: str
    note: str = ""
    days: bool = False


@dataclass(frozen=True)
class Words:
    """The words of the pages of one kind of list. ``title`` heads the page to hand in; ``headings`` and ``cells`` are
    the columns of a preview, the first one names the row; ``labels`` are the fields of the record; ``basis`` is the one
    that is shown with its gender."""

    noun: Text
    title: Text
    columns: Text
    confirm: Text
    imported: Text
    undone: Text
    open: Text
    headings: tuple[Text, ...]
    cells: Callable[[Line[Any, Any]], list[Cell]]
    genders: Callable[[dict[str, int]], str]
    absent: Callable[[int], str]
    labels: Mapping[str, Any]
    basis: str


def _cells_of_statement(line: Line[Any, Any]) -> list[Cell]:
    row = line.row
    behalf = _("on behalf of %(group)s") % {"group": row.on_behalf_of} if row.on_behalf_of else ""
    return [Cell(row.delegation or "–", behalf), Cell(_person(row)), Cell(_gender(line, "speaker"))]


def _cells_of_office(line: Line[Any, Any]) -> list[Cell]:
    row = line.row
    days = f"{row.start or '?'} – {row.end or '?'}" if row.office else ""
    office = str(Office(row.office).label) if row.office else "–"
    return [Cell(office, row.body), Cell(_person(row), row.state), Cell(_gender(line, "holder")), Cell(days, days=True)]


def _person(row: Any) -> str:
    return f"{row.person.title} {row.person.name}".strip()


def _gender(line: Line[Any, Any], of: str) -> str:
    """The gender that a row tells, with its basis."""
    if not line.said:
        return ""
    gender, basis = Gender(line.said[f"{of}_gender"]), GenderBasis(line.said[f"{of}_basis"])
    return f"{gender.label} ({basis.label})" if basis else str(gender.label)


WORDS: dict[str, Words] = {
    ProceedingsKind.STATEMENTS: Words(
        noun=gettext_lazy("Statements"),
        title=gettext_lazy("Import statements"),
        columns=gettext_lazy(
            "These columns are read: order, date, item, delegation, category, on behalf of, title, speaker, "
            "gender, minutes, kind, presiding, topic. Only the delegation is required; other columns are not stored."
        ),
        confirm=gettext_lazy("Import the statements"),
        imported=gettext_lazy("The statements are imported."),
        undone=gettext_lazy("The import is undone: the statements are as they were before."),
        open=gettext_lazy("Open the statements"),
        headings=(gettext_lazy("State or organization"), gettext_lazy("Speaker"), gettext_lazy("Gender")),
        cells=_cells_of_statement,
        genders=lambda number: _(
            "Statements as this list prints them: by women %(women)s, by men %(men)s, by people of another gender "
            "%(another)s, not recorded %(unknown)s."
        ) % number,
        absent=lambda number: ngettext(
            "%(number)s statement from the same days is on record but not in this list; it stays on record.",
            "%(number)s statements from the same days are on record but not in this list; they stay on record.",
            number,
        ) % {"number": number},
        labels=STATEMENT_FIELD_LABELS | {
            "speaker_name": STATEMENT_FIELD_LABELS["speaker"],
            "speaker_title": STATEMENT_FIELD_LABELS["title"],
            "speaker_gender": STATEMENT_FIELD_LABELS["gender"],
        },
        basis="speaker_basis",
    ),
    ProceedingsKind.OFFICES: Words(
        noun=gettext_lazy("Office-holders"),
        title=gettext_lazy("Import office-holders"),
        columns=gettext_lazy(
            "These columns are read: office, body, title, name, State, gender, first day, last day, source. The "
            "office and a title, name or State are required; other columns are not stored."
        ),
        confirm=gettext_lazy("Import the office-holders"),
        imported=gettext_lazy("The office-holders are imported."),
        undone=gettext_lazy("The import is undone: the office-holders are as they were before."),
        open=gettext_lazy("Open the office-holders"),
        headings=(
            gettext_lazy("Office"), gettext_lazy("Name"), gettext_lazy("Gender"), gettext_lazy("Days in office"),
        ),
        cells=_cells_of_office,
        genders=lambda number: _(
            "Office-holders as this list prints them: women %(women)s, men %(men)s, people of another gender "
            "%(another)s, not recorded %(unknown)s."
        ) % number,
        absent=lambda number: ngettext(
            "%(number)s office-holder of the same bodies is on record but not in this list; they stay on record.",
            "%(number)s office-holders of the same bodies are on record but not in this list; they stay on record.",
            number,
        ) % {"number": number},
        labels=OFFICE_FIELD_LABELS | {
            "country": OFFICE_FIELD_LABELS["delegation"],
            "holder_gender": OFFICE_FIELD_LABELS["gender"],
        },
        basis="holder_basis",
    ),
}  # fmt: skip


def lines_of(lines: list[Line[Any, Any]], words: Words) -> list[dict[str, Any]]:
    """Rows ready to be printed, those that need somebody first."""
    ordered = sorted(lines, key=lambda line: (FIRST.index(Outcome(line.outcome)), line.row.number))
    return [
        {
            "number": line.row.number,
            "cells": words.cells(line),
            "outcome": Outcome(line.outcome).label,
            "mark": MARKS.get(Outcome(line.outcome), ""),
            "changes": _changes(line, words),
            "problems": [problem.message for problem in line.row.problems],
        }
        for line in ordered
    ]


def _changes(line: Line[Any, Any], words: Words) -> list[dict[str, Any]]:
    return [
        {"label": words.labels.get(name, name), "before": _value(name, line.before[name]), "after": _value(name, value)}
        for name, value in line.after.items()
        if name != words.basis
    ]


def _value(name: str, value: Any) -> str:
    """A value of the record as a page says it."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value and name in VALUES:
        return str(VALUES[name](value).label)
    return str(value) if value not in (None, "") else ""
