"""What is told of a document beside its people: lines not understood, its cover's numbers, its masthead.

The account comes from the reading process (``documents.document.Document.account``) and is empty for a spreadsheet.
"""

from __future__ import annotations

from typing import Any

from meetings.roster.rosterrow import Problem


def problems_of(account: dict[str, Any], sheet: str = "") -> list[Problem]:
    """Warnings, in the order of the document; the texts of its lines stand in ``found`` alone, which is not kept."""
    if not account:
        return []
    told = _masthead(account["masthead"])
    told += [each for statistic in account["statistics"] if (each := _statistic(statistic))]
    told += [
        (
            "not_understood",
            line["text"],
            f"Page {line['page']}, line {line['line']} was not understood; look it up in the document, and enter by "
            "hand whom it names.",
        )
        for line in account["not_understood"]
    ]
    return [Problem("warning", code, sheet, None, "", found, "", message) for code, found, message in told]


def _masthead(masthead: dict[str, str]) -> list[tuple[str, str, str]]:
    said = {"symbol": masthead["symbol"], "date": masthead["date"], "version": masthead["version"]}
    if not any(said.values()):
        return []
    listed = ", ".join(f"{name} {text}" for name, text in said.items() if text)
    return [("notice", "", f"The document says of itself: {listed}. Check them against what you say of it.")]


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
