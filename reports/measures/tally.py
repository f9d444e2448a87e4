"""Counts before any division: people by gender, delegations by composition, weights."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Counts:
    """People of one set by gender. ``unknown`` holds not recorded, not stated and prefers not to say."""

    women: int = 0
    men: int = 0
    another: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """N: everyone."""
        return self.women + self.men + self.another + self.unknown

    @property
    def known(self) -> int:
        """K = women + men, the base of every share."""
        return self.women + self.men

    @property
    def open(self) -> int:
        """O = N − K, all that leaves the office about another gender and not recorded."""
        return self.another + self.unknown

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.women + other.women,
            self.men + other.men,
            self.another + other.another,
            self.unknown + other.unknown,
        )

    def exchanged(self) -> "Counts":
        """The same set with women and men exchanged: a rule applied to both treats them alike."""
        return Counts(self.men, self.women, self.another, self.unknown)

    def if_rest_men(self) -> "Counts":
        """As if everyone open were a man: the low end of what may be true of women."""
        return Counts(self.women, self.men + self.open)

    def if_rest_women(self) -> "Counts":
        """As if everyone open were a woman: the high end."""
        return Counts(self.women + self.open, self.men)


@dataclass(frozen=True, slots=True)
class OneGender:
    """Delegations by what is certain about their composition. Those without a single person are not counted.

    ``undetermined``: someone is open and women and men are not both present. ``perhaps_…``: the undetermined that no
    known person prevents from being all of that gender. ``fifty_fifty`` is certain: as many women as men, nobody open.
    """

    delegations: int = 0
    all_women: int = 0
    all_men: int = 0
    undetermined: int = 0
    perhaps_all_women: int = 0
    perhaps_all_men: int = 0
    fifty_fifty: int = 0
    one_person: int = 0

    @property
    def determinable(self) -> int:
        return self.delegations - self.undetermined

    @property
    def mixed(self) -> int:
        """Delegations of which women and men are both known to be part."""
        return self.determinable - self.all_women - self.all_men


@dataclass(frozen=True, slots=True)
class Weighed:
    """Things of one set by gender, each with a weight that may not be known: minutes spoken, days in office.

    ``women``, ``men`` and ``other`` are sums of the known weights, in whole units; ``counted`` are the things of women
    and men that have one, ``left_out`` all others: of no known weight (``unweighed``), or of no woman or man.
    """

    women: int = 0
    men: int = 0
    other: int = 0
    counted: int = 0
    left_out: int = 0
    unweighed: int = 0


ONE = {
    "woman": Counts(women=1),
    "man": Counts(men=1),
    "another": Counts(another=1),
    "undisclosed": Counts(unknown=1),
    "unknown": Counts(unknown=1),
}
"""What one person adds, by the stored gender value. Any other value is an error, never a silent *unknown*."""


def count_genders(genders: Iterable[str]) -> Counts:
    return total(ONE[gender] for gender in genders)


def ratio(part: int, whole: int) -> Fraction | None:
    """The one division: x/0 is no value."""
    return Fraction(part, whole) if whole else None


Groups = Iterable[Counts]
"""Counts of each of several sets; a ``Counter`` where it is quicker to say how often each composition occurs."""


def total(groups: Groups) -> Counts:
    women = men = another = unknown = 0
    for counts, times in Counter(groups).items():
        women += counts.women * times
        men += counts.men * times
        another += counts.another * times
        unknown += counts.unknown * times
    return Counts(women, men, another, unknown)


def one_gender(delegations: Groups, min_size: int = 1) -> OneGender:
    """Sort delegations of at least ``min_size`` people (the open included) by what is certain about them."""
    sized = [(counts, times) for counts, times in Counter(delegations).items() if counts.total >= max(1, min_size)]
    undetermined = [(c, times) for c, times in sized if c.open and not (c.women and c.men)]
    determined = [(c, times) for c, times in sized if not c.open]
    return OneGender(
        delegations=sum(times for _, times in sized),
        all_women=sum(times for c, times in determined if not c.men),
        all_men=sum(times for c, times in determined if not c.women),
        undetermined=sum(times for _, times in undetermined),
        perhaps_all_women=sum(times for c, times in undetermined if not c.men),
        perhaps_all_men=sum(times for c, times in undetermined if not c.women),
        fifty_fifty=sum(times for c, times in determined if c.women == c.men),
        one_person=sum(times for c, times in sized if c.total == 1),
    )
