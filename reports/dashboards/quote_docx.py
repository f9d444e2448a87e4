"""A quoted sentence as a Word paragraph whose source is a footnote."""

from __future__ import annotations

import io
import re
from typing import Any

from reports.dashboards.quotes import Quote

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FOOTNOTES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p>{direction}<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>\
<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def as_docx(quote: Quote, *, right_to_left: bool) -> bytes:
    """One paragraph with its source as a footnote, to be pasted into a document."""
    from docx import Document

    document = Document()
    document.core_properties.author = ""
    paragraph = document.add_paragraph(_as_xml_holds(quote.sentence))
    if right_to_left:
        paragraph._p.get_or_add_pPr().append(_element("w:bidi"))
    _refer(document, paragraph, quote.source, right_to_left)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _refer(document: Any, paragraph: Any, source: str, right_to_left: bool) -> None:
    """A footnote behind the paragraph: the library writes none itself."""
    from xml.sax.saxutils import escape

    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    direction = "<w:pPr><w:bidi/></w:pPr>" if right_to_left else ""
    content = FOOTNOTES.format(direction=direction, text=escape(_as_xml_holds(source))).encode()
    notes = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, content, document.part.package)
    document.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    run = paragraph.add_run()
    run.font.superscript = True
    reference = _element("w:footnoteReference")
    reference.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}id", "2")
    run._r.append(reference)


def _as_xml_holds(text: str) -> str:
    """The text without the characters that no XML document can hold: a title on record may hide one."""
    return NOT_IN_XML.sub("\ufffd", text)


def _element(name: str) -> Any:
    from docx.oxml import OxmlElement

    return OxmlElement(name)
