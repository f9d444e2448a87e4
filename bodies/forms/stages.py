"""Forms of the people counted at a stage, typed or from a sheet, and of a member who was replaced."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bodies.actions.stages import NUMBERS, StageRow
from bodies.models import Cycle, StageCount
from bodies.vocabulary import RegionalGroup, Stage
from meetings.forms.counts import CountSheetForm
from meetings.forms.meetings import DayField
from meetings.imports.count_sheets import MOST_PEOPLE
from meetings.vocabulary import Gender, GenderBasis

BASES = [choice for choice in GenderBasis.choices if choice[0] != GenderBasis.NONE]
LABELS = {
    "women": gettext_lazy("Women"), "men": gettext_lazy("Men"), "another": gettext_lazy("Another gender"),
    "not_recorded": gettext_lazy("Not recorded"),
}  # fmt: skip


class AboutForm(forms.Form):
    """What holds for all counts that are entered at once."""

    as_of = DayField(label=gettext_lazy("Counted on"))
    basis = forms.ChoiceField(
        label=gettext_lazy("How gender is known"), choices=BASES, initial=GenderBasis.REGISTRATION
    )
    source = forms.CharField(label=gettext_lazy("Source"), max_length=300, required=False)
    larger_because = forms.CharField(
        label=gettext_lazy("Why a later stage is larger"), max_length=300, required=False,
        help_text=gettext_lazy("Only if more people are counted than at an earlier stage."),
    )  # fmt: skip

    @property
    def about(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("as_of", "basis", "source", "larger_because")}


class SheetForm(CountSheetForm, AboutForm):
    """What holds for all counts, and the sheet they stand in."""

    columns_help = gettext_lazy(
        "A workbook or CSV with the columns stage, regional group, women, men, another, not recorded, source; numbers "
        "and no names."
    )


class GroupForm(forms.Form):
    """One line of the table: people of one regional group, or everybody. A line without numbers is none."""

    regional_group = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = self["regional_group"].value() or ""
        self.label = str(RegionalGroup(said).label) if said in RegionalGroup.values else ""
        for name in NUMBERS:
            widget = forms.NumberInput({"class": "cell-input", "aria-label": f"{self.label}: {LABELS[name]}"})
            self.fields[name] = forms.IntegerField(
                label=LABELS[name], min_value=0, max_value=MOST_PEOPLE, required=False, widget=widget
            )

    def clean_regional_group(self) -> str:
        said = str(self.cleaned_data["regional_group"])
        if said not in RegionalGroup.values:
            raise forms.ValidationError(_("There is no such regional group."))
        return said

    def row(self, stage: str) -> StageRow | None:
        numbers = {name: self.cleaned_data.get(name) for name in NUMBERS}
        if all(value is None for value in numbers.values()):
            return None
        women, men, another, not_recorded = (value or 0 for value in numbers.values())
        return StageRow(stage, self.cleaned_data["regional_group"], women, men, another, not_recorded)


GroupFormSet = forms.formset_factory(GroupForm, extra=0, max_num=len(RegionalGroup.values), validate_max=True)


class TypedForms:
    """One stage, typed: everybody or group by group; filled with what is on record."""

    def __init__(self, data: Any, cycle: Cycle, stage: str, today: datetime.date) -> None:
        self.stage = stage
        counts = list(cycle.stage_counts.filter(stage=stage))
        self.about = AboutForm(data, initial={"as_of": today} | _about(counts))
        self.groups = GroupFormSet(data, prefix="groups", initial=list(_lines(counts)))

    def is_valid(self) -> bool:
        return bool(self.about.is_valid() and self.groups.is_valid())

    @property
    def rows(self) -> list[StageRow]:
        return [row for form in self.groups if (row := form.row(self.stage))]


def _about(counts: Iterable[StageCount]) -> dict[str, Any]:
    whole = next((row for row in counts if not row.regional_group), None)
    if whole is None:
        return {}
    said = {"source": whole.source, "larger_because": whole.larger_because}
    return said | ({"basis": whole.basis} if whole.basis else {})


def _lines(counts: Iterable[StageCount]) -> Iterable[dict[str, Any]]:
    known = {row.regional_group: row for row in counts}
    for group in RegionalGroup.values:
        row = known.get(group)
        yield {"regional_group": group} | ({name: getattr(row, name) for name in NUMBERS} if row else {})


def stage_asked(text: str) -> str:
    """The stage that an address names; those nominated where it names none."""
    return text if text in Stage.values else Stage.NOMINATED


class SubstitutionForm(forms.Form):
    """A member left and another came: of each the gender, as far as it is on record, and how it is known."""

    on = DayField(label=gettext_lazy("On"))
    left_gender = forms.ChoiceField(label=gettext_lazy("Who left"), choices=Gender, initial=Gender.UNKNOWN)
    left_basis = forms.ChoiceField(label=gettext_lazy("How known"), choices=[("", "—"), *BASES], required=False)
    joined_gender = forms.ChoiceField(label=gettext_lazy("Who came"), choices=Gender, initial=Gender.UNKNOWN)
    joined_basis = forms.ChoiceField(label=gettext_lazy("How known"), choices=[("", "—"), *BASES], required=False)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=300, required=False)
