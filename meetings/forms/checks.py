"""Forms of the check: a document's own totals, the lock, and the correspondence on a sheet."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.forms.meetings import DayField
from meetings.vocabulary import Category

NO_SECTIONS: Mapping[str, int] = MappingProxyType({})


class TotalsForm(forms.Form):
    """What a document says about its own size, as a whole and under each section. ``cleaned_data`` is what
    ``state_totals`` takes."""

    SECTION = "section_"

    printed_people = forms.IntegerField(
        label=_("Number of people according to the document"), min_value=0, max_value=1_000_000, required=False
    )
    printed_delegations = forms.IntegerField(
        label=_("Number of delegations according to the document"), min_value=0, max_value=10_000, required=False
    )
    difference_reason = forms.CharField(
        label=_("Why the record differs"),
        max_length=300,
        required=False,
        help_text=_("For example: the cover counts six people who are not named."),
    )

    def __init__(self, *args: Any, sections: Mapping[str, int] = NO_SECTIONS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = self.initial.get("printed_sections", {})
        for category in sections:
            self.initial[self.SECTION + category] = said.get(category)
            self.fields[self.SECTION + category] = forms.IntegerField(
                label=Category(category).label, min_value=0, max_value=1_000_000, required=False
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        sections = {name: values.pop(name) for name in list(values) if name.startswith(self.SECTION)}
        said = {name.removeprefix(self.SECTION): number for name, number in sections.items() if number is not None}
        return values | {"printed_sections": said}


class LockForm(forms.Form):
    """The waiver is asked only of somebody who entered part of the meeting."""

    waiver = forms.CharField(
        label=_("Why one person both entered and locks this meeting"),
        max_length=300,
        required=False,
        help_text=_("It is printed with every release that includes this meeting, so name no person."),
    )


class UnlockForm(forms.Form):
    """The reason for unlocking."""

    reason = forms.CharField(
        label=_("Reason for unlocking"),
        max_length=300,
        help_text=_("It is kept in the trail. Releases that include this meeting keep their figures."),
        error_messages={"required": _("Give the reason for unlocking; it is kept in the trail.")},
    )


class CorrespondenceForm(forms.Form):
    """When a sheet went out and came back. ``cleaned_data`` is what ``note_correspondence`` takes."""

    sent_on = DayField(label=_("Sent on"))
    confirmed_on = DayField(label=_("Confirmed on"), required=False)
    corrected_on = DayField(label=_("Corrected on"), required=False)
    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, help_text=_("For example, the reference of a note verbale.")
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name in ("confirmed_on", "corrected_on"):
            if values.get("sent_on") and values.get(name) and values[name] < values["sent_on"]:
                self.add_error(name, _("The answer is dated before the sheet was sent; correct one of the two dates."))
        return values
