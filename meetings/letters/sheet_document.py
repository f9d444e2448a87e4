"""A delegation sheet as a DOCX file."""

from __future__ import annotations

import io
from typing import Any

from meetings.letters.sheet import Sheet


def docx_of(sheet: Sheet, *, right_to_left: bool, disclaimer: str) -> bytes:
    """One landscape page or more: figures, the table with its header on every page, notes, the disclaimer as footer."""
    from docx import Document

    document = Document()
    document.core_properties.title = f"{sheet.heading}: {sheet.delegation}"
    document.core_properties.author = ""
    _turn(document.sections[0])
    document.add_heading(sheet.delegation, level=1)
    for name, value in sheet.details:
        paragraph = document.add_paragraph(f"{name}: ")
        paragraph.paragraph_format.space_after = 0
        paragraph.add_run(value).bold = True
    document.add_paragraph()
    _table(document, sheet)
    document.add_paragraph()
    for note in sheet.notes:
        document.add_paragraph(note)
    document.sections[0].footer.paragraphs[0].text = disclaimer
    if right_to_left:
        _mirror(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _turn(section: Any) -> None:
    """A4, landscape: six columns stand beside each other."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)


def _table(document: Any, sheet: Sheet) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    table = document.add_table(rows=1, cols=len(sheet.columns), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, sheet.columns, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    # The header stands on every page.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for line in sheet.cells:
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text
    for row in table.rows:
        for cell in row.cells:
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(9)


def _mirror(document: Any) -> None:
    """Arabic: paragraphs and the columns of the table run from right to left."""
    from docx.oxml import OxmlElement

    for table in document.tables:
        table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
    inside = [paragraph for table in document.tables for cell in table._cells for paragraph in cell.paragraphs]
    for paragraph in [*document.paragraphs, *inside]:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
