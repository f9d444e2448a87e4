"""Controlled vocabularies: the field's own words, stored as short values that never change meaning.

Interfaces print these values (``figures``, ``panels``, ``import_list``), so a value never changes its meaning.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Gender(TextChoices):
    """What is recorded about a person; *not recorded* is a value of its own and never zero."""

    WOMAN = "woman", _("woman")
    MAN = "man", _("man")
    ANOTHER = "another", _("another gender")
    UNDISCLOSED = "undisclosed", _("prefers not to say")
    UNKNOWN = "unknown", _("not recorded")


class GenderBasis(TextChoices):
    """How a gender is known, strongest first. ``NONE`` goes with ``Gender.UNKNOWN`` and only with it."""

    SELF_DECLARED = "self_declared", _("declared by the person")
    DELEGATION_FORM = "delegation_form", _("delegation's form")
    REGISTRATION = "registration", _("registration data")
    COURTESY_TITLE = "courtesy_title", _("courtesy title in the official list")
    PRINTED = "printed", _("column printed in the official list")
    PUBLIC_SOURCE = "public_source", _("public source (cited)")
    OFFICE_CODED = "office_coded", _("coded by the office")
    NONE = "", _("no basis")

    @property
    def strength(self) -> int:
        """Rank for comparing evidence: a larger number is the stronger basis, 0 is none.

        A title and a column of the same list are equal: where they disagree, neither wins.
        """
        basis = GenderBasis.COURTESY_TITLE if self is GenderBasis.PRINTED else self
        return len(GenderBasis) - 1 - list(GenderBasis).index(basis)


PRINTED_IN_LIST = (GenderBasis.COURTESY_TITLE, GenderBasis.PRINTED)
"""What the official list itself says of a gender."""
LISTED_BASES = (*PRINTED_IN_LIST, GenderBasis.PUBLIC_SOURCE)
"""All that may stand *as listed*; everything else the office knows is *as recorded* only."""
COLUMN_BASES = (
    GenderBasis.PRINTED,
    GenderBasis.SELF_DECLARED,
    GenderBasis.DELEGATION_FORM,
    GenderBasis.REGISTRATION,
    GenderBasis.OFFICE_CODED,
)
"""Where a gender column may come from: asked, never preset."""


class YesNo(TextChoices):
    """A fact that may simply not be known."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not known")


class Category(TextChoices):
    """What a delegation is *at one meeting*, from the section of the list it stands in."""

    STATE_PARTY = "state_party", _("State party or member State")
    SIGNATORY = "signatory", _("Signatory State")
    STATE_NOT_PARTY = "state_not_party", _("State not party")
    OBSERVER_STATE = "observer_state", _("Non-member observer State")
    UN_ENTITY = "un_entity", _("United Nations entity")
    INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental or regional organization")
    CIVIL_SOCIETY = "civil_society", _("NGO / civil society")
    ACADEMIA = "academia", _("Academia")
    PRIVATE_SECTOR = "private_sector", _("Private sector")
    TECHNICAL_COMMUNITY = "technical_community", _("Technical community")
    OTHER_ENTITY = "other_entity", _("Other entity")
    SERVICE = "service", _("Secretariat, interpreters, press and spouses")


# The part of a meeting's list in which people stand who were typed in by hand: no document prints it.
TYPED_PART = "typed"
STATE_CATEGORIES = (Category.STATE_PARTY, Category.SIGNATORY, Category.STATE_NOT_PARTY, Category.OBSERVER_STATE)
# Named by measures.md as outside every series.
EXCLUDED_CATEGORIES = (Category.SERVICE,)


class Role(TextChoices):
    """What a participant does on the delegation, as the list says."""

    HEAD = "head", _("Head of delegation")
    DEPUTY_HEAD = "deputy_head", _("Deputy head of delegation")
    REPRESENTATIVE = "representative", _("Representative")
    ALTERNATE = "alternate", _("Alternate")
    ADVISER = "adviser", _("Adviser")
    EXPERT = "expert", _("Expert")
    MEMBER = "member", _("Member of delegation")
    OBSERVER = "observer", _("Observer")
    OTHER = "other", _("Other role")
    UNKNOWN = "unknown", _("Role not stated")


class Rank(TextChoices):
    """Rank band read from the printed title of the post."""

    MINISTER = "minister", _("Head of State or government, minister")
    AMBASSADOR = "ambassador", _("Ambassador, permanent representative")
    DIRECTOR = "director", _("Director, minister-counsellor, general officer")
    COUNSELLOR = "counsellor", _("Counsellor, colonel")
    SECRETARY = "secretary", _("Secretary, attaché, officer")
    EXPERT = "expert", _("Expert, scientist, academic")
    OTHER = "other", _("Other post")
    UNKNOWN = "unknown", _("No post printed")


class HeadBasis(TextChoices):
    """How we know that a participant heads the delegation; ``NOT_HEAD`` for everyone else."""

    STATED = "stated", _("stated in the list")
    ONLY_MEMBER = "only_member", _("only member of the delegation")
    FIRST_LISTED = "first_listed", _("first listed")
    NOT_HEAD = "", _("not the head")


class Format(TextChoices):
    """How a meeting is held."""

    IN_PERSON = "in_person", _("in person")
    HYBRID = "hybrid", _("hybrid")
    VIRTUAL = "virtual", _("virtual")


class ListAccess(TextChoices):
    """Open: anyone can read the printed list (its symbol or address is on record). Closed is the default."""

    OPEN = "open", _("open: a public document")
    CLOSED = "closed", _("closed")


class ListStatus(TextChoices):
    """Whether a list is provisional or final."""

    PROVISIONAL = "provisional", _("provisional")
    FINAL = "final", _("final")


class MeetingType(TextChoices):
    """The kind of setting; belongs to the forum."""

    MAIN_COMMITTEE = "main_committee", _("main committee of the General Assembly")
    DELIBERATIVE_BODY = "deliberative_body", _("deliberative body")
    NEGOTIATING_BODY = "negotiating_body", _("negotiating body")
    REVIEW_CONFERENCE = "review_conference", _("review conference and its preparation")
    MEETING_OF_STATES_PARTIES = "meeting_of_states_parties", _("meeting of States parties")
    WORKING_GROUP = "working_group", _("open-ended working group")
    EXPERT_GROUP = "expert_group", _("group of governmental experts")
    ORGANIZATION = "organization", _("organ of a treaty organization")
    OTHER = "other", _("other meeting")


class Area(TextChoices):
    """Area of work of a forum."""

    NUCLEAR = "nuclear", _("nuclear weapons")
    BIOLOGICAL = "biological", _("biological weapons")
    CHEMICAL = "chemical", _("chemical weapons")
    CONVENTIONAL = "conventional", _("conventional arms")
    SMALL_ARMS = "small_arms", _("small arms and light weapons")
    EMERGING_CYBER = "emerging_cyber", _("emerging technologies and cyber")
    OUTER_SPACE = "outer_space", _("outer space")
    GENERAL = "general", _("disarmament in general")


class CountryKind(TextChoices):
    """Who is a State is decided by the reference table alone (lists.md)."""

    MEMBER = "member", _("Member State of the United Nations")
    OBSERVER = "observer", _("non-member observer State")
    OTHER_STATE = "other_state", _("State member of specialized agencies")
    FORMER = "former", _("dissolved State")


class PanelKind(TextChoices):
    """What kind of session a panel is."""

    PANEL = "panel", _("panel")
    SIDE_EVENT = "side_event", _("side event")
    BRIEFING = "briefing", _("briefing")
    KEYNOTE = "keynote", _("keynote or interview")


class PanelRole(TextChoices):
    """What somebody does on a panel."""

    SPEAKER = "speaker", _("speaker")
    MODERATOR = "moderator", _("moderator")
    CHAIR = "chair", _("chair")
    MASTER_OF_CEREMONIES = "master_of_ceremonies", _("master of ceremonies")


class Attendance(TextChoices):
    """How the panel was to be attended."""

    IN_PERSON = "in_person", _("in person")
    HYBRID = "hybrid", _("hybrid")
    VIRTUAL = "virtual", _("virtual")
    UNKNOWN = "unknown", _("not known")


class StatementKind(TextChoices):
    """How something was said. Statements are counted by themselves; what was not spoken takes no speaking time."""

    STATEMENT = "statement", _("statement")
    RIGHT_OF_REPLY = "right_of_reply", _("right of reply")
    PROCEDURAL = "procedural", _("point of order, words from the chair")
    WRITTEN_ONLY = "written_only", _("in writing only")


class GenderTopic(TextChoices):
    """What a statement says about gender. *Not coded* is nobody's judgement; every other value has its coder."""

    PARITY = "parity", _("raises parity of participation")
    IMPACT = "impact", _("raises gendered impact of weapons")
    BOTH = "both", _("raises both")
    NEITHER = "neither", _("raises neither")
    NOT_CODED = "not_coded", _("not coded")


class Office(TextChoices):
    """What an office-holder of a meeting or a forum is elected or appointed to."""

    CHAIR = "chair", _("chair")
    PRESIDENT = "president", _("president")
    VICE_CHAIR = "vice_chair", _("vice-chair")
    VICE_PRESIDENT = "vice_president", _("vice-president")
    RAPPORTEUR = "rapporteur", _("rapporteur")
    FRIEND_OF_THE_CHAIR = "friend_of_the_chair", _("friend of the chair")
    FACILITATOR = "facilitator", _("facilitator")
    COORDINATOR = "coordinator", _("coordinator")
    OTHER = "other", _("other member of the bureau")


class ProceedingsKind(TextChoices):
    """What a list of proceedings holds: who spoke, or who presided."""

    STATEMENTS = "statements", _("statements")
    OFFICES = "offices", _("office-holders")


class BatchState(TextChoices):
    """How far an import has come."""

    READING = "reading", _("being read")
    PREVIEWED = "previewed", _("waiting for confirmation")
    COMMITTED = "committed", _("imported")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("undone")
    INTERRUPTED = "interrupted", _("interrupted")


WAITING = (BatchState.READING, BatchState.PREVIEWED)  # neither imported nor given up


class Outcome(TextChoices):
    """What became of one row of a list; every row has exactly one."""

    NEW = "new", _("new")
    UPDATED = "updated", _("changed")
    UNCHANGED = "unchanged", _("the same")
    CONFLICT = "conflict", _("needs a decision")
    INVALID = "invalid", _("cannot be read")
    IGNORED = "ignored", _("left out")


class QuestionKind(TextChoices):
    """What only a person can decide."""

    TITLE = "title", _("unknown courtesy title")
    VALUE = "value", _("value of a gender column")
    COUNTRY = "country", _("unknown country or delegation")
    CODE = "code", _("code and name disagree")
    SECTION = "section", _("States in a section of organizations")
    GENDER = "gender", _("two equal sources disagree on a person's gender")
    TWO_TITLES = "two_titles", _("listed twice with contradicting titles")
    TITLE_COLUMN = "title_column", _("title and gender column disagree")
    SAME_PERSON = "same_person", _("one person or two")


class LetterLanguage(TextChoices):
    """In which language letters are written; pages of the desk stay in that of the office."""

    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")
