"""Models of letters: wordings in versions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.append_only import AppendOnly
from meetings.vocabulary import LetterLanguage


class WordingVersion(AppendOnly):
    """One wording of a letter; the newest version of its kind and language is offered. Letters keep their own text."""

    kind = models.CharField(_("kind"), max_length=20)
    language = models.CharField(_("language"), max_length=2, choices=LetterLanguage)
    version = models.PositiveSmallIntegerField()
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.version}"
