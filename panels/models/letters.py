"""Model of the wordings of letters to organizers, each in its versions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models import WordingVersion
from panels.vocabulary import LetterKind


class LetterTemplate(WordingVersion):
    """A wording of letters to organizers."""

    kind = models.CharField(_("kind"), max_length=20, choices=LetterKind)

    class Meta:
        ordering = ["kind", "language", "version"]
        constraints = [models.UniqueConstraint(name="wording_has_one_number", fields=["kind", "language", "version"])]
