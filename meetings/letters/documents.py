"""A letter as a Word document and as a message that a mail program opens for sending."""

from __future__ import annotations

import io
import re
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SPELLED = {"en": "en-GB", "fr": "fr-FR"}


def as_docx(subject: str, text: str, language: str = "") -> bytes:
    """The subject in bold, then one paragraph a line; ``language`` is what a word processor checks the spelling by."""
    from docx import Document

    document = Document()
    if language:
        _tag(document, language)
    document.core_properties.author = ""
    document.core_properties.title = _as_xml_holds(subject)
    document.add_paragraph().add_run(_as_xml_holds(subject)).bold = True
    for line in _as_xml_holds(text).splitlines():
        document.add_paragraph(line).paragraph_format.space_after = 0
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_eml(subject: str, text: str) -> bytes:
    """A message without sender and recipients, which mail programs open as not sent yet."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(subject.split())
    message["X-Unsent"] = "1"
    message.set_content(text)
    return message.as_bytes()


def _tag(document: Any, language: str) -> None:
    """The language of the text, where word processors look for it: the properties and the style of all paragraphs."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document.core_properties.language = language
    tagged = OxmlElement("w:lang")
    tagged.set(qn("w:val"), SPELLED[language])
    document.styles["Normal"].element.get_or_add_rPr().append(tagged)


def _as_xml_holds(text: str) -> str:
    return NOT_IN_XML.sub("\ufffd", text.replace("\r\n", "\n"))
