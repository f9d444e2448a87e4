"""Citations of a release or of a part of it: a sentence, BibTeX and RIS, with version and permanent address."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from reports.releases.metadata import INVENTED, licence_address


@dataclass(frozen=True, slots=True)
class Citation:
    """The citation of a release. ``publisher`` is the office that publishes; ``accessed`` is left to the reader, since
    a release never changes. ``part``: the table, or ``forum-CODE``, that is cited where it is not all of it. A
    demonstration says in every form that it is invented."""

    publisher: str
    title: str
    version: str
    published: datetime.date
    address: str
    licence: str
    demonstration: bool = False
    part: str = ""

    @property
    def key(self) -> str:
        """What a bibliography calls it: two parts of a release are two entries."""
        return re.sub("[^0-9a-z]", "_", "_".join(filter(None, ["parity", self.version, self.part])))

    @property
    def licence_address(self) -> str:
        return licence_address(self.licence)

    @property
    def plain(self) -> str:
        day = f"{self.published.day} {self.published:%B %Y}"
        said = f"{self.publisher}, “{self.title}”, version {self.version}, {day}. {self.address} ({self.licence})."
        return f"{said} {INVENTED}" if self.demonstration else said

    @property
    def bibtex(self) -> str:
        fields = {
            "author": f"{{{_latex(self.publisher)}}}",
            "title": f"{{{_latex(self.title)}}}",
            "version": self.version,
            "year": str(self.published.year),
            "date": self.published.isoformat(),
            "url": self.address,
            "note": f"Version {self.version}. {_latex(self.licence)}{f'. {INVENTED}' if self.demonstration else ''}",
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        return f"@misc{{{self.key},\n{lines}}}\n"

    @property
    def ris(self) -> str:
        fields = [
            ("TY", "DATA"),
            ("AU", self.publisher),
            ("TI", self.title),
            ("ET", self.version),
            ("PY", str(self.published.year)),
            ("DA", f"{self.published:%Y/%m/%d}"),
            ("UR", self.address),
            ("N1", self.licence),
            *([("N1", INVENTED)] if self.demonstration else []),
            ("ER", ""),
        ]
        return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in fields)


def _latex(text: str) -> str:
    """What BibTeX would read as a command is escaped."""
    return "".join(f"\\{letter}" if letter in "&%$#_{}" else letter for letter in text)
