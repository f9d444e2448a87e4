"""Erasure of people from the record of staff: it counts and names nobody; names go out of its free texts."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Model

from meetings.actions.mentions import remove_names
from meetings.actions.spellings import Spellings
from staff.models import LevelTarget, Movement, PlannedStep, Snapshot, StaffCount

FREE_TEXTS: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (Snapshot, ("source",)),
    (StaffCount, ("unit",)),
    (Movement, ("source",)),
    (LevelTarget, ("document",)),
    (PlannedStep, ("action", "owner", "document")),
)
"""Texts in which anybody may be mentioned; a name found in them goes, the rest of the text stays."""


@transaction.atomic
def erase_from_staff(spellings: Spellings) -> int:
    """Take these names out of sources, units and the plan; returns how many rows held one."""
    return sum(remove_names(model, names, spellings) for model, names in FREE_TEXTS)
