"""Import of a pasted programme: its panels, compared with those on record and created.

Only what stands under a panel's heading is taken: statements between the panels are another record's matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from meetings.actions.hold import hold_meeting
from meetings.actions.panels import Seat, create_panel
from meetings.models import Honorific, Meeting, Panel
from meetings.names import TitleRules, read_title
from meetings.reading.celltext import clean
from meetings.reading.private import PrivateData
from meetings.reading.proceedings import statement_pages
from meetings.reading.proceedings.seats import Seat as PrintedSeat
from meetings.reading.sheet import Unreadable
from meetings.vocabulary import Gender, GenderBasis
from meetings.words.panels import role_of

LONGEST_TEXT, LONGEST_LINE = 200_000, 1_000  # characters
LONGEST_TITLE, LONGEST_NAME = 250, 300


class Found(TextChoices):
    """What becomes of one panel of a programme."""

    NEW = "new", _("new")
    SAME = "same", _("already on record")
    DIFFERS = "differs", _("on record with other seats")
    NOBODY = "nobody", _("names nobody")


SENTENCES = {
    Found.DIFFERS: _("A panel of this title and date is on record with other seats; change it on its page."),
    Found.NOBODY: _("The programme names nobody under this heading; add the panel when its speakers are known."),
}


_NO_DAY = _("No day could be read for this panel; set it on its page.")
_OUTSIDE = _("Its day is not a day of the meeting; check it.")


@dataclass(slots=True)
class ProgrammePanel:
    """One panel as printed. ``slug`` is its address once it is on record; ``about_day`` is what is doubtful of its
    day."""

    line: int
    title: str
    day: date | None
    seats: list[Seat]
    found: Found = Found.NEW
    slug: str = ""
    about_day: str = ""

    @property
    def to_do(self) -> str:
        return str(SENTENCES.get(self.found, "")) or self.about_day


@dataclass(slots=True)
class Programme:
    """A programme as read. ``not_understood`` are (line, text) under a panel's heading; ``statements`` is how many
    lines are of debates."""

    lines: int
    panels: list[ProgrammePanel] = field(default_factory=list)
    not_understood: list[tuple[int, str]] = field(default_factory=list)
    unknown_titles: list[str] = field(default_factory=list)
    statements: int = 0
    private: int = 0  # e-mail addresses, telephone and passport numbers that were left out

    @property
    def new(self) -> list[ProgrammePanel]:
        return [panel for panel in self.panels if panel.found == Found.NEW]


def read_programme(meeting: Meeting, text: str) -> Programme:
    """Its panels, each compared with those of the meeting. Raises Unreadable with one sentence."""
    private = PrivateData()
    lines = private.without_any(clean(line)[0] for line in text.splitlines())
    if len(text) > LONGEST_TEXT or max(map(len, lines), default=0) > LONGEST_LINE:
        raise Unreadable(
            "too_long",
            f"The text is longer than {LONGEST_TEXT:,} characters, or one of its lines than {LONGEST_LINE:,}; take the "
            "part that lists the panels, one speaker on a line.",
        )
    rules = TitleRules(Honorific.objects.order_by("by", "pk").values_list("title", "claim"))
    days = (meeting.start, meeting.end)
    read = statement_pages.read_proceedings("\n".join(lines), rules, days)
    programme = Programme(sum(map(bool, lines)), statements=len(read.statements), private=private.taken)
    programme.not_understood = list(read.not_understood)
    programme.panels = [_panel(panel, rules, programme, days) for panel in read.panels]
    if not programme.panels:
        raise Unreadable(
            "no_panels",
            "No panel was found. Each panel begins with a heading such as “Panel II: Verification”, with its speakers "
            "below it, one on a line.",
        )
    _compare(programme, meeting)
    return programme


def _panel(
    printed: statement_pages.Panel, rules: TitleRules, programme: Programme, days: tuple[date, date]
) -> ProgrammePanel:
    seats = []
    for one in printed.seats:
        seat, unknown = seat_of(one, rules)
        seats.append(seat)
        programme.unknown_titles += [unknown] if unknown else []
    day = _day(printed.day, days)
    doubt = _NO_DAY if day is None else "" if days[0] <= day <= days[1] else _OUTSIDE
    return ProgrammePanel(printed.line, printed.heading[:LONGEST_TITLE], day, seats, about_day=str(doubt))


def seat_of(printed: PrintedSeat, rules: TitleRules, *, confirmed: bool = True) -> tuple[Seat, str]:
    """A seat as it is entered, with the gender that its courtesy title says; and that title where nobody knows it."""
    title = read_title(printed.honorific, rules)
    seat = Seat(
        role=role_of(printed.role),
        name=printed.name[:LONGEST_NAME],
        title=printed.honorific[:120],
        organisation=printed.affiliation[:LONGEST_NAME],
        seat_gender=title.claim or Gender.UNKNOWN,
        seat_basis=GenderBasis.COURTESY_TITLE if title.claim else GenderBasis.NONE,
        confirmed=confirmed and not printed.to_be_confirmed,
    )
    return seat, printed.honorific if printed.honorific and title.status in ("unknown", "joint") else ""


def _day(printed: str, days: tuple[date, date]) -> date | None:
    """The day that is printed, else that of a meeting of one day; of a longer one nobody can tell."""
    try:
        return date.fromisoformat(printed)
    except ValueError:
        return days[0] if days[0] == days[1] and not printed else None


def _compare(programme: Programme, meeting: Meeting) -> None:
    """By title and date; who sits there is compared as printed, so that a gender corrected by hand is no difference."""
    known = {
        (panel.title, panel.date): (_printed(panel), panel.slug) for panel in meeting.panels.prefetch_related("seats")
    }
    for panel in programme.panels:
        key, seats = (panel.title, panel.day), [_as_printed(seat) for seat in panel.seats]
        if not seats:
            panel.found = Found.NOBODY
        elif key in known:
            seats_on_record, panel.slug = known[key]
            panel.found = Found.SAME if seats_on_record == seats else Found.DIFFERS
        known.setdefault(key, (seats, ""))


def _printed(panel: Panel) -> list[tuple[str, ...]]:
    return [
        (seat.role, seat.title, seat.name, seat.organisation, str(seat.confirmed))
        for seat in sorted(panel.seats.all(), key=lambda seat: (seat.order, seat.pk))
    ]


def _as_printed(seat: Seat) -> tuple[str, ...]:
    return str(seat.role), seat.title, seat.name, seat.organisation, str(seat.confirmed)


@transaction.atomic
def import_programme(
    meeting: Meeting, text: str, *, by: User, source: str, lines: Collection[int] | None = None
) -> Programme:
    """Create the panels that are new, or those of them whose headings stand on ``lines``; the others stay as they are.

    Raises Unreadable; Locked when nothing in the meeting may change any more.
    """
    programme = read_programme(hold_meeting(meeting), text)
    for panel in _chosen(programme, lines):
        made = create_panel(meeting=meeting, seats=panel.seats, by=by, source=source, title=panel.title, date=panel.day)
        panel.slug = made.slug
    return programme


def _chosen(programme: Programme, lines: Collection[int] | None) -> Iterator[ProgrammePanel]:
    return (panel for panel in programme.new if lines is None or panel.line in lines)
