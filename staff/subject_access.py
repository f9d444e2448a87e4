"""Texts on staff that mention a person who asks: sources, units and the plan."""

from __future__ import annotations

from django.db.models import Model

from meetings.actions.spellings import Spellings
from staff.actions.erasure import FREE_TEXTS


def staff_texts_about(spellings: Spellings) -> list[Model]:
    """Rows whose free texts mention one of these names; counts name nobody."""
    return [
        row
        for model, names in FREE_TEXTS
        for row in model._default_manager.all().iterator(chunk_size=2_000)
        if spellings.stand_in(" ; ".join(getattr(row, name) for name in names))
    ]
