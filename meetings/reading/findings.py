"""What a reading reports beside its rows, sent by the child process as one line of JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from dataclasses import fields as fields_of
from typing import Any

from meetings.reading.line_account import LineAccount, Masthead, PrintedLine
from meetings.reading.lists.columns import ColumnMap
from meetings.reading.summary import FoundProblem, FoundSheet, ReadingSummary


@dataclass(kw_only=True)
class Findings:
    """Everything that leaves the reading process beside the rows."""

    kind: str
    encoding: str
    sheet: str
    sheet_number: int
    sheets: list[FoundSheet]
    header_row: int
    columns: ColumnMap
    fields: list[str]
    filled: dict[str, int]  # field → blank cells that took the value above them
    problems: list[FoundProblem]
    notices: list[str]
    account: LineAccount | None = None  # of a document
    masthead: Masthead | None = None  # what the file says of itself
    sources: dict[int, list[PrintedLine]] = field(default_factory=dict)  # row → its lines in the document
    private: int = 0  # e-mail addresses, telephone and passport numbers that were taken out

    def to_json(self) -> dict[str, Any]:
        """What the reading process sends."""
        said = {one.name: getattr(self, one.name) for one in fields_of(Findings)}
        account = self.account.to_json() if self.account else {}
        masthead = asdict(self.masthead) if self.masthead else {}
        return said | {"columns": asdict(self.columns), "account": account, "masthead": masthead}

    @classmethod
    def arguments(cls, sent: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments that make findings of what was sent.

        Raises TypeError, KeyError, ValueError or AttributeError where it is not as promised: the process that sent it
        has read a stranger's file.
        """
        account, masthead = sent.get("account"), sent.get("masthead")
        return dict(sent) | {
            "columns": ColumnMap(**sent["columns"]),
            "account": LineAccount.from_json(account) if account else None,
            "masthead": Masthead(**masthead) if masthead else None,
            "sources": {int(row): _checked_lines(lines) for row, lines in sent.get("sources", {}).items()},
        }

    def summary(self) -> ReadingSummary:
        """What is kept of it with an import in one go."""
        return ReadingSummary(
            kind=self.kind,
            sheet=self.sheet,
            header_row=self.header_row,
            encoding=self.encoding,
            fields=self.fields,
            mapped=self.columns.mapped,
            guessed=self.columns.guessed,
            ignored=self.columns.ignored,
            ticks=self.columns.ticks or None,
            notices=self.notices,
            problems=self.problems,
            account=self.account,
            private=self.private or None,
        )


def _checked_lines(sent: Sequence[Sequence[Any]]) -> list[PrintedLine]:
    """The printed lines of one row, exactly as promised."""
    lines = [PrintedLine(int(page), int(line), text) for page, line, text in sent]
    if not lines or not all(isinstance(line.text, str) for line in lines):
        raise ValueError("a row of a document has no printed line")
    return lines
