"""The stored summary of a reading: its keys, and imports of every age."""

import json
from dataclasses import replace
from typing import Any

import pytest

from meetings.reading.findings import Findings
from meetings.reading.line_account import LineAccount, Masthead, PrintedLine, Statistic
from meetings.reading.lists.columns import ColumnMap
from meetings.reading.summary import ReadingProgress, ReadingSummary

SHEET = {
    "kind": "csv", "sheet": "", "header_row": 1, "encoding": "utf-8", "fields": ["delegation", "full_name"],
    "mapped": {"delegation": "State", "full_name": "Who"}, "guessed": {"full_name": "Who"}, "ignored": ["Diet"],
    "notices": ["A notice."],
    "problems": [
        {"level": "error", "code": "ragged", "sheet": "", "row": 3, "column": "", "found": "4 cells",
         "expected": "2 cells", "message": "Row 3 has 4 cells."},
    ],
}  # fmt: skip
DOCUMENT = {
    "pages": 2, "lines": 3, "counts": {"person": 1, "not_understood": 1, "cover": 1},
    "not_understood": [{"page": 2, "line": 7, "text": "Tove Oppdikt"}],
    "cover": [{"page": 1, "line": 1, "text": "List of participants"}],
    "masthead": {"symbol": "SPRING/INF.1", "date": "2026-04-27", "version": "final", "title": "List of participants"},
    "statistics": [
        {"page": 1, "label": "States", "delegations": 2, "people": 9, "category": "state", "total": False,
         "read_delegations": 2, "read_people": 7, "unnamed": 2},
    ],
}  # fmt: skip
STAGED = {"sheets": [{"name": "List", "number": 1, "hidden": False, "rows": 3}]}
STORED: list[dict[str, Any]] = [
    {},
    SHEET,
    SHEET | STAGED | {"from_document": []},
    SHEET | {"account": DOCUMENT},
    SHEET | {"account": DOCUMENT} | STAGED | {"from_document": ["symbol", "date"]},
    SHEET | {"private": 3, "defaults": {}},
    SHEET | {"defaults": {"item": "Item 3"}},
]


@pytest.mark.parametrize("stored", STORED)
def test_what_is_stored_is_read_and_written_with_the_same_keys_in_the_same_order(stored: dict[str, Any]) -> None:
    assert json.dumps(ReadingSummary.from_json(stored).to_json()) == json.dumps(stored)


def test_a_summary_speaks_by_its_attributes() -> None:
    read = ReadingSummary.from_json(SHEET | {"account": DOCUMENT, "from_document": ["date"]})
    assert (read.header_row, read.mapped["full_name"], read.problems[0]["row"]) == (1, "Who", 3)
    assert (read.from_document, read.private, read.defaults) == (["date"], None, None)
    assert read.account is not None
    assert read.account.not_understood == [PrintedLine(2, 7, "Tove Oppdikt")]
    assert read.account.masthead == Masthead("SPRING/INF.1", "2026-04-27", "final", "List of participants")
    assert [one.unnamed for one in read.account.statistics] == [2]


def test_an_import_made_before_documents_could_be_read_has_no_kind() -> None:
    """Nor a key for what it does not know: no account, and no cover in the first of them."""
    read = ReadingSummary.from_json({name: said for name, said in SHEET.items() if name != "kind"})
    assert (read.kind, read.account, read.sheets, read.from_document) == ("", None, None, None)
    early = {name: said for name, said in DOCUMENT.items() if name != "cover"}
    assert LineAccount.from_json(early).cover == []


def test_what_a_reader_of_the_future_adds_does_not_break_the_page() -> None:
    assert ReadingSummary.from_json(SHEET | {"unheard_of": 1}) == ReadingSummary.from_json(SHEET)


def test_an_import_that_is_being_read_has_progress_and_no_summary() -> None:
    stored = {"page": 12, "pages": 90, "heard": "2026-04-27T10:00:00+00:00"}
    assert ReadingProgress.from_json(stored).to_json() == stored
    assert ReadingSummary.from_json(stored) == ReadingSummary()
    assert ReadingProgress.from_json({}) == ReadingProgress(0, 0, "")


def test_a_part_that_is_dropped_has_no_key() -> None:
    read = ReadingSummary.from_json(SHEET | {"account": DOCUMENT} | STAGED)
    assert "sheets" not in replace(read, sheets=None).to_json()
    assert replace(read, account=None, sheets=None).to_json() == SHEET


def test_samples_of_columns_that_an_import_once_kept_are_read_no_more() -> None:
    assert ReadingSummary.from_json(SHEET | {"samples": {"Who": ["T."]}}).to_json() == SHEET


def test_what_leaves_the_reading_process_comes_back_the_same() -> None:
    statistic = Statistic(1, "States", 2, 9, "state", False, 2, 7)
    account = LineAccount(2, 3, {"person": 1}, [PrintedLine(2, 7, "x")], [], Masthead("A/1"), [statistic])
    found = Findings(
        kind="pdf", encoding="", sheet="", sheet_number=1, sheets=[], header_row=1, columns=ColumnMap(1, {"a": "b"}),
        fields=["a"], filled={}, problems=[], notices=[], account=account, sources={2: [PrintedLine(1, 4, "y")]},
    )  # fmt: skip
    assert Findings(**Findings.arguments(json.loads(json.dumps(found.to_json())))) == found
    with pytest.raises(TypeError, match="secret"):
        Findings(**Findings.arguments(found.to_json() | {"secret": 1}))
