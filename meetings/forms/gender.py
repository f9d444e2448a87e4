"""Forms about where genders come from: what one person declared, and the source of a gender column."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.forms.lists import SourceForm
from meetings.forms.meetings import DayField
from meetings.vocabulary import Gender, GenderBasis
from meetings.workspace.gender_sources import UnnamedSource

WHO_SAYS_SO = [
    (GenderBasis.SELF_DECLARED.value, _("the person")),
    (GenderBasis.DELEGATION_FORM.value, _("their delegation")),
    (GenderBasis.PUBLIC_SOURCE.value, _("a public source, cited below")),
]


class DeclaredForm(forms.Form):
    """What is known of one person's gender beyond the print: who says so, where, and when. Nothing is preset."""

    value = forms.ChoiceField(
        label=_("Gender"),
        choices=[one for one in Gender.choices if one[0] != Gender.UNKNOWN],
        widget=forms.RadioSelect,
    )
    basis = forms.ChoiceField(label=_("Who says so"), choices=WHO_SAYS_SO, widget=forms.RadioSelect)
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("For example, the form or the letter in which it was said.")
    )
    said_on = DayField(label=_("Day on which it was said"))

    def clean_said_on(self) -> Any:
        day = self.cleaned_data["said_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is in the future; write the day on which it was said."))
        return day


class NamedSourceForm(SourceForm):
    """The source of one column among several on a page; those left open are asked again."""

    def __init__(self, data: QueryDict | None, unnamed: UnnamedSource) -> None:
        super().__init__(data, prefix=unnamed.key)
        self.unnamed = unnamed
        self.fields["gender_basis"].required = False
