"""Checks of line-ups: the rule for panels, applied and written down with its version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from meetings.actions.panels import Seat
from panels.models import Check, LineUp, LineUpSeat
from panels.vocabulary import Occasion
from reports.measures import panel_flags

VIEWS = ("others", "with_us", "with_moderator")


def judge(seats: Sequence[Seat | LineUpSeat]) -> panel_flags.PanelFlag:
    """What the rule in force says of these seats."""
    judged = [panel_flags.Seat(one.seat_gender, one.role, one.confirmed, one.ours) for one in seats]
    return panel_flags.flag(judged, moderators_count=settings.PARITY_COUNT_MODERATORS)


def write_check(line_up: LineUp, *, by: User, occasion: str = Occasion.LINE_UP) -> Check:
    """Check a line-up by the rule in force and write down what it said; call it inside a transaction."""
    flag = judge(list(line_up.seats.all()))
    return Check.objects.create(
        line_up=line_up, at=timezone.now(), by=by, occasion=occasion, rule_version=panel_flags.RULE_VERSION,
        moderators_counted=settings.PARITY_COUNT_MODERATORS, status=flag.status,
        views=numbers_of(flag),
    )  # fmt: skip


def numbers_of(flag: panel_flags.PanelFlag) -> dict[str, dict[str, Any]]:
    """The three views of a verdict as a check keeps them."""
    return {name: _numbers(getattr(flag, name)) for name in VIEWS}


def _numbers(view: panel_flags.View) -> dict[str, Any]:
    counts = view.confirmed
    return {
        "women": counts.women,
        "men": counts.men,
        "another": counts.another,
        "unknown": counts.unknown,
        "to_be_confirmed": view.to_be_confirmed,
        "status": view.status,
    }
