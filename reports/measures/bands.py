"""Parity bands: named, versioned and cited, the same for women and for men (measures.md, *Bands*).

A band gives each gender the same lowest share, so one number, ``floor``, says all of it. A standing may be *cannot tell
yet*: it holds only when it would be the same with everyone open taken as a man and with everyone open as a woman.
"""

from dataclasses import dataclass
from fractions import Fraction

from reports.measures.tally import Counts, ratio
from reports.measures.wording import SMALL, Sentence, gettext_noop

LOW_COVERAGE = Fraction(9, 10)
NO_BAND_COVERAGE = Fraction(7, 10)


@dataclass(frozen=True, slots=True)
class Band:
    """Women and men each at least ``floor`` of women and men together."""

    key: str
    version: int
    name: str
    floor: Fraction
    source: str


@dataclass(frozen=True, slots=True)
class BandPosition:
    """Position of a body in its band: within · women_below · men_below, a small body as_even · fewer_women · fewer_men,
    else cannot_tell_yet · no_band (coverage under 70 %) · no_value (nobody known)."""

    band: Band
    status: str
    sentence: Sentence

    @property
    def balanced(self) -> bool:
        return self.status in ("within", "as_even")


BANDS = {
    band.key: band
    for band in (
        Band(
            "balanced_40_60",
            1,
            gettext_noop("balanced 40–60"),
            Fraction(2, 5),
            gettext_noop(
                "Council of Europe recommendation Rec(2003)3, as used by the European Institute for Gender Equality"
            ),
        ),
        Band(
            "staff_parity_47_53",
            1,
            gettext_noop("staff parity 47–53"),
            Fraction(47, 100),
            gettext_noop("Margin used in United Nations reporting on staff; unconfirmed, therefore a setting"),
        ),
        Band(
            "minimum_30",
            1,
            gettext_noop("minimum 30 %"),
            Fraction(3, 10),
            gettext_noop("International Labour Organization; Inter-Parliamentary Union"),
        ),
        Band(
            "exact_50_50",
            1,
            gettext_noop("exact 50/50"),
            Fraction(1, 2),
            gettext_noop("Goal of the General Assembly of the United Nations"),
        ),
    )
}
BALANCED = BANDS["balanced_40_60"]

BODY = {"even": "within", "women": "women_below", "men": "men_below"}
SMALL_BODY = {"even": "as_even", "women": "fewer_women", "men": "fewer_men"}

SENTENCES = {
    "within": gettext_noop("Women and men are each at least {floor} %: within “{band}”."),
    "women_below": gettext_noop("Women are under {floor} %: outside “{band}”."),
    "men_below": gettext_noop("Men are under {floor} %: outside “{band}”."),
    "as_even": gettext_noop("As even as possible (women: {women}, men: {men})."),
    "fewer_women": gettext_noop("Fewer women than men (women: {women}, men: {men})."),
    "fewer_men": gettext_noop("Fewer men than women (women: {women}, men: {men})."),
    "cannot_tell_yet": gettext_noop("Undecided for “{band}”: too many are not recorded as women or men."),
    "cannot_tell_yet_small": gettext_noop(
        "Undecided whether women and men are as even as possible: too many are not recorded as either."
    ),
    "no_band": gettext_noop("No band: too few are recorded as women or men ({known} of {total})."),
    "no_value": gettext_noop("No value: nobody is recorded as a woman or a man."),
}


def band_position(counts: Counts, band: Band = BALANCED) -> BandPosition:
    status = _status(counts, band)
    params = {
        "band": band.name,
        "floor": int(band.floor * 100),
        "women": counts.women,
        "men": counts.men,
        "open": counts.open,
        "known": counts.known,
        "total": counts.total,
    }
    # Everyone decides which rule it is: that of small bodies, or the band.
    small = status == "cannot_tell_yet" and counts.total < SMALL
    return BandPosition(band, status, Sentence(SENTENCES[f"{status}_small" if small else status], params))


def low_coverage(counts: Counts) -> bool:
    """Whether a figure must be labelled *low coverage*: under 90 % recorded as women or men."""
    share = ratio(counts.known, counts.total)
    return share is not None and share < LOW_COVERAGE


def too_few_known(counts: Counts) -> bool:
    """Whether a figure has no band and no place in an order: under 70 % recorded as women or men."""
    share = ratio(counts.known, counts.total)
    return share is not None and share < NO_BAND_COVERAGE


def _status(counts: Counts, band: Band) -> str:
    if not counts.known:
        return "no_value"
    if too_few_known(counts):
        return "no_band"
    verdicts = {_verdict(end, band) for end in (counts.if_rest_men(), counts.if_rest_women())}
    if len(verdicts) > 1:
        return "cannot_tell_yet"
    return (SMALL_BODY if counts.known < SMALL else BODY)[verdicts.pop()]


def _verdict(counts: Counts, band: Band) -> str:
    """even · women · men (who are too few), for a set in which everyone is known."""
    few, many = sorted((counts.women, counts.men))
    if counts.known < SMALL:
        # A difference of one is unavoidable in an odd number and impossible in an even one.
        even = many - few <= 1
    else:
        even = few >= band.floor * counts.known
    return "even" if even else "women" if counts.women < counts.men else "men"
