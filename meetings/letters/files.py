"""Letters to delegations as files: each for Word, a campaign as one archive with a table for the registry."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

from meetings.files.formats import CSV, DOCX
from meetings.files.spreadsheet_cells import csv_text
from meetings.letters.documents import as_docx
from meetings.models import DelegationLetter

COLUMNS = ("file", "state", "addressee", "subject", "language", "status", "approved_by", "sent_on", "reference")
REGISTRY = CSV.named("registry")


def file_name(letter: DelegationLetter) -> str:
    """Such as after_session-2026-03-02-KEN.docx; the same letter always has the same name."""
    session = letter.meeting.slug if letter.meeting else letter.campaign.forum_id
    return DOCX.named(f"{letter.kind}-{session}-{letter.country_id}")


def as_word(letter: DelegationLetter) -> bytes:
    return as_docx(letter.subject, letter.text, letter.language)


def registry_of(letters: Iterable[DelegationLetter]) -> str:
    """One line a letter, for the registry of an office."""
    lines = (
        (
            file_name(one), str(one.country), one.addressee, one.subject, one.language, one.status,
            one.approved_by.get_username() if one.approved_by else "", one.sent_on or "", one.reference,
        )
        for one in letters
    )  # fmt: skip
    return csv_text([COLUMNS, *lines])


def zipped(letters: Iterable[DelegationLetter]) -> bytes:
    """Every letter for Word, and the table for the registry."""
    found, archive = list(letters), BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for letter in found:
            target.writestr(file_name(letter), as_word(letter))
        target.writestr(REGISTRY, registry_of(found).encode("utf-8-sig"))
    return archive.getvalue()
