"""Wordings of letters: a change is a new version, and letters that were sent keep theirs."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from meetings.actions.trail import note_change
from panels.models import LetterTemplate


@transaction.atomic
def write_wording(kind: str, language: str, *, subject: str, text: str, by: User) -> LetterTemplate:
    """Write the next version of the office's wording."""
    newest = LetterTemplate.objects.select_for_update().filter(kind=kind, language=language).order_by("version").last()
    version = newest.version + 1 if newest else 1
    made = LetterTemplate.objects.create(
        kind=kind, language=language, version=version, subject=subject, text=text, at=timezone.now(), by=by
    )
    note_change(by=by, action="write_wording", subject=made, meeting=None, after={"version": version})
    return made
