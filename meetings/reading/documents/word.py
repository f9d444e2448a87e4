"""Reader of Word documents: the lines of paragraphs, tables and text boxes in reading order.

Read from the XML itself, part by part, so that a long document costs little memory. Deleted text of tracked changes is
left out, inserted text stays: that is what the document says once printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from xml.etree.ElementTree import Element

from meetings.folding import normalise
from meetings.reading.archive import Archive
from meetings.reading.documents.furniture import is_furniture, printed_page
from meetings.reading.documents.measures import text_width
from meetings.reading.documents.page import FURNITURE, Line
from meetings.reading.documents.titled import Titles
from meetings.reading.documents.wordstyle import Look, Styles, W
from meetings.reading.documents.wordxml import FALLBACK, LEFT_OUT, TEXTS, TRACKED, body_of, parse_part, rows_of
from meetings.words.synonyms import EXACT, fold_header

_PARTS = re.compile(r"(\n|\t+| {2,})")
_NAMES = 0.08  # of a table column's lines that begin with a courtesy title, where names stand

Letter = tuple[str, Look]


@dataclass
class WordReading:
    """The lines of a Word document, with notices."""

    lines: list[Line] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def read_word(archive: Archive, titles: Titles) -> WordReading:
    """Every line of the main part. Raises Unreadable when the document is damaged."""
    root = parse_part(archive, "word/styles.xml") if "word/styles.xml" in archive else None
    reader = _Reader(Styles(root), titles)
    for child in body_of(archive):
        reader.take(child)
    if reader.deleted:
        reader.reading.notices.append(TRACKED)
    _number_pages(reader.reading.lines, reader.breaks)
    return reader.reading


class _Reader:
    """Collects lines; ``breaks`` says whether the document marks where its pages end."""

    def __init__(self, styles: Styles, titles: Titles) -> None:
        self.styles = styles
        self.titles = titles
        self.reading = WordReading()
        self.page = 1
        self.row = 0
        self.breaks = False
        self.deleted = False
        self._gap = 0.0  # white below the last paragraph, in points

    def take(self, element: Element) -> None:
        if element.tag == f"{W}p":
            self._paragraph(element, self.reading.lines)
        elif element.tag == f"{W}tbl":
            self._table(element)
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            for child in element:
                self.take(child)

    def _paragraph(self, paragraph: Element, into: list[Line]) -> None:
        look = self.styles.paragraph(paragraph.find(f"{W}pPr"))
        letters: list[Letter] = []
        boxes: list[Element] = []
        self._collect(paragraph, look, letters, boxes)
        pieces = self._split(letters)
        if not any(text.strip() for text, _ in pieces):
            self._gap += look.size + look.before + look.after
        first = True
        for text, each in pieces:
            plain = normalise(text)
            if not plain:
                continue
            height = each.size
            above = (self._gap + look.before) / height + 1.0 if first else max(1.0, look.lines)
            into.append(self._line(text, plain, each, look, above))
            first = False
        if not first:
            self._gap = look.after
        for box in boxes:
            for inner in box.iter(f"{W}p"):
                self._paragraph(inner, into)

    def _line(self, text: str, plain: str, look: Look, paragraph: Look, space: float) -> Line:
        indent = paragraph.indent + 18.0 * (len(text) - len(text.lstrip("\t")))
        return Line(
            self.page,
            plain.upper() if look.capitals else plain,
            right=text_width(plain),
            height=look.size,
            bold=look.bold,
            italic=look.italic,
            indent=indent,
            centred=paragraph.centred,
            space=space,
        )

    def _collect(self, element: Element, look: Look, letters: list[Letter], boxes: list[Element]) -> None:
        """The text of a paragraph with the look of each piece of it."""
        for child in element:
            if child.tag == f"{W}r":
                self._collect(child, self.styles.run(look, child.find(f"{W}rPr")), letters, boxes)
            elif child.tag == f"{W}t":
                if not look.hidden:
                    letters.append((child.text or "", look))
            elif _ends_page(child):
                self.page += 1
                self.breaks = True
            elif child.tag in TEXTS:
                letters.append((TEXTS[child.tag], look))
            elif child.tag == f"{W}txbxContent":
                boxes.append(child)
            elif child.tag in (f"{W}del", f"{W}moveFrom"):
                self.deleted = True
            elif child.tag not in LEFT_OUT and child.tag != FALLBACK:
                self._collect(child, look, letters, boxes)

    def _split(self, letters: list[Letter]) -> list[Letter]:
        """The lines of a paragraph: at line breaks, at tabs and wide spaces, and where a name follows other type.

        Converters keep the lines that they joined apart by two spaces, and end the paragraph with two; elsewhere two
        spaces are a slip of the typist.
        """
        converted = "".join(text for text, _ in letters).rstrip("\n").endswith("  ")
        pieces: list[list[Letter]] = [[]]
        for text, look in letters:
            begun = _text(pieces[-1]).strip()
            if begun and look != pieces[-1][-1][1] and self.titles.names_somebody(text.strip()):
                pieces.append([])
            parts = _PARTS.split(text)
            for part, following in zip(parts, [*parts[1:], ""], strict=True):
                begun = _text(pieces[-1]).strip()
                if not _PARTS.fullmatch(part):
                    pieces[-1].append((part, look))
                elif part == "\n" or (
                    begun
                    and not self.titles.is_bare_title(begun)
                    and (converted or part != "  " or self.titles.names_somebody(following))
                ):
                    pieces.append([])
                else:
                    pieces[-1].append((part if "\t" in part else " ", look))
        return [(_text(piece), _look_of(piece)) for piece in pieces if piece]

    def _table(self, table: Element) -> None:
        rows = [self._cells(row) for row in rows_of(table)]
        rows = [cells for cells in rows if any(cells)]
        leading = self._leading(rows)
        entities: list[int] = []  # columns that a header names as the delegation's
        for cells in rows:
            self.row += 1
            fields = [EXACT.get(fold_header(" ".join(line.text for line in cell)), "") for cell in cells]
            header = len(cells) > 1 and all(named for named, cell in zip(fields, cells, strict=True) if cell)
            if header:
                entities = [column for column, named in enumerate(fields) if named in ("delegation", "country")]
            spanning = sum(map(bool, cells)) == 1 and bool(cells[0])
            order = sorted(range(len(cells)), key=lambda column: column not in entities)
            for column in order:
                cell = cells[column]
                lead = max((each for each in leading if each <= column), default=-1)
                for line in cell:
                    line.row = self.row
                    line.column = column
                    line.cell = -1 if column in entities else column - lead if lead >= 0 else -1
                    if spanning:
                        line.cell = 0
                    if header or (line.cell == -1 and line.text.strip(".)").isdigit()):
                        line.kind = FURNITURE
                    self.reading.lines.append(line)
        self._gap = 12.0

    def _cells(self, row: Element) -> list[list[Line]]:
        cells = []
        for cell in row.findall(f"{W}tc"):
            lines: list[Line] = []
            self._gap = 12.0
            for paragraph in cell.iter(f"{W}p"):
                self._paragraph(paragraph, lines)
            cells.append(lines)
        for alone, following in pairwise(cells):
            if following and len(alone) == 1 and self.titles.is_bare_title(alone[0].text):
                following[0].text = f"{alone.pop().text} {following[0].text}"
        return cells

    def _leading(self, rows: list[list[list[Line]]]) -> list[int]:
        """The columns of a table in which names stand; each leads those after it."""
        width = max(map(len, rows), default=0)
        leading = []
        for column in range(width):
            lines = [line for cells in rows if column < len(cells) and len(cells) > 1 for line in cells[column]]
            named = sum(self.titles.names_somebody(line.text) for line in lines)
            if named >= max(1, _NAMES * len(lines)):
                leading.append(column)
        return leading or [0]


def _ends_page(element: Element) -> bool:
    is_break = element.tag == f"{W}br" and element.get(f"{W}type") == "page"
    return is_break or element.tag == f"{W}lastRenderedPageBreak"


def _text(piece: list[Letter]) -> str:
    return "".join(text for text, _ in piece)


def _look_of(piece: list[Letter]) -> Look:
    """The look of most of a line's letters."""
    lengths: dict[Look, int] = {}
    for text, look in piece:
        lengths[look] = lengths.get(look, 0) + len(text.strip())
    return max(lengths, key=lambda look: lengths[look])


def _number_pages(lines: list[Line], breaks: bool) -> None:
    """Mark furniture; without page breaks the printed page numbers say on which page a line stands."""
    page = 0
    for line in lines:
        if line.kind != FURNITURE and is_furniture(line.text) and not (line.row and line.text.isdigit()):
            line.kind = FURNITURE
        if not breaks:
            page = printed_page(line.text) if line.kind == FURNITURE and printed_page(line.text) else page
            line.page = page or 1
