"""Models of meetings, delegations, participations and head-counts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Concat, StrIndex
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.models.people import Person
from meetings.models.reference import Country, Forum
from meetings.vocabulary import (
    LISTED_BASES,
    Category,
    Format,
    Gender,
    GenderBasis,
    HeadBasis,
    ListAccess,
    ListStatus,
    Rank,
    Role,
    YesNo,
)


def known_with_basis(prefix: str) -> Q:
    """A gender and its basis come in pairs: not recorded exactly when there is no basis."""
    unknown, none = Q(**{f"{prefix}_gender": Gender.UNKNOWN}), Q(**{f"{prefix}_basis": GenderBasis.NONE})
    return (unknown & none) | (~unknown & ~none)


# Where the person who locks stands among those who entered: 0 is nowhere. Four eyes, as the database compares them.
_PLACE_AMONG_ENTRANTS = StrIndex(
    F("entered_by"), Concat(Value(","), Cast("locked_by", models.CharField(max_length=20)), Value(","))
)


class Meeting(models.Model):
    """One dated session of a forum. ``revision`` moves with every change to what is counted.

    After the lock nothing in it changes. ``entered_by`` holds the ids of everyone who entered something, each between
    commas (",3,17,"): stored here so that the database itself can refuse one of them as the person who locks it.
    """

    slug = models.SlugField(max_length=80, unique=True)
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="meetings")
    forum_title = models.CharField(_("name of the forum"), max_length=250, blank=True)
    title = models.CharField(_("title"), max_length=250)
    start = models.DateField(_("first day"))
    end = models.DateField(_("last day"))
    symbol = models.CharField(_("symbol of the list of participants"), max_length=80, blank=True)
    list_url = models.URLField(_("address of the list of participants"), max_length=500, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    format = models.CharField(_("format"), max_length=10, choices=Format, default=Format.IN_PERSON)
    list_access = models.CharField(_("who can read the list"), max_length=6, choices=ListAccess, default="closed")
    list_status = models.CharField(_("status of the list"), max_length=11, choices=ListStatus, default="final")
    clerks = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="meetings", blank=True)
    revision = models.PositiveIntegerField(default=0)
    demonstration = models.BooleanField(default=False)
    entered_by = models.TextField(default="", blank=True)
    locked_at = models.DateTimeField(null=True)
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lock_waiver = models.CharField(_("why one person entered and locked it"), max_length=300, blank=True, default="")
    lock_accepted = models.JSONField(
        default=list,
        blank=True,
        help_text=_("findings that were open at the lock: their kind, and why they were accepted"),
    )

    class Meta:
        ordering = ["-start", "slug"]
        constraints = [
            models.CheckConstraint(name="meeting_days_in_order", condition=Q(end__gte=F("start"))),
            models.CheckConstraint(
                name="open_list_can_be_found",
                condition=~Q(list_access=ListAccess.OPEN) | ~Q(symbol="") | ~Q(list_url=""),
            ),
            models.CheckConstraint(
                name="lock_has_time_and_person",
                condition=Q(locked_at__isnull=False, locked_by__isnull=False)
                | Q(locked_at__isnull=True, locked_by__isnull=True, lock_waiver=""),
            ),
            models.CheckConstraint(
                name="locked_by_somebody_who_entered_nothing",
                condition=Q(locked_by__isnull=True) | ~Q(lock_waiver="") | Q(Exact(_PLACE_AMONG_ENTRANTS, 0)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.slug])

    @property
    def forum_name(self) -> str:
        """The forum as shown: its own title where it stands outside our table."""
        return self.forum_title or str(self.forum)


class Delegation(models.Model):
    """A State or organization at one meeting, with the category of the section it stands in."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, db_index=False, related_name="delegations")
    entity_key = models.CharField(max_length=200)
    category = models.CharField(max_length=20, choices=Category)
    country = models.ForeignKey(Country, models.PROTECT, null=True, db_index=False, related_name="+")
    name = models.CharField(max_length=300, help_text=_("as printed, or the organization's official name"))
    section = models.CharField(max_length=200, blank=True, help_text=_("section of the list, as printed"))
    undecided = models.BooleanField(
        default=False,
        help_text=_("its name is that of several States; a question asks which, and it counts as a State"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "entity_key", "category"], name="delegation_once_per_meeting"),
            models.CheckConstraint(
                name="state_categories_are_for_states",
                condition=Q(country__isnull=False)
                | ~Q(category__in=["state_party", "signatory", "state_not_party", "observer_state"])
                | Q(undecided=True),
            ),
            models.CheckConstraint(
                name="undecided_is_among_states",
                condition=Q(undecided=False)
                | Q(
                    country__isnull=True,
                    category__in=["state_party", "signatory", "state_not_party", "observer_state"],
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.country) if self.country else self.name

    @property
    def settled_category(self) -> str:
        """The category that a statement takes: one of a State only where it is known which."""
        return str(Category.OTHER_ENTITY) if self.undecided else self.category


class Participation(models.Model):
    """One person on one delegation at one meeting.

    Two genders: *as listed* is what this list prints, by title or column, or a cited public source, and nothing else;
    *as recorded* is everything the office knows.
    Printed strings are kept as they stood. ``corrected`` names the fields corrected by hand: imports leave them.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, db_index=False, related_name="participations")
    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="participations")
    listed_gender = models.CharField(max_length=11, choices=Gender, default=Gender.UNKNOWN)
    listed_basis = models.CharField(max_length=15, choices=GenderBasis, blank=True, default="")
    recorded_gender = models.CharField(max_length=11, choices=Gender, default=Gender.UNKNOWN)
    recorded_basis = models.CharField(max_length=15, choices=GenderBasis, blank=True, default="")
    role = models.CharField(max_length=15, choices=Role, default=Role.UNKNOWN)
    head_basis = models.CharField(max_length=12, choices=HeadBasis, blank=True, default="")
    rank = models.CharField(max_length=12, choices=Rank, default=Rank.UNKNOWN)
    registered = models.CharField(max_length=7, choices=YesNo, default=YesNo.YES)
    attended = models.CharField(max_length=7, choices=YesNo, default=YesNo.UNKNOWN)
    list_order = models.PositiveIntegerField(default=0)
    row_id = models.CharField(max_length=100, blank=True, default="")
    printed_name = models.CharField(max_length=300)
    printed_title = models.CharField(max_length=120, blank=True, default="")
    printed_post = models.CharField(max_length=1000, blank=True, default="")
    organisation = models.CharField(max_length=500, blank=True, default="")
    notes = models.CharField(max_length=1000, blank=True, default="")
    corrected = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "delegation", "person"], name="person_once_per_delegation"),
            models.UniqueConstraint(
                fields=["delegation"], condition=~Q(head_basis=HeadBasis.NOT_HEAD), name="one_head_per_delegation"
            ),
            models.CheckConstraint(name="listed_gender_has_basis", condition=known_with_basis("listed")),
            models.CheckConstraint(
                name="listed_is_what_the_list_prints",
                condition=Q(listed_basis__in=[*LISTED_BASES, GenderBasis.NONE]),
            ),
            models.CheckConstraint(name="recorded_gender_has_basis", condition=known_with_basis("recorded")),
        ]

    def __str__(self) -> str:
        return f"participation {self.pk}"

    @property
    def as_printed(self) -> str:
        """Title and name: some lists print them in one cell, others in two."""
        title = self.printed_title
        return self.printed_name if title in self.printed_name else f"{title} {self.printed_name}"


class DelegationCount(models.Model):
    """A head-count without names: people of a delegation that no list names.

    Its genders are *as listed* only where ``basis`` is what may stand there (``LISTED_BASES``), else *as recorded*.
    """

    delegation = models.OneToOneField(Delegation, models.CASCADE, related_name="head_count")
    women = models.PositiveIntegerField(_("women"), default=0)
    men = models.PositiveIntegerField(_("men"), default=0)
    another = models.PositiveIntegerField(_("another gender"), default=0)
    unknown = models.PositiveIntegerField(_("not recorded"), default=0)
    basis = models.CharField(max_length=15, choices=GenderBasis)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="head_count_counts_someone",
                condition=Q(women__gt=0) | Q(men__gt=0) | Q(another__gt=0) | Q(unknown__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"head-count {self.pk}"
