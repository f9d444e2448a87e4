"""Invented lists of participants, brought in through the real import.

A list is a text of lines with cells between bars; ``bring`` imports it as a file, ``people`` shows what stands.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import models

from meetings.imports.participants.pipeline import ListSource, import_list
from meetings.models import (
    Meeting,
    Participation,
    Question,
)
from meetings.reading.lists.columns import Instructions

RUNNING = ("on_conflict", "gone", "skip_invalid", "accept_reading", "dry_run", "by")
COUNTED = ("new", "updated", "unchanged", "conflict", "invalid", "ignored")


def table(text: str) -> list[list[str]]:
    """``Delegation | Name`` and the lines below it as rows of cells."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode()


def as_xlsx(rows: Sequence[Sequence[str]], hidden: Sequence[str] = (), other_sheets: Sequence[Any] = ()) -> bytes:
    """A workbook with these rows; columns named by letter are hidden, other sheets are hidden as a whole."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for letter in hidden:
        sheet.column_dimensions[letter].hidden = True
    for number, other in enumerate(other_sheets):
        extra = book.create_sheet(f"Other {number}")
        extra.sheet_state = "hidden"
        for row in other:
            extra.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def desk() -> User:
    """The account that brings lists in."""
    return User.objects.get_or_create(username="desk")[0]


def source_of(what: str | bytes, filename: str = "list.csv", **said: Any) -> ListSource:
    """The file and what is said about it: fields of ``Instructions`` or of ``ListSource``."""
    own = {name: said.pop(name) for name in list(said) if name in Instructions.__dataclass_fields__}
    data = as_csv(table(what)) if isinstance(what, str) else what
    return ListSource(data, filename, instructions=Instructions(**own), **said)


def bring(meeting: Meeting, what: str | bytes, **said: Any) -> dict[str, Any]:
    """Import a list; the report as ``import_list --json`` prints it."""
    how = {name: said.pop(name) for name in RUNNING if name in said}
    report = import_list(meeting, source_of(what, **said), **{"by": desk(), **how}).as_json()
    assert report["rows"] == sum(report[name] for name in COUNTED)
    return report


def counts(report: dict[str, Any]) -> dict[str, int]:
    """The outcomes that any row had; the others are zero."""
    return {name: report[name] for name in COUNTED if report[name]}


def genders(report: dict[str, Any]) -> tuple[int, int, int, int]:
    """Women, men, another gender, not recorded."""
    gender = report["gender"]
    return gender["women"], gender["men"], gender["another"], gender["unknown"]


def codes(report: dict[str, Any]) -> list[str]:
    """The codes of the problems, in order."""
    return [problem["code"] for problem in report["problems"]]


def people(meeting: Meeting, *fields: str) -> list[tuple[Any, ...]]:
    """Everybody at a meeting by printed name, with these fields; delegation and listed gender unless said."""
    named = fields or ("delegation__entity_key", "listed_gender")
    rows = Participation.objects.filter(meeting=meeting).order_by("printed_name", "pk")
    return list(rows.values_list("printed_name", *named))


def questions(meeting: Meeting) -> list[tuple[str, str, str]]:
    """Kind, what was found and the answer ("" while open) of all questions of a meeting."""
    return list(
        Question.objects.filter(meeting=meeting).order_by("kind", "found").values_list("kind", "found", "answer")
    )


def snapshot(*left_out: type[models.Model]) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, but for those of the models left out."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model not in left_out
    }
