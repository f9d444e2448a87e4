"""Forms of movements and of the plan: numbers, days and references, never a name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.forms.meetings import DayField
from staff.levels import levels
from staff.vocabulary import MovementKind, Stage


def _levels() -> list[tuple[str, str]]:
    return [(code, code) for code in levels()]


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=100_000, initial=0)


class MovementForm(forms.Form):
    """People who came to a level in a period or left it, or who stood as candidates for it."""

    first_day, last_day = DayField(label=_("From")), DayField(label=_("To"))
    level = forms.ChoiceField(label=_("Level"), choices=_levels)
    kind = forms.ChoiceField(label=_("What happened"), choices=MovementKind)
    stage = forms.ChoiceField(
        label=_("Counted"), choices=Stage, required=False,
        help_text=_("The movement itself, or candidates who came so far in the selection."),
    )  # fmt: skip
    women, men = _number(_("Women")), _number(_("Men"))
    another, not_recorded = _number(_("Another gender")), _number(_("Not recorded"))
    source = forms.CharField(label=_("Where the counts come from"), max_length=300)


class HalfYearForm(forms.Form):
    """Who retires at a level in half a year, and how many posts are filled."""

    level = forms.ChoiceField(label=_("Level"), choices=_levels)
    begins = DayField(label=_("Half-year from"), help_text=_("1 January or 1 July."))
    retiring_women, retiring_men = _number(_("Women who retire")), _number(_("Men who retire"))
    vacancies = _number(_("Posts to be filled"))


class TargetForm(forms.Form):
    """The office's own target for a level, with the document that says so."""

    level = forms.ChoiceField(label=_("Level"), choices=_levels)
    year = forms.IntegerField(label=_("By the end of"), min_value=2000, max_value=2100)
    percent = forms.IntegerField(label=_("Share of women, per cent"), min_value=1, max_value=100)
    document = forms.CharField(label=_("Document"), max_length=300)


class StepForm(forms.Form):
    """What is done for a level, by which post or unit, and by when."""

    level = forms.ChoiceField(label=_("Level"), choices=_levels)
    action = forms.CharField(label=_("What is done"), max_length=300)
    owner = forms.CharField(label=_("Who does it (post or unit)"), max_length=120)
    due = DayField(label=_("Due on"), required=False)
    done = DayField(label=_("Done on"), required=False)
    document = forms.CharField(
        label=_("Reference of a document"), max_length=300, required=False,
        help_text=_("Where somebody was recommended although an equally qualified candidate was there: the reference "
                    "alone."),
    )  # fmt: skip
