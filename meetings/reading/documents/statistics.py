"""Statistics printed on a document's cover, compared with what was read.

"Non-governmental organizations 362 5435": so many delegations, so many people. A difference is shown, never explained
away: people counted on the cover and not named in the list are no error of the reader.
"""

from __future__ import annotations

import re
from collections import defaultdict

from meetings.reading.documents.page import COVER, Line
from meetings.reading.documents.people import Person
from meetings.reading.line_account import Statistic
from meetings.words.sections import category_of
from meetings.words.synonyms import fold_header

_NUMBER = re.compile(r"\d{1,3}(?:[,.]\d{3})+(?!\d)|\d+")
_SPACED_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3})+")  # "2 804", where it stands in a column of its own
_COUNTS = re.compile(rf"\s((?:{_NUMBER.pattern})(?:\s+(?:{_NUMBER.pattern}))?)$")
_TOTAL = re.compile(r"^(?:grand |sub-?)?totale?s?\b|^итого|^всего|^المجموع|^合计|^总计", re.IGNORECASE)
_SAME_ROW = 0.6
_LEAST_ROWS = 2


def read_statistics(lines: list[Line], people: list[Person]) -> list[Statistic]:
    """The statistics on the cover pages, compared section by section."""
    found: list[Statistic] = []
    for page, texts in _cover_rows(lines):
        of_page = [statistic for text in texts if (statistic := _read(page, text))]
        if len(of_page) >= _LEAST_ROWS:
            found += of_page
    _compare(found, people)
    return found


def _cover_rows(lines: list[Line]) -> list[tuple[int, list[str]]]:
    """The texts of the cover's rows, page by page; pieces of one height are one row."""
    pages: defaultdict[int, list[list[Line]]] = defaultdict(list)
    for line in (line for line in lines if line.kind == COVER):
        rows = pages[line.page]
        beside = rows and (
            (line.row and line.row == rows[-1][0].row)
            or (line.top > 0 and abs(line.middle - rows[-1][0].middle) < _SAME_ROW * line.height)
        )
        if beside or (rows and _NUMBER.fullmatch(line.text) and not line.top):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [(page, [" ".join(map(_cell, row)) for row in rows]) for page, rows in pages.items()]


def _cell(line: Line) -> str:
    return line.text.replace(" ", "") if _SPACED_THOUSANDS.fullmatch(line.text) else line.text


def _read(page: int, text: str) -> Statistic | None:
    found = _COUNTS.search(text)
    label = text[: found.start()].strip(" .:…") if found else ""
    if found is None or not label or not any(map(str.isalpha, label)) or len(label) > 90:
        return None
    numbers = [int(re.sub(r"\D", "", number)) for number in _NUMBER.findall(found[1])]
    if 1900 <= numbers[-1] <= 2100 and not category_of(label) and not _TOTAL.match(label):
        return None  # a date
    delegations = numbers[0] if len(numbers) > 1 else None
    return Statistic(page, label, delegations, numbers[-1], category_of(label), bool(_TOTAL.match(label)))


def _compare(statistics: list[Statistic], people: list[Person]) -> None:
    """By the section's own name, else by its category where one section alone has it; one total is everybody's."""
    read: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        read[fold_header(person.section)].append(person)
    for statistic in statistics:
        members = read.get(fold_header(statistic.label))
        if members is None and statistic.category:
            alike = [key for key, each in read.items() if category_of(each[0].section) == statistic.category]
            rivals = [each for each in statistics if each.category == statistic.category and not each.total]
            members = read[alike[0]] if len(alike) == 1 and len(rivals) == 1 else None
        if statistic.total or members is None:
            continue
        statistic.read_people = len(members)
        statistic.read_delegations = len({person.delegation for person in members})
    totals = [statistic for statistic in statistics if statistic.total]
    if len(totals) == 1:
        totals[0].read_people = len(people)
        totals[0].read_delegations = len({(person.section, person.delegation) for person in people})
