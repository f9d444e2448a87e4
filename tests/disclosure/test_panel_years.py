"""Attacks on panels and on invitations by period, over sequences of releases by a reader who keeps every one of them.

Protected is what is known of fewer than five: of a quarter that is too small, and of what changed.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from django.contrib.auth.models import User

from panels.actions.invitations import add_line_up
from panels.models import Invitation
from reports.models import release_storage
from reports.refusals import ReleaseRefused
from reports.releases import actions, published
from reports.releases.disclosure.panel_years import Invitations, Panels, Place, Readable, quarter_of, to_tell
from reports.releases.disclosure.policy import PANEL_INVITATIONS
from reports.releases.verify import verify
from tests.disclosure.attacks import Knowledge, Terms
from tests.worlds.builders import make_office, make_panel, make_user
from tests.worlds.invitations import go, make_invitation, seats_of
from tests.worlds.public_site import publish

AREA = "nuclear"
SEEDS = range(60)
TOLD = ("checked", "asked", "asked_with_later_line_up", "changed_after_asking", "declined", "exempted")
Shown = dict[Place, Readable]
Found = tuple[dict[Place, Panels], dict[Place, Invitations]]
Teller = Callable[[Found, Shown, datetime.date], Shown]


@dataclass(frozen=True)
class Happened:
    """A panel held or an invitation that is over: its day, the day on which the office knew of it, and what it was."""

    day: datetime.date
    known: datetime.date
    what: frozenset[str]


def told_as_today(found: Found, before: Shown, today: datetime.date) -> Shown:
    return to_tell(*found, before, today)


def days(chance: random.Random, late: bool) -> Iterator[tuple[datetime.date, datetime.date]]:
    """Days of two years, some quarters small and some large; ``late``: some are known of long afterwards."""
    for year in (2023, 2024):
        for month in (2, 5, 8, 11):
            for _number in range(chance.choice((0, 1, 3, 5, 6, 9))):
                day = datetime.date(year, month, chance.randint(1, 28))
                yield day, day + datetime.timedelta(days=chance.choice((0, 0, 0, 200, 300)) if late else 0)


def held(seed: int, *, late: bool = False) -> list[Happened]:
    chance = random.Random(seed)
    single = ("single_gender",)
    return [Happened(*both, frozenset(single if chance.random() < 0.4 else ())) for both in days(chance, late)]


def invited(seed: int, *, late: bool = False) -> list[Happened]:
    """Each with what became of it: what rests on something else has that, too."""
    chance, found = random.Random(seed + 1000), []
    for both in days(chance, late):
        what = {one for one in ("checked", "declined", "exempted") if chance.random() < 0.4}
        for one in ("asked", "asked_with_later_line_up", "changed_after_asking"):
            if chance.random() > 0.7:
                break
            what.add(one)
        found.append(Happened(*both, frozenset(what)))
    return found


def counted(panels: list[Happened], invitations: list[Happened]) -> Found:
    of_panels, of_invitations = ({place: [] for place in places_of(some)} for some in (panels, invitations))
    for some, by_place in ((panels, of_panels), (invitations, of_invitations)):
        for one in some:
            by_place[Place(quarter_of(one.day), AREA)].append(one)
    return (
        {place: Panels(len(some), number(some, "single_gender")) for place, some in of_panels.items()},
        {place: Invitations(len(some), *(number(some, one) for one in TOLD)) for place, some in of_invitations.items()},
    )


def places_of(some: list[Happened]) -> list[Place]:
    return sorted({Place(quarter_of(one.day), AREA) for one in some})


def number(some: list[Happened], what: str) -> int:
    return sum(what in one.what for one in some)


def releases(
    seed: int, tell: Teller = told_as_today, *, late: bool = False
) -> Iterator[tuple[datetime.date, Found, Shown]]:
    """What is known at eleven days in two years and a half, and what is told; an earlier release is never forgotten."""
    before: Shown = {}
    for quarter in range(1, 12):
        today = datetime.date(2023 + quarter // 4, quarter % 4 * 3 + 1, 2)
        panels, invitations = (
            [one for one in some if one.known < today] for some in (held(seed, late=late), invited(seed, late=late))
        )
        found = counted(panels, invitations)
        told = tell(found, before, today)
        before = before | told
        yield today, found, told


def too_well_known(seed: int, tell: Teller = told_as_today) -> set[tuple[str, str]]:
    """Quarters with fewer than five of either, of which it follows from all releases how many were what."""
    known = Knowledge()
    last: Found = ({}, {})
    for _today, found, told in releases(seed, tell):
        last = found
        for place, both in told.items():
            inside = [place.period] if "-" in place.period else [f"{place.period}-Q{q}" for q in (1, 2, 3, 4)]
            for numbers in (one for one in both if one is not None):
                for name, printed in list(numbers._asdict().items())[1:]:
                    terms: Terms = {(one, name): Fraction(1) for one in inside}
                    known.equations.append((terms, Fraction(printed)))
    return {
        (place.period, name)
        for some in last
        for place, numbers in some.items()
        for name in numbers._fields[1:]
        if numbers.number < PANEL_INVITATIONS and known.determined({(place.period, name): Fraction(1)})
    }


def test_no_small_quarter_follows_from_any_number_of_releases() -> None:
    for seed in SEEDS:
        assert too_well_known(seed) == set()


def test_control_an_office_that_forgets_how_a_year_was_divided_gives_quarters_away() -> None:
    def forgetting(found: Found, _before: Shown, today: datetime.date) -> Shown:
        return to_tell(*found, {}, today)

    given = {name for seed in SEEDS for _period, name in too_well_known(seed, forgetting)}
    assert {"single_gender", "declined"} <= given


def test_control_a_year_by_quarters_and_as_one_gives_quarters_away() -> None:
    def both(found: Found, _before: Shown, _today: datetime.date) -> Shown:
        panels, invitations = found
        told = {
            place: Readable(
                one if (one := panels.get(place, Panels())).number >= PANEL_INVITATIONS else None,
                two if (two := invitations.get(place, Invitations())).number >= PANEL_INVITATIONS else None,
            )
            for place in {*panels, *invitations}
        }
        for year in {place.period[:4] for place in told}:
            told[Place(year, AREA)] = Readable(
                Panels(*summed(panels, year, Panels())), Invitations(*summed(invitations, year, Invitations()))
            )
        return told

    given = [{name for _period, name in too_well_known(seed, both)} for seed in SEEDS]
    assert sum("single_gender" in one for one in given) > len(SEEDS) / 4
    assert sum("declined" in one for one in given) > len(SEEDS) / 4


def summed(some: Mapping[Place, tuple[int, ...]], year: str, nothing: tuple[int, ...]) -> list[int]:
    inside = [numbers for place, numbers in some.items() if place.period.startswith(year)]
    return [sum(column) for column in zip(nothing, *inside, strict=True)]


def moved_by_few(seed: int, tell: Teller = told_as_today) -> set[str]:
    """Periods whose printed numbers differ from those before although fewer than five panels, or invitations, came to
    those of which they were made."""
    given_away: set[str] = set()
    printed: dict[tuple[Place, int], tuple[Any, int]] = {}
    everything = (held(seed, late=True), invited(seed, late=True))
    for today, _found, told in releases(seed, tell, late=True):
        for place, both in told.items():
            for kind, numbers in enumerate(both):
                if numbers is None:
                    continue
                inside = [one for one in everything[kind] if quarter_of(one.day).startswith(place.period)]
                known = sum(one.known < today for one in inside)
                was, made_of = printed.setdefault((place, kind), (numbers, known))
                if was != numbers:
                    given_away |= {place.period} if known - made_of < PANEL_INVITATIONS else set()
                    printed[place, kind] = numbers, known
    return given_away


def test_what_was_printed_moves_only_when_five_came() -> None:
    assert [moved_by_few(seed) for seed in SEEDS] == [set()] * len(SEEDS)


def test_control_numbers_of_the_day_move_by_a_single_one() -> None:
    def of_the_day(found: Found, before: Shown, today: datetime.date) -> Shown:
        return to_tell(*found, dict.fromkeys(before, Readable()), today)

    assert sum(bool(moved_by_few(seed, of_the_day)) for seed in SEEDS) > len(SEEDS) / 4


def test_a_year_keeps_its_division_and_nothing_small_is_printed() -> None:
    by_quarters = as_one = apart = 0
    for seed in SEEDS:
        seen: dict[str, bool] = {}
        for _today, _found, told in releases(seed):
            for place, both in told.items():
                divided = "-" in place.period
                assert seen.setdefault(place.period[:4], divided) == divided
                assert all(one is None or one.number >= PANEL_INVITATIONS for one in both)
                apart += (both.panels is None) != (both.invitations is None)
        by_quarters += sum(seen.values())
        as_one += len(seen) - sum(seen.values())
    assert by_quarters > len(SEEDS) / 10
    assert as_one > len(SEEDS) / 4
    assert apart > 0, "one is told where the other is withheld"


def test_numbers_that_were_read_stay_until_five_changed() -> None:
    place, today = Place("2024-Q1", AREA), datetime.date(2025, 1, 2)
    six = Invitations(6, 6, 3, 2, 1, 1, 0)
    before: Shown = {place: Readable(Panels(6, 2), six)}
    for panels, told in [
        (Panels(7, 3), Panels(6, 2)),
        (Panels(6, 6), Panels(6, 2)),
        (Panels(4, 0), Panels(6, 2)),
        (Panels(11, 3), Panels(11, 3)),
        (Panels(12, 1), Panels(12, 1)),
        (Panels(1, 1), None),
    ]:
        assert to_tell({place: panels}, {place: six}, before, today) == {place: Readable(told, six)}
    for now, said in [
        (Invitations(7, 7, 4, 3, 2, 2, 1), six),
        (Invitations(10, 10, 7, 6, 5, 1, 0), six),
        (Invitations(6, 1, 3, 2, 1, 1, 0), Invitations(6, 1, 3, 2, 1, 1, 0)),
        (Invitations(11, 11, 3, 2, 1, 1, 0), Invitations(11, 11, 3, 2, 1, 1, 0)),
        (Invitations(1, 1, 0, 0, 0, 0, 0), None),
    ]:
        assert to_tell({place: Panels(6, 2)}, {place: now}, before, today) == {place: Readable(Panels(6, 2), said)}


def test_a_quarter_that_is_not_over_is_not_told() -> None:
    found = {Place("2024-Q1", AREA): Panels(9, 1), Place("2024-Q2", AREA): Panels(9, 1)}
    assert list(to_tell(found, {}, {}, datetime.date(2024, 6, 30))) == [Place("2024-Q1", AREA)]
    assert list(to_tell(found, {}, {}, datetime.date(2024, 7, 1))) == list(found)


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


@pytest.fixture
def invited_to() -> list[Invitation]:
    """Seven invitations of one quarter that count, and one of each kind that does not."""
    desk, approver = make_user("desk", "panel_desk"), make_user("approver", "panel_approver")
    day, own = datetime.date(2023, 5, 8), {"area": "nuclear", "date": datetime.date(2023, 5, 8)}
    made = []
    for number in range(3):
        changed = go(make_invitation(desk, "mm", title=f"Changed {number}", **own), "change_requested", by=desk)
        add_line_up(changed, seats_of("mw"), by=desk)
        made.append(go(changed, "accepted", "held", by=desk))
    for number in range(2):
        silent = go(make_invitation(desk, "mm", title=f"Silent {number}", **own), "change_requested", by=desk)
        made.append(go(silent, "declined", by=desk))
    made.append(
        go(
            make_invitation(desk, "mm", title="Old men", **own),
            "accepted",
            by=desk,
            approver=approver,
            code="ex_officio",
        )
    )
    go(made[-1], "held", by=desk)
    made.append(go(make_invitation(desk, title="Cancelled", **own), "cancelled", by=desk))
    go(
        make_invitation(desk, "mm", title="Year after", area="nuclear", date=day.replace(year=2025)),
        "declined",
        by=desk,
    )
    go(make_invitation(desk, "mm", title="Ours", organiser_type="own_office", **own), "declined", by=desk)
    go(make_invitation(desk, "mm", title="Nowhere", date=day), "declined", by=desk)
    make_invitation(desk, "mm", title="Open", **own)
    go(make_invitation(desk, "mm", title="Invented", demonstration=True, **own), "declined", by=desk)
    return made


@pytest.mark.django_db
def test_a_release_tells_what_became_of_invitations(invited_to: list[Invitation]) -> None:
    make_office()
    release = publish(notes="First.")
    rows = published.version(release.version).table("panels_summary").rows  # type: ignore[union-attr]
    told = {(row["period"], row["area"]): row for row in rows}
    row = told["2023-Q2", "nuclear"]
    assert [row[name] for name in ("invitations", *TOLD)] == [7, 6, 5, 3, 3, 2, 1]
    assert (row["panels"], row["flag"], row["note"]) == (None, "c", "Not published: fewer than 5 panels.")
    assert "2025-Q2" not in {period for period, _area in told}, "a year of which the release has no meeting"
    assert verify(release).rebuilt == "identical"
    for file in release.files.all():
        with release_storage().open(file.stored) as stored:
            content = stored.read()
        assert not [word for word in (b"Folded Futures", b"Old men", b"Silent") if word in content], file.name


@pytest.mark.django_db
def test_what_moved_of_invitations_is_noticed_and_told_once_five_changed(invited_to: list[Invitation]) -> None:
    make_office()
    release, desk = publish(notes="First."), User.objects.get(username="desk")
    draft = actions.build(by=User.objects.get(username="the-reviewer"), notes="Second.")
    own = {"area": "nuclear", "date": datetime.date(2023, 5, 8)}
    go(make_invitation(desk, "mm", title="Late", **own), "declined", by=desk)
    with pytest.raises(ReleaseRefused, match="invitations to panels"):
        actions.check(draft, by=User.objects.get(username="the-publisher"))
    found = verify(release)
    assert (found.rebuilt, found.sound) == ("not possible", True)
    assert "invitations to panels" in found.why
    actions.discard(draft, by=desk)

    def told() -> tuple[int, int]:
        latest = published.latest()
        assert latest
        (row,) = (one for one in latest.table("panels_summary").rows if one["invitations"])
        return row["invitations"], row["declined"]

    publish(notes="Second.")
    assert told() == (7, 2), "one alone moves nothing"
    for number in range(4):
        go(make_invitation(desk, "mm", title=f"Later {number}", **own), "declined", by=desk)
    publish(notes="Third.")
    assert told() == (12, 7)
