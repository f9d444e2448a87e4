"""Loading of the demonstration's invitations: through the same actions as the desk's, then set back in time."""

from __future__ import annotations

import datetime
from itertools import cycle

from django.contrib.auth.models import User
from django.utils import timezone

from meetings.actions.panels import Seat
from meetings.demo.panels import TO_BE_CONFIRMED, seat
from meetings.vocabulary import LetterLanguage, PanelRole
from panels.actions.demo import let_time_pass
from panels.actions.experts import note_result, suggest, suitable
from panels.actions.invitations import Event, add_line_up, note_who_spoke, receive_invitation
from panels.actions.proposals import agree, propose
from panels.actions.seats import line_up_of, seat_from
from panels.actions.steps import Words, take_step
from panels.demo.experts import load_experts
from panels.demo.invitations import MEN, OURS, WOMEN, YEAR, Invented, earlier
from panels.letters.drafts import KIND_OF, draft
from panels.models import Invitation
from panels.vocabulary import Arrival, InvitationState


def load_invitations(*, by: User, approver: User) -> int:
    """Load the year once. Returns how many invitations are new."""
    if Invitation.objects.filter(demonstration=True).exists():
        return 0
    load_experts(by=by)
    people, invented = Names(), (*earlier(timezone.localdate()), *YEAR)
    for one in invented:
        _Story(one, people, by, approver).tell()
    return len(invented)


class Names:
    """Invented names, one after the other."""

    def __init__(self) -> None:
        self._of = {"w": cycle(WOMEN), "m": cycle(MEN), "u": cycle(WOMEN + MEN), "r": cycle(MEN + WOMEN)}

    def seats(self, letters: str) -> list[Seat]:
        return [self._seat(letter) for letter in letters]

    def _seat(self, letter: str) -> Seat:
        if letter == "?":
            return TO_BE_CONFIRMED
        title = {"w": "Ms.", "m": "Mr.", "u": "Dr.", "r": "Dr."}[letter.lower()]
        if letter in OURS:
            return seat(OURS[letter], title, ours=True, organisation="The office")
        role = PanelRole.MODERATOR if letter == "r" else PanelRole.SPEAKER
        return seat(next(self._of[letter]), title, role=role)


class _Story:
    """One invitation, told from the day on which it was received."""

    def __init__(self, invented: Invented, names: Names, by: User, approver: User) -> None:
        self.names, self.by, self.approver, self.invented = names, by, approver, invented
        self.left = invented.ago
        today = timezone.localdate()
        event = Event(invented.title, invented.organiser, today + datetime.timedelta(days=invented.ahead))
        self.invitation = receive_invitation(
            event, organiser_type=invented.kind, by=by, area=invented.area, unit=invented.unit, demonstration=True,
            received=today - datetime.timedelta(days=invented.ago),
            reply_due=today + datetime.timedelta(days=invented.due), topic=invented.title,
            invited_official="Head of the office", source="demonstration",
        )  # fmt: skip

    def tell(self) -> None:
        """Everything that happened; what is left of the days since then passes at the end."""
        for what, *words in self.invented.story:
            getattr(self, f"_{what.replace('-', '_')}")(*words)
        let_time_pass(self.invitation, self.left)

    def _then(self, days: str) -> None:
        passed = min(int(days), self.left)
        let_time_pass(self.invitation, passed)
        self.left -= passed

    def _line_up(self, letters: str) -> None:
        add_line_up(self.invitation, self.names.seats(letters), by=self.by, how=Arrival.PASTED)

    def _step(self, state: str) -> None:
        take_step(self.invitation, state, by=self.by, words=self._words(state))

    def _two(self, state: str, code: str) -> None:
        agree(propose(self.invitation, state, by=self.by, words=self._words(state, code)), by=self.approver)
        self.invitation.refresh_from_db()

    def _propose(self, state: str, code: str) -> None:
        propose(self.invitation, state, by=self.by, words=self._words(state, code))

    def _words(self, state: str, code: str = "") -> Words:
        """The reason, and the letter that goes with the step, as it would be sent."""
        kind = KIND_OF.get(InvitationState(state))
        if kind is None:
            return Words(code)
        written = draft(self.invitation, kind, LetterLanguage.ENGLISH)
        return Words(code, "", f"{written.subject}\n\n{written.text}", LetterLanguage.ENGLISH)

    def _ask(self) -> None:
        self._step(InvitationState.COMPOSITION_ASKED)

    def _suggest(self, result: str) -> None:
        made = suggest(self.invitation, suitable(self.invitation)[0], by=self.by)
        if result:
            note_result(made, result, by=self.by)

    def _drop_out(self, gender: str) -> None:
        wanted = {"w": "woman", "m": "man"}[gender]
        left = [seat_from(one) for one in line_up_of(self.invitation) if one.seat_gender != wanted]
        add_line_up(self.invitation, left, by=self.by, how=Arrival.DROP_OUT)

    def _spoke(self) -> None:
        self._then(str(max(0, self.left + self.invented.ahead)))
        note_who_spoke(self.invitation, None, by=self.by)
        self.invitation.refresh_from_db()
