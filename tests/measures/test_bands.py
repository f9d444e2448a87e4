"""Parity bands: edges, small bodies, and when nothing can be said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.measures.bands import BALANCED, BANDS, Band, band_position, low_coverage
from reports.measures.tally import Counts

MIRROR = {
    "women_below": "men_below",
    "men_below": "women_below",
    "fewer_women": "fewer_men",
    "fewer_men": "fewer_women",
}
any_band = st.sampled_from(list(BANDS.values()))
any_counts = st.builds(Counts, st.integers(0, 60), st.integers(0, 60), st.integers(0, 3), st.integers(0, 12))


@pytest.mark.parametrize(
    ("counts", "status"),
    [
        (Counts(4, 6), "within"),
        (Counts(6, 4), "within"),
        (Counts(39, 61), "women_below"),
        (Counts(40, 60), "within"),
        (Counts(61, 39), "men_below"),
        (Counts(0, 50), "women_below"),
        # Small bodies: a difference of one in an odd number, none in an even one.
        (Counts(4, 5), "as_even"),
        (Counts(4, 4), "as_even"),
        (Counts(3, 5), "fewer_women"),
        (Counts(6, 3), "fewer_men"),
        # Bounds: 40 of 100 known, but any of the five open may be a man.
        (Counts(40, 55, 0, 5), "within"),
        (Counts(40, 56, 0, 5), "cannot_tell_yet"),
        (Counts(38, 58, 0, 4), "cannot_tell_yet"),
        (Counts(30, 60, 0, 5), "women_below"),
        (Counts(4, 4, 0, 1), "as_even"),
        (Counts(3, 4, 0, 1), "cannot_tell_yet"),
        (Counts(1, 6, 1, 0), "fewer_women"),
        (Counts(4, 5, 0, 1), "as_even"),
        (Counts(2, 7, 0, 3), "cannot_tell_yet"),
        # Coverage: 70 % is enough, one person fewer is not.
        (Counts(0, 70, 0, 30), "women_below"),
        (Counts(0, 69, 0, 31), "no_band"),
        (Counts(unknown=3), "no_value"),
        (Counts(), "no_value"),
    ],
)
def test_balanced_40_60(counts: Counts, status: str) -> None:
    assert band_position(counts).status == status


@pytest.mark.parametrize(
    ("key", "lowest", "below"),
    [
        ("balanced_40_60", Counts(40, 60), Counts(399, 601)),
        ("staff_parity_47_53", Counts(47, 53), Counts(469, 531)),
        ("minimum_30", Counts(30, 70), Counts(299, 701)),
        ("exact_50_50", Counts(50, 50), Counts(499, 501)),
    ],
)
def test_edges_of_every_band(key: str, lowest: Counts, below: Counts) -> None:
    assert band_position(lowest, BANDS[key]).status == "within"
    assert band_position(below, BANDS[key]).status == "women_below"


@given(any_counts, any_band)
def test_bands_are_symmetric(counts: Counts, band: Band) -> None:
    there, back = band_position(counts, band).status, band_position(counts.exchanged(), band).status
    assert back == MIRROR.get(there, there)


@given(any_counts, any_band)
def test_what_is_told_holds_whatever_the_open_are(counts: Counts, band: Band) -> None:
    """A small body that is larger once everyone is known is then measured by the band: the verdict is the same."""
    meaning = {"as_even": "within", "fewer_women": "women_below", "fewer_men": "men_below"}
    told = band_position(counts, band).status
    if told in ("cannot_tell_yet", "no_band", "no_value"):
        return
    for women in range(counts.open + 1):
        whole = band_position(Counts(counts.women + women, counts.men + counts.open - women), band).status
        assert meaning.get(whole, whole) == meaning.get(told, told)


@given(any_counts)
def test_a_body_within_a_narrow_band_is_within_the_wider_ones(counts: Counts) -> None:
    from_narrow = sorted(BANDS.values(), key=lambda band: band.floor, reverse=True)
    balanced = [band_position(counts, band).balanced for band in from_narrow]
    assert balanced == sorted(balanced)


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (Counts(40, 60), "Women and men are each at least 40 %: within “balanced 40–60”."),
        (Counts(30, 70), "Women are under 40 %: outside “balanced 40–60”."),
        (Counts(4, 5), "As even as possible (women: 4, men: 5)."),
        (
            Counts(40, 56, 1, 4),
            "Undecided for “balanced 40–60”: too many are not recorded as women or men.",
        ),
        (
            Counts(3, 4, 0, 1),
            "Undecided whether women and men are as even as possible: too many are not recorded as either.",
        ),
    ],
)
def test_standing_explains_itself(counts: Counts, sentence: str) -> None:
    assert str(band_position(counts).sentence) == sentence


def test_small_bodies_get_counts_and_no_percentage() -> None:
    for women in range(10):
        assert "%" not in str(band_position(Counts(women, 9 - women)).sentence)


def test_every_band_is_named_versioned_and_cited() -> None:
    assert BALANCED is BANDS["balanced_40_60"]
    for band in BANDS.values():
        assert band.version >= 1
        assert band.name
        assert band.source


@pytest.mark.parametrize(
    ("counts", "low"), [(Counts(90, 0, 0, 10), False), (Counts(89, 0, 5, 6), True), (Counts(), False)]
)
def test_low_coverage_is_below_ninety_per_cent(counts: Counts, low: bool) -> None:
    assert low_coverage(counts) is low
