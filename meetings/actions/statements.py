"""Statements: entered, corrected, removed and coded by hand, and changed by answers to questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from meetings.actions.delegations import touch
from meetings.actions.hold import hold_meeting
from meetings.actions.refusals import ChangedMeanwhile
from meetings.actions.stale import version_of
from meetings.actions.trail import note_change, only_changes, values_of
from meetings.models import Country, Delegation, Meeting, ProceedingsImport, Statement
from meetings.names import title_key
from meetings.vocabulary import STATE_CATEGORIES, Gender, GenderBasis, GenderTopic

SAID = (
    "order", "date", "item", "on_behalf_of", "kind", "presiding", "speaker_name", "speaker_title", "speaker_gender",
    "speaker_basis", "minutes", "topic",
)  # fmt: skip
"""What a list of statements prints or a hand enters about one statement."""
WHO = ("entity_key", "category", "country", "name")
EDITABLE = (*WHO, *SAID)


def delegations_at(meeting: Meeting) -> dict[str, Delegation]:
    """The delegation that each State or organization sent to the meeting, by its key; of two, that of a State."""
    found: dict[str, Delegation] = {}
    for delegation in Delegation.objects.filter(meeting=meeting).select_related("country").order_by("pk"):
        if delegation.entity_key not in found or delegation.category in STATE_CATEGORIES:
            found[delegation.entity_key] = delegation
    return found


def seen_of(statement: Statement) -> dict[str, Any]:
    """Everything about a statement that its form shows."""
    return values_of(statement, EDITABLE)


@transaction.atomic
def record_statements(
    meeting: Meeting, entries: Sequence[Mapping[str, Any]], *, by: User, source: str
) -> list[Statement]:
    """Enter statements in their order (each: fields of EDITABLE, ``country`` a State's code or None).

    Raises IntegrityError when the fields contradict each other; forms say so before.
    """
    hold_meeting(meeting, by)
    present, entered = delegations_at(meeting), []
    for fields in entries:
        statement = Statement(meeting=meeting, source=source[:300], **_stored(fields))
        if "order" not in fields:
            last = Statement.objects.filter(meeting=meeting, date=statement.date).order_by("-order").first()
            statement.order = last.order + 1 if last else 1
        statement.coded_by = _coder(statement.topic, by)
        statement.delegation = present.get(statement.entity_key)
        statement.save()
        after = seen_of(statement)
        note_change(by=by, action="record_statement", subject=statement, meeting=meeting, after=after, evidence=source)
        entered.append(statement)
    touch(meeting)
    return entered


@transaction.atomic
def edit_statement(statement: Statement, *, version: str, by: User, source: str, **fields: Any) -> Statement:
    """Change a statement that the editor saw as ``version``; what was imported is marked as corrected.

    Raises ChangedMeanwhile when it is another by now.
    """
    meeting = hold_meeting(statement.meeting, by)
    current = Statement.objects.get(pk=statement.pk)
    before = seen_of(current)
    if version_of(before) != version:
        raise ChangedMeanwhile(current)
    for name, value in _stored(fields).items():
        setattr(current, name, value)
    was, became = only_changes(before, seen_of(current))
    if not became:
        return current
    if "topic" in became:
        current.coded_by = _coder(current.topic, by)
    if current.batch_id:
        current.corrected = sorted({*current.corrected, *became})
    current.delegation = delegations_at(meeting).get(current.entity_key)
    current.save()
    note_change(
        by=by, action="edit_statement", subject=current, meeting=meeting, before=was, after=became, evidence=source
    )
    touch(meeting)
    return current


@transaction.atomic
def remove_statement(statement: Statement, *, by: User, source: str) -> None:
    """Remove a statement that was not made."""
    meeting = hold_meeting(statement.meeting, by)
    before = seen_of(statement)
    note_change(by=by, action="remove_statement", subject=statement, meeting=meeting, before=before, evidence=source)
    statement.delete()
    touch(meeting)


@transaction.atomic
def code_topics(meeting: Meeting, topics: Mapping[int, str], *, by: User, source: str) -> int:
    """Say what these statements (by id) raise about gender; the coder is kept. Returns how many are coded anew."""
    hold_meeting(meeting, by)
    coded = 0
    for statement in Statement.objects.filter(meeting=meeting, pk__in=topics):
        before, topic = statement.topic, topics[statement.pk]
        if topic == before:
            continue
        statement.topic, statement.coded_by = topic, _coder(topic, by)
        if statement.batch_id:
            statement.corrected = sorted({*statement.corrected, "topic"})
        statement.save(update_fields=["topic", "coded_by", "corrected"])
        note_change(
            by=by, action="code_topic", subject=statement, meeting=meeting, before={"topic": before},
            after={"topic": topic}, evidence=source,
        )  # fmt: skip
        coded += 1
    if coded:
        touch(meeting)
    return coded


def attach_statements(meeting: Meeting) -> None:
    """Statements that were on record before the list: each goes to the delegation that the list now names.

    The list says in which category a delegation stands; a list of speakers does not.
    """
    loose = list(Statement.objects.filter(meeting=meeting, delegation=None))
    present = delegations_at(meeting) if loose else {}
    for statement in loose:
        if delegation := present.get(statement.entity_key):
            statement.delegation, statement.category = delegation, delegation.settled_category
            statement.save(update_fields=["delegation", "category"])


def rekey_statements(meeting: Meeting, was: str, *, key: str, category: str, country: Country | None, name: str) -> int:
    """Who spoke turns out to be another State or organization; part of the answer to a question."""
    spoken = Statement.objects.filter(meeting=meeting, entity_key=was)
    return spoken.update(
        entity_key=key, category=category, country=country, name=name[:300], delegation=delegations_at(meeting).get(key)
    )


def retitle_statements(meeting: Meeting, key: str, claim: str) -> int:
    """A courtesy title turns out to say a gender: it is told of those of whom nothing else is known."""
    silent = Statement.objects.filter(meeting=meeting, speaker_gender=Gender.UNKNOWN).exclude(speaker_title="")
    titles = [pk for pk, title in silent.values_list("pk", "speaker_title") if title_key(title)[:120] == key]
    return Statement.objects.filter(pk__in=titles).update(
        speaker_gender=claim, speaker_basis=GenderBasis.COURTESY_TITLE
    )


def write_statements(
    batch: ProceedingsImport, *, new: Sequence[Mapping[str, Any]], changed: Iterable[tuple[int, Mapping[str, Any]]]
) -> list[int]:
    """Write what an import adds and changes; the caller holds the meeting. Ids of the new statements, in their order.

    Topics that the file codes are coded by whoever brought it in.
    """
    assert batch.meeting is not None
    present = delegations_at(batch.meeting)
    made = []
    for values in new:
        of = {"meeting": batch.meeting, "batch": batch, "source": batch.file}
        statement = Statement(**of, delegation=present.get(values["entity_key"]), **values)
        statement.coded_by = _coder(statement.topic, batch.by)
        statement.save()
        made.append(statement.pk)
    for pk, values in changed:
        coder = {"coded_by": batch.by} if "topic" in values else {}
        Statement.objects.filter(pk=pk).update(**values, **coder)
    return made


def restore_statement(pk: int, before: Mapping[str, Any]) -> None:
    """What an import changed returns."""
    coder = {"coded_by": None} if before.get("topic") == GenderTopic.NOT_CODED else {}
    Statement.objects.filter(pk=pk).update(**before, **coder)


def _coder(topic: str, by: User) -> User | None:
    return None if topic == GenderTopic.NOT_CODED else by


def _stored(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields under the names of their columns: a State is named by its code."""
    return {"country_id" if name == "country" else name: value or None if name == "country" else value
            for name, value in fields.items()}  # fmt: skip
