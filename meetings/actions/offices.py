"""Office-holders of a meeting or a forum, with their days: entered, imported, restored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from meetings.actions.delegations import touch
from meetings.actions.hold import hold_place
from meetings.actions.refusals import ChangedMeanwhile
from meetings.actions.stale import version_of
from meetings.actions.trail import note_change, only_changes, storable, values_of
from meetings.models import Forum, Meeting, OfficeHolder, ProceedingsImport
from meetings.vocabulary import Gender, GenderBasis, Office


@dataclass(frozen=True, slots=True)
class Holder:
    """One person in one office as entered; ``pk`` names the one it replaces, ``country`` is a State's code."""

    office: str = Office.CHAIR
    body: str = ""
    name: str = ""
    title: str = ""
    country: str | None = None
    holder_gender: str = Gender.UNKNOWN
    holder_basis: str = GenderBasis.NONE
    start: date | None = None
    end: date | None = None
    source: str = ""
    pk: int | None = None


HOLDER_FIELDS = tuple(name for name in Holder.__dataclass_fields__ if name != "pk")
TYPED = ("title", "holder_gender", "holder_basis", "start", "end", "source")
"""What an import may differ on about somebody who was typed in: as far as it was filled in, it stays."""
BLANK = (None, "", Gender.UNKNOWN)


def holders_of(where: Meeting | Forum) -> QuerySet[OfficeHolder]:
    """The office-holders of a meeting, or those of a forum as such."""
    of = {"meeting": where} if isinstance(where, Meeting) else {"forum": where}
    return OfficeHolder.objects.filter(**of).select_related("country")


def as_entered(where: Meeting | Forum) -> list[dict[str, Any]]:
    """Everything that the form of the office-holders shows, in its order."""
    return [asdict(Holder(pk=one.pk, **values_of(one, HOLDER_FIELDS))) for one in holders_of(where)]


def seen_as(where: Meeting | Forum) -> str:
    """The version of the office-holders that an editor sees."""
    return version_of({"holders": [storable(one) for one in as_entered(where)]})


@transaction.atomic
def set_office_holders(
    where: Meeting | Forum, holders: Sequence[Holder], *, version: str | None = None, by: User, source: str
) -> None:
    """Make these the office-holders of a meeting or a forum, and nobody else.

    Raises ChangedMeanwhile when they are no longer those the editor saw as ``version``, Locked after the lock.
    """
    held = hold_place(where, by)
    meeting, forum = (held, None) if isinstance(held, Meeting) else (None, held)
    if version is not None and version != seen_as(where):
        raise ChangedMeanwhile(where)
    before = {one.pk: one for one in holders_of(where)}
    for pk in before.keys() - {holder.pk for holder in holders}:
        gone = before[pk]
        _note(gone, meeting, action="remove_office_holder", before=values_of(gone, HOLDER_FIELDS), by=by, source=source)
        gone.delete()
    changed = [_put(holder, before.get(holder.pk or 0), meeting, forum, by, source) for holder in holders]
    if meeting and (any(changed) or len(before) > len(holders)):
        touch(meeting)


def _put(
    holder: Holder, on_record: OfficeHolder | None, meeting: Meeting | None, forum: Forum | None, by: User, source: str
) -> bool:
    """Write one office-holder; True when that changed the record. What was typed, imports leave."""
    wanted = {name: getattr(holder, name) for name in HOLDER_FIELDS}
    was = values_of(on_record, HOLDER_FIELDS) if on_record else {}
    if was == wanted:
        return False
    record = on_record or OfficeHolder(meeting=meeting, forum=forum)
    for name, value in wanted.items():
        setattr(record, "country_id" if name == "country" else name, value)
    by_hand = only_changes(was, wanted)[1] if on_record else [name for name in TYPED if wanted[name] not in BLANK]
    record.corrected = sorted({*record.corrected, *by_hand})
    record.save()
    if on_record:
        _note(record, meeting, action="edit_office_holder", before=was, after=wanted, by=by, source=source)
    else:
        _note(record, meeting, action="add_office_holder", after=wanted, by=by, source=source)
    return True


def write_office_holders(
    batch: ProceedingsImport, *, new: Sequence[Mapping[str, Any]], changed: Iterable[tuple[int, Mapping[str, Any]]]
) -> list[int]:
    """Write what an import adds and changes; the caller holds its place. Ids of the new ones, in their order."""
    of = {"meeting": batch.meeting, "forum": batch.forum, "batch": batch}
    made = [OfficeHolder.objects.create(**of, **{**values, "source": values["source"] or batch.file}) for values in new]
    for pk, values in changed:
        OfficeHolder.objects.filter(pk=pk).update(**values)
    return [holder.pk for holder in made]


def restore_office_holder(pk: int, before: Mapping[str, Any]) -> None:
    """What an import changed returns."""
    OfficeHolder.objects.filter(pk=pk).update(**before)


def _note(
    subject: OfficeHolder, meeting: Meeting | None, *, action: str, by: User, source: str,
    before: dict[str, Any] | None = None, after: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    note_change(
        by=by, action=action, subject=subject, meeting=meeting, before=before or None, after=after or None,
        evidence=source,
    )  # fmt: skip
