"""Cells: the numbers of a release's rows, before and after they are judged.

Another gender and not recorded are added up at the door: nothing behind it could tell them apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.measures.tally import Counts, OneGender
from reports.measures.wording import Sentence
from reports.releases.disclosure.policy import PEOPLE, REST

STATES = "states"
COMPOSITION = ("delegations", "all_women", "all_men", "undetermined")
FROM_TWO = 2
Numbers = dict[str, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of a table before it is judged; ``key`` are the values of its key columns after the meeting.

    ``series`` names the people whom the *whole* (``variables`` = 0) counts. Any other cell is one part of that whole,
    divided by so many variables, and holds nobody who stands in another part of the same table.
    """

    table: str
    meeting: str
    key: tuple[str, ...]
    series: str
    variables: int
    numbers: Numbers
    evidence: Numbers = field(default_factory=dict)
    listed: Numbers = field(default_factory=dict)
    """The same people as the list prints them; empty where nothing else is recorded."""

    @property
    def id(self) -> tuple[str, str]:
        """The meeting, and what is counted there: a whole is the same cell in whatever table it stands."""
        name = ("whole", self.series) if self.whole else (self.table, self.series, *self.key)
        return self.meeting, "/".join(name)

    @property
    def of_people(self) -> bool:
        return "women" in self.numbers

    @property
    def whole(self) -> bool:
        return self.of_people and not self.variables

    @property
    def everyone(self) -> int:
        return sum(self.numbers[name] for name in PEOPLE)

    @property
    def known(self) -> int:
        return self.numbers["women"] + self.numbers["men"]


@dataclass(frozen=True, slots=True)
class Published:
    """What may leave of one cell. Numbers that are withheld are None, all of them; ``note`` says why, or how they are
    rounded. ``rounded`` tells a page to print a 0 as *fewer than 3*.

    ``left_out``: not even the row may stand there. Of a closed list it would tell that somebody of that role or group
    was there, and a row that is new in the next release that one person came.
    """

    cell: Cell
    numbers: dict[str, int | None]
    withheld: bool = False
    rounded: bool = False
    left_out: bool = False
    note: Sentence | None = None


def people(
    table: str,
    meeting: str,
    counts: Counts,
    key: tuple[str, ...] = (),
    *,
    variables: int = 1,
    series: str = STATES,
    printed_title: Counts | None = None,
    public_source: Counts | None = None,
    listed: Counts | None = None,
) -> Cell:
    """A cell of people: women, men and the rest; ``listed`` are the same people by the print, for closed lists.

    Of the evidence the women and men alone are counted: with the rest in
    it, it would tell how many are of another gender."""
    numbers = _seen(counts)
    given = {"from_printed_title": printed_title, "from_public_source": public_source}
    evidence = {name: found.known for name, found in given.items() if found is not None}
    return Cell(table, meeting, key, series, variables, numbers, evidence, _seen(listed) if listed else {})


def compositions(
    table: str,
    meeting: str,
    found: OneGender,
    key: tuple[str, ...],
    *,
    min_size: int,
    divided: bool,
    listed: OneGender | None = None,
) -> Cell:
    """A cell of delegations by composition; ``divided`` when it is one group of the meeting's delegations.

    Of a closed list only delegations of two or more are told: what is missing to *all sizes* are single people.
    """
    numbers = {name: getattr(found, name) for name in COMPOSITION}
    as_printed = {name: getattr(listed, name) for name in COMPOSITION} if listed else {}
    return Cell(table, meeting, key, STATES, int(divided) + (min_size != FROM_TWO), numbers, listed=as_printed)


def _seen(counts: Counts) -> Numbers:
    return {"women": counts.women, "men": counts.men, REST: counts.open}


def with_sums(numbers: Numbers) -> Numbers:
    """People with their total and the base of the share; delegations as they are."""
    if "women" not in numbers:
        return numbers
    return {
        "total": sum(numbers[name] for name in PEOPLE),
        **numbers,
        "women_and_men": numbers["women"] + numbers["men"],
    }
