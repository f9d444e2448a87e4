"""Accuracy of reading official documents, against lists keyed by hand (``make accuracy``).

Reads the documents beside this project (``../shared/data``), prints people found, honorific right, entity right, job
title exact and people invented, then every miss with both versions. Texts agree when their letters and digits do:
case, accents, spacing and punctuation are how people type.
"""

import argparse
import sys
from dataclasses import dataclass, field
from typing import Any

from meetings.reading.documents.document import Document, read_document
from meetings.reading.documents.people import Person
from meetings.reading.sheet import Limits
from meetings.words.synonyms import fold_header
from tests.worlds.places import SHARED

DATA = SHARED / "data"
HAND_CODED = DATA / "rosters" / "cop11-part2-handcoded-1-to-1000.xlsx"
PDF = DATA / "lists" / "cop11-list-of-participants-part2-pages-1-24.pdf"
WORD = DATA / "lists" / "cop11-list-of-participants-part2-first-part.docx"
# Rows whose hand coding says something else than the document prints: what it prints, and what went wrong.
MISCODED = {
    353: ("job", "Conseiller relations avec autochtones", "the printed post was left out"),
    392: ("job", "", "a ministry stands in the place of the post"),
    619: ("job", "", "an enterprise stands in the place of the post"),
    913: ("job", "Directeur général", "the last letter is missing"),
    945: ("job", "Responsable Environnement", "the printed post was left out"),
    961: ("job", "Country Director", "the person's name was typed in the place of the post"),
    990: ("honorific", "Mr.", "the titles of rows 990 and 991 were exchanged"),
    991: ("honorific", "Ms.", "the titles of rows 990 and 991 were exchanged"),
}
_WINDOW = 25  # people looked through, ahead and behind, for a name spelt otherwise
_ALIKE = 78  # of 100, names that are one name with a typing error


@dataclass
class Row:
    number: int
    entity: str
    honorific: str
    name: str
    job: str
    division: str
    affiliation: str


@dataclass
class Comparison:
    """Hand-coded rows beside the people read; ``pairs`` in the order of the list."""

    pairs: list[tuple[Row, Person]] = field(default_factory=list)
    missing: list[Row] = field(default_factory=list)
    extra: list[Person] = field(default_factory=list)


def letters(text: str) -> str:
    """What is compared: the letters and digits, folded."""
    return fold_header(text).replace(" ", "")


def hand_coded() -> list[Row]:
    from openpyxl import load_workbook

    sheet = load_workbook(HAND_CODED).active
    rows = []
    for number, cells in enumerate(sheet.iter_rows(min_row=2, values_only=True), 2):
        texts = [" ".join(str(cell).split()) if cell is not None else "" for cell in cells]
        rows.append(Row(number, texts[1], texts[2], *texts[3:7]))
    return rows


def compare(rows: list[Row], people: list[Person]) -> Comparison:
    """Pair rows and people: by name in order, then by a like name nearby. People after the last pair are no extras."""
    from difflib import SequenceMatcher

    from rapidfuzz import fuzz

    row_keys = [letters(row.name) for row in rows]
    keys = [letters(person.full_name) for person in people]
    partner: dict[int, int] = {}
    for block in SequenceMatcher(None, row_keys, keys, autojunk=False).get_matching_blocks():
        partner.update({block.a + step: block.b + step for step in range(block.size)})
    taken = set(partner.values())
    at = 0
    for index, key in enumerate(row_keys):
        if index in partner:
            at = partner[index]
            continue
        near = [n for n in range(max(0, at - _WINDOW), min(len(keys), at + _WINDOW)) if n not in taken]
        best = max(near, key=lambda n: fuzz.ratio(key, keys[n]), default=None)
        if best is not None and fuzz.ratio(key, keys[best]) >= _ALIKE:
            partner[index] = best
            taken.add(best)
    result = Comparison()
    for index, row in enumerate(rows):
        if index in partner:
            result.pairs.append((row, people[partner[index]]))
        else:
            result.missing.append(row)
    last = max(partner.values(), default=-1)
    result.extra = [person for n, person in enumerate(people[: last + 1]) if n not in taken]
    return result


def report(name: str, document: Document, rows: list[Row], *, misses: bool) -> Comparison:
    found = compare(rows, document.people)
    pairs = found.pairs
    wrong = {
        "honorific": [(r, p) for r, p in pairs if letters(r.honorific) != letters(p.honorific)],
        "entity": [(r, p) for r, p in pairs if letters(r.entity) != letters(p.delegation)],
        "job": [(r, p) for r, p in pairs if letters(r.job) != letters(p.rank)],
    }
    split = [(r, p) for r, p in wrong["job"] if letters(r.job + r.division) == letters(p.rank)]
    print(f"{name}: {document.pages} pages, {document.lines} lines, {dict(document.counts)}")
    print(f"  people found              {share(len(pairs), len(rows))}")
    for what, misread in wrong.items():
        print(f"  {NAMES[what]:<10} as coded       {share(len(pairs) - len(misread), len(pairs))}")
        miscoded = [(r, p) for r, p in misread if agrees_as_printed(what, r, p)]
        if miscoded:
            print(f"             as printed     {share(len(pairs) - len(misread) + len(miscoded), len(pairs))}")
    within = len(pairs) - len(wrong["job"]) + len(split)
    print(f"             with division  {share(within, len(pairs))}   (one printed line, coded in two columns)")
    print(f"  invented                  {len(found.extra):>5}")
    print(f"  not understood            {len(document.not_understood):>5}")
    if misses:
        print_misses(found, wrong)
    return found


NAMES = {"honorific": "honorific", "entity": "entity", "job": "job title"}


def agrees_as_printed(what: str, row: Row, person: Person) -> bool:
    column, printed, _ = MISCODED.get(row.number, ("", "", ""))
    return column == what and letters(printed) == letters(person.honorific if what == "honorific" else person.rank)


def print_misses(found: Comparison, wrong: dict[str, list[tuple[Row, Person]]]) -> None:
    for row in found.missing:
        print(f"    row {row.number}: not found: {row.honorific} {row.name} ({row.entity})")
    for person in found.extra:
        print(f"    page {person.page}, line {person.line}: not in the hand-coded list: {person.full_name}")
    for what, misread in wrong.items():
        for row, person in misread:
            mine = {"honorific": person.honorific, "entity": person.delegation, "job": person.rank}[what]
            theirs = getattr(row, what)
            lines = " / ".join(line.text for line in person.source)
            why = f" — hand coding: {MISCODED[row.number][2]}" if agrees_as_printed(what, row, person) else ""
            print(f"    row {row.number}, page {person.page}: {NAMES[what]} “{theirs}” read as “{mine}”: {lines}{why}")


def share(part: int, whole: int) -> str:
    return f"{part:>5} of {whole:>5}  {100 * part / whole:6.2f} %" if whole else "    none"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quiet", action="store_true", help="only the numbers")
    misses = not arguments.parse_args().quiet
    if not DATA.exists():
        sys.exit("The documents are not here: they lie beside the project, in ../shared/data.")
    rows = hand_coded()
    for name, data, kind in (
        (PDF.name, PDF.read_bytes(), "pdf"),
        (WORD.name, WORD.read_bytes(), "docx"),
        ("text copied from the PDF", copied_from_pdf(PDF.read_bytes()).encode(), "txt"),
        ("text copied from the Word document", copied_from_word(WORD.read_bytes()).encode(), "txt"),
    ):
        report(name, read_document(data, name, kind, Limits()), rows, misses=misses)


def copied_from_pdf(data: bytes) -> str:
    """What "select all, copy" gives in a PDF program: lines, without blank lines between entries."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def copied_from_word(data: bytes) -> str:
    """Every paragraph of a Word document on a line, cells of tables parted by tabs."""
    from io import BytesIO

    from docx import Document as WordDocument
    from docx.table import Table

    texts = []
    for block in WordDocument(BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            texts += ["\t".join(_cell_texts(row)) for row in block.rows]
        else:
            texts.append(block.text)
    return "\n".join(texts)


def _cell_texts(row: Any) -> list[str]:
    """A merged cell is handed out once for each column that it spans; copied, it is one."""
    seen = []
    for cell in row.cells:
        if all(cell._tc is not each._tc for each in seen):
            seen.append(cell)
    return [cell.text for cell in seen]


if __name__ == "__main__":
    main()
