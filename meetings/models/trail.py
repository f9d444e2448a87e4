"""Model of the trail: who changed or read what.

Written by actions only, in the transaction of the change.
"""

from django.conf import settings
from django.db import models

from meetings.models.lists import ImportBatch
from meetings.models.meetings import Meeting


class Change(models.Model):
    """One change by hand or by command; for imported rows the ImportRow is the trail."""

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=40, help_text="model and id, such as participation:17")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, related_name="changes")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    evidence = models.CharField(max_length=300, blank=True)
    batch = models.ForeignKey(ImportBatch, models.SET_NULL, null=True, related_name="changes")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject"], name="change_by_subject")]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"
