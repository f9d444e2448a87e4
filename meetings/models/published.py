"""Models of figures that others have published: a source entered once, and what it prints, shown and never counted.

``printed`` is text on purpose: nothing that computes can take it up.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.models.reference import Forum
from meetings.vocabulary import TextChoices


class PublishedMeasure(TextChoices):
    """Of what others have published a figure; those of panels are the keys of our own measures of the panel desk."""

    PARTICIPANTS = "participants", _("women among participants")
    HEADS = "heads", _("women among heads of delegation")
    MEMBERS = "members", _("women among members of bodies")
    STAFF = "staff", _("women among staff")
    PANEL_ASKED = "panel_asked", _("panels: asked for another line-up")
    PANEL_CHANGED = "panel_changed_after_asking", _("panels: line-up changed after asking")
    PANEL_DECLINED = "panel_declined", _("panels: declined")
    PANEL_PARITY = "panel_parity", _("panels: as many women as men")


class GenderRead(TextChoices):
    """How the publisher of a figure knows genders."""

    TITLE = "title", _("from titles")
    REGISTRATION = "registration", _("from registration")
    DECLARED = "declared", _("as people declared it")


class PeopleCounted(TextChoices):
    """Whom the publisher of a figure counts."""

    ON_LIST = "on_list", _("all on the list")
    DIPLOMATS = "diplomats", _("diplomats")
    ACCREDITED = "accredited", _("accredited")
    ATTENDED = "attended", _("who came")


class Source(models.Model):
    """Where figures of others are printed, entered once. What is not certain is empty."""

    key = models.SlugField(unique=True, null=True, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=300)
    author = models.CharField(_("author or publisher"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    symbol = models.CharField(_("symbol"), max_length=80, blank=True)
    address = models.URLField(_("address"), max_length=500, blank=True)
    accessed = models.DateField(_("read on"), null=True, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    gender_read = models.CharField(_("how gender was read"), max_length=16, choices=GenderRead, blank=True, default="")
    people_counted = models.CharField(
        _("who was counted"), max_length=16, choices=PeopleCounted, blank=True, default=""
    )
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        ordering = ["author", F("year").desc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                name="source_is_described",
                condition=~Q(title="")
                & Q(gender_read__in=["", *GenderRead.values])
                & Q(people_counted__in=["", *PeopleCounted.values]),
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.author, self.title, self.symbol, str(self.year or "")]))

    def get_absolute_url(self) -> str:
        return reverse("meetings:source", args=[self.pk])

    @property
    def short(self) -> str:
        """Whose it is and of which year, for a line beside a figure."""
        return ", ".join(filter(None, [self.author or self.title, str(self.year or "")]))


class PublishedFigure(models.Model):
    """A figure as its source prints it. ``base`` is the number of people it is of, where the source says so.

    ``differs`` says why it is not comparable with ours. Without ``printed`` it waits to be read in the source, and no
    page shows it.
    """

    source = models.ForeignKey(Source, models.CASCADE, related_name="figures")
    measure = models.CharField(_("measure"), max_length=32, choices=PublishedMeasure)
    among = models.CharField(_("among whom"), max_length=200)
    forum = models.ForeignKey(Forum, models.PROTECT, null=True, blank=True, verbose_name=_("forum"), related_name="+")
    first_year = models.PositiveSmallIntegerField(_("year, or the first"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)
    printed = models.CharField(_("figure as printed"), max_length=120, blank=True)
    base = models.PositiveIntegerField(_("base"), null=True, blank=True)
    page = models.CharField(_("page"), max_length=60, blank=True)
    differs = models.CharField(_("not comparable because"), max_length=300, blank=True)

    class Meta:
        ordering = ["measure", F("first_year").desc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                name="published_figure_is_described",
                condition=Q(measure__in=PublishedMeasure.values) & ~Q(among=""),
            ),
            models.CheckConstraint(
                name="published_figure_years_in_order",
                condition=Q(last_year=None) | Q(first_year__isnull=False, last_year__gte=F("first_year")),
            ),
            models.CheckConstraint(name="published_figure_shown_differs", condition=Q(printed="") | ~Q(differs="")),
            models.CheckConstraint(name="published_figure_has_people", condition=Q(base=None) | Q(base__gt=0)),
        ]

    def __str__(self) -> str:
        return f"published figure {self.pk}"

    @property
    def years(self) -> str:
        """Such as 2018 or 2019–2022; empty where the source does not say."""
        return "–".join(str(year) for year in (self.first_year, self.last_year) if year)
