"""A search over meetings, delegations and people, as far as the person who asks may read them."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from meetings.folding import fold_name
from meetings.models import Delegation, Meeting, Participation
from meetings.rights import Account, Right, meetings_within

SHORTEST, MOST = 2, 25


@dataclass(frozen=True, slots=True)
class Found:
    """What a text was found in; of ``people`` at most ``MOST``, and whether there are ``more``."""

    meetings: list[Meeting] = field(default_factory=list)
    delegations: list[Delegation] = field(default_factory=list)
    people: list[Participation] = field(default_factory=list)
    more: bool = False

    @property
    def anything(self) -> bool:
        return bool(self.meetings or self.delegations or self.people)


def search(user: Account, text: str) -> Found:
    """Every word of the text has to be found; of less than two letters nothing is."""
    words = text.split()
    if len(fold_name(text)) < SHORTEST:
        return Found()
    named = meetings_within(user, Right.READ_NAMES)
    people = list(_people(named, text)[: MOST + 1])
    return Found(
        list(_meetings(meetings_within(user, Right.READ_FIGURES), words)[:MOST]),
        list(_delegations(named, words)[:MOST]),
        people[:MOST],
        more=len(people) > MOST,
    )


def _meetings(within: QuerySet[Meeting], words: list[str]) -> QuerySet[Meeting]:
    found = within.select_related("forum")
    for word in words:
        named = Q(title__icontains=word) | Q(city__icontains=word) | Q(forum_title__icontains=word)
        printed = Q(symbol__icontains=word) | Q(documents__symbol__icontains=word) | Q(slug__icontains=word)
        found = found.filter(named | printed)
    return found.distinct()


def _delegations(within: QuerySet[Meeting], words: list[str]) -> QuerySet[Delegation]:
    found = Delegation.objects.filter(meeting__in=within).select_related("country", "meeting")
    for word in words:
        found = found.filter(Q(name__icontains=word) | Q(country__name_en__icontains=word))
    return found.order_by("-meeting__start", "pk")


def _people(within: QuerySet[Meeting], text: str) -> QuerySet[Participation]:
    """By the key under which lists find a person too: case, apostrophes and the order of the words do not matter."""
    found = Participation.objects.filter(meeting__in=within)
    for word in fold_name(text).split():
        found = found.filter(person__name_key__contains=word)
    return found.select_related("delegation__country", "meeting").order_by("-meeting__start", "delegation_id", "pk")
