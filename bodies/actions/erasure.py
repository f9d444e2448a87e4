"""Erasure of people from the record of bodies: it counts and names nobody; names go out of its free texts."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Model

from bodies.models import Body, Cycle, ProcedureRule, StageCount, Substitution
from meetings.actions.mentions import remove_names
from meetings.actions.spellings import Spellings

FREE_TEXTS: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (Body, ("mandate_symbol", "gender_clause", "geographic_clause", "appointing_authority", "term", "source")),
    (Cycle, ("label", "list_symbol")),
    (StageCount, ("source", "larger_because")),
    (Substitution, ("source",)),
    (ProcedureRule, ("rule_before", "rule_after", "decided_by", "reason", "document")),
)
"""Texts in which anybody may be mentioned; a name found in them goes, the rest of the text stays."""


@transaction.atomic
def erase_from_bodies(spellings: Spellings) -> int:
    """Take these names out of mandates, sources, reasons and rules; returns how many rows held one."""
    return sum(remove_names(model, names, spellings) for model, names in FREE_TEXTS)
