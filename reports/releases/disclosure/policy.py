"""Disclosure profiles: which numbers may leave the office for open and for closed lists.

An *open list* is a public document that prints the titles, so its exact women and men tell a reader nothing new. Of
every other list nothing may be told exactly. Of no list may another gender and not recorded be told apart.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from typing import Any

from reports.measures.tally import ratio
from reports.measures.wording import decimals_for, gettext_noop, rounded

REST = "not_recorded_as_woman_or_man"
PEOPLE = ("women", "men", REST)
"""What is published of a set of people. Everything else about them is made from these three."""

FEWER_THAN_THREE = gettext_noop("fewer than 3")
"""What a page prints for a zero of a closed list."""
ROUNDED = gettext_noop("Closed list: numbers are rounded to multiples of {rounding}; 0 means fewer than {least}.")
WITHHELD = gettext_noop("Not published: too few people, or too much would follow from the numbers beside it.")
NOT_BY_DELEGATION = gettext_noop("Not published: this office publishes no numbers by delegation.")
OTHER_PROFILE = (
    "Disclosure profile “{name}” differs from the one the series was published with ({fields}). Restore the setting, "
    "or begin a new series."
)


@dataclass(frozen=True, slots=True)
class Policy:
    """One profile. Every number is a setting; all bounds are inclusive, so *30* reads *30 or more*."""

    name: str
    counted_as: str
    """``listed`` or ``recorded``: which of the two genders of a participation is counted."""
    rounding: int
    """Published numbers are multiples of it; 1 is exact. Odd, so that the nearest multiple is never in doubt."""
    meeting_people: int
    """People a meeting must have to stand alone."""
    row_women_and_men: int
    """Women and men a row of a breakdown must have."""
    variables: int
    """Variables that a breakdown of one meeting may cross."""
    row_delegations: int
    """Delegations there must be to say how many of them are of one gender."""
    by_delegation: bool
    share_base: int
    """Published women and men below which no share, band, bar or adjective is given."""
    share_percent: bool
    """Shares are whole per cent, not exact fractions of the published numbers."""
    share_margin: int
    """Points by which a printed share may be off."""
    people_moved: int
    """People behind a meeting who must have changed before its published numbers move; they move together."""
    candidates: int
    """Numbers that every hidden number might be, for all that a reader can work out."""

    def __post_init__(self) -> None:
        if self.rounding < 1 or self.rounding % 2 == 0:
            raise ValueError(f"Profile “{self.name}”: rounding must be an odd number, not {self.rounding}.")
        if self.by_delegation and self.rounding > 1:
            raise ValueError(f"Profile “{self.name}”: numbers that need rounding are never given by delegation.")
        if self.rounding > 1 and self.candidates > self.rounding // 2 + 1:
            raise ValueError(f"Profile “{self.name}”: rounding to {self.rounding} hides too little.")

    @property
    def exact(self) -> bool:
        return self.rounding == 1

    @property
    def slack(self) -> int:
        """How far a published number may be from the true one."""
        return self.rounding // 2

    def printed(self, number: int) -> int:
        """The nearest multiple of the rounding."""
        return (2 * number + self.rounding) // (2 * self.rounding) * self.rounding

    def behind(self, printed: int) -> tuple[int, int]:
        """The smallest and largest number that are printed so."""
        return max(0, printed - self.slack), printed + self.slack

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


OPEN = Policy(
    name="open list",
    counted_as="listed",
    rounding=1,
    meeting_people=10,
    row_women_and_men=0,
    variables=2,
    row_delegations=0,
    by_delegation=False,
    share_base=10,
    share_percent=False,
    share_margin=0,
    people_moved=1,
    candidates=1,
)
CLOSED = Policy(
    name="closed list",
    counted_as="recorded",
    rounding=5,
    meeting_people=20,
    row_women_and_men=30,
    variables=1,
    row_delegations=30,
    by_delegation=False,
    share_base=100,
    share_percent=True,
    share_margin=2,
    people_moved=5,
    candidates=3,
)
OFFICES = replace(OPEN, name="office-holders", meeting_people=5)
"""Office-holders as they are printed: named in official documents, and few; a year must have five of them."""
POOL_MEETINGS, POOL_PEOPLE = 2, 120
"""Meetings with closed lists, and people at them, that are pooled: a share then mostly has the 100 it needs. The choice
looks at the number of people alone, never at what they are."""
PANEL_INVITATIONS = 5
"""Invitations a quarter and area must have to be summarized."""


def changed_since(policy: Policy, frozen: Mapping[str, Any]) -> str:
    """Why a release cannot continue a series made with other numbers; empty when it can."""
    now = policy.as_json()
    differing = sorted(field for field in now.keys() | frozen.keys() if now.get(field) != frozen.get(field))
    return OTHER_PROFILE.format(name=policy.name, fields=", ".join(differing)) if differing else ""


def shares(published: Mapping[str, int | None], policy: Policy) -> dict[str, Fraction | None]:
    """The shares that a row of people bears, from its published numbers alone: ``share_women`` of women and men, and
    its bounds among everyone if all the rest were men, or women. No value below ``share_base``."""
    women, men, rest, total = (published[name] for name in (*PEOPLE, "total"))
    if women is None or men is None or rest is None or total is None or women + men < policy.share_base:
        return dict.fromkeys(("share_women", "share_if_rest_men", "share_if_rest_women"))
    return {
        "share_women": _at_precision(women, women + men, policy),
        "share_if_rest_men": _at_precision(women, total, policy),
        # A rounded total may be smaller than its rounded parts.
        "share_if_rest_women": _at_precision(min(women + rest, total), total, policy),
    }


def share_by_weight(women: int, men: int, counted: int, policy: Policy) -> Fraction | None:
    """The share of women in minutes or days, as precise as so many statements or offices bear it."""
    if counted < policy.share_base or (share := ratio(women, women + men)) is None:
        return None
    return Fraction(rounded(share * 100, decimals_for(counted) or 0)) / 100


def of_one_gender(published: Mapping[str, int | None], policy: Policy) -> tuple[int | None, Fraction | None]:
    """Delegations that can be told, and the share of them that are of one gender; from published numbers alone.

    Rounded parts may exceed the rounded whole: there are never fewer than those told to be of one gender."""
    every, women, men, open_ones = (published[name] for name in ("delegations", "all_women", "all_men", "undetermined"))
    if every is None or women is None or men is None or open_ones is None:
        return None, None
    determinable = max(every - open_ones, women + men)
    return determinable, _at_precision(women + men, determinable, policy) if determinable >= policy.share_base else None


def _at_precision(part: int, whole: int, policy: Policy) -> Fraction | None:
    """A share as its base bears it: whole per cent, and one decimal of a per cent from a base of 100 on if exact."""
    decimals = 0 if policy.share_percent else decimals_for(whole) or 0
    share = ratio(part, whole)
    return None if share is None else Fraction(rounded(share * 100, decimals)) / 100
