"""Random worlds whose meetings are locked, with groups, statements and office-holders: what releases are made of."""

from __future__ import annotations

import random

from meetings.models import Country, Forum, Meeting
from meetings.vocabulary import GenderBasis, GenderTopic, ListAccess
from reports.releases import actions
from tests.disclosure.release_rows import Rows, rows_of
from tests.worlds.builders import fill, lock, make_holder, make_member, make_statement
from tests.worlds.random_worlds import world

INCOME = ("low", "lower_middle", "upper_middle", "high")
LETTERS = "wwwmmmmmxu"


def locked_world(seed: int) -> None:
    """A random world of eight meetings in four years, about half of them open, some of them small."""
    fill(world(seed, meetings=8, delegations=9, people=9))
    chance = random.Random(seed)
    for meeting in Meeting.objects.order_by("pk"):
        open_list = chance.random() < 0.6
        meeting.list_access = ListAccess.OPEN if open_list else ListAccess.CLOSED
        meeting.symbol = f"TEST/{meeting.slug}" if open_list else ""
        lock(meeting)
    for place, country in enumerate(Country.objects.order_by("code")):
        make_member(country, "income_group", INCOME[place % len(INCOME)])
        for forum in ("invented-a", "invented-b"):
            make_member(country, f"forum:{forum}", f"{forum}-{place % 2}")
    _proceedings(seed)


def tables_of_release() -> dict[str, Rows]:
    return rows_of(actions.prepare().contents)


def _proceedings(seed: int) -> None:
    """Statements and office-holders, of some of whom it is known by their own word alone."""
    chance, countries = random.Random(f"said {seed}"), list(Country.objects.order_by("code"))

    def basis(whose: str, letter: str) -> dict[str, str]:
        return {f"{whose}_basis": GenderBasis.SELF_DECLARED} if letter != "u" and chance.random() < 0.2 else {}

    for meeting in Meeting.objects.order_by("pk"):
        for _number in range(chance.randint(0, 24)):
            letter, topic = chance.choice(LETTERS), chance.choice(list(GenderTopic))
            coded = {"topic": topic, "coded_by": meeting.locked_by} if topic != GenderTopic.NOT_CODED else {}
            of = coded | {"minutes": chance.choice([None, "2.5", "4.75"])} | basis("speaker", letter)
            make_statement(meeting, chance.choice(countries).code, letter, **of)
        for _number in range(chance.randint(0, 5)):
            letter = chance.choice(LETTERS)
            make_holder(meeting, letter, str(meeting.start), str(meeting.end), **basis("holder", letter))
    for forum in Forum.objects.order_by("code"):
        for year in range(2019, 2025):
            letter = chance.choice(LETTERS)
            make_holder(forum, letter, f"{year}-01-01", f"{year}-12-31", **basis("holder", letter))
