"""Invented closed meetings for the attacks, and the cells a release makes of them."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reports.measures.tally import Counts, count_genders, one_gender
from reports.releases.disclosure.cells import Cell, compositions, people

FIXTURES = Path(__file__).with_name("adversarial_meetings.json")
GROUPS = ("african", "asia_pacific", "eastern_european", "latin_american_caribbean", "western_european_other", "none")
ROLES = ("head", "representative", "adviser", "expert", "member", "unknown")
BY_MEETING, BY_GROUP, BY_ROLE = ("participation_by_" + name for name in ("meeting", "regional_group", "role"))
HEADS, COMPOSITIONS = "heads_of_delegation", "delegations_of_one_gender"


@dataclass(frozen=True)
class Delegate:
    """One participant; ``delegation`` is a number."""

    gender: str
    group: str
    role: str
    delegation: int


def cells_of(
    delegates: Sequence[Delegate], meeting: str = "experts", listed: Sequence[Delegate] | None = None
) -> list[Cell]:
    """All cells of a meeting; a group or role that could be there has its cell also when nobody is in it. ``listed``
    are the same people with what the list prints of them."""
    both = [delegates, delegates if listed is None else listed]
    recorded, as_printed = map(_counts, both)
    cells = [people(BY_MEETING, meeting, recorded, variables=0, listed=as_printed)]
    for table, attribute, values in ((BY_GROUP, "group", GROUPS), (BY_ROLE, "role", ROLES)):
        for value in values:
            inside = [[one for one in each if getattr(one, attribute) == value] for each in both]
            cells.append(people(table, meeting, _counts(inside[0]), (value,), listed=_counts(inside[1])))
    told, printed = (one_gender(_delegations(each), 2) for each in both)
    made_up = compositions(COMPOSITIONS, meeting, told, ("all", "2"), min_size=2, divided=False, listed=printed)
    return [*cells, made_up]


def _delegations(delegates: Sequence[Delegate]) -> list[Counts]:
    found: dict[int, list[Delegate]] = defaultdict(list)
    for one in delegates:
        found[one.delegation].append(one)
    return [_counts(own) for own in found.values()]


def _counts(delegates: Sequence[Delegate]) -> Counts:
    return count_genders(one.gender for one in delegates)


def made_up(seed: int, size: int | None = None) -> list[Delegate]:
    """A meeting of 20 to 600 people; some are mostly of one gender, some hold few or many who are not recorded."""
    chance = random.Random(seed)
    size = size or round(20 * 30 ** chance.random())
    share, unrecorded = chance.choice((0.02, 0.1, 0.3, 0.5, 0.9)), chance.choice((0, 0.01, 0.05, 0.3))
    groups = chance.choices(GROUPS, weights=(54, 55, 23, 33, 29, 3), k=max(1, size // chance.choice((1, 2, 4))))
    delegates = []
    for _number in range(size):
        delegation = chance.randrange(len(groups))
        gender = "woman" if chance.random() < share else "man"
        if chance.random() < unrecorded:
            gender = chance.choice(("another", "unknown", "unknown"))
        role = chance.choices(ROLES, weights=(3, 8, 5, 2, 1, 1))[0]
        delegates.append(Delegate(gender, groups[delegation], role, delegation))
    return delegates


def fixtures() -> dict[str, list[Cell]]:
    """Stored meetings whose numbers, only rounded, give a cell away: by name, why it is hard."""
    stored: dict[str, dict[str, Any]] = json.loads(FIXTURES.read_text(encoding="utf-8"))
    return {name: _stored(found) for name, found in stored.items()}


def _stored(tables: dict[str, dict[str, list[int]]]) -> list[Cell]:
    """``{table: {key: [women, men, another, unknown]}}``; the first table makes up the whole."""
    wholes = [sum((Counts(*numbers) for numbers in rows.values()), Counts()) for rows in tables.values()]
    cells = [people(BY_MEETING, "stored", wholes[0], variables=0)]
    for table, rows in tables.items():
        cells += [people(table, "stored", Counts(*numbers), (key,)) for key, numbers in rows.items()]
    return cells
