"""Days as documents print them, in six languages, with and without the day of the week."""

from __future__ import annotations

from datetime import date

import pytest

from meetings.imports.proceedings.days import read_day
from meetings.reading.documents.document import read_document
from meetings.reading.sheet import Limits
from meetings.words.days import day_printed, day_within

DAY = (2026, 3, 2)
PRINTED = [
    "2 March 2026",
    "Monday, 2 March 2026",
    "Monday 2nd March 2026",
    "March 2, 2026",
    "Monday, March 2nd, 2026",
    "2 mars 2026",
    "lundi 2 mars 2026",
    "Le lundi 2 mars 2026",
    "2 de marzo de 2026",
    "Lunes, 2 de marzo de 2026",
    "lunes 2 de marzo del 2026",
    "2 марта 2026 года",
    "понедельник, 2 марта 2026 г.",
    "2 مارس 2026",
    "الاثنين، 2 مارس 2026",
    "2 آذار 2026",
    "٢ آذار ٢٠٢٦",
    "2026年3月2日",
    "2026年3月2日星期一",
    "2026 年 3 月 2 日（星期一）",
]


@pytest.mark.parametrize("printed", PRINTED)
def test_a_day_is_read_wherever_a_list_prints_one(printed: str) -> None:
    assert day_printed(printed) == day_within(f"Geneva, {printed}") == DAY
    assert read_day(printed, None) == date(*DAY)
    masthead = read_document(
        f"DEMO/INF.1\n{printed}\nList of participants\n\nParties\n\nKENYA\n\nMs. Ada OPPDIKT\n".encode(),
        "list.txt", "txt", Limits(),
    ).masthead  # fmt: skip
    assert masthead.date == "2026-03-02"


@pytest.mark.parametrize(
    "printed", ["Monday, 2 March", "lundi 2 mars", "1er mars", "2 марта", "3月2日", "2 كانون الثاني"]
)
def test_a_day_without_its_year(printed: str) -> None:
    assert (day_printed(printed) or (9, 9, 9))[0] == 0


@pytest.mark.parametrize(
    "text", ["March", "Monday", "2 Marches", "Article 2 of March", "Panel 2", "May Oppdikt", "2026"]
)
def test_what_is_no_day(text: str) -> None:
    assert day_printed(text) is None
