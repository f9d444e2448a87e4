"""Controlled vocabularies of bodies and of how their members are chosen; a value never changes its meaning."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BodyKind(TextChoices):
    """What kind of body it is."""

    GOVERNMENTAL_EXPERTS = "governmental_experts", _("group of governmental experts")
    INDEPENDENT_PANEL = "independent_panel", _("independent panel")
    ADVISORY_BOARD = "advisory_board", _("advisory board")
    FELLOWSHIP = "fellowship", _("fellowship programme")
    ROSTER = "roster", _("roster")
    CONSULTANTS = "consultants", _("group of consultants")


class ClauseStrength(TextChoices):
    """How strongly the mandate speaks of gender; empty is *not checked yet*, which is not *none*."""

    EQUITABLE = "equitable_representation", _("equitable representation")
    BALANCE = "gender_balance", _("gender balance")
    DUE_REGARD = "due_regard", _("due regard")
    NONE = "none", _("no gender clause")
    NOT_CHECKED = "", _("not checked yet")


class Influence(TextChoices):
    """What the office does about who is chosen; empty is *not checked yet*.

    Seats it decides and seats it invites answer for different actors and are never added up.
    """

    DECIDES = "decides", _("the office decides")
    RECOMMENDS = "recommends", _("the office recommends")
    INVITES_STATES = "invites_states", _("States nominate when invited")
    NONE = "none", _("no part of the office")
    NOT_CHECKED = "", _("not checked yet")


class CycleStatus(TextChoices):
    """Where a selection is, in the field's own words."""

    OPEN = "open", _("open for expressions of interest")
    SELECTED = "selected", _("selection complete")
    IN_PROGRESS = "in_progress", _("in progress")
    COMPLETED = "completed", _("completed")


class Stage(TextChoices):
    """A step of a selection at which people are counted; of *States invited* it is States that are counted."""

    EXPRESSED_INTEREST = "expressed_interest", _("expressed interest")
    STATES_INVITED = "states_invited", _("States invited")
    NOMINATED = "nominated", _("nominated")
    ELIGIBLE = "eligible", _("eligible")
    SHORTLISTED = "shortlisted", _("shortlisted")
    SELECTED = "selected", _("selected")
    ACCEPTED = "accepted", _("accepted")
    SERVING = "serving", _("serving")
    REPLACED = "replaced", _("replaced")


NARROWING = (Stage.NOMINATED, Stage.ELIGIBLE, Stage.SHORTLISTED, Stage.SELECTED)
"""Stages of which each chooses among those before it: a later one is larger only for a reason on record."""
MEMBERSHIP = (Stage.SERVING, Stage.ACCEPTED, Stage.SELECTED)
"""Stages that say who sits on the body, the nearest to the seat first."""
POOLS = (Stage.NOMINATED, Stage.EXPRESSED_INTEREST)
"""Stages that say among whom is chosen: those nominated, else those who expressed interest."""


class RegionalGroup(TextChoices):
    """Regional group that a count is of; empty is everybody at the stage."""

    ALL = "", _("everybody")
    AFRICAN = "african", _("African States")
    ASIA_PACIFIC = "asia_pacific", _("Asia-Pacific States")
    EASTERN_EUROPEAN = "eastern_european", _("Eastern European States")
    LATIN_AMERICAN = "latin_american_caribbean", _("Latin American and Caribbean States")
    WESTERN_EUROPEAN = "western_european_other", _("Western European and other States")
    NO_GROUP = "none", _("not in a group")


class RuleKind(TextChoices):
    """What a change of the procedure is about: the catalogue, and others."""

    WOMAN_AND_MAN = "woman_and_man", _("one woman and one man from each nominating State")
    ALTERNATE = "alternate", _("gender alternates between terms")
    EXTEND_DEADLINE = "extend_deadline", _("the deadline is extended if the pool is under 40 %")
    ASK_AGAIN = "ask_again", _("States are asked again before the deadline")
    NOTE_COMPOSITION = "note_composition", _("the note verbale states the current composition")
    CHAIRS = "chairs", _("chair and vice-chair are of different gender")
    PUBLISH = "publish", _("the composition is published")
    CRITERIA = "criteria", _("gender among the criteria of selection")
    OTHER = "other", _("another change")
