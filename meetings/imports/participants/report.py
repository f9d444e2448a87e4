"""The answer of ``import_list`` as JSON (interfaces.md)."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from meetings.imports.participants.preview import Preview
from meetings.imports.participants.versions import NextVersion
from meetings.reading.bounded import Reading
from meetings.reading.line_account import LineAccount
from meetings.vocabulary import Outcome

ZERO_GENDER = {"women": 0, "men": 0, "another": 0, "unknown": 0}


def unreadable(rows: int) -> tuple[str, str]:
    """Code and sentence of a refusal of a whole file for some of its rows."""
    some = "1 row" if rows == 1 else f"{rows} rows"
    what = f"{some} cannot be read (see the problems)."
    return "invalid_rows", f"{what} Correct the file, or import the others with --skip-invalid."


def unnamed_source(header: str) -> tuple[str, str]:
    """Code and sentence of a refusal of a gender column of which nobody has said where it comes from."""
    return "gender_basis", (
        f"The column “{header}” holds genders, and nobody has said where they come from. Say it with --gender-basis: "
        "printed, when the official list itself prints this column; self_declared, when the participants answered it; "
        "delegation_form, when their delegations did; registration; or office_coded, when the office filled it in. "
        "Only what is printed counts as listed. --ignore leaves the column out."
    )


@dataclass
class Report:
    """The answer of an import of participants. ``status`` is imported, unchanged, refused or dry_run; a refusal says
    why in ``problems``."""

    file: str
    sha256: str
    meeting: str
    part: str
    status: str = "refused"
    batch: int | None = None
    reading: Reading | None = None
    preview: Preview | None = None
    problems: list[dict[str, Any]] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    @property
    def refused(self) -> bool:
        return self.status == "refused"

    def refuse(self, code: str, message: str, **where: Any) -> Report:
        """Refused for one reason that concerns the whole file."""
        place = {"sheet": "", "row": None, "column": "", "found": "", "expected": ""} | where
        self.status = "refused"
        self.problems.insert(0, {"level": "error", "code": code, "message": message} | place)
        return self

    def as_json(self) -> dict[str, Any]:
        """The one JSON object of ``import_list --json``."""
        reading, preview = self.reading, self.preview
        totals = preview.totals if preview else {"rows": 0} | {str(outcome): 0 for outcome in Outcome}
        people = preview.people if preview else []
        columns = reading.columns if reading else None
        return {
            "status": self.status,
            "file": self.file,
            "sha256": self.sha256,
            "meeting": self.meeting,
            "batch": self.batch,
            "part": self.part,
            "sheet": reading.sheet if reading else "",
            "header_row": reading.header_row if reading else None,
            "encoding": reading.encoding if reading else "",
            **totals,
            "people": len(people),
            **(preview.genders if preview else {name: dict(ZERO_GENDER) for name in ("gender", "listed", "recorded")}),
            "delegations": len({line.entity.delegation for line in people if line.entity}),
            "delegation_from": delegation_from(reading) if reading else [],
            **_next_version(preview),
            "columns": {
                "mapped": columns.mapped if columns else {},
                "guessed": columns.guessed if columns else {},
                "ignored": columns.ignored if columns else [],
            },
            **_about_document(reading.account if reading else None),
            "problems": self.problems,
            "seconds": round(time.monotonic() - self.started, 3),
        }


def delegation_from(reading: Reading) -> list[str]:
    """The headers of the columns that give the delegations, the first that says one; none: headings above the rows."""
    mapped = reading.columns.mapped if reading.account is None else {}
    fields = ("delegation",) if "delegation" in mapped else ("country", "organisation")
    return [mapped[field] for field in fields if field in mapped]


def _about_document(account: LineAccount | None) -> dict[str, Any]:
    """How much of a document was read; of a spreadsheet nothing is said."""
    said = account.to_json() if account else {}
    return {name: said[name] for name in ("pages", "lines", "not_understood", "cover") if said}


def _next_version(preview: Preview | None) -> dict[str, int]:
    """In numbers: whom the list no longer prints, who may be renamed, and which heads it replaces."""
    version = preview.version if preview else NextVersion()
    return {"gone": len(version.gone), "renamed": len(version.renamed), "heads_replaced": len(version.heads)}
