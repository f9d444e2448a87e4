"""What is told of a document beside its people: lines not understood, its cover's numbers, its masthead.

The account comes from the reading process (``documents.document.Document.account``) and is empty for a spreadsheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from meetings.imports.participants.rosterrow import Problem


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a document says of itself, as far as it does. ``status`` is one of ListStatus."""

    symbol: str = ""
    status: str = ""
    day: date | None = None


def proposal(account: dict[str, Any]) -> Proposal:
    """From the masthead, for the clerk to correct; a revision, addendum or corrigendum is told by its symbol."""
    masthead = account.get("masthead", {})
    if not masthead:
        return Proposal()
    status = "provisional" if masthead["version"] == "provisional" else "final" if masthead["version"] else ""
    return Proposal(masthead["symbol"][:80], status, date.fromisoformat(masthead["date"]) if masthead["date"] else None)


def problems_of(account: dict[str, Any], sheet: str = "", *, symbol: str = "", status: str = "") -> list[Problem]:
    """Warnings, in the order of the document; its masthead only where it differs from what was said of it."""
    if not account:
        return []
    says = proposal(account)
    agrees = says.symbol in ("", symbol) and says.status in ("", status)
    told = [] if agrees else _masthead(account["masthead"])
    told += [each for statistic in account["statistics"] if (each := _statistic(statistic))]
    told += [
        (
            "not_understood",
            line["text"],
            f"Page {line['page']}, line {line['line']} was not understood: “{line['text'][:80]}”. Enter by hand whom "
            "it names.",
        )
        for line in account["not_understood"]
    ]
    return [Problem("warning", code, sheet, None, "", found, "", message) for code, found, message in told]


def _masthead(masthead: dict[str, str]) -> list[tuple[str, str, str]]:
    said = {"symbol": masthead["symbol"], "date": masthead["date"], "version": masthead["version"]}
    if not any(said.values()):
        return []
    listed = ", ".join(f"{name} {text}" for name, text in said.items() if text)
    # No option takes these up by itself: the symbol decides which version a list replaces, and a script that gives the
    # same options must mean the same whatever is printed in the file.
    return [
        ("notice", "", f"The document says of itself: {listed}. Say it with --symbol and --list-status if it is right.")
    ]


def _statistic(printed: dict[str, Any]) -> tuple[str, str, str] | None:
    """A line of the cover whose numbers differ from those of the list itself."""
    pairs = [
        (printed[name], printed[f"read_{name}"], name)
        for name in ("delegations", "people")
        if printed[name] is not None and printed[f"read_{name}"] is not None
    ]
    different = [pair for pair in pairs if pair[0] != pair[1]]
    if not different:
        return None
    counted = " and ".join(f"{cover:,} {name} (the list names {read:,})" for cover, read, name in different)
    return (
        "cover_statistics",
        printed["label"],
        f"Page {printed['page']} counts {counted} under “{printed['label']}”; whom the list does not name was not "
        "imported.",
    )
