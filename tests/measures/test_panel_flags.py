"""Panels: status and sentence of every kind of composition, in the three views."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.vocabulary import Gender, PanelRole
from reports.measures.panel_flags import STATUSES, Exemption, Seat, flag
from tests.worlds.random_worlds import world

W, M, X, U = Seat("woman"), Seat("man"), Seat("another"), Seat("unknown")
TBC = Seat("unknown", confirmed=False)
OUR_W, OUR_M, OUR_X = Seat("woman", ours=True), Seat("man", ours=True), Seat("another", ours=True)
MOD_W, MOD_M = Seat("woman", role="moderator"), Seat("man", role="moderator")

seats = st.builds(
    Seat,
    gender=st.sampled_from(Gender.values),
    role=st.sampled_from(PanelRole.values),
    confirmed=st.booleans(),
    ours=st.booleans(),
)
panels = st.lists(seats, max_size=7)


@pytest.mark.parametrize(
    ("panel", "status"),
    [
        ([], "not_a_panel"),
        ([W], "not_a_panel"),
        ([W, MOD_M], "not_a_panel"),
        ([TBC, U], "cannot_tell_yet"),
        ([M, M], "single_gender"),
        ([W, W, W], "single_gender"),
        ([M, M, TBC], "cannot_tell_yet"),
        ([M, M, U], "cannot_tell_yet"),
        ([M, Seat("undisclosed")], "cannot_tell_yet"),
        ([M, replace(W, confirmed=False)], "cannot_tell_yet"),
        ([W, M, TBC, U], "mixed"),
        ([W, M], "balanced"),
        ([W, M, M], "balanced"),
        ([W, M, M, M], "mixed"),
        ([W, W, M, M, M], "balanced"),
        ([W, M, M, M, M], "mixed"),
        ([M, X], "mixed"),
        ([X, X], "mixed"),
        ([X, U], "cannot_tell_yet"),
        ([M, X, U], "mixed"),
        ([W, M, X], "balanced"),
        ([M, M, OUR_W], "mixed_only_because_of_us"),
        ([W, W, W, OUR_M], "mixed_only_because_of_us"),
        ([M, M, OUR_X], "mixed_only_because_of_us"),
        ([M, M, OUR_M], "single_gender"),
        ([M, OUR_W], "balanced"),
        ([M, M, U, OUR_W], "mixed"),
        ([M, M, OUR_W, MOD_W], "mixed_only_because_of_us"),
        ([M, M, Seat("woman", role="chair"), Seat("woman", role="master_of_ceremonies")], "single_gender"),
    ],
)
def test_status(panel: list[Seat], status: str) -> None:
    assert flag(panel).status == status


def test_three_views_stand_side_by_side() -> None:
    found = flag([M, M, OUR_W, MOD_M])
    assert (found.others.status, found.with_us.status, found.with_moderator.status) == (
        "single_gender",
        "balanced",
        "mixed",
    )
    assert (found.others.speakers, found.with_us.speakers, found.with_moderator.speakers) == (2, 3, 4)


def test_moderators_count_only_where_the_setting_says_so() -> None:
    default, counting = flag([M, M, MOD_W]), flag([M, M, MOD_W], moderators_count=True)
    assert (default.status, counting.status) == ("single_gender", "balanced")
    for both_shown in (default, counting):
        assert (both_shown.with_us.status, both_shown.with_moderator.status) == ("single_gender", "balanced")


def test_our_own_moderator_makes_no_panel_mixed() -> None:
    ours = replace(MOD_W, ours=True)
    assert flag([M, M, ours]).status == "single_gender"
    assert flag([M, M, ours], moderators_count=True).status == "mixed_only_because_of_us"


@pytest.mark.parametrize(
    ("panel", "sentence"),
    [
        ([M, M, M], "All 3 speakers are men."),
        ([W, W], "All 2 speakers are women."),
        (
            [M, M, OUR_W],
            "Without our speaker, this panel is all men (2 speakers).",
        ),
        ([M, M, TBC, U], "Undecided: 2 of 4 speakers are to be confirmed or have no recorded gender."),
        ([M], "Not a panel: fewer than two speakers."),
    ],
)
def test_sentence(panel: list[Seat], sentence: str) -> None:
    assert str(flag(panel).sentence) == sentence


@pytest.mark.parametrize("panel", [[M, X], [W, X], [X, X], [W, M, M, M], [W, M, TBC], [M, X, U]])
def test_a_mixed_panel_says_only_that_it_is_not_single_gender(panel: list[Seat]) -> None:
    assert str(flag(panel).sentence) == "Not all of one gender."


def test_our_participant_of_another_gender_is_not_told_from_a_woman() -> None:
    assert flag([M, M, OUR_X]).sentence == flag([M, M, OUR_W]).sentence


def test_exempt_panel_keeps_its_views() -> None:
    found = flag([M, M], Exemption("ex officio speakers", "A. Sample"))
    assert found.status == "exempt"
    assert str(found.sentence) == "Exempt: ex officio speakers (approved by A. Sample)."
    assert found.with_us.status == "single_gender"


@pytest.mark.parametrize(
    ("reason", "approver", "missing"), [("", "A. Sample", "reason"), ("protocol", " ", "approver")]
)
def test_exemption_needs_reason_and_approver(reason: str, approver: str, missing: str) -> None:
    with pytest.raises(ValueError, match=f"needs an? {missing}"):
        Exemption(reason, approver)


@given(panels)
def test_women_and_men_are_treated_alike(panel: list[Seat]) -> None:
    exchange = {"woman": "man", "man": "woman"}
    exchanged = [replace(seat, gender=exchange.get(seat.gender, seat.gender)) for seat in panel]
    assert flag(panel).status == flag(exchanged).status


@given(panels, st.randoms())
def test_order_of_seats_does_not_matter(panel: list[Seat], random: object) -> None:
    shuffled = list(panel)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert flag(panel) == flag(shuffled)


@given(panels, st.sampled_from(["woman", "man"]))
def test_a_verdict_stands_once_everyone_is_known(panel: list[Seat], gender: str) -> None:
    """Single-gender, balanced and mixed hold, or only sharpen, when the missing turn out to be of any gender."""
    before = flag(panel).with_us.status
    known = [
        seat
        if seat.confirmed and seat.gender in ("woman", "man", "another")
        else Seat(gender, seat.role, True, seat.ours)
        for seat in panel
    ]
    after = flag(known).with_us.status
    allowed = {"mixed": {"mixed", "balanced"}, "cannot_tell_yet": {"single_gender", "mixed", "balanced"}}
    assert after in allowed.get(before, {before})


@given(st.integers(0, 10_000))
def test_panels_of_random_worlds_against_a_plain_reading(seed: int) -> None:
    for panel in world(seed).panels:
        placed = [
            Seat(row["seat_gender"], row["role"], confirmed=row["confirmed"], ours=row["ours"])
            for row in panel["seats"]
        ]
        speakers = [row for row in panel["seats"] if row["role"] == "speaker"]
        told = {row["seat_gender"] for row in speakers if row["confirmed"]} - {"unknown", "undisclosed"}
        waiting = any(not row["confirmed"] or row["seat_gender"] in ("unknown", "undisclosed") for row in speakers)
        status = flag(placed).status
        assert status in STATUSES
        assert (status == "not_a_panel") == (len(speakers) < 2)
        if len(speakers) >= 2:
            assert (status == "single_gender") == (not waiting and len(told) == 1 and told != {"another"})
            assert (status == "cannot_tell_yet") == (waiting and len(told) < 2)
