"""A letter as a Word document and as a message that a mail program opens for sending."""

from __future__ import annotations

import io
import re
from email.message import EmailMessage
from email.policy import SMTP

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_docx(subject: str, text: str) -> bytes:
    """The subject in bold, then one paragraph a line."""
    from docx import Document

    document = Document()
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


def _as_xml_holds(text: str) -> str:
    return NOT_IN_XML.sub("\ufffd", text.replace("\r\n", "\n"))
