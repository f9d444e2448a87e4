"""Reader of pasted text: columns by spaces or tabs, white space by blank lines.

Copied text has lost its type faces, so headings are told by capitals, indents, blank lines and words alone.
"""

from __future__ import annotations

import re

from meetings.folding import normalise
from meetings.reading.documents.furniture import is_furniture, mark_furniture, printed_page
from meetings.reading.documents.layout import arrange, join_titles
from meetings.reading.documents.measures import text_width
from meetings.reading.documents.occupation import leads_with
from meetings.reading.documents.page import FURNITURE, Line
from meetings.reading.documents.people import connects
from meetings.reading.documents.titled import Titles, has_family_capitals
from meetings.reading.lists.header import find_header

_COLUMNS = re.compile(r"\t+| {3,}")
_SPACES = re.compile(r"(?<=\S) {3,}(?=\S)")
_TWO_SPACES = re.compile(r" {2,}")
_BULLET = re.compile(r"^\s*[•·▪‣◦●]\s*|^\s*[-–—*]\s+(?=[^\W\d_])")
_MOSTLY_COLUMNS = 0.1  # of the lines that hold wide spaces, from which on the text is columns
_LETTER, _LINE, _HEIGHT = 5.0, 12.0, 10.0  # a typewriter's page, in points
_TAB = 8
_SEVERAL = 3  # lines from which on delegations and people are taken to stand side by side


def read_pasted(text: str, titles: Titles) -> list[Line]:
    """The lines of a text in reading order; form feeds part pages."""
    pages = [page.split("\n") for page in text.replace("\r\n", "\n").replace("\r", "\n").split("\f")]
    printed = [line for lines in pages for line in lines if line.strip()]
    wide = sum(1 for line in printed if _SPACES.search(line))
    if wide > _MOSTLY_COLUMNS * len(printed):
        return _in_columns(pages, titles)
    return _one_below_the_other(pages, titles)


def _in_columns(pages: list[list[str]], titles: Titles) -> list[Line]:
    """Text whose columns stand side by side: every piece gets its place on a typewriter's page."""
    placed = []
    for number, lines in enumerate(pages, 1):
        pieces = []
        for row, text in enumerate(lines):
            for left, piece in _pieces(text):
                pieces.append(
                    Line(
                        number,
                        piece,
                        left=left * _LETTER,
                        right=(left + len(piece)) * _LETTER,
                        top=row * _LINE,
                        height=_HEIGHT,
                    )
                )
        placed.append(pieces)
    join_titles(placed, titles.is_bare_title)
    mark_furniture(placed)
    return arrange(placed, titles.names_somebody)


def _pieces(text: str) -> list[tuple[int, str]]:
    """(column of letters, text) of each piece of a line; two spaces part pieces where a third column may begin."""
    expanded = text.replace("\t", "  \t").expandtabs(_TAB)
    pieces = []
    for found in re.finditer(r"\S+(?: \S+)*", expanded):
        pieces.append((found.start(), normalise(found[0])))
    return pieces


def _one_below_the_other(pages: list[list[str]], titles: Titles) -> list[Line]:
    lines: list[Line] = []
    headers = {text for texts in pages for text in texts if _is_header(text, titles)}
    beside = sum(1 for texts in pages for text in texts if _beside(text, titles)) >= _SEVERAL
    printed = 0
    for number, texts in enumerate(pages, 1):
        blank = 0
        for text in texts:
            if not text.strip():
                blank += 1
                continue
            unmarked = _BULLET.sub("", text)
            indent = len(unmarked) - len(unmarked.lstrip())
            for position, (cell, part) in enumerate(_parts(unmarked, titles, beside)):
                space = 1.0 + blank if position == 0 else 1.0
                lines.append(
                    Line(
                        number,
                        part,
                        right=text_width(part),
                        height=_HEIGHT,
                        indent=indent * _LETTER,
                        space=space,
                        cell=cell,
                    )
                )
                if (
                    (cell < 0 and part.rstrip(".)").isdigit())
                    or text in headers
                    or (is_furniture(part) and not part.isdigit())
                ):
                    lines[-1].kind = FURNITURE
                    printed = printed_page(part) or printed
                if len(pages) == 1:
                    lines[-1].page = printed or 1
            blank = 0
    return lines


def _parts(text: str, titles: Titles, beside: bool) -> list[tuple[int, str]]:
    """(cell, text) of the columns of a line, and its lines where a converter joined several by two spaces.

    Cells count from the one that names somebody; before it stands the delegation.
    """
    cells = [(cell, normalise(piece)) for cell, piece in enumerate(_COLUMNS.split(text.strip(" "))) if piece.strip()]
    for at in range(len(cells) - 2, -1, -1):
        if titles.is_bare_title(cells[at][1]) and titles.names_somebody(f"{cells[at][1]} {cells[at + 1][1]}"):
            cells[at : at + 2] = [(cells[at][0], f"{cells[at][1]} {cells[at + 1][1]}")]
    if len(cells) > 1 or (cells and cells[0][0]):
        name = next((cell for cell, piece in cells if titles.names_somebody(piece)), 0)
        return [(cell - name, piece) for cell, piece in cells]
    if beside and (found := _beside(text, titles)):
        return [(-1, found[0]), (0, found[1])]
    converted = text.endswith("  ")
    parts = [""]
    for piece in _TWO_SPACES.split(text.strip()):
        if parts[-1] and (converted or titles.names_somebody(piece)):
            parts.append(piece)
        else:
            parts[-1] = f"{parts[-1]} {piece}".strip()
    return [(0, normalise(part)) for part in parts]


def _is_header(text: str, titles: Titles) -> bool:
    """Whether a line heads the columns of a table: "No. | Delegation | Name | Position"."""
    cells = [normalise(cell) for cell in text.split("\t")]
    return len(cells) > 2 and not any(map(titles.names_somebody, cells)) and find_header([(1, cells)]) is not None


def _beside(text: str, titles: Titles) -> tuple[str, str] | None:
    """A delegation and its first person where both were printed in one row: "NORWAY Ms. Kari HAUGEN"."""
    words = text.split()
    if _TWO_SPACES.search(text.strip()) or titles.names_somebody(text):
        return None
    for at in range(1, len(words) - 1):
        if not titles.is_bare_title(words[at]):
            continue
        delegation, person = " ".join(words[:at]), " ".join(words[at:])
        told = titles.says_gender(person) or has_family_capitals(titles.split(person)[1])
        parts = delegation[-1].isalpha() and not connects(delegation) and leads_with(delegation) != "post"
        if told and parts:
            return delegation, person
    return None
