"""Official documents against lists keyed by hand (``tests/bench/accuracy.py``); skipped where they are not at hand."""

from __future__ import annotations

import pytest

from meetings.reading.documents.document import read_document
from meetings.reading.sheet import Limits
from tests.bench.accuracy import (
    DATA,
    PDF,
    WORD,
    agrees_as_printed,
    compare,
    copied_from_pdf,
    copied_from_word,
    hand_coded,
    letters,
)

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the official documents are not beside the project")

# kind, the document's bytes, shares of: people found, honorifics, entities, job titles as printed
SOURCES = {
    "pdf": ("pdf", lambda: PDF.read_bytes(), 0.999, 0.999, 0.999, 0.955),
    "word": ("docx", lambda: WORD.read_bytes(), 0.999, 0.999, 0.999, 0.953),
    "text copied from the pdf": ("txt", lambda: copied_from_pdf(PDF.read_bytes()).encode(), 0.998, 0.999, 0.995, 0.95),
    "text copied from word": ("txt", lambda: copied_from_word(WORD.read_bytes()).encode(), 0.998, 0.999, 0.995, 0.95),
}


@pytest.mark.parametrize("source", SOURCES)
def test_official_documents_are_read_as_people_read_them(source: str) -> None:
    kind, data, found_at_least, honorifics, entities, jobs = SOURCES[source]
    document = read_document(data(), source, kind, Limits())
    rows = hand_coded()
    found = compare(rows, document.people)
    assert found.extra == []
    assert len(found.pairs) >= found_at_least * len(rows)

    def share(what: str, same: int) -> float:
        miscoded = sum(1 for row, person in found.pairs if agrees_as_printed(what, row, person))
        return (same + miscoded) / len(found.pairs)

    assert share("honorific", sum(letters(r.honorific) == letters(p.honorific) for r, p in found.pairs)) >= honorifics
    assert share("entity", sum(letters(r.entity) == letters(p.delegation) for r, p in found.pairs)) >= entities
    assert share("job", sum(letters(r.job) == letters(p.rank) for r, p in found.pairs)) >= jobs
    assert sum(document.counts.values()) == document.lines


def test_the_statistics_on_the_cover_are_compared_with_the_people_read() -> None:
    document = read_document(PDF.read_bytes(), "list.pdf", "pdf", Limits())
    printed = {each.label: each for each in document.statistics}
    assert (printed["Parties"].delegations, printed["Parties"].people) == (181, 2804)
    assert printed["TOTAL PARTICIPATION"].people == 9474
    ours = printed["Non-governmental organizations"]
    assert (ours.people, ours.read_people, ours.unnamed) == (5435, 1040, 4395)
    assert (document.masthead.symbol, document.masthead.date) == ("FCCC/CP/2005/INF.2 (Part 2)", "2005-12-09")
