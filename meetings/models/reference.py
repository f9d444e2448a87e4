"""Models of reference data: States, organizations, spellings, titles, groupings, forums.

Loaded from ``meetings/reference/*.csv`` by ``load_reference``; rows with ``by`` set were answered by a person.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meetings.vocabulary import Area, Category, CountryKind, MeetingType


def name_in_language(named: SixNames) -> str:
    """The name in the language of the page; English where that name is not on file."""
    language = (get_language() or "en")[:2]
    return str(getattr(named, f"name_{language}", "") or named.name_en)


class SixNames(models.Model):
    """A name in the six official languages."""

    name_en = models.CharField(max_length=200)
    name_fr = models.CharField(max_length=200, blank=True)
    name_es = models.CharField(max_length=200, blank=True)
    name_ar = models.CharField(max_length=200, blank=True)
    name_ru = models.CharField(max_length=200, blank=True)
    name_zh = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return name_in_language(self)


class Coded(SixNames):
    """A State or organization under its code."""

    code = models.CharField(max_length=3, primary_key=True)

    class Meta:
        abstract = True


class Country(Coded):
    """A State, now or until it was dissolved; nothing outside this table is one."""

    alpha2 = models.CharField(max_length=2, blank=True)
    m49 = models.CharField(max_length=3, blank=True)
    kind = models.CharField(max_length=12, choices=CountryKind)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name_en"]
        verbose_name = _("State")
        verbose_name_plural = _("States")


class Organisation(Coded):
    """An organization known by name, with a code of ours and the category it always has."""

    category = models.CharField(max_length=20, choices=Category)

    class Meta:
        ordering = ["name_en"]


class Alias(models.Model):
    """A spelling and what it stands for; an empty ``code`` never resolves by itself."""

    key = models.CharField(max_length=300, unique=True)
    text = models.CharField(max_length=300)
    code = models.CharField(max_length=3, blank=True, help_text=_("State or organization; empty asks every time"))
    suggestions = models.CharField(max_length=60, blank=True, help_text=_("codes offered when asked"))
    label = models.CharField(max_length=200, blank=True, help_text=_("prepared designation outside the table"))
    language = models.CharField(max_length=2, blank=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["text"]
        verbose_name_plural = _("aliases")

    def __str__(self) -> str:
        return self.text


class Honorific(models.Model):
    """A courtesy title and the gender it claims; an empty claim says nothing."""

    key = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=120)
    claim = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=2, blank=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(name="honorific_claim", condition=Q(claim__in=["woman", "man", "ask", ""])),
        ]

    def __str__(self) -> str:
        return self.title


class Grouping(SixNames):
    """One group of one grouping: ``regional_group`` / ``african``, ``ldc`` / ``ldc``."""

    grouping = models.CharField(max_length=20)
    key = models.CharField(max_length=40)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["grouping", "order"]
        constraints = [models.UniqueConstraint(fields=["grouping", "key"], name="group_once_per_grouping")]


class GroupMember(models.Model):
    """A State's membership of a group, with its dates; open ends are unknown or still running."""

    group = models.ForeignKey(Grouping, models.CASCADE, related_name="members")
    country = models.ForeignKey(Country, models.CASCADE, related_name="memberships")
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_dates_in_order",
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=models.F("start")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.group_id}"


class Forum(models.Model):
    """A recurring setting: First Committee, CD, NPT, CCW."""

    code = models.SlugField(primary_key=True)
    title_en = models.CharField(max_length=250)
    title_fr = models.CharField(max_length=250, blank=True)
    title_es = models.CharField(max_length=250, blank=True)
    type = models.CharField(max_length=30, choices=MeetingType)
    treaty = models.CharField(max_length=250, blank=True)
    area = models.CharField(max_length=20, choices=Area)
    note = models.CharField(max_length=300, blank=True)
    demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["title_en"]

    def __str__(self) -> str:
        return self.title_in((get_language() or "en")[:2])

    def title_in(self, language: str) -> str:
        """The title in a language by its two letters; the English one where there is none."""
        return str(getattr(self, f"title_{language}", "") or self.title_en)
