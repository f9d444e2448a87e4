"""Models of lists: documents, imports, their rows, and questions."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from meetings.models.meetings import Meeting, Participation
from meetings.models.people import Person
from meetings.models.review import Review
from meetings.reading.summary import ReadingProgress, ReadingSummary
from meetings.vocabulary import BatchState, GenderBasis, ListStatus, Outcome, QuestionKind

# A file that is being read gives a sign every second; the rows of a very long list are then staged in one go.
SILENCE = datetime.timedelta(seconds=45)


class ListDocument(models.Model):
    """One version of one part of a meeting's list: delegates, observers, NGOs; provisional, INF, Rev."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="documents")
    part = models.CharField(_("part"), max_length=80, blank=True)
    symbol = models.CharField(_("symbol"), max_length=80, blank=True)
    status = models.CharField(_("status"), max_length=11, choices=ListStatus, default=ListStatus.FINAL)
    date = models.DateField(_("date"), null=True, blank=True)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")
    keeps_order = models.BooleanField(default=False, help_text=_("rows are in document order, not by name"))
    printed_people = models.PositiveIntegerField(_("people, as the document itself counts them"), null=True)
    printed_delegations = models.PositiveIntegerField(_("delegations, as the document itself counts them"), null=True)
    printed_sections = models.JSONField(
        default=dict, blank=True, help_text=_("people, as the document itself counts them under each category")
    )
    difference_reason = models.CharField(_("why the record differs from these totals"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "part", "symbol", "status"], name="document_once_per_meeting"),
        ]

    def __str__(self) -> str:
        return self.symbol or self.part or f"list {self.pk}"


class ImportBatch(models.Model):
    """One file (or typed block) on its way into the record. Its SHA-256 is kept for ever, its bytes are not."""

    document = models.ForeignKey(ListDocument, models.CASCADE, related_name="batches")
    file = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=100, blank=True, help_text=_("server-made name under PARITY_DATA"))
    state = models.CharField(max_length=11, choices=BatchState, default=BatchState.READING)
    instructions = models.JSONField(default=dict)
    reading = models.JSONField(
        default=dict, help_text=_("sheet, header row, encoding, columns, notices, account; while it is read: how far")
    )
    gender_basis = models.CharField(
        max_length=15, choices=GenderBasis, blank=True, default="", help_text=_("empty: nobody has said it")
    )
    gender_source = models.CharField(max_length=300, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    totals = models.JSONField(default=dict)
    review = models.JSONField(null=True, help_text=_("what was answered and corrected before the import"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                name="committed_batch_has_a_time",
                condition=~Q(state__in=["committed", "withdrawn"]) | Q(committed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"batch {self.pk}"

    @property
    def summary(self) -> ReadingSummary:
        """How its file was read; of one that is being read, or typed in, nothing is said yet."""
        return ReadingSummary.from_json(self.reading)

    @property
    def said(self) -> Review:
        """What was answered and corrected in its review."""
        return Review.from_json(self.review or {})

    @property
    def progress(self) -> ReadingProgress:
        """How far its reading is, while it is read."""
        return ReadingProgress.from_json(self.reading)

    @property
    def stage(self) -> str:
        """Its state as it is shown: what a killed server left says so by itself."""
        return str((BatchState.INTERRUPTED if self.interrupted else BatchState(self.state)).label)

    @property
    def interrupted(self) -> bool:
        """Its reading began and nothing was heard of it for a while: the server was stopped."""
        if self.state != BatchState.READING:
            return False
        heard = parse_datetime(self.progress.heard) or self.at
        return timezone.now() - heard > SILENCE


class ImportRow(models.Model):
    """One source row: the mapped cells, what became of it, and what it changed. For imports this is the trail."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text=_("row of the source, for ever"))
    cells = models.JSONField(default=dict)
    source = models.JSONField(default=list, help_text=_("of a document: page, line and text of each printed line"))
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    participation = models.ForeignKey(Participation, models.SET_NULL, null=True, related_name="import_rows")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    problems = models.JSONField(default=list)

    class Meta:
        ordering = ["batch", "number"]

    def __str__(self) -> str:
        return f"row {self.number} of batch {self.batch_id}"

    @property
    def place(self) -> str:
        """Where its file says it: the page and the first line of a document, or the row."""
        if not self.source:
            return f"row {self.number}"
        page, line, _text = self.source[0]
        return f"page {page}, line {line}"


class Question(models.Model):
    """What only a person can decide; asked once per distinct thing, the answer remembered."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="questions")
    batch = models.ForeignKey(ImportBatch, models.SET_NULL, null=True, related_name="questions")
    kind = models.CharField(max_length=12, choices=QuestionKind)
    key = models.CharField(max_length=500)
    found = models.CharField(max_length=500)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    other_person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    participation = models.ForeignKey(Participation, models.SET_NULL, null=True, related_name="+")
    suggestions = models.JSONField(default=dict, help_text=_("codes to offer, and what the section says"))
    rows = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    answer = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["kind", "key"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "kind", "key"], name="question_asked_once"),
            models.CheckConstraint(
                name="answer_has_author",
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"
