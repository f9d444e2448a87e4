"""The words of the record of staff, stored as short values that never change meaning."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StaffCategory(TextChoices):
    """Categories of staff of the common system."""

    PROFESSIONAL = "professional", _("Professional and higher")
    GENERAL_SERVICE = "general_service", _("General Service and related")
    FIELD_SERVICE = "field_service", _("Field Service")
    NATIONAL_OFFICER = "national_officer", _("National Professional Officers")


class StaffBand(TextChoices):
    """Levels taken together, as they may be published."""

    P1_P3 = "p1_p3", _("P-1 to P-3")
    P4_P5 = "p4_p5", _("P-4 and P-5")
    D1_ABOVE = "d1_above", _("D-1 and above")
    GENERAL_SERVICE = "gs", _("General Service and related")
    FIELD_SERVICE = "fs", _("Field Service")
    NATIONAL_OFFICER = "no", _("National Professional Officers")


class Contract(TextChoices):
    """Under what appointment somebody serves."""

    PERMANENT_CONTINUING = "permanent_continuing", _("permanent or continuing")
    FIXED_TERM = "fixed_term", _("fixed-term")
    TEMPORARY = "temporary", _("temporary")
    CONSULTANT = "consultant", _("consultant")
    INTERN = "intern", _("intern")
    JUNIOR_OFFICER = "junior_officer", _("Junior Professional Officer")
    SECONDED = "seconded", _("seconded")


IN_THE_SHARE = (Contract.PERMANENT_CONTINUING, Contract.FIXED_TERM)
"""Appointments of one year or more; all others are series of their own and in no share."""


class Location(TextChoices):
    """Where posts are."""

    HEADQUARTERS = "headquarters", _("headquarters")
    FIELD = "field", _("field")


class ScopeRule(TextChoices):
    """Whose posts a snapshot counts."""

    ONE_YEAR_OR_MORE = "one_year_or_more", _("appointments of one year or more")
    EVERYBODY = "everybody", _("everybody, with consultants and interns")


class MovementKind(TextChoices):
    """How somebody comes to a level, or leaves it."""

    APPOINTMENT = "appointment", _("appointment")
    PROMOTION = "promotion", _("promotion")
    LATERAL = "lateral", _("lateral move")
    RETIREMENT = "retirement", _("retirement")
    RESIGNATION = "resignation", _("resignation")
    EXPIRY = "expiry", _("expiry of appointment")
    ABOLITION = "abolition", _("abolition of post")


COMING = (MovementKind.APPOINTMENT, MovementKind.PROMOTION)
LEAVING = (MovementKind.RETIREMENT, MovementKind.RESIGNATION, MovementKind.EXPIRY, MovementKind.ABOLITION)


class Stage(TextChoices):
    """How far candidates for a level came; empty: the movement itself."""

    MADE = "", _("the movement itself")
    APPLIED = "applied", _("applied")
    LONG_LISTED = "long_listed", _("long-listed")
    INTERVIEWED = "interviewed", _("interviewed")
    RECOMMENDED = "recommended", _("recommended")
    SELECTED = "selected", _("selected")
