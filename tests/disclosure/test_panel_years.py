"""Attacks on panels by period, over sequences of releases by a reader who keeps every one of them.

Protected is what is known of fewer than five panels: of a quarter that is too small, and of what changed.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator
from fractions import Fraction

import pytest

from reports.releases import actions, published
from reports.releases.disclosure.panel_years import NONE, Panels, Place, panels_to_tell, quarter_of
from reports.releases.disclosure.policy import PANEL_INVITATIONS
from tests.disclosure.attacks import Knowledge, Terms
from tests.worlds.builders import make_office, make_panel
from tests.worlds.public_site import publish

AREA = "nuclear"
SEEDS = range(60)
Shown = dict[Place, Panels | None]
Teller = Callable[[dict[Place, Panels], Shown, datetime.date], Shown]


def held(seed: int) -> list[tuple[datetime.date, bool]]:
    """Panels of two years, some quarters small and some large: day, and whether of one gender."""
    chance, found = random.Random(seed), []
    for year in (2023, 2024):
        for month in (2, 5, 8, 11):
            for _number in range(chance.choice((0, 1, 3, 5, 6, 9))):
                found.append((datetime.date(year, month, chance.randint(1, 28)), chance.random() < 0.4))
    return found


def counted(panels: list[tuple[datetime.date, bool]]) -> dict[Place, Panels]:
    found: dict[Place, Panels] = {}
    for day, single in panels:
        place = Place(quarter_of(day), AREA)
        was = found.get(place, NONE)
        found[place] = Panels(was.number + 1, was.single_gender + single)
    return found


def releases(seed: int, tell: Teller = panels_to_tell) -> Iterator[tuple[dict[Place, Panels], Shown]]:
    """What is known at eight days in two years, and what is told; an earlier release is never forgotten."""
    before: Shown = {}
    for quarter in range(1, 10):
        today = datetime.date(2023 + quarter // 4, quarter % 4 * 3 + 1, 2)
        found = counted([(day, single) for day, single in held(seed) if day < today])
        told = tell(found, before, today)
        before = before | told
        yield found, told


def too_well_known(seed: int, tell: Teller = panels_to_tell) -> set[str]:
    """Quarters with fewer than five panels of which it follows how many were of one gender, from all releases."""
    known, last = Knowledge(), {}
    for found, told in releases(seed, tell):
        last = found
        for place, panels in told.items():
            if panels is not None:
                inside = [place.period] if "-" in place.period else [f"{place.period}-Q{q}" for q in (1, 2, 3, 4)]
                terms: Terms = {(one, "single"): Fraction(1) for one in inside if Place(one, AREA) in found}
                known.equations.append((terms, Fraction(panels.single_gender)))
    small = [place.period for place, panels in last.items() if panels.number < PANEL_INVITATIONS]
    return {period for period in small if known.determined({(period, "single"): Fraction(1)})}


def test_no_small_quarter_follows_from_any_number_of_releases() -> None:
    for seed in SEEDS:
        assert too_well_known(seed) == set()


def test_control_an_office_that_forgets_how_a_year_was_divided_gives_quarters_away() -> None:
    def forgetting(found: dict[Place, Panels], _before: Shown, today: datetime.date) -> Shown:
        return panels_to_tell(found, {}, today)

    assert sum(bool(too_well_known(seed, forgetting)) for seed in SEEDS) > 3


def test_control_a_year_by_quarters_and_as_one_gives_quarters_away() -> None:
    def both(found: dict[Place, Panels], before: Shown, today: datetime.date) -> Shown:
        years = {place: panels for place, panels in found.items() if panels.number >= PANEL_INVITATIONS}
        sums: Shown = {}
        for place, panels in found.items():
            was = sums.get(Place(place.period[:4], AREA)) or NONE
            both_ways = Panels(was.number + panels.number, was.single_gender + panels.single_gender)
            sums[Place(place.period[:4], AREA)] = both_ways
        return {**years, **sums}

    assert sum(bool(too_well_known(seed, both)) for seed in SEEDS) > len(SEEDS) / 2


def test_a_year_keeps_its_division_and_nothing_small_is_printed() -> None:
    by_quarters = as_one = 0
    for seed in SEEDS:
        seen: dict[str, bool] = {}
        for _found, told in releases(seed):
            for place, panels in told.items():
                divided = "-" in place.period
                assert seen.setdefault(place.period[:4], divided) == divided
                assert panels is None or panels.number >= PANEL_INVITATIONS
        by_quarters += sum(seen.values())
        as_one += len(seen) - sum(seen.values())
    assert by_quarters > len(SEEDS) / 4
    assert as_one > len(SEEDS) / 4


def test_numbers_that_were_read_stay_until_five_panels_changed() -> None:
    place, today = Place("2024-Q1", AREA), datetime.date(2025, 1, 2)
    before: Shown = {place: Panels(6, 2)}
    for now, told in [
        (Panels(7, 3), Panels(6, 2)),
        (Panels(6, 6), Panels(6, 2)),
        (Panels(4, 0), Panels(6, 2)),
        (Panels(11, 3), Panels(11, 3)),
        (Panels(12, 1), Panels(12, 1)),
        (Panels(1, 1), None),
    ]:
        assert panels_to_tell({place: now}, before, today) == {place: told}


def test_a_quarter_that_is_not_over_is_not_told() -> None:
    found = {Place("2024-Q1", AREA): Panels(9, 1), Place("2024-Q2", AREA): Panels(9, 1)}
    assert list(panels_to_tell(found, {}, datetime.date(2024, 6, 30))) == [Place("2024-Q1", AREA)]
    assert list(panels_to_tell(found, {}, datetime.date(2024, 7, 1))) == list(found)


@pytest.mark.django_db
def test_a_release_reads_how_a_year_was_told_before() -> None:
    """Also where the release with it was withdrawn: it was read all the same."""
    meeting, *_ = make_office()
    for number in range(6):
        make_panel(f"Spring {number}", "ww" if number < 2 else "wm", meeting=meeting, date=datetime.date(2023, 5, 8))
    first = publish(notes="First.")
    make_panel("Autumn", "mm", meeting=meeting, date=datetime.date(2023, 9, 8))
    assert first.published_by
    actions.withdraw(first, by=first.published_by, reason="An error elsewhere.")
    publish(notes="Second.")
    latest = published.latest()
    assert latest
    rows = latest.table("panels_summary").rows
    assert [(row["period"], row["panels"], row["single_gender"]) for row in rows] == [
        ("2023-Q2", 6, 2), ("2023-Q3", None, None),
    ]  # fmt: skip
