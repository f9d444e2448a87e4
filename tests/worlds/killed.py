"""A process that does what it is asked in a child of its own, so that each can be killed at once: for test_killed.py.

It reads one JSON list a line, a verb and its arguments; it prints the number of the child, then how the child ended.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

PEOPLE = 240


def office() -> None:
    """A published office, beside the meeting that is there to import into."""
    from tests.worlds.public_site import publish_office

    publish_office()


def command(name: str, *arguments: str) -> None:
    from django.core.management import call_command

    call_command(name, *arguments, stdout=io.StringIO(), stderr=io.StringIO())


def erase(name: str) -> None:
    """Erase everybody of this name who is on record."""
    from meetings.actions.accounts import command_line_account
    from meetings.models import Person
    from reports.upkeep.erasure import erase_person

    for person in Person.objects.filter(full_name=name):
        erase_person(person, by=command_line_account(), reason="asked")


def enter(name: str) -> None:
    """Somebody on a list, printed in three places."""
    from meetings.models import Meeting
    from tests.worlds.builders import make_delegation, make_participation

    meeting = Meeting.objects.get(slug="spring")
    delegation = meeting.delegations.filter(country="NOR").first() or make_delegation(meeting, "NOR")
    make_participation(delegation, name, "woman", notes=f"{name} speaks first")


def look(target: str, name: str) -> None:
    """What the record holds, as JSON: sizes, a hash of all people listed, what of releases is wrong, the name."""
    from meetings.actions.uploads import uploads
    from meetings.models import Change, ImportBatch, ImportRow, Meeting, Participation, Person
    from reports.models import Release
    from reports.releases.verify import verify

    listed = Participation.objects.order_by("pk").values_list("pk", "printed_name", "listed_gender", "delegation_id")
    texts = [str(list(model.objects.values())) for model in (Person, Participation, Change, ImportRow, ImportBatch)]
    Path(target).write_text(
        json.dumps(
            {
                "sizes": [model.objects.count() for model in (Meeting, Person, Participation, ImportRow)],
                "listed": hashlib.sha256(repr(list(listed)).encode()).hexdigest(),
                "releases": [one.version for one in Release.objects.filter(state="published")],
                "wrong": [wrong for one in Release.objects.filter(state="published") for wrong in verify(one).wrong],
                "named": sum(text.count(name) for text in texts) if name else 0,
                "uploads": sorted(one.name for one in uploads().iterdir()),
            }
        )
    )


VERBS: dict[str, Callable[..., None]] = {
    "office": office, "command": command, "erase": erase, "enter": enter, "look": look,
}  # fmt: skip


def main() -> None:
    django.setup()
    from django.db import connections

    for line in sys.stdin:
        verb, *arguments = json.loads(line)
        connections.close_all()
        child = os.fork()
        if not child:
            _do(VERBS[verb], arguments)
        _say(child)
        _say(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def _say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def _do(verb: Callable[..., None], arguments: list[Any]) -> None:
    os.setpgid(0, 0)
    try:
        verb(*arguments)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main()
