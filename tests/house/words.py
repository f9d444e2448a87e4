"""The house rules about words: which a package must not use, and which nobody uses any more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.house.rooms import Module, under

NAMES_RELEASES = {"meetings.rights", "meetings.forms.checks"}
"""The one table of rights, and the two sentences that a page of the record owes people about releases."""


def words_of_reports(module: Module) -> Iterator[str]:
    """Addresses of reports and words of releases in the record, which knows nothing of either."""
    if not under(module.name, "meetings"):
        return
    if "reports:" in module.source:
        yield "names an address of reports; shared pages have names of their own in parity/urls.py"
    if module.name not in NAMES_RELEASES and "release" in module.source.lower():
        yield "speaks of releases: the record does not know what becomes of it"


def addresses_of_reports(root: Path) -> list[str]:
    """Templates of the record that name an address of reports."""
    return [
        f"{path.relative_to(root)} names an address of reports; shared pages have names of their own in parity/urls.py"
        for path in sorted((root / "templates" / "meetings").rglob("*.html"))
        if "reports:" in path.read_text(encoding="utf-8")
    ]
