"""Builders of invitations to panels: real actions with defaults, and rows where a test wants a state at once.

Every name is invented.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from meetings.actions.panels import Seat
from meetings.models import Change
from panels.actions.experts import suggest
from panels.actions.invitations import Event, add_line_up, receive_invitation
from panels.actions.proposals import propose, refuse
from panels.actions.steps import Words, take_step
from panels.models import Expert, Invitation, LetterTemplate
from panels.vocabulary import InvitationState
from tests.worlds.builders import gender_of

S = InvitationState


def seats_of(letters: str, **fields: Any) -> list[Seat]:
    """One confirmed speaker a letter: w, m, x (another gender), u (not recorded), ? (to be confirmed); a capital is
    our own participant."""
    found = []
    for number, letter in enumerate(letters):
        gender, basis = gender_of(letter.lower() if letter != "?" else "u")
        found.append(
            Seat(
                name="" if letter == "?" else f"Speaker Number {number}",
                seat_gender=gender,
                seat_basis=basis,
                confirmed=letter != "?",
                ours=letter.isupper(),
                **fields,
            )
        )
    return found


def make_invitation(by: User, letters: str = "", **fields: Any) -> Invitation:
    """An invitation by civil society; with speakers it is checked."""
    event = Event(
        fields.pop("title", "Folding for peace"), fields.pop("organiser", "Institute for Folded Futures"),
        fields.pop("date", datetime.date(2027, 3, 9)), fields.pop("meeting", None),
    )  # fmt: skip
    made = receive_invitation(event, organiser_type=fields.pop("organiser_type", "civil_society"), by=by, **fields)
    if letters:
        add_line_up(made, seats_of(letters), by=by)
    return made


def go(invitation: Invitation, *states: str, by: User, approver: User | None = None, code: str = "") -> Invitation:
    """Take steps one after the other, the last of them with the approver and the code."""
    for number, state in enumerate(states, 1):
        last = number == len(states)
        take_step(invitation, state, by=by, approver=approver if last else None, words=Words(code if last else ""))
    return invitation


def make_expert(name: str = "Juniper Fallowfield", **fields: Any) -> Expert:
    today = timezone.localdate()
    defaults: dict[str, Any] = {
        "expert_gender": "woman", "expert_basis": "self_declared", "areas": ["nuclear"], "languages": ["en"],
        "consent_given": today, "consent_until": today + datetime.timedelta(days=365),
    }  # fmt: skip
    return Expert.objects.create(name=name, **defaults | fields)


def make_named_invitation(by: User, name: str, **seat: str) -> Invitation:
    """An invitation whose every text that can name somebody does."""
    made = receive_invitation(
        Event(f"Folding with {name}", f"Friends of {name}"), organiser_type="member_state", by=by,
        invited_official=f"Office of {name}", source=f"letter of {name}", topic=f"The work of {name}",
    )  # fmt: skip
    speakers: Sequence[Seat] = [
        Seat(name=f"Mx {name}", seat_gender="woman", seat_basis="courtesy_title", **seat)  # type: ignore[arg-type]
    ]
    add_line_up(made, speakers, by=by)
    wording = LetterTemplate.objects.create(
        kind="decline", language="en", version=1, subject="x", text=f"As {name} wrote", at=timezone.now(), by=by
    )
    letter = {"letter_text": f"Dear {name}", "letter_language": "en", "letter_template": wording}
    take_step(made, S.CHANGE_REQUESTED, by=by, words=Words(note=f"{name} replied", **letter))  # type: ignore[arg-type]
    propose(made, S.DECLINED, by=by, words=Words(note=f"{name} insists", **letter))  # type: ignore[arg-type]
    make_expert(name, contact=f"assistant of {name}", topics=f"what {name} wrote")
    return made


def make_old_and_recent_invitations(by: User) -> None:
    """Invitations and experts whose time is over, and some whose time is not; the trail knows nothing of them."""
    today = timezone.localdate()
    for day in (datetime.date(2001, 3, 5), today):
        made = make_invitation(by, "mm", date=day, source="a call of Ada Past", area="nuclear")
        suggest(made, make_expert("Suggested Past"), by=by)
        letter = {"letter_text": "Dear Ada Past", "letter_language": "en"}
        waiting = propose(made, S.ACCEPTED, by=by, words=Words("other", "Ada Past asks", **letter))  # type: ignore[arg-type]
        refuse(waiting, by=by, answer="Ada Past, no")
        take_step(made, S.CHANGE_REQUESTED, by=by, words=Words(note="Ada Past wrote", **letter))
        given = day - datetime.timedelta(days=400)
        make_expert(f"Expert of {day}", consent_given=given, consent_until=day)
    Change.objects.filter(subject__startswith="invitation:").delete()
