"""Gender columns of which nobody has said where they come from: lists imported before that was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from meetings.models import GenderRecord, ImportBatch, Meeting, OfficeHolder, ProceedingsImport, Statement
from meetings.vocabulary import LISTED_BASES, BatchState, GenderBasis, ProceedingsKind

BEYOND_PRINT = [basis.value for basis in GenderBasis if basis not in (*LISTED_BASES, GenderBasis.NONE)]
PROCEEDINGS = {
    ProceedingsKind.STATEMENTS: (Statement, "speaker_basis"),
    ProceedingsKind.OFFICES: (OfficeHolder, "holder_basis"),
}
"""What a list of proceedings is written as, and where its records keep how a gender is known."""


@dataclass(frozen=True, slots=True)
class UnnamedSource:
    """One list whose gender column has no source yet: its header, and how many genders rest on it."""

    batch: ImportBatch | ProceedingsImport
    people: int

    @property
    def header(self) -> str:
        return self.batch.summary.mapped.get("gender", "")

    @property
    def meeting(self) -> Meeting | None:
        return self.batch.document.meeting if isinstance(self.batch, ImportBatch) else self.batch.meeting

    @property
    def key(self) -> str:
        """How its form names it."""
        return f"{'list' if isinstance(self.batch, ImportBatch) else 'proceedings'}-{self.batch.pk}"


def evidence_of_column(batch: ImportBatch) -> QuerySet[GenderRecord]:
    """What the gender column of a list says of its people."""
    return GenderRecord.objects.filter(batch=batch, withdrawn_at__isnull=True, basis__in=BEYOND_PRINT)


def unnamed_sources(meeting: Meeting | None = None) -> Sequence[UnnamedSource]:
    """The lists of a meeting, or of all of them and of forums as such, whose gender column nobody has explained."""
    wanted = Q(gender_basis=GenderBasis.NONE, state=BatchState.COMMITTED)
    lists = ImportBatch.objects.filter(wanted).order_by("pk")
    proceedings = ProceedingsImport.objects.filter(wanted).select_related("meeting", "forum", "by").order_by("pk")
    if meeting:
        lists, proceedings = lists.filter(document__meeting=meeting), proceedings.filter(meeting=meeting)
    said = GenderRecord.objects.filter(batch__in=lists, withdrawn_at__isnull=True, basis__in=BEYOND_PRINT)
    found = dict(said.order_by().values_list("batch").annotate(Count("person", distinct=True)))
    listed = lists.filter(pk__in=found).select_related("document__meeting", "by") if found else ()
    of_people = [UnnamedSource(one, found[one.pk]) for one in listed]
    return of_people + [UnnamedSource(one, many) for one in proceedings if (many := _resting_on(one))]


def _resting_on(batch: ProceedingsImport) -> int:
    model, basis = PROCEEDINGS[ProceedingsKind(batch.holds)]
    return model._default_manager.filter(batch=batch, **{f"{basis}__in": BEYOND_PRINT}).count()
