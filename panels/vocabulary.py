"""The words of invitations to panels, stored as short values that never change meaning."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class InvitationState(TextChoices):
    """How far an invitation has come. Which state follows which is said by ``ALLOWED`` in the actions."""

    RECEIVED = "received", _("received")
    COMPOSITION_ASKED = "composition_asked", _("asked who speaks")
    CHECKED = "checked", _("checked")
    ACCEPTED = "accepted", _("accepted")
    ACCEPTED_ON_CONDITION = "accepted_on_condition", _("accepted on condition")
    CHANGE_REQUESTED = "change_requested", _("asked for a change")
    EXPERTS_SUGGESTED = "experts_suggested", _("names suggested")
    COLLEAGUE_SENT = "colleague_sent", _("a colleague goes")
    DECLINED = "declined", _("declined")
    CANCELLED = "cancelled", _("cancelled")
    HELD = "held", _("took place")
    CLOSED = "closed", _("closed")


JOINING = (InvitationState.ACCEPTED, InvitationState.ACCEPTED_ON_CONDITION, InvitationState.COLLEAGUE_SENT)
"""We take part, as things are."""
ASKED = (InvitationState.CHANGE_REQUESTED, InvitationState.EXPERTS_SUGGESTED, InvitationState.ACCEPTED_ON_CONDITION)
"""We asked for another line-up: the base of *changed after we asked*, once a later one is known."""
ENDED = (InvitationState.HELD, InvitationState.DECLINED, InvitationState.CANCELLED)
"""Nothing is decided any more; what became of it is on record."""


class OrganiserType(TextChoices):
    """Who invites; ``OWN_OFFICE`` is an event of ours, checked before it is announced."""

    MEMBER_STATE = "member_state", _("Member State")
    UN_ENTITY = "un_entity", _("United Nations entity")
    INTERGOVERNMENTAL = "intergovernmental", _("intergovernmental organization")
    CIVIL_SOCIETY = "civil_society", _("civil society")
    ACADEMIA = "academia", _("academia")
    PRIVATE_SECTOR = "private_sector", _("private sector")
    OWN_OFFICE = "own_office", _("our own office")


DECLINED_WITH_APPROVER = (OrganiserType.MEMBER_STATE, OrganiserType.UN_ENTITY)
"""To decline these needs a second person."""
NOT_OF_OWN_EVENTS = (InvitationState.ACCEPTED_ON_CONDITION, InvitationState.COLLEAGUE_SENT)
"""Ways to come to a panel of others as it is. An event of ours is announced as checked, changed, or not held."""
NEEDS_EXEMPTION = ("single_gender", "mixed_only_because_of_us")
"""Verdicts with which a panel is accepted only for a reason on record, and with a second person."""


class ReasonCode(TextChoices):
    """Why a panel of one gender is joined all the same. What falls short of withdrawing is a special measure."""

    NO_RESPONSE = "no_response", _("the organizers did not respond")
    ALREADY_FULL = "already_full", _("the panel was already full")
    TOPIC_SPECIFIC = "topic_specific", _("the topic concerns one gender")
    PROTOCOL_LEVEL = "protocol_level", _("level set by protocol")
    DESIGNATED_BY_MEMBER_STATES = "designated_by_member_states", _("speakers designated by Member States")
    EX_OFFICIO = "ex_officio", _("speakers sit by virtue of their office")
    WOMENS_LEADERSHIP = "womens_leadership", _("on the leadership of women")
    HEAD_OF_OFFICE = "head_of_office", _("decision of the head of the office")
    OTHER = "other", _("another reason, in words")
    LATE_DROP_OUT = "late_drop_out", _("a speaker dropped out late")
    WOMEN_ASKED_FIRST = "women_asked_first", _("special measure: questions of women first")
    EMPTY_CHAIR = "empty_chair", _("special measure: an empty chair")


SPECIAL_MEASURES = (ReasonCode.WOMEN_ASKED_FIRST, ReasonCode.EMPTY_CHAIR)


class OutcomeCode(TextChoices):
    """What became of an invitation, as it is counted."""

    JOINED = "joined", _("joined a mixed panel")
    EXEMPTED = "exempted", _("joined under an exemption")
    SPECIAL_MEASURE = "special_measure", _("joined with a special measure")
    BREACH = "breach", _("joined against the rule")
    BECAME_SINGLE_GENDER = "became_single_gender", _("became single-gender late")
    CANNOT_TELL = "cannot_tell", _("joined; who spoke is not known")
    DECLINED = "declined", _("declined")
    CANCELLED = "cancelled", _("cancelled")


class Arrival(TextChoices):
    """How a line-up came to the desk."""

    TYPED = "typed", _("typed in")
    PASTED = "pasted", _("pasted")
    DROP_OUT = "drop_out", _("a speaker dropped out")


class Occasion(TextChoices):
    """On what occasion a line-up was checked."""

    LINE_UP = "line_up", _("new line-up")
    WEEK_BEFORE = "week_before", _("seven days before")
    DAY_BEFORE = "day_before", _("one day before")
    AFTERWARDS = "afterwards", _("who really spoke")


class LetterKind(TextChoices):
    """What a letter to organizers is about."""

    ASK_WHO = "ask_who", _("ask who speaks")
    ASK_CHANGE = "ask_change", _("ask for a change")
    SUGGEST = "suggest", _("suggest names")
    ACCEPT_ON_CONDITION = "accept_on_condition", _("accept on condition")
    DECLINE = "decline", _("decline")


class SuggestionResult(TextChoices):
    """What became of an expert whom we suggested."""

    WAITING = "", _("not known yet")
    INVITED = "invited", _("invited")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    NO_ANSWER = "no_answer", _("no answer")


class ReminderKind(TextChoices):
    """What somebody is reminded of."""

    REPLY_DUE = "reply_due", _("a reply is due")
    WEEK_BEFORE = "week_before", _("check again: seven days before")
    DAY_BEFORE = "day_before", _("check again: one day before")
    OUTCOME = "outcome", _("record who spoke")
