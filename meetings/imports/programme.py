"""Import of a pasted programme: its panels, compared with those on record and created.

Only what stands under a panel's heading is taken: statements between the panels are another record's matter.
"""

from __future__ import annotations

import re
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
from meetings.reading.sheet import Unreadable
from meetings.vocabulary import Gender, GenderBasis, PanelRole

LONGEST_TEXT, LONGEST_LINE = 200_000, 1_000  # characters
LONGEST_TITLE, LONGEST_NAME = 250, 300
_TO_BE_CONFIRMED = re.compile(
    r"^(?:\(|\[)?(?:speaker|panell?ist|name)?\s*(?:t\.?b\.?[acd]\.?|to be (?:confirmed|announced|determined)"
    r"|à confirmer|por confirmar)\b",
    re.IGNORECASE,
)
_ROLES = (
    (re.compile(r"moderat|modérat|moderad|facilitat", re.IGNORECASE), PanelRole.MODERATOR),
    (re.compile(r"chair|présid|presid", re.IGNORECASE), PanelRole.CHAIR),
)


class Found(TextChoices):
    """What becomes of one panel of a programme."""

    NEW = "new", _("new")
    SAME = "same", _("on record already")
    DIFFERS = "differs", _("on record with other seats")
    NOBODY = "nobody", _("names nobody")


SENTENCES = {
    Found.DIFFERS: _("A panel of this title and date is on record with other seats; change it on its page."),
    Found.NOBODY: _("The programme names nobody under this heading; add the panel when its speakers are known."),
}


@dataclass(slots=True)
class ProgrammePanel:
    """One panel as printed. ``slug`` is its address once it is on record."""

    line: int
    title: str
    day: date | None
    seats: list[Seat]
    found: Found = Found.NEW
    slug: str = ""

    @property
    def to_do(self) -> str:
        return str(SENTENCES.get(self.found, ""))


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
    read = statement_pages.read_proceedings("\n".join(lines), rules)
    programme = Programme(sum(map(bool, lines)), statements=len(read.statements), private=private.taken)
    programme.panels = [_panel(panel, rules, programme) for panel in read.panels]
    _leave_open(read, lines, programme)
    if not programme.panels:
        raise Unreadable(
            "no_panels",
            "No panel was found. Each panel begins with a heading such as “Panel II: Verification”, with its speakers "
            "below it, one on a line.",
        )
    _compare(programme, meeting)
    return programme


def _panel(printed: statement_pages.Panel, rules: TitleRules, programme: Programme) -> ProgrammePanel:
    seats = []
    for seat in printed.seats:
        title = read_title(seat.honorific, rules)
        if seat.honorific and title.status in ("unknown", "joint"):
            programme.unknown_titles.append(seat.honorific)
        seats.append(
            Seat(
                role=_role(seat.role),
                name=seat.name[:LONGEST_NAME],
                title=seat.honorific[:120],
                organisation=seat.affiliation[:LONGEST_NAME],
                seat_gender=title.claim or Gender.UNKNOWN,
                seat_basis=GenderBasis.COURTESY_TITLE if title.claim else GenderBasis.NONE,
            )
        )
    return ProgrammePanel(printed.line, printed.heading[:LONGEST_TITLE], _day(printed.day), seats)


def _role(printed: str) -> str:
    return next((role for pattern, role in _ROLES if pattern.search(printed)), PanelRole.SPEAKER)


def _day(printed: str) -> date | None:
    try:
        return date.fromisoformat(printed)
    except ValueError:
        return None


def _leave_open(read: statement_pages.Proceedings, lines: list[str], programme: Programme) -> None:
    """A seat "to be confirmed" stands in its place on the panel above; anything else is told."""
    for number, text in reversed(read.not_understood):
        above = sum(panel.line < number for panel in programme.panels) - 1
        if above < 0 or not _TO_BE_CONFIRMED.match(text):
            programme.not_understood.insert(0, (number, text))
            continue
        role, colon, _ = lines[number - 1].partition(":")
        organisation = text.partition(",")[2].strip()[:LONGEST_NAME]
        seat = Seat(role=_role(role) if colon else PanelRole.SPEAKER, organisation=organisation, confirmed=False)
        named_before = sum(named.line < number for named in read.panels[above].seats)
        programme.panels[above].seats.insert(named_before, seat)


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
