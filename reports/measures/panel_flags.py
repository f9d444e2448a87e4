"""Flags of panels: what may be said about who sits on one (measures.md, *Panels*).

Every panel that is simply not single-gender gets the same sentence whatever its composition, so that it never shows who
is neither a woman nor a man.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.measures import bands
from reports.measures.tally import Counts, count_genders
from reports.measures.wording import Sentence, gettext_noop

RULE_VERSION = 1
"""Moves when the same speakers would be judged otherwise: it stands beside every sentence that is copied."""
STATUSES = (
    "balanced",
    "mixed",
    "mixed_only_because_of_us",
    "single_gender",
    "cannot_tell_yet",
    "not_a_panel",
    "exempt",
)

SENTENCES = {
    "balanced": gettext_noop(
        "Balanced: of the women and men speaking, each are at least 40 %, or as even as possible."
    ),
    "mixed": gettext_noop("Not all of one gender."),
    "women_but_us": gettext_noop("Without our speaker, this panel is all women ({others} speakers)."),
    "men_but_us": gettext_noop("Without our speaker, this panel is all men ({others} speakers)."),
    "all_women": gettext_noop("All {speakers} speakers are women."),
    "all_men": gettext_noop("All {speakers} speakers are men."),
    "cannot_tell_yet": gettext_noop(
        "Undecided: {missing} of {speakers} speakers are to be confirmed or have no recorded gender."
    ),
    "not_a_panel": gettext_noop("Not a panel: fewer than two speakers."),
    "exempt": gettext_noop("Exempt: {reason} (approved by {approver})."),
}


@dataclass(frozen=True, slots=True)
class Seat:
    """One place on a panel: the stored values of gender and panel role, and whether it is our own participant's."""

    gender: str
    role: str = "speaker"
    confirmed: bool = True
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Exemption:
    """Why the rule is not applied to a panel, and who decided so. ``ValueError`` when either is missing."""

    reason: str
    approver: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("An exempt panel needs a reason: write why the rule is not applied.")
        if not self.approver.strip():
            raise ValueError("An exempt panel needs an approver: name the person who decided.")


@dataclass(frozen=True, slots=True)
class View:
    """Some of the seats of a panel: ``confirmed`` by gender, and how many are still to be confirmed.

    A seat to be confirmed says nothing about gender, even when a name is pencilled in.
    """

    confirmed: Counts
    to_be_confirmed: int

    @property
    def speakers(self) -> int:
        return self.confirmed.total + self.to_be_confirmed

    @property
    def missing(self) -> int:
        return self.confirmed.unknown + self.to_be_confirmed

    @property
    def status(self) -> str:
        """balanced · mixed · single_gender · cannot_tell_yet · not_a_panel.

        Two people of another gender are *mixed*: the words do not say that they are of the same one.
        """
        if self.speakers < 2:
            return "not_a_panel"
        genders = [self.confirmed.women, self.confirmed.men, self.confirmed.another]
        two_genders = sum(number > 0 for number in genders) > 1
        if self.missing:
            return "mixed" if two_genders else "cannot_tell_yet"
        if not two_genders and not self.confirmed.another:
            return "single_gender"
        women_and_men = Counts(self.confirmed.women, self.confirmed.men)
        both = women_and_men.women and women_and_men.men
        return "balanced" if both and bands.band_position(women_and_men).balanced else "mixed"


@dataclass(frozen=True, slots=True)
class PanelFlag:
    """What may be said about a panel. ``status`` is about ``counted``; the three views stand beside it, whichever of
    them was counted."""

    status: str
    sentence: Sentence
    counted: View
    others: View
    with_us: View
    with_moderator: View


def flag(seats: Iterable[Seat], exemption: Exemption | None = None, moderators_count: bool = False) -> PanelFlag:
    """Judge a panel. Moderator, chair and master of ceremonies count only where ``moderators_count`` says so."""
    everyone = list(seats)
    speakers = [seat for seat in everyone if seat.role == "speaker"]
    counting = everyone if moderators_count else speakers
    counted, others = _view(counting), _view(seat for seat in counting if not seat.ours)
    status = _status(counted, others)
    sentence = _sentence(status, counted, others)
    if exemption:
        status = "exempt"
        sentence = Sentence(SENTENCES[status], {"reason": exemption.reason, "approver": exemption.approver})
    return PanelFlag(status, sentence, counted, others, _view(speakers), _view(everyone))


def _view(seats: Iterable[Seat]) -> View:
    seated = list(seats)
    confirmed = [seat.gender for seat in seated if seat.confirmed]
    return View(count_genders(confirmed), len(seated) - len(confirmed))


def _status(counted: View, others: View) -> str:
    """With one other speaker we are simply two; from two others of one gender on, we alone make the difference."""
    if others.status == "single_gender" and counted.status in ("mixed", "balanced"):
        return "mixed_only_because_of_us"
    return counted.status


def _sentence(status: str, counted: View, others: View) -> Sentence:
    params = {"speakers": counted.speakers, "others": others.speakers, "missing": counted.missing}
    if status == "single_gender":
        return Sentence(SENTENCES["all_women" if counted.confirmed.women else "all_men"], params)
    if status == "mixed_only_because_of_us":
        return Sentence(SENTENCES["women_but_us" if others.confirmed.women else "men_but_us"], params)
    return Sentence(SENTENCES[status], params)
