"""Models of persons and of the evidence on their gender."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.vocabulary import Gender, GenderBasis


class Person(models.Model):
    """Somebody who is named in a list; distinguished from a namesake by ``namesake``, never by gender.

    ``confirmed`` means that somebody said the person is one and the same across meetings: only then does evidence from
    one meeting speak for another (self-declarations always do). ``merged_into`` is who somebody said this is: then
    nothing but the spelling stands here, under which lists find that person.
    """

    name_key = models.CharField(max_length=300)
    entity_key = models.CharField(max_length=200)
    namesake = models.PositiveSmallIntegerField(default=0)
    full_name = models.CharField(max_length=300)
    given_names = models.CharField(max_length=300, blank=True)
    family_name = models.CharField(max_length=300, blank=True)
    confirmed = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", models.CASCADE, null=True, related_name="merged")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name_key", "entity_key", "namesake"], name="person_once"),
        ]

    def __str__(self) -> str:
        # Never the name: this text reaches logs and error pages.
        return f"person {self.pk}"


class GenderRecord(models.Model):
    """One piece of evidence: value, basis, source, who, when. Append-only; withdrawn by a mark.

    ``said_on`` is the day it was declared, ``at`` when it came on record.
    ``meeting`` names the list it was printed in; evidence without a meeting was given about the person.
    """

    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="gender_records")
    meeting = models.ForeignKey("Meeting", models.SET_NULL, null=True, db_index=False, related_name="+")
    value = models.CharField(max_length=11, choices=Gender)
    basis = models.CharField(max_length=15, choices=GenderBasis)
    source = models.CharField(max_length=300, blank=True)
    said_on = models.DateField(null=True, help_text=_("the day of a declaration"))
    batch = models.ForeignKey("ImportBatch", models.SET_NULL, null=True, db_index=False, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+"
    )

    class Meta:
        verbose_name = _("gender record")
        constraints = [
            models.CheckConstraint(
                name="gender_record_says_something",
                condition=~Q(value=Gender.UNKNOWN) & ~Q(basis=GenderBasis.NONE) & Q(value__in=Gender.values),
            ),
            models.CheckConstraint(
                name="gender_record_withdrawn_by_someone",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, person__isnull=False)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"gender record {self.pk}"
