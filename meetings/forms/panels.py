"""Forms of a panel and its seats."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from meetings.actions.panels import Seat
from meetings.forms.meetings import DayField, differences
from meetings.forms.titled import TitledForm, chosen_gender
from meetings.models import Honorific, PanelSeat
from meetings.names import TitleRules
from meetings.vocabulary import Attendance, PanelKind, PanelRole

BLANK_SEATS, MOST_SEATS = 4, 200
PREFIX = "seats"


class PanelForm(forms.Form):
    """What the panel is. ``cleaned_data`` is what the panel actions take."""

    title = forms.CharField(label=_("Title"), max_length=250)
    kind = forms.ChoiceField(label=_("Kind"), choices=PanelKind, initial=PanelKind.PANEL)
    date = DayField(label=_("Date"), required=False)
    organisers = forms.CharField(label=_("Organizers"), max_length=300, required=False)
    attendance = forms.ChoiceField(label=_("Attendance"), choices=Attendance, initial=Attendance.UNKNOWN)
    gender_is_topic = forms.BooleanField(label=_("Gender is a topic of the panel"), required=False)


class SeatForm(TitledForm):
    """One seat. A courtesy title says a gender; anything else about gender comes with how it is known.

    A row in which nothing is written is no seat: ``seat`` is None.
    """

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    role = forms.ChoiceField(label=_("Role"), choices=PanelRole, initial=PanelRole.SPEAKER)
    organisation = forms.CharField(label=_("Organization"), max_length=300, required=False)
    to_be_confirmed = forms.BooleanField(label=_("To be confirmed"), required=False)
    ours = forms.BooleanField(label=_("Our participant"), required=False)
    remove = forms.BooleanField(label=_("Remove"), required=False)

    field_order = (
        "pk",
        "role",
        "title",
        "name",
        "organisation",
        "gender",
        "basis",
        "to_be_confirmed",
        "ours",
        "remove",
    )
    seat: Seat | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_cells()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        written = any(values.get(name) for name in ("title", "name", "organisation", "to_be_confirmed", "gender"))
        if self.errors or not written or values.get("remove"):
            return values
        if not values["name"] and not values["to_be_confirmed"]:
            self.add_error("name", _("Write the name, or tick “to be confirmed”."))
        gender, basis = self.settled_gender(values)
        if not self.errors:
            kept = {name: values[name] for name in ("pk", "role", "title", "name", "organisation", "ours")}
            self.seat = Seat(seat_gender=gender, seat_basis=basis, confirmed=not values["to_be_confirmed"], **kept)
        return values


SeatFormSet = forms.formset_factory(SeatForm, extra=BLANK_SEATS, max_num=MOST_SEATS, absolute_max=MOST_SEATS)


class PanelForms:
    """The panel's form with its seats' forms, without script: *more rows* keeps what is written and saves nothing.

    ``data`` is what was sent (None: only shown), ``seen`` the panel as saved (``meetings.actions.panels.as_edited``).
    """

    def __init__(self, data: QueryDict | None, seen: Mapping[str, Any] = MappingProxyType({})) -> None:
        saving = data if data is not None and "save" in data else None
        initial = dict(seen)
        rules = TitleRules(Honorific.objects.values_list("title", "claim"))
        seats = [as_initial(Seat(**seat), rules) for seat in initial.pop("seats", [])]
        if data is not None and saving is None:
            initial, seats = as_written(data)
        # Django skips a row that equals its initial values; here every row is read, and an empty one is no seat.
        every_row = {"title_rules": rules, "empty_permitted": False}
        self.panel = PanelForm(saving, initial=initial)
        self.seats = SeatFormSet(saving, prefix=PREFIX, initial=seats, form_kwargs=every_row)

    def is_valid(self) -> bool:
        """True when there is something to save and all of it is sound."""
        return all([self.panel.is_valid(), self.seats.is_valid()])

    @property
    def cleaned_data(self) -> dict[str, Any]:
        """What the panel actions take."""
        return self.panel.cleaned_data | {"seats": self.entered}

    @property
    def entered(self) -> list[Seat]:
        return [form.seat for form in self.seats if form.seat]

    @property
    def unknown_titles(self) -> list[str]:
        """Courtesy titles no rule knows: they say nothing, and the clerk should hear it."""
        return [form.seat.title for form in self.seats if form.seat and form.title_status in ("unknown", "joint")]

    def differences(self, current: Model) -> list[dict[str, Any]]:
        """Both versions, for the page that says that someone else was first; the seats by name."""
        rows = differences(self.panel, current)
        yours, saved = (
            [seat.name for seat in self.entered],
            [seat.name for seat in PanelSeat.objects.filter(panel=current.pk)],
        )
        return [*rows, {"label": _("Seats"), "yours": ", ".join(yours), "current": ", ".join(saved)}]


def as_written(data: QueryDict) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What stands in the forms of a POST, unchecked, to be shown again with more rows."""
    rows = min(int(count), MOST_SEATS) if (count := data.get(f"{PREFIX}-TOTAL_FORMS", "")).isdecimal() else 0
    seats = [{name: data.get(f"{PREFIX}-{row}-{name}", "") for name in SeatForm.base_fields} for row in range(rows)]
    return {name: data.get(name, "") for name in PanelForm.base_fields}, seats


def as_initial(seat: Seat, rules: TitleRules) -> dict[str, Any]:
    """A saved seat as its form shows it; what its title says is not shown as if somebody had chosen it."""
    return {
        **{name: getattr(seat, name) for name in ("pk", "role", "title", "name", "organisation", "ours")},
        **chosen_gender(seat.title, seat.seat_gender, seat.seat_basis, rules),
        "to_be_confirmed": not seat.confirmed,
    }
