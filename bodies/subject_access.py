"""Texts of the record of bodies that mention a person who asks: mandates, sources and rules."""

from __future__ import annotations

from django.db.models import Model

from bodies.actions.erasure import FREE_TEXTS
from meetings.actions.spellings import Spellings


def body_texts_about(spellings: Spellings) -> list[tuple[Model, str, str]]:
    """Rows whose texts mention one of these names, each with what it is and the texts; counts name nobody."""
    return [
        (row, str(model._meta.verbose_name), text)
        for model, names in FREE_TEXTS
        for row in model._default_manager.all().iterator(chunk_size=2_000)
        if spellings.stand_in(text := " ; ".join(str(getattr(row, name)) for name in names))
    ]
