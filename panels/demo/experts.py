"""Invented experts of the demonstration: by area, some of them with a consent that has ended."""

from __future__ import annotations

import datetime
from itertools import cycle

from django.contrib.auth.models import User
from django.utils import timezone

from meetings.vocabulary import Area
from panels.actions.experts import write_expert

EXPERTS = (
    ("Ms.", "Fern Quartermain", "woman", (Area.NUCLEAR, Area.OUTER_SPACE), ("en", "fr"), 300),
    ("Ms.", "Ivy Cartwheel", "woman", (Area.CHEMICAL, Area.BIOLOGICAL), ("en",), 200),
    ("Ms.", "Sable Watermark", "woman", (Area.SMALL_ARMS, Area.CONVENTIONAL), ("en", "es"), 150),
    ("Ms.", "Opal Drawbridge", "woman", (Area.EMERGING_CYBER, Area.GENERAL), ("en", "ru"), 90),
    ("Ms.", "Myrtle Ledgerly", "woman", (Area.SMALL_ARMS, Area.NUCLEAR), ("fr",), -5),
    ("Mr.", "Birch Copperplate", "man", (Area.NUCLEAR, Area.GENERAL), ("en", "ar"), 250),
    ("Mr.", "Ash Penfold", "man", (Area.CONVENTIONAL,), ("zh", "en"), 120),
)
"""Title, name, gender as declared, areas, languages, and how many days from today the consent ends."""


GROUPS = ("Western European and others", "African", "Latin American and Caribbean", "Asia-Pacific", "Eastern European")


def load_experts(*, by: User) -> None:
    """Write them down as the desk would."""
    today = timezone.localdate()
    for (title, name, gender, areas, languages, days), group in zip(EXPERTS, cycle(GROUPS)):
        write_expert(
            None, by=by, demonstration=True, name=name, title=title, organisation="Institute for Folded Futures",
            expert_gender=gender, areas=[one.value for one in areas], languages=list(languages),
            regional_group=group, contact="in the invented address book",
            consent_given=today - datetime.timedelta(days=100), consent_until=today + datetime.timedelta(days=days),
        )  # fmt: skip
