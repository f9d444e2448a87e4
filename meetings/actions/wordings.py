"""Wordings of letters: a change is a new version, and letters that were sent keep theirs."""

from __future__ import annotations

from typing import TypeVar

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from meetings.actions.refusals import ChangedMeanwhile
from meetings.actions.trail import note_change
from meetings.models import WordingVersion

Version = TypeVar("Version", bound=WordingVersion)


def write_wording(
    model: type[Version], kind: str, language: str, *, seen: int, subject: str, text: str, by: User
) -> Version:
    """Write the office's wording after the version that its author saw (0: the supplied one).

    Raises ChangedMeanwhile where somebody else wrote that version first: theirs is kept.
    """
    wordings = model.objects.filter(kind=kind, language=language).order_by("version")
    newest = wordings.last()
    version = newest.version + 1 if newest else 1
    if newest and newest.version != seen:
        raise ChangedMeanwhile(newest)
    words = {"kind": kind, "language": language, "subject": subject, "text": text}
    try:
        with transaction.atomic():
            made: Version = model._base_manager.create(**words, version=version, at=timezone.now(), by=by)
            note_change(by=by, action="write_wording", subject=made, meeting=None, after={"version": version})
    except IntegrityError:
        raise ChangedMeanwhile(wordings.get(version=version)) from None
    return made
