"""A printed line of a document, as the readers of Word, PDF and pasted text return it.

Lengths are points; what a reader cannot know stays at its default, and nothing later may depend on it alone.
"""

from __future__ import annotations

from dataclasses import dataclass

# What a line turned out to be. Every line of a document ends as one of these.
PERSON = "person"  # the line that names somebody
CONTINUATION = "continuation"  # more of the person, or of the heading, above
HEADING = "heading"  # a section or a delegation
FURNITURE = "furniture"  # running headers, page numbers, symbols, barcodes, footnotes
COVER = "cover"  # masthead, introduction and statistics before the list begins
NOT_UNDERSTOOD = "not_understood"
PRIVATE = "private"  # an e-mail address, a telephone or a passport number, and nothing else
KINDS = (PERSON, CONTINUATION, HEADING, FURNITURE, COVER, NOT_UNDERSTOOD, PRIVATE)


@dataclass(slots=True)
class Line:
    """A printed line, or the part of it that is in one column."""

    page: int
    text: str
    number: int = 0  # on its page, from 1, in reading order
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0  # from the top of the page
    height: float = 0.0  # of its letters
    bold: bool = False
    italic: bool = False
    indent: float = 0.0  # from the left edge of its column
    centred: bool = False
    space: float = 0.0  # from the top of the line above, in heights; 0 at the top of a column or when unknown
    cell: int = 0  # 0 where names stand, 1 and more in the columns beside them
    column: int = 0
    row: int = 0  # pieces side by side share it; 0 when unknown
    kind: str = ""

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def number_lines(lines: list[Line]) -> None:
    """Number the lines of each page from 1, in the order in which they are read."""
    page, count = 0, 0
    for line in lines:
        count = count + 1 if line.page == page else 1
        page = line.page
        line.number = count
