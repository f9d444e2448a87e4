"""Versions of a meeting's lists: which files are in force, and whom none of them prints any more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from meetings.models import FindingMark, ImportBatch, ImportRow, ListDocument, Meeting, Participation
from meetings.models.checks import FindingKind, MarkKind
from meetings.vocabulary import TYPED_PART, BatchState, YesNo

_ADDENDUM = re.compile(r"[/\s.]add(?:endum)?\b", re.IGNORECASE)
_CORRIGENDUM = re.compile(r"[/\s.]corr(?:igendum)?\b", re.IGNORECASE)


def is_addendum(document: ListDocument) -> bool:
    """An addendum adds and replaces nothing; no newer version replaces it."""
    return bool(_ADDENDUM.search(document.symbol))


def is_corrigendum(document: ListDocument) -> bool:
    """A corrigendum touches only its own rows: nobody is missing from it."""
    return bool(_CORRIGENDUM.search(document.symbol))


def replaced_documents(documents: Iterable[ListDocument]) -> set[int]:
    """Those of which a newer whole version is among them, with the corrigenda of what is replaced."""
    every = list(documents)
    gone = {one.replaces_id for one in every if one.replaces_id and not is_corrigendum(one)}
    return {one.pk for one in every if one.pk in gone or (is_corrigendum(one) and one.replaces_id in gone)}


def batches_in_force(meeting: Meeting, arriving: ListDocument | None = None) -> set[int]:
    """The imports whose files say what the meeting's lists print now: of every part its newest version, and of that the
    newest file. What was typed in, addenda, the corrigenda of a version in force, and files that complete another (rows
    left out of it, corrected) stand beside it.

    ``arriving``: the same, once another file of this document is imported, which itself has no number yet.
    """
    found = ImportBatch.objects.filter(document__meeting=meeting, state=BatchState.COMMITTED)
    batches: dict[ListDocument, list[int]] = defaultdict(list)
    for batch in found.select_related("document").defer("reading", "instructions").order_by("committed_at", "pk"):
        if not batch.totals.get("completes") and not _adds(batch.document):
            batches[batch.document].clear()
        batches[batch.document].append(batch.pk)
    documents = set(batches)
    if arriving is not None and arriving.pk:
        documents.add(arriving)
    replaced = replaced_documents(documents)
    if arriving is not None and not arriving.pk and arriving.replaces_id and not is_corrigendum(arriving):
        corrected = {one.pk for one in documents if is_corrigendum(one) and one.replaces_id == arriving.replaces_id}
        replaced |= {arriving.replaces_id} | corrected
    in_force: set[int] = set()
    for document, files in batches.items():
        if document.pk not in replaced and (document != arriving or _adds(document)):
            in_force.update(files)
    return in_force


def _adds(document: ListDocument) -> bool:
    """Whether every file of a document stands beside those before it."""
    return document.part == TYPED_PART or is_corrigendum(document)


def printed_by(batches: Collection[int]) -> QuerySet[ImportRow]:
    """The rows of these imports that are about somebody on record."""
    return ImportRow.objects.filter(batch__in=batches, participation__isnull=False)


def unprinted(meeting: Meeting) -> QuerySet[Participation]:
    """People whom a list once printed and no list in force prints."""
    ever = ImportRow.objects.filter(
        batch__document__meeting=meeting, batch__state=BatchState.COMMITTED, participation__isnull=False
    )
    still = printed_by(batches_in_force(meeting))
    people = Participation.objects.filter(meeting=meeting, pk__in=ever.values("participation"))
    return people.exclude(pk__in=still.values("participation"))


def gone(meeting: Meeting) -> QuerySet[Participation]:
    """Those of them who are still counted, and about whom nobody has decided."""
    return unprinted(meeting).exclude(registered=YesNo.NO).exclude(pk__in=staying(meeting))


def staying(meeting: Meeting) -> set[int]:
    """People who count although no list in force prints them, because somebody said so."""
    marks = FindingMark.objects.filter(meeting=meeting, finding=FindingKind.GONE, said=MarkKind.STAYS)
    return {int(about) for about in marks.values_list("about", flat=True)}


def number_key(number: str) -> str:
    """A registration number however it is written: "0007", " 7", "7.0" and "7" are one, "A-007" and "a 7" as well."""
    text = number.strip().casefold().removesuffix(".0")
    runs = re.findall(r"[^\W\d_]+|\d+", text)
    return "-".join((run.lstrip("0") or "0") if run.isdigit() else run for run in runs) or text
