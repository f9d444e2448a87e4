"""The summary of a reading that is stored with its import, to and from JSON; imports of any age are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from dataclasses import fields as fields_of
from typing import Any, TypedDict

from meetings.reading.line_account import LineAccount


class FoundSheet(TypedDict):
    """One sheet of a workbook, also one that was not read."""

    name: str
    number: int
    hidden: bool
    rows: int


class FoundProblem(TypedDict):
    """One cell or row that cannot be taken as it is; the fields of ``imports.participants.list_row.Problem``."""

    level: str
    code: str
    sheet: str
    row: int | None
    column: str
    found: str
    expected: str
    message: str


@dataclass(frozen=True, kw_only=True)
class ReadingSummary:
    """How a file was read: no cell of it, of a document also the lines that were not understood.

    What an import does not have is None, and no key of its JSON: a file read in one go has no choice of sheets, a list
    of participants no ``defaults``. An import that read no file keeps nothing.
    """

    kind: str = ""  # "" of imports made before documents could be read
    sheet: str = ""
    header_row: int | None = None
    encoding: str = ""
    fields: list[str] = field(default_factory=list)
    mapped: dict[str, str] = field(default_factory=dict)  # field → header
    guessed: dict[str, str] = field(default_factory=dict)  # those of them that nobody said
    ignored: list[str] = field(default_factory=list)  # headers
    ticks: list[str] | None = None  # headers of tick columns that are one gender column
    notices: list[str] = field(default_factory=list)
    problems: list[FoundProblem] = field(default_factory=list)
    account: LineAccount | None = None  # of a document
    private: int | None = None  # e-mail addresses, telephone and passport numbers that were taken out
    sheets: list[FoundSheet] | None = None
    from_document: list[str] | None = None  # of symbol, status and date, those read from the masthead
    defaults: dict[str, str] | None = None  # field → what holds where a list of proceedings says nothing
    values: dict[str, str] | None = None  # "Header:value" of a list of proceedings → the gender said to be meant

    def to_json(self) -> dict[str, Any]:
        if self == ReadingSummary():
            return {}
        said = {one.name: getattr(self, one.name) for one in fields_of(ReadingSummary)}
        kept = {name: value for name, value in said.items() if value is not None or name not in _OPTIONAL}
        return kept | {"account": self.account.to_json()} if self.account else kept

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> ReadingSummary:
        """The summary kept with an import of any age; what only tells how far a reading is says nothing here."""
        known = {one.name: stored[one.name] for one in fields_of(ReadingSummary) if one.name in stored}
        account = known.get("account")
        return cls(**known | {"account": LineAccount.from_json(account) if account else None})


_OPTIONAL = {"account", "private", "ticks", "sheets", "from_document", "defaults", "values"}


@dataclass(frozen=True)
class ReadingProgress:
    """How far the reading of a file is, and when it last gave a sign of life (ISO 8601)."""

    page: int = 0
    pages: int = 0
    heard: str = ""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> ReadingProgress:
        return cls(stored.get("page", 0), stored.get("pages", 0), stored.get("heard", ""))
