"""Forms of a new line-up: pasted in one go, or seat by seat where a gender has another source than a title."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import QueryDict

from meetings.actions.panels import Seat
from meetings.forms.panels import PREFIX, SeatFormSet, as_initial
from meetings.models import Honorific
from meetings.names import TitleRules
from panels.actions.seats import seat_from
from panels.forms.speakers import SpeakersForm, as_text
from panels.models import LineUpSeat


class LineUpForms:
    """Both ways to enter a line-up, filled with the newest one; ``typed``: seat by seat was sent."""

    def __init__(self, data: QueryDict | None, seats: Sequence[LineUpSeat]) -> None:
        self.typed = data is not None and "typed" in data
        known = [seat_from(one) for one in seats]
        ours = next((one for one in known if one.ours), None)
        initial = {"speakers": as_text(known), "our_speaker": f"{ours.title} {ours.name}".strip() if ours else ""}
        rules = TitleRules(Honorific.objects.values_list("title", "claim"))
        rows = [as_initial(one, rules) for one in known]
        self.pasted = SpeakersForm(data if data is not None and not self.typed else None, initial=initial)
        self.seats = SeatFormSet(
            data if self.typed else None, prefix=PREFIX, initial=rows,
            form_kwargs={"title_rules": rules, "empty_permitted": False},
        )  # fmt: skip

    def is_valid(self) -> bool:
        """Whether all that was sent is understood: a line that is not has to be changed or taken out first."""
        if self.typed:
            return self.seats.is_valid()
        return self.pasted.is_valid() and (not self.not_understood or "anyway" in self.pasted.data)

    @property
    def not_understood(self) -> list[tuple[int, str]]:
        return self.pasted.found.not_understood

    @property
    def entered(self) -> list[Seat]:
        if self.typed:
            return [form.seat for form in self.seats if form.seat]
        return self.pasted.found.seats
