"""The freeze: the record as it is now becomes the contents of a release.

Writes nothing; the same input gives the same contents.
"""

from __future__ import annotations

import datetime
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import override

from meetings.models import ImportBatch, Meeting
from meetings.vocabulary import BatchState, ListAccess
from reports.counting.scope import LISTED
from reports.models import Release
from reports.releases import changes, code_lists, published_rows
from reports.releases.body_rows import TABLE as BODIES
from reports.releases.body_rows import body_rows
from reports.releases.code_lists import DESCRIBING
from reports.releases.contents import Contents, FrozenTable
from reports.releases.disclosure.memory import Memory, memory_from_json, memory_to_json
from reports.releases.disclosure.remembered import brought_up
from reports.releases.exact_rows import exact_rows, meeting_details
from reports.releases.panel_rows import TABLE as PANELS
from reports.releases.panel_rows import exact_invitations, panel_rows
from reports.releases.proceedings_rows import proceedings_rows
from reports.releases.published import frozen_rows
from reports.releases.reasons import Reasons, closed_list, of_sums, reasons_since, why
from reports.releases.schema import Schema, table_of
from reports.releases.staff_rows import TABLE as STAFF
from reports.releases.staff_rows import staff_rows
from reports.releases.yearly_rows import BY_MEETING, yearly_rows

LANGUAGE = "en"
"""Labels in the files: a release is the same whoever builds it."""


def software_version() -> str:
    return str(tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"])


def software_running() -> str:
    """As releases name it in their manifest."""
    return f"Parity {software_version()}"


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a release says beside its numbers. ``software`` is what first built it, whichever builds it again;
    ``stata_and_spss``: whether it has files for these."""

    version: str
    dated: datetime.date
    title: str
    notes: str
    licence: str
    disclaimer: str
    waiver: str = ""
    software: str = field(default_factory=software_running)
    stata_and_spss: bool = field(default_factory=lambda: bool(settings.PARITY_STATA_AND_SPSS))


@dataclass(frozen=True, slots=True)
class Freeze:
    """The frozen record, ready to become a release. ``confidential_counts`` never leaves the office (models.Release);
    ``exact_invitations`` (models.Release) neither; ``meetings`` are those that are in it."""

    contents: Contents
    meetings: list[Meeting]
    confidential_counts: dict[str, Any]
    exact_invitations: dict[str, list[int]]


def ready_meetings() -> QuerySet[Meeting]:
    """The meetings that a release is made of: the locked ones, in order of their dates."""
    return Meeting.objects.filter(locked_at__isnull=False).select_related("forum").order_by("start", "slug")


def freeze(
    imprint: Imprint, meetings: list[Meeting], previous: Release | None, last_public: Release | None, schema: Schema
) -> Freeze:
    """Count everything once, control what may leave, compare with the release before.

    ``last_public`` is the last release that anybody could read, withdrawn since or not: closed lists do not
    move against it. ``schema``: the tables it has.
    """
    with override(LANGUAGE):
        exact = list(exact_rows(meetings, by_delegation=schema.by_delegation))
        printed = exact_rows(
            [one for one in meetings if one.list_access != ListAccess.OPEN], by_delegation=False, gender_basis=LISTED
        )
        disclosed = published_rows.disclosed(exact, list(printed), meetings, brought_up(_remembered(last_public)))
        leaving = disclosed.rows | {"meetings": _meetings(meetings)}
        for spec in schema.data:
            if spec.name == PANELS:
                leaving[PANELS] = panel_rows(meetings, spec, last_public, imprint.dated)
            if spec.name == STAFF:
                leaving[STAFF] = staff_rows(meetings, last_public, imprint.dated)
            if spec.name == BODIES:
                leaving[BODIES] = body_rows(meetings, last_public, imprint.dated)
        leaving |= yearly_rows(meetings, disclosed.rows[BY_MEETING])
        leaving |= proceedings_rows(meetings, disclosed.rows[BY_MEETING])
        release = {"release": imprint.version}
        data = [table_of(spec, (row | release for row in leaving.get(spec.name, []))) for spec in schema.data]
        changes = _changes(data, meetings, previous, imprint)
        describing = {
            "code_lists": code_lists.code_lists(meetings, schema.data),
            "dictionary": code_lists.dictionary([*schema.data, *schema.describing]),
            "changes": changes,
        }
        contents = Contents(
            version=imprint.version,
            dated=imprint.dated.isoformat(),
            title=imprint.title,
            notes=imprint.notes,
            publisher=settings.PARITY_PUBLISHER,
            address=settings.PARITY_ADDRESS.rstrip("/"),
            licence=imprint.licence,
            disclaimer=imprint.disclaimer,
            previous=previous.version if previous else "",
            demonstration=bool(meetings) and all(meeting.demonstration for meeting in meetings),
            software=imprint.software,
            waiver=imprint.waiver,
            policy=published_rows.policy_as_json([spec.name for spec in schema.data]),
            meetings=[meeting.slug for meeting in meetings],
            data=data,
            describing=[table_of(spec, describing[spec.name]) for spec in schema.describing],
            stata_and_spss=imprint.stata_and_spss,
        )
    return Freeze(contents, meetings, memory_to_json(disclosed.memory), exact_invitations(meetings))


def _remembered(last_public: Release | None) -> Iterator[Memory]:
    """What the releases that anybody could read remember of closed lists, the last of them first."""
    while last_public is not None:
        yield memory_from_json(last_public.confidential_counts)
        last_public = last_public.last_public


def _meetings(meetings: Sequence[Meeting]) -> list[dict[str, Any]]:
    """Rows of the table of meetings, each with the documents its list was read from."""
    read: dict[int, list[str]] = defaultdict(list)
    batches = ImportBatch.objects.filter(document__meeting__in=meetings, state=BatchState.COMMITTED)
    for meeting, symbol in batches.order_by("committed_at", "pk").values_list(
        "document__meeting_id", "document__symbol"
    ):
        read[meeting].append(symbol)
    return [meeting_details(meeting, read[meeting.pk]) for meeting in meetings]


def _changes(
    data: Sequence[FrozenTable], meetings: Sequence[Meeting], previous: Release | None, imprint: Imprint
) -> list[dict[str, Any]]:
    """The change log; rows with a changed cell are flagged on the way."""
    if previous is None:
        return []
    was = {name: frozen_rows(previous, name) for name in previous.manifest["data"]}
    known = {row["meeting_id"] for row in was["meetings"]}
    new = [row["meeting_id"] for table in data if table.spec.name == "meetings" for row in table.rows]
    new = [slug for slug in new if slug not in known]
    known_why = reasons_since(meetings, previous.built_at)
    for table in data:
        known_why |= of_sums(known_why, new, table)
    known_why |= {row["pool_id"]: Reasons(closed_list()) for table in data for row in table.rows if "pool_id" in row}
    logged = []
    for table in data:
        if table.spec.name in was and list(table.spec.key) == previous.manifest["tables"][table.spec.name]["key"]:
            found = changes.changes_of(table.spec, was[table.spec.name], table.rows, new)
            changes.flag_revised(table.spec, table.rows, found)
            for change in found:
                reason = why(known_why, change.table, change.key, change.column, imprint.notes)
                logged.append(DESCRIBING["changes"].row({"release": imprint.version} | change.as_row(reason)))
    return logged
