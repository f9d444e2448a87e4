"""Measures of the panel desk: each equals a naive loop over random histories."""

from __future__ import annotations

import datetime
import random
import statistics
from fractions import Fraction

import pytest

from reports.measures.panel_desk import BY_KEY, DESK_MEASURES, Event, History, measured, repeated

START = datetime.datetime(2026, 1, 5, 9, tzinfo=datetime.UTC)
STEPS = ("composition_asked", "checked", "change_requested", "experts_suggested", "accepted_on_condition", "accepted",
         "colleague_sent", "declined", "cancelled", "held", "closed")  # fmt: skip
VERDICTS = ("single_gender", "mixed_only_because_of_us", "mixed", "balanced", "cannot_tell_yet", "not_a_panel")
OUTCOMES = ("", "joined", "exempted", "special_measure", "breach", "became_single_gender", "cannot_tell", "declined",
            "cancelled")  # fmt: skip


def day(number: int) -> datetime.datetime:
    return START + datetime.timedelta(days=number)


def random_history(chance: random.Random) -> History:
    days = sorted(chance.sample(range(40), chance.randrange(8)))
    steps = [Event(chance.choice(STEPS), day(one)) for one in days]
    checks = [Event(chance.choice(VERDICTS), day(one)) for one in sorted(chance.sample(range(40), chance.randrange(4)))]
    return History(START.date(), steps=steps, checks=checks, outcome=chance.choice(OUTCOMES))


def naive(histories: list[History]) -> dict[str, tuple[int, int]]:
    """Every share as part and base, counted one by one."""
    found = {one.key: [0, 0] for one in DESK_MEASURES if one.unit == "share"}

    def count(key: str, yes: bool) -> None:
        found[key][0] += yes
        found[key][1] += 1

    for one in histories:
        count("checked", len(one.checks) > 0)
        if one.checks and one.checks[0].what not in ("cannot_tell_yet", "not_a_panel"):
            count("single_gender_at_first_check", one.checks[0].what == "single_gender")
            count("by_us_alone_at_first_check", one.checks[0].what == "mixed_only_because_of_us")
        asked = answered = declined = None
        for step in one.steps:
            if step.what in ("change_requested", "experts_suggested", "accepted_on_condition"):
                asked = asked or step.at
            if step.what in ("accepted", "accepted_on_condition", "colleague_sent", "declined"):
                answered = True
            declined = declined or step.what == "declined"
        count("asked", asked is not None)
        later = [
            check.what
            for check in one.checks
            if asked and check.at > asked and check.what not in ("cannot_tell_yet", "not_a_panel")
        ]
        if later:
            count("changed_after_asking", "mixed" in later or "balanced" in later)
        if declined or (answered and one.outcome != "cancelled"):
            count("declined", bool(declined))
        if one.outcome in ("joined", "exempted", "special_measure", "breach", "became_single_gender"):
            count("exempted", one.outcome == "exempted")
            count("special_measures", one.outcome == "special_measure")
            count("breaches", one.outcome == "breach")
            count("became_single_gender", one.outcome == "became_single_gender")
    return {key: (part, base) for key, (part, base) in found.items()}


@pytest.mark.parametrize("seed", range(30))
def test_every_share_equals_a_loop_over_random_histories(seed: int) -> None:
    chance = random.Random(seed)
    histories = [random_history(chance) for _ in range(chance.randrange(25))]
    values = measured(histories)
    for key, (part, base) in naive(histories).items():
        value = values[key]
        assert (value.base, value.open) == (base, len(histories) - base), key
        assert value.value == (Fraction(part, base) if base else None), key


ANSWERS = ("accepted", "accepted_on_condition", "colleague_sent", "declined")


@pytest.mark.parametrize("seed", range(10))
def test_the_median_is_of_the_days_to_the_first_answer(seed: int) -> None:
    chance = random.Random(seed)
    histories = [random_history(chance) for _ in range(chance.randrange(12))]
    days = []
    for one in histories:
        answers = [step.at for step in one.steps if step.what in ANSWERS]
        days += [(answers[0].date() - one.received).days] if answers else []
    value = BY_KEY["days_to_decision"].of(histories)
    assert (value.base, value.open) == (len(days), len(histories) - len(days))
    assert value.value == (Fraction(statistics.median(days)) if days else None)


def test_without_a_later_line_up_nothing_is_said_of_a_change() -> None:
    asked = [Event("checked", day(1)), Event("change_requested", day(2))]
    before, after = Event("single_gender", day(1)), Event("mixed", day(3))
    silent = History(START.date(), steps=asked, checks=[before])
    undecided = History(START.date(), steps=asked, checks=[before, Event("cannot_tell_yet", day(3))])
    changed = History(START.date(), steps=asked, checks=[before, after])
    same = History(START.date(), steps=asked, checks=[before, Event("single_gender", day(3))])
    of = BY_KEY["changed_after_asking"].of
    assert (of([silent]).value, of([undecided]).value) == (None, None)
    assert of([silent, undecided, changed, same]).value == Fraction(1, 2)
    assert of([History(START.date(), steps=[], checks=[before, after])]).base == 0


def test_organizers_who_invite_twice_are_named_and_nobody_else() -> None:
    single = [Event("single_gender", day(1))]
    rows = [
        History(START.date(), organiser="Institute A", checks=single), History(START.date(), organiser="Institute A"),
        History(START.date(), organiser="Institute B", checks=single), History(START.date()), History(START.date()),
    ]  # fmt: skip
    assert repeated(rows) == [("Institute A", 2, 1)]
