"""Models of statements, office-holders and the imports of both."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.models.meetings import Delegation, Meeting, known_with_basis
from meetings.models.reference import Country, Forum
from meetings.reading.summary import ReadingSummary
from meetings.vocabulary import (
    STATE_CATEGORIES,
    BatchState,
    Category,
    Gender,
    GenderBasis,
    GenderTopic,
    Office,
    ProceedingsKind,
    StatementKind,
)


def of_a_meeting_or_a_forum(name: str) -> models.CheckConstraint:
    """The constraint that a row belongs to exactly one of the two."""
    one = Q(meeting__isnull=False, forum__isnull=True)
    return models.CheckConstraint(name=name, condition=one | Q(meeting__isnull=True, forum__isnull=False))


class ProceedingsImport(models.Model):
    """One list of statements or of office-holders on its way into the record of a meeting, or of a forum as such.

    ``rows`` are its mapped cells, and what became of each. Its SHA-256 is kept for ever; the file is never stored.
    """

    holds = models.CharField(max_length=10, choices=ProceedingsKind, default=ProceedingsKind.STATEMENTS)
    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, related_name="proceedings_imports")
    forum = models.ForeignKey(Forum, models.CASCADE, null=True, related_name="proceedings_imports")
    file = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=11, choices=BatchState, default=BatchState.PREVIEWED)
    reading = models.JSONField(default=dict, help_text=_("sheet, header row, encoding, columns, notices"))
    rows = models.JSONField(default=list)
    totals = models.JSONField(default=dict)
    gender_basis = models.CharField(max_length=15, choices=GenderBasis, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            of_a_meeting_or_a_forum("proceedings_of_a_meeting_or_a_forum"),
            models.CheckConstraint(
                name="statements_are_of_a_meeting",
                condition=~Q(holds=ProceedingsKind.STATEMENTS) | Q(meeting__isnull=False),
            ),
            models.CheckConstraint(
                name="committed_proceedings_have_a_time",
                condition=~Q(state__in=["committed", "withdrawn"]) | Q(committed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holds} {self.pk}"

    @property
    def summary(self) -> ReadingSummary:
        """How its file was read."""
        return ReadingSummary.from_json(self.reading)

    @property
    def where(self) -> Meeting | Forum:
        """The meeting, or the forum, that the list is of."""
        found = self.meeting or self.forum
        assert found is not None
        return found


class Statement(models.Model):
    """One statement, recorded for the delegation that read it: a group's statement is one.

    Who spoke is named as a delegation is (``entity_key``, ``category``, ``country``, ``name``), because statements may
    be on record before the list of participants. ``source`` and ``line`` say where it is printed; ``corrected`` names
    the fields corrected by hand: imports leave them.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="statements")
    order = models.PositiveIntegerField(_("order"), default=0)
    date = models.DateField(_("date"), null=True, blank=True)
    item = models.CharField(_("debate or agenda item"), max_length=200, blank=True)
    entity_key = models.CharField(max_length=200)
    category = models.CharField(max_length=20, choices=Category)
    country = models.ForeignKey(Country, models.PROTECT, null=True, db_index=False, related_name="+")
    name = models.CharField(max_length=300)
    delegation = models.ForeignKey(Delegation, models.SET_NULL, null=True, related_name="statements")
    on_behalf_of = models.CharField(_("on behalf of"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=14, choices=StatementKind, default=StatementKind.STATEMENT)
    presiding = models.BooleanField(_("as presiding officer"), default=False)
    speaker_name = models.CharField(_("speaker"), max_length=300, blank=True)
    speaker_title = models.CharField(_("courtesy title"), max_length=120, blank=True)
    speaker_gender = models.CharField(max_length=11, choices=Gender, default=Gender.UNKNOWN)
    speaker_basis = models.CharField(max_length=15, choices=GenderBasis, blank=True, default="")
    minutes = models.DecimalField(_("minutes"), max_digits=6, decimal_places=2, null=True, blank=True)
    topic = models.CharField(max_length=9, choices=GenderTopic, default=GenderTopic.NOT_CODED)
    coded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    source = models.CharField(_("source"), max_length=300, blank=True)
    line = models.PositiveIntegerField(null=True)
    batch = models.ForeignKey(ProceedingsImport, models.SET_NULL, null=True, related_name="statements")
    corrected = models.JSONField(default=list)

    class Meta:
        ordering = ["meeting", "date", "order", "pk"]
        constraints = [
            models.CheckConstraint(name="speaker_gender_has_basis", condition=known_with_basis("speaker")),
            models.CheckConstraint(
                name="state_statements_are_for_states",
                condition=Q(country__isnull=False) | ~Q(category__in=[category.value for category in STATE_CATEGORIES]),
            ),
            models.CheckConstraint(
                name="coded_topic_has_coder",
                condition=Q(topic=GenderTopic.NOT_CODED, coded_by__isnull=True)
                | (~Q(topic=GenderTopic.NOT_CODED) & Q(coded_by__isnull=False)),
            ),
            models.CheckConstraint(name="statement_takes_time", condition=Q(minutes__isnull=True) | Q(minutes__gt=0)),
        ]

    def __str__(self) -> str:
        # Never the name: this text reaches logs and error pages.
        return f"statement {self.pk}"

    @property
    def speaker(self) -> str:
        """Who spoke, as a delegation is called."""
        return str(self.country) if self.country else self.name


class OfficeHolder(models.Model):
    """One person in one office, of a meeting or of a forum as such, from the first day to the last.

    ``batch`` and ``line`` say by which list it came; ``corrected`` names what was changed by hand: imports leave it.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, blank=True, related_name="office_holders")
    forum = models.ForeignKey(Forum, models.CASCADE, null=True, blank=True, related_name="office_holders")
    office = models.CharField(_("office"), max_length=20, choices=Office)
    body = models.CharField(_("committee or working group"), max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=300, blank=True)
    title = models.CharField(_("courtesy title"), max_length=120, blank=True)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, db_index=False, related_name="+", verbose_name=_("State")
    )
    holder_gender = models.CharField(max_length=11, choices=Gender, default=Gender.UNKNOWN)
    holder_basis = models.CharField(max_length=15, choices=GenderBasis, blank=True, default="")
    start = models.DateField(_("first day"), null=True, blank=True)
    end = models.DateField(_("last day"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    line = models.PositiveIntegerField(null=True)
    batch = models.ForeignKey(ProceedingsImport, models.SET_NULL, null=True, related_name="office_holders")
    corrected = models.JSONField(default=list)

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(name="holder_gender_has_basis", condition=known_with_basis("holder")),
            models.CheckConstraint(
                name="office_days_in_order",
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=F("start")),
            ),
            of_a_meeting_or_a_forum("office_of_a_meeting_or_a_forum"),
        ]

    def __str__(self) -> str:
        return f"office-holder {self.pk}"
