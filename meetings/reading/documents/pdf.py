"""Reader of PDF: pieces of text with their place and type face.

PDFium reads; pictures are never looked at.

Fonts are told from their names as well as their weight: the fourteen fonts that every PDF may use carry no weight.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from typing import Any

from meetings.folding import normalise
from meetings.reading.documents.page import FURNITURE, Line
from meetings.reading.sheet import Progress, Unreadable

_BOLD = re.compile(r"bold|black|heavy|semib|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_BOLD_WEIGHT = 600
_FORCE_BOLD, _ITALIC_FLAG = 1 << 18, 1 << 6  # font descriptor flags, ISO 32000-1 table 123
_WORD_GAP = 0.9  # of a line's height: words further apart stand in different columns
_SAME_LINE = 0.5  # of a line's height: how far the middles of one line's words may differ
_SOFT_HYPHEN = "\u0002"  # how PDFium marks a hyphen at the end of a line
_QUARTER = math.pi / 2
_BELOW_EVERYTHING = 1e6
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def read_pdf(data: bytes, most_pages: int, progress: Progress | None = None) -> Iterator[list[Line]]:
    """The pieces of each page, top to bottom. Raises Unreadable for a damaged, protected, scanned or too long file."""
    document = _open(data)
    try:
        count = len(document)
        if count > most_pages:
            raise Unreadable(
                "too_many_pages", f"The PDF has {count:,} pages and the limit is {most_pages:,}; split the document."
            )
        letters = 0
        for index in range(count):
            pieces = _read_page(document, index)
            letters += sum(len(piece.text) for piece in pieces)
            if progress:
                progress(index + 1, count)
            yield pieces
        if not letters:
            raise Unreadable(
                "scan",
                "The PDF holds pictures of pages and no text; ask for the original file, or run text recognition "
                "(OCR) over it and check the result.",
            )
    finally:
        document.close()


def _open(data: bytes) -> Any:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise Unreadable(
                "password_protected", "The PDF is password-protected; save a copy without a password and upload that."
            ) from None
        raise _damaged() from None
    if not len(document):
        document.close()
        raise _damaged()
    return document


def _damaged() -> Unreadable:
    return Unreadable("damaged", "The PDF is damaged or incomplete; open it in a PDF program and save it again.")


def _read_page(document: Any, index: int) -> list[Line]:
    import pypdfium2

    try:
        page = document[index]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        raise Unreadable(
            "damaged", f"Page {index + 1} of the PDF cannot be read; open it in a PDF program and save it again."
        ) from None
    try:
        words = _Words(text.raw, page.get_mediabox()[2:])
        upright, turned = words.read()
        pieces = _joined(_pieces(upright, index + 1))
        return [*pieces, _margin_text(turned, index + 1)] if turned else pieces
    finally:
        text.close()
        page.close()


class _Words:
    """Walks the characters of one page once; positions are asked for at both ends of each word only."""

    def __init__(self, raw: Any, size: tuple[float, float]) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._raw = raw
        self._width, self._height = size
        self._box = pdfium.FS_RECTF()
        self._faces: dict[int, tuple[bool, bool, int]] = {}
        self._words: dict[int, list[Line]] = {}  # by the quarter turns of their letters

    def read(self) -> tuple[list[Line], list[Line]]:
        """The words that stand as most of the page's do, and those turned otherwise."""
        letters: list[str] = []
        begin = 0
        unicode = self._pdfium.FPDFText_GetUnicode
        raw = self._raw
        count = self._pdfium.FPDFText_CountChars(raw)
        for position in range(count):
            letter = chr(unicode(raw, position))
            if (letter > " " and not letter.isspace()) or letter == _SOFT_HYPHEN:
                if not letters:
                    begin = position
                letters.append("-" if letter == _SOFT_HYPHEN else letter)
            elif letters:
                self._add(letters, begin, position - 1)
                letters = []
        if letters:
            self._add(letters, begin, count - 1)
        main = max(self._words, key=lambda turned: len(self._words[turned]), default=0)
        others = [word for turned, words in self._words.items() if turned != main for word in words]
        return self._words.get(main, []), others

    def _add(self, letters: list[str], begin: int, end: int) -> None:
        bold, italic, turned = self._face(begin)
        first, last = self._corners(begin, turned), self._corners(end, turned)
        word = Line(
            0,
            "".join(letters),
            left=min(first[0], last[0]),
            right=max(first[2], last[2]),
            top=first[1],
            height=first[3] - first[1],
            bold=bold,
            italic=italic,
        )
        self._words.setdefault(turned, []).append(word)

    def _corners(self, position: int, turned: int) -> tuple[float, float, float, float]:
        """left, top, right, bottom from the corner at which a reader of these letters begins."""
        box = self._box
        self._pdfium.FPDFText_GetLooseCharBox(self._raw, position, box)
        width, height = self._width, self._height
        if turned == 3:  # running up the page
            return box.bottom, box.left, box.top, box.right
        if turned == 2:
            return width - box.right, box.bottom, width - box.left, box.top
        if turned == 1:  # running down
            return height - box.top, width - box.right, height - box.bottom, width - box.left
        return box.left, height - box.top, box.right, height - box.bottom

    def _face(self, position: int) -> tuple[bool, bool, int]:
        """(bold, italic, quarter turns clockwise) of the text object to which a character belongs."""
        pdfium, raw = self._pdfium, self._raw
        handle = pdfium.FPDFText_GetTextObject(raw, position)
        key = ctypes.addressof(handle.contents) if handle else 0
        face = self._faces.get(key)
        if face is None:
            name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
            pdfium.FPDFText_GetFontInfo(raw, position, name, 200, flags)
            font = name.value.decode("utf-8", "replace")
            heavy = pdfium.FPDFText_GetFontWeight(raw, position) >= _BOLD_WEIGHT
            turns = round(pdfium.FPDFText_GetCharAngle(raw, position) / _QUARTER) % 4
            face = (
                heavy or bool(_BOLD.search(font)) or bool(flags.value & _FORCE_BOLD),
                bool(_ITALIC.search(font)) or bool(flags.value & _ITALIC_FLAG),
                turns,
            )
            self._faces[key] = face
        return face


def _margin_text(words: list[Line], page: int) -> Line:
    """Letters up the margin or across the page are a bar code's number or a watermark: one line of furniture."""
    text = normalise(" ".join(word.text for word in words))
    return Line(page, text, top=_BELOW_EVERYTHING, height=1.0, kind=FURNITURE)


def _pieces(words: list[Line], page: int) -> list[Line]:
    """Words that follow each other on one line, in the order in which the file holds them."""
    pieces: list[Line] = []
    for word in words:
        if pieces and _follows(pieces[-1], word):
            _append(pieces[-1], word, " ")
        else:
            word.page = page
            pieces.append(word)
    return pieces


def _joined(pieces: list[Line]) -> list[Line]:
    """The pieces top to bottom; those of one line that the file holds apart are made one."""
    pieces.sort(key=lambda piece: (round(piece.middle / 2), piece.left))
    joined: list[Line] = []
    for piece in pieces:
        if joined and _follows(joined[-1], piece):
            _append(joined[-1], piece, " " if piece.left - joined[-1].right > 0.1 * piece.height else "")
        else:
            joined.append(piece)
    for piece in joined:
        piece.text = normalise(piece.text)
    return joined


def _follows(piece: Line, word: Line) -> bool:
    height = max(piece.height, word.height)
    return (
        abs(piece.middle - word.middle) < _SAME_LINE * height
        and -0.3 * height < word.left - piece.right < _WORD_GAP * height
    )


def _append(piece: Line, word: Line, between: str) -> None:
    piece.text += between + word.text
    piece.right = max(piece.right, word.right)
    piece.bold = piece.bold and word.bold
    piece.italic = piece.italic and word.italic
