"""Checks: every line-up up to six speakers against a naive oracle; what was checked stays as it was."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import Any

import pytest

from meetings.actions.panels import Seat
from panels.actions.checking import judge
from panels.actions.invitations import add_line_up
from panels.actions.steps import take_step
from panels.models import Check
from reports.measures import panel_flags
from tests.worlds.builders import make_user
from tests.worlds.invitations import make_invitation, seats_of


def oracle(counting: list[Seat]) -> str:
    """What may be said of a panel, person by person; written without the code that it judges."""
    status = of(counting)
    others = [seat for seat in counting if not seat.ours]
    if status in ("mixed", "balanced") and of(others) == "single_gender":
        return "mixed_only_because_of_us"
    return status


def of(seats: list[Seat]) -> str:
    if len(seats) < 2:
        return "not_a_panel"
    known = [seat.seat_gender for seat in seats if seat.confirmed and seat.seat_gender in ("woman", "man", "another")]
    different = len(set(known)) > 1
    if len(known) < len(seats):
        return "mixed" if different else "cannot_tell_yet"
    if not different:
        return "mixed" if known[0] == "another" else "single_gender"
    women, men = known.count("woman"), known.count("man")
    if not women or not men:
        return "mixed"
    even = abs(women - men) <= 1
    return "balanced" if even or 0.4 <= women / (women + men) <= 0.6 else "mixed"


@pytest.mark.parametrize("moderators_count", [False, True])
def test_all_line_ups_of_up_to_six_speakers_are_judged_as_the_oracle_says(
    moderators_count: bool, settings: Any
) -> None:
    settings.PARITY_COUNT_MODERATORS = moderators_count
    judged = 0
    for number in range(7):
        for letters in combinations_with_replacement("wmxu?", number):
            for ours in ("", "W", "M"):
                for moderator in ("", "w", "m", "?"):
                    speakers = seats_of("".join(letters)[: 6 - len(ours)] + ours)
                    moderators = seats_of(moderator, role="moderator")
                    expected = oracle([*speakers, *moderators] if moderators_count else speakers)
                    assert judge([*speakers, *moderators]).status == expected, (letters, ours, moderator)
                    judged += 1
    assert judged == 12 * 462


@pytest.mark.django_db
@pytest.mark.database
def test_a_later_version_of_the_rule_rewrites_no_check(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    desk = make_user("desk", "panel_desk")
    made = make_invitation(desk, "mm")
    step = take_step(made, "change_requested", by=desk)
    first = Check.objects.get()
    before = Check.objects.values().get()
    assert (step.rested_on, step.verdict, first.rule_version) == (first, "single_gender", panel_flags.RULE_VERSION)
    monkeypatch.setattr(panel_flags, "RULE_VERSION", 99)
    settings.PARITY_COUNT_MODERATORS = True
    add_line_up(made, [*seats_of("mm"), *seats_of("w", role="moderator")], by=desk)
    second = Check.objects.exclude(pk=first.pk).get()
    assert (second.rule_version, second.moderators_counted, second.status) == (99, True, "balanced")
    assert Check.objects.values().get(pk=first.pk) == before
    assert first.views["others"] == {
        "women": 0, "men": 2, "another": 0, "unknown": 0, "to_be_confirmed": 0, "status": "single_gender",
    }  # fmt: skip
