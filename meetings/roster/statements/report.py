"""What an import of statements answers: the JSON of ``import_statements``, whatever became of the file."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from meetings.roster.report import ZERO_GENDER
from meetings.roster.statements.preview import Preview
from meetings.vocabulary import Outcome


@dataclass
class StatementReport:
    """``status`` is imported, unchanged, refused or dry_run; a refusal says why in ``problems``."""

    file: str
    sha256: str
    meeting: str
    status: str = "refused"
    batch: int | None = None
    reading: dict[str, Any] = field(default_factory=dict)
    preview: Preview | None = None
    problems: list[dict[str, Any]] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    @property
    def refused(self) -> bool:
        return self.status == "refused"

    def refuse(self, code: str, message: str, **where: Any) -> StatementReport:
        place = {"sheet": "", "row": None, "column": "", "found": "", "expected": ""} | where
        self.status = "refused"
        self.problems.insert(0, {"level": "error", "code": code, "message": message} | place)
        return self

    def as_json(self) -> dict[str, Any]:
        """The one JSON object of ``import_statements --json``."""
        preview, read = self.preview, self.reading
        totals = preview.totals if preview else {"rows": 0} | {str(outcome): 0 for outcome in Outcome}
        return {
            "status": self.status,
            "file": self.file,
            "sha256": self.sha256,
            "meeting": self.meeting,
            "batch": self.batch,
            "sheet": read.get("sheet", ""),
            "header_row": read.get("header_row"),
            "encoding": read.get("encoding", ""),
            **totals,
            "statements": len(preview.statements) if preview else 0,
            "gender": preview.gender if preview else dict(ZERO_GENDER),
            "questions": len(preview.questions) if preview else 0,
            "absent": preview.absent if preview else 0,
            "columns": {name: read.get(name, {}) for name in ("mapped", "guessed")}
            | {"ignored": read.get("ignored", [])},
            "problems": self.problems,
            "seconds": round(time.monotonic() - self.started, 3),
        }
