"""The trail: who changed or read what, when and on whose evidence, noted with the change itself."""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from meetings.models import Change, ImportBatch, Meeting

READ_NAMES = "read_names"
"""The action under which the trail notes that somebody was shown people by name."""

SIGNING_IN = ("sign_in", "refuse_sign_in")
"""The actions under which it notes who signed in and who was refused."""


def note_change(
    *,
    by: User,
    action: str,
    subject: models.Model,
    meeting: Meeting | None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    evidence: str = "",
    batch: ImportBatch | None = None,
) -> Change:
    """Write one change to the trail; call it inside the transaction that makes the change.

    ``before`` and ``after`` hold only what changed (dates become ISO text); ``evidence`` says on what it rests.
    """
    return Change.objects.create(
        at=timezone.now(),
        by=by,
        action=action,
        subject=subject_of(subject),
        meeting=meeting,
        before=storable(before),
        after=storable(after),
        evidence=evidence[:300],
        batch=batch,
    )


def note_read(*, by: User, meeting: Meeting | None, shown: Iterable[models.Model], subject: str = "") -> None:
    """Note that somebody was shown people by name: which ones, by their ids. Nothing shown, nothing noted.

    ``subject`` is the page's own record (``subject_of``) where it is not the meeting: a batch, a panel.
    """
    ids = [subject_of(record) for record in shown]
    if ids:
        about = subject or (subject_of(meeting) if meeting else "")
        Change.objects.create(
            at=timezone.now(), by=by, action=READ_NAMES, subject=about, meeting=meeting, after={"shown": ids}
        )


def subject_of(subject: models.Model) -> str:
    """How the trail names a record: model and id, never a person's name."""
    return f"{subject._meta.model_name}:{subject.pk}"


def values_of(subject: models.Model, fields: Iterable[str]) -> dict[str, Any]:
    """The named fields as they stand, to be kept as ``before`` or ``after``; a foreign key is its id."""
    return {name: getattr(subject, subject._meta.get_field(name).attname) for name in fields}  # type: ignore[union-attr]


def storable(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The same values as JSON can hold them."""
    if values is None:
        return None
    return {name: _storable(value) for name, value in values.items()}


def _storable(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value.normalize()) if isinstance(value, Decimal) else value


def only_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both sides reduced to the fields that differ."""
    changed = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in changed}, {name: after[name] for name in changed}


def changed_values(change: Change) -> list[tuple[str, Any, Any]]:
    """Each field with what it was and what it became; one that was and is empty says nothing."""
    before, after = change.before or {}, change.after or {}
    found = [(name, before.get(name, ""), after.get(name, "")) for name in sorted({*before, *after})]
    return [(name, was, became) for name, was, became in found if was not in ("", None) or became not in ("", None)]
