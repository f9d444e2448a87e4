"""Form of an expert; gender is what the person declared, never read from a name or a title."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.forms.meetings import DayField
from meetings.vocabulary import Area, Gender

LANGUAGES = (
    ("ar", gettext_lazy("Arabic")), ("zh", gettext_lazy("Chinese")), ("en", gettext_lazy("English")),
    ("fr", gettext_lazy("French")), ("ru", gettext_lazy("Russian")), ("es", gettext_lazy("Spanish")),
)  # fmt: skip


class ExpertForm(forms.Form):
    """Who agreed to be suggested, on which subjects, and until when."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    title = forms.CharField(label=gettext_lazy("Courtesy title"), max_length=120, required=False)
    organisation = forms.CharField(label=gettext_lazy("Organization"), max_length=300, required=False)
    expert_gender = forms.ChoiceField(
        label=gettext_lazy("Gender"), choices=Gender, initial=Gender.UNKNOWN,
        help_text=gettext_lazy("As the person declared it for this list; otherwise “not recorded”."),
    )  # fmt: skip
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("Areas"), choices=Area, required=False, widget=forms.CheckboxSelectMultiple
    )
    topics = forms.CharField(
        label=gettext_lazy("Topics"), max_length=500, required=False, help_text=gettext_lazy("Separated by commas.")
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), choices=LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple
    )
    regional_group = forms.CharField(label=gettext_lazy("Regional group"), max_length=40, required=False)
    contact = forms.CharField(
        label=gettext_lazy("Contact"), max_length=300, required=False,
        help_text=gettext_lazy("Seen by the panel desk only."),
    )  # fmt: skip
    consent_given = DayField(label=gettext_lazy("Agreed on"))
    consent_until = DayField(label=gettext_lazy("Agreed until"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        given, until = values.get("consent_given"), values.get("consent_until")
        if given and until and until < given:
            self.add_error("consent_until", _("The consent ends before it begins."))
        return values
