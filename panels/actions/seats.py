"""Seats of the newest line-up, as they are read and as they would be entered again."""

from __future__ import annotations

from collections.abc import Sequence

from meetings.actions.panels import SEAT_FIELDS, Seat
from panels.models import Invitation, LineUpSeat


def line_up_of(invitation: Invitation) -> list[LineUpSeat]:
    """The seats of the newest line-up."""
    newest = invitation.line_ups.order_by("version").last()
    return list(newest.seats.all()) if newest else []


def seat_from(one: LineUpSeat) -> Seat:
    """A seat of a line-up as it would be entered."""
    return Seat(**{name: getattr(one, name) for name in SEAT_FIELDS})


def without_seat(seats: Sequence[LineUpSeat], dropped: str) -> list[Seat]:
    """A line-up without the seat of that number."""
    return [seat_from(one) for one in seats if str(one.pk) != dropped]
