"""Forms of who speaks: pasted as the organizers write it, and our own speaker in a field of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.actions.panels import Seat
from meetings.folding import fold_name
from meetings.imports.speakers import Speakers, read_speakers
from meetings.reading.sheet import Unreadable
from meetings.vocabulary import PanelRole


class SpeakersForm(forms.Form):
    """Pasted speakers. After ``is_valid``, ``found`` is who was read and what was not understood."""

    speakers = forms.CharField(
        label=_("Speakers"),
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_(
            "Paste them as they are written, one on a line: “Ms. Ada Nwosu, Quiet Institute”, “Moderator: …”, “TBC”. "
            "Gender is taken from the title, never from the name."
        ),
    )
    our_speaker = forms.CharField(
        label=_("Our speaker"),
        required=False,
        max_length=300,
        help_text=_("With the courtesy title, such as “Ms. Yarrow Moonbeam”."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = Speakers()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        try:
            self.found = read_speakers(values.get("speakers", ""))
            ours = read_speakers(values.get("our_speaker", ""))
        except Unreadable as refusal:
            self.add_error("speakers", str(refusal))
            return values
        if values.get("our_speaker") and len(ours.seats) != 1:
            self.add_error("our_speaker", _("Write one person, with the courtesy title."))
        elif ours.seats:
            self.found.seats = with_ours(self.found.seats, ours.seats[0])
        return values


def with_ours(seats: Iterable[Seat], ours: Seat) -> list[Seat]:
    """The seats with our own speaker marked: the one of that name, or one more."""
    every, name = list(seats), fold_name(ours.name)
    if not any(name and fold_name(seat.name) == name for seat in every):
        return [*every, replace(ours, ours=True)]
    return [replace(seat, ours=seat.ours or fold_name(seat.name) == name) for seat in every]


def as_text(seats: Iterable[Seat]) -> str:
    """A line-up as it would be pasted, so that it can be changed; our own speaker stands apart."""
    return "\n".join(map(_line, (seat for seat in seats if not seat.ours)))


def _line(seat: Seat) -> str:
    role = "" if seat.role == PanelRole.SPEAKER else f"{PanelRole(seat.role).label.capitalize()}: "
    who = f"{seat.title} {seat.name}".strip() or "TBC"
    behind = f", {seat.organisation}" if seat.organisation else ""
    return f"{role}{who}{behind}{' (TBC)' if seat.name and not seat.confirmed else ''}"
