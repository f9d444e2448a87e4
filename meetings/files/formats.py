"""The formats of files: those that are read, and those that are written. Nobody else lists them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# Read. What a file is its content decides (``reading.preflight``); these are the names that are offered.
EXCEL = ("xlsx", "xls")
OPEN_DOCUMENT = ("ods",)
DELIMITED = ("csv", "tsv")
WORD, PDF = ("docx",), ("pdf",)
PLAIN_TEXT = ("txt",)
WORKBOOKS = ("xlsx", "xlsm", "xls", *OPEN_DOCUMENT)
"""With macros too: they are never run. A sentence names EXCEL alone."""
SHEETS = WORKBOOKS + DELIMITED
TEMPLATES = ("xltx", "xltm", "xlsb")
"""Names of empty and of binary workbooks: read as workbooks, and offered to nobody."""
PARTICIPANTS = SHEETS + WORD + PDF + PLAIN_TEXT
"""A list of participants."""
PROCEEDINGS = SHEETS + PLAIN_TEXT
"""A list of statements or of office-holders."""


def in_a_row(extensions: Iterable[str]) -> str:
    """The formats as a sentence names them: "xlsx, csv"."""
    return ", ".join(extensions)


def accepted(extensions: Iterable[str]) -> str:
    """The formats as the field of a form offers them: ".xlsx,.csv"."""
    return ",".join(f".{extension}" for extension in extensions)


@dataclass(frozen=True, slots=True)
class WrittenFormat:
    """A format that is written: how its files end, and what they are called on their way."""

    extension: str
    media_type: str

    @property
    def content_type(self) -> str:
        return with_charset(self.media_type)

    def named(self, stem: str) -> str:
        """The name of a file."""
        return f"{stem}.{self.extension}"

    def headers(self, stem: str) -> dict[str, str]:
        """The headers with which a page hands out a file under that name."""
        return {
            "Content-Type": self.content_type,
            "Content-Disposition": f'attachment; filename="{self.named(stem)}"',
        }


def with_charset(media_type: str) -> str:
    """Every text that is written is UTF-8."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


OFFICE = "application/vnd.openxmlformats-officedocument"
CSV = WrittenFormat("csv", "text/csv")
JSON = WrittenFormat("json", "application/json")
XLSX = WrittenFormat("xlsx", f"{OFFICE}.spreadsheetml.sheet")
DOCX = WrittenFormat("docx", f"{OFFICE}.wordprocessingml.document")
PNG = WrittenFormat("png", "image/png")
SVG = WrittenFormat("svg", "image/svg+xml")
HTML = WrittenFormat("html", "text/html")
EML = WrittenFormat("eml", "message/rfc822")
ZIP = WrittenFormat("zip", "application/zip")
STATA = WrittenFormat("dta", "application/x-stata-dta")
SPSS = WrittenFormat("sav", "application/x-spss-sav")
