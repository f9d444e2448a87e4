"""Results about panels: each with its flag, as ``panels`` prints and pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Panel, PanelSeat
from meetings.vocabulary import Gender, PanelRole
from panels.models import Check, Invitation, Step
from reports.counting.as_printed import AsPrinted
from reports.measures import panel_flags
from reports.measures.panel_desk import Event, History
from reports.measures.panel_flags import PanelFlag
from reports.words import said

STATUS_LABELS = {
    "balanced": gettext_lazy("balanced"),
    "mixed": gettext_lazy("not of one gender"),
    "mixed_only_because_of_us": gettext_lazy("of one gender without our speaker"),
    "single_gender": gettext_lazy("of one gender"),
    "cannot_tell_yet": gettext_lazy("undecided"),
    "not_a_panel": gettext_lazy("not a panel"),
    "exempt": gettext_lazy("exempt"),
}
NOT_JUDGED = ("not_a_panel", "exempt")
"""Statuses that are no part of the base when panels are counted."""
OPEN_SEAT = "open"
URGENT = ("single_gender", "mixed_only_because_of_us")
"""Statuses of a panel ahead that call for somebody to act."""


@dataclass(frozen=True, slots=True)
class FlaggedPanel:
    """A panel and what may be said about it."""

    panel: Panel
    flag: PanelFlag

    @property
    def sentence(self) -> str:
        return said(self.flag.sentence)

    def as_row(self) -> dict[str, Any]:
        """One row of ``panels``; ``with_moderator`` and ``with_us`` are the status in those views."""
        panel, counted = self.panel, self.flag.counted
        return {
            "meeting": panel.meeting.slug if panel.meeting else None,
            "panel": panel.slug,
            "title": panel.title,
            "date": panel.date.isoformat() if panel.date else None,
            "status": self.flag.status,
            "speakers": counted.speakers,
            "women": counted.confirmed.women,
            "men": counted.confirmed.men,
            "another": counted.confirmed.another,
            "unknown": counted.confirmed.unknown,
            "to_be_confirmed": counted.to_be_confirmed,
            "with_moderator": self.flag.with_moderator.status,
            "with_us": self.flag.with_us.status,
            "sentence": self.sentence,
        }


COLUMNS = (
    "meeting",
    "panel",
    "title",
    "date",
    "status",
    "speakers",
    "women",
    "men",
    "another",
    "unknown",
    "to_be_confirmed",
    "with_moderator",
    "with_us",
    "sentence",
)


def with_seats(panels: QuerySet[Panel]) -> QuerySet[Panel]:
    """The panels with all that their flags need, in two queries however many there are."""
    return panels.select_related("meeting", "exempt_by").prefetch_related("seats")


def flagged(panels: Iterable[Panel]) -> list[FlaggedPanel]:
    """Every panel with its flag; hand in panels ``with_seats``."""
    return [FlaggedPanel(panel, flag_of(panel)) for panel in panels]


def flagged_as_printed(panels: Iterable[Panel]) -> list[FlaggedPanel]:
    """The same by what is printed or cited alone: what somebody declared is no matter of what is published."""
    printed = AsPrinted()
    return [FlaggedPanel(panel, flag_of(panel, printed)) for panel in panels]


def flag_of(panel: Panel, printed: AsPrinted | None = None) -> PanelFlag:
    def gender(seat: PanelSeat) -> str:
        return printed.of(seat.seat_gender, seat.seat_basis, seat.title) if printed else seat.seat_gender

    exempt = panel.exempt_by and panel_flags.Exemption(panel.exempt_reason, panel.exempt_by.get_username())
    seats = [panel_flags.Seat(gender(seat), seat.role, seat.confirmed, seat.ours) for seat in panel.seats.all()]
    return panel_flags.flag(seats, exempt or None, moderators_count=settings.PARITY_COUNT_MODERATORS)


def of_status(panels: Iterable[FlaggedPanel], status: str) -> list[FlaggedPanel]:
    """Those of one status; of every status where none is named."""
    return [flagged_panel for flagged_panel in panels if not status or flagged_panel.flag.status == status]


@dataclass(frozen=True, slots=True)
class SeatMark:
    """One speaker of a panel as a mark: woman, man, or open, which also stands for whoever is neither."""

    who: str
    ours: bool


def seat_marks(flagged_panel: FlaggedPanel) -> list[SeatMark]:
    """The speakers of a panel in their order; nobody shows as of another gender, nor before they are confirmed."""
    speakers = [seat for seat in flagged_panel.panel.seats.all() if seat.role == PanelRole.SPEAKER]
    return [SeatMark(seat.seat_gender if _is_shown(seat) else OPEN_SEAT, seat.ours) for seat in speakers]


def _is_shown(seat: PanelSeat) -> bool:
    return seat.confirmed and seat.seat_gender in (Gender.WOMAN, Gender.MAN)


def views_of(flag: PanelFlag) -> list[dict[str, Any]]:
    """The three views of a panel as lines of a table. ``rest`` never tells who is of another gender."""
    views = [
        (_("The other speakers only"), flag.others),
        (_("With our participant"), flag.with_us),
        (_("With moderator, chair and master of ceremonies"), flag.with_moderator),
    ]
    return [
        {
            "label": label,
            "speakers": view.speakers,
            "women": view.confirmed.women,
            "men": view.confirmed.men,
            "rest": view.speakers - view.confirmed.known,
            "status": STATUS_LABELS[view.status],
        }
        for label, view in views
    ]


def histories(invitations: QuerySet[Invitation]) -> list[History]:
    """What became of invitations, as it is measured, in three queries; no name of a speaker is read."""
    steps: dict[int, list[Event]] = {}
    for step in Step.objects.filter(invitation__in=invitations).order_by("number"):
        steps.setdefault(step.invitation_id, []).append(Event(step.to_state, timezone.localtime(step.at)))
    firsts: dict[int, tuple[int, Event]] = {}
    for check in Check.objects.filter(line_up__invitation__in=invitations).select_related("line_up").order_by("pk"):
        line_up = check.line_up
        firsts.setdefault(line_up.pk, (line_up.invitation_id, Event(check.status, timezone.localtime(line_up.at))))
    checks: dict[int, list[Event]] = {}
    for _line_up, (invitation, event) in sorted(firsts.items()):
        checks.setdefault(invitation, []).append(event)
    return [
        History(
            one.received, one.organiser_type, one.unit, one.area or _area_of(one.panel), one.panel.organisers,
            steps.get(one.pk, []), checks.get(one.pk, []), one.outcome_code, one.panel.date,
        )
        for one in invitations.select_related("panel__meeting__forum")
    ]  # fmt: skip


def _area_of(panel: Panel) -> str:
    return panel.meeting.forum.area if panel.meeting else ""
