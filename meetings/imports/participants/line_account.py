"""Warnings about a document beside its people: lines not understood, its cover's numbers, its masthead.

The account comes from the reading process (``reading.line_account``); a spreadsheet has none, but may say of itself
what a masthead does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meetings.imports.participants.list_row import Problem
from meetings.reading.line_account import Doubt, LineAccount, Masthead, PrintedLine, Statistic

_SHOWN = 5  # lines in a sentence


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a document says of itself, as far as it does. ``status`` is one of ListStatus."""

    symbol: str = ""
    status: str = ""
    day: date | None = None


def proposal(says: Masthead | None) -> Proposal:
    """From the masthead, for the clerk to correct; a revision, addendum or corrigendum is told by its symbol."""
    if says is None:
        return Proposal()
    status = "provisional" if says.version == "provisional" else "final" if says.version else ""
    return Proposal(says.symbol[:80], status, date.fromisoformat(says.date) if says.date else None)


def problems_of(
    account: LineAccount | None, masthead: Masthead | None, sheet: str = "", *, symbol: str = "", status: str = ""
) -> list[Problem]:
    """Warnings, in the order of the document; its masthead only where it differs from what was said of it."""
    says = proposal(masthead)
    agrees = says.symbol in ("", symbol) and says.status in ("", status)
    told = _masthead(masthead) if masthead and not agrees else []
    told += [each for statistic in (account.statistics if account else ()) if (each := _statistic(statistic))]
    told += [
        (
            "not_understood",
            line.text,
            f"Page {line.page}, line {line.line} was not understood: “{line.text[:80]}”. Enter by hand whom it names.",
        )
        for line in (account.not_understood if account else ())
    ]
    return [Problem("warning", code, sheet, None, "", found, "", message) for code, found, message in told]


def _masthead(masthead: Masthead) -> list[tuple[str, str, str]]:
    said = {"symbol": masthead.symbol, "date": masthead.date, "version": masthead.version}
    if not any(said.values()):
        return []
    listed = ", ".join(f"{name} {text}" for name, text in said.items() if text)
    # No option takes these up by itself: the symbol decides which version a list replaces, and a script that gives the
    # same options must mean the same whatever is printed in the file.
    return [
        ("notice", "", f"The document says of itself: {listed}. Say it with --symbol and --list-status if it is right.")
    ]


def _statistic(printed: Statistic) -> tuple[str, str, str] | None:
    """A line of the cover whose numbers differ from those of the list itself."""
    pairs = (
        (printed.delegations, printed.read_delegations, "delegations"),
        (printed.people, printed.read_people, "people"),
    )
    different = [
        (cover, read, name) for cover, read, name in pairs if cover is not None and read is not None and cover != read
    ]
    if not different:
        return None
    counted = " and ".join(f"{cover:,} {name} (the list names {read:,})" for cover, read, name in different)
    return (
        "cover_statistics",
        printed.label,
        f"Page {printed.page} counts {counted} under “{printed.label}”; whom the list does not name was not imported.",
    )


def doubts_in(account: LineAccount | None) -> list[str]:
    """Why a document's reading is doubtful as a whole, one sentence each; such a list waits for somebody's word."""
    return [_doubt(doubt) for doubt in account.doubts] if account else []


def _doubt(doubt: Doubt) -> str:
    number, of, were = f"{doubt.number:,}", f"{doubt.of:,}", "was" if doubt.number == 1 else "were"
    shown = "; ".join(_place(line) for line in doubt.lines[:_SHOWN]) + (" …" if len(doubt.lines) > _SHOWN else "")
    if doubt.code == "left_out":
        return f"{number} of {of} lines that may hold names {were} read as nobody's: {shown}."
    if doubt.code == "cover_total":
        return f"The cover counts {of} people under “{doubt.lines[0].text}”, and {number} {were} read."
    if doubt.code == "one_delegation":
        return f"{number} of {of} people stand under one delegation; headings may be lost: {shown}."
    have = "has a name" if doubt.number == 1 else "have names"
    return f"{number} of {of} delegations {have} that none has: {shown}."


def _place(line: PrintedLine) -> str:
    return f"page {line.page}, line {line.line} “{line.text[:80]}”"
