"""Attributes of meetings and delegations, read off the arrays: forum, year, open list, category, sender."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from meetings.models import Meeting
from meetings.vocabulary import Category, ListAccess
from reports.counting import blocks
from reports.counting.arrays import Arrays, Placed
from reports.counting.blocks import Entity

if TYPE_CHECKING:
    import numpy as np

Lines = Arrays | Placed
"""Delegations, or what stands with them."""


def forums_of(arrays: Lines) -> dict[str, Meeting]:
    """The forums of these meetings by code, each with one of its meetings."""
    return arrays.calendar.remember("forums", lambda: {meeting.forum_id: meeting for meeting in arrays.meetings})


def forum_of(arrays: Lines) -> np.ndarray:
    """The place of each meeting's forum among ``forums_of``."""
    forums = list(forums_of(arrays))
    return arrays.calendar.remember(
        "forum of", lambda: places_among([meeting.forum_id for meeting in arrays.meetings], forums)
    )


def year_of(arrays: Lines) -> np.ndarray:
    """The year each meeting began in."""
    import numpy as np

    return arrays.calendar.remember("years", lambda: np.array([m.start.year for m in arrays.meetings], np.int64))


def open_list_mask(arrays: Lines) -> np.ndarray:
    """Of each meeting, whether anyone can read its list."""
    import numpy as np

    return arrays.calendar.remember(
        "open", lambda: np.array([m.list_access == ListAccess.OPEN for m in arrays.meetings], bool)
    )


def category_mask(categories: Iterable[Category]) -> np.ndarray:
    """Of each category as it is coded, whether it is one of these."""
    import numpy as np

    return np.isin(np.arange(len(blocks.CATEGORIES)), [blocks.CATEGORIES[category] for category in categories])


def entities_of(arrays: Lines) -> tuple[list[Entity], np.ndarray]:
    """Who sent delegations, each once, and the place of each delegation's sender among them."""
    import numpy as np

    def found() -> tuple[list[Entity], np.ndarray]:
        entities = np.flatnonzero(np.bincount(arrays.entity))
        place = np.zeros(len(blocks.entities_seen), np.int32)
        place[entities] = np.arange(len(entities))
        return [blocks.entities_seen[entity] for entity in entities.tolist()], place[arrays.entity]

    return arrays.remember("entities", found)


def places_among(values: list[str], among: list[str]) -> np.ndarray:
    """The place of each value."""
    import numpy as np

    place = {value: number for number, value in enumerate(among)}
    return np.array([place[value] for value in values], np.int64)
