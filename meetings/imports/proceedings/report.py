"""The answer of ``import_statements`` and ``import_offices`` as JSON."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from meetings.imports.participants.report import ZERO_GENDER
from meetings.imports.proceedings.preview import Preview
from meetings.models import Forum, Meeting
from meetings.reading.summary import ReadingSummary
from meetings.vocabulary import Outcome


@dataclass
class ProceedingsReport:
    """The answer of an import of statements or office-holders. ``status`` is imported, unchanged, refused or dry_run; a
    refusal says why in ``problems``."""

    holds: str
    file: str
    sha256: str
    where: Meeting | Forum
    status: str = "refused"
    batch: int | None = None
    reading: ReadingSummary = field(default_factory=ReadingSummary)
    preview: Preview | None = None
    problems: list[dict[str, Any]] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    @property
    def refused(self) -> bool:
        return self.status == "refused"

    def refuse(self, code: str, message: str, **where: Any) -> ProceedingsReport:
        self.status = "refused"
        self.problems.insert(0, problem("error", code, message, **where))
        return self

    def as_json(self) -> dict[str, Any]:
        """The one JSON object of ``import_statements`` and ``import_offices``; ``holds`` names what is counted."""
        preview, read = self.preview, self.reading
        totals = preview.totals if preview else {"rows": 0} | {str(outcome): 0 for outcome in Outcome}
        return {
            "status": self.status,
            "file": self.file,
            "sha256": self.sha256,
            "meeting": self.where.slug if isinstance(self.where, Meeting) else None,
            "forum": self.where.pk if isinstance(self.where, Forum) else None,
            "batch": self.batch,
            "sheet": read.sheet,
            "header_row": read.header_row,
            "encoding": read.encoding,
            **totals,
            "holds": self.holds,
            self.holds: len(preview.proceedings) if preview else 0,
            "gender": preview.genders if preview else dict(ZERO_GENDER),
            "questions": len(preview.questions) if preview else 0,
            "absent": preview.absent if preview else 0,
            "columns": {"mapped": read.mapped, "guessed": read.guessed, "ignored": read.ignored},
            "problems": self.problems,
            "seconds": round(time.monotonic() - self.started, 3),
        }


def problem(level: str, code: str, message: str, **where: Any) -> dict[str, Any]:
    """A problem of the file as a whole; ``where`` says sheet, row, column, found or expected."""
    place = {"sheet": "", "row": None, "column": "", "found": "", "expected": ""}
    return {"level": level, "code": code, "message": message} | place | where
