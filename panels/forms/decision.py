"""Form of a decision: what, why, and what the person saw when deciding."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from panels.actions.steps import Words
from panels.vocabulary import InvitationState, ReasonCode


class DecisionForm(forms.Form):
    """A step to take. ``seen``: the number of the last step on the page from which it was sent."""

    to = forms.ChoiceField(choices=InvitationState, error_messages={"required": _("Choose what we should do.")})
    reason_code = forms.ChoiceField(choices=[("", ""), *ReasonCode.choices], required=False)
    note = forms.CharField(max_length=1000, required=False)
    seen = forms.IntegerField(min_value=0)

    @property
    def words(self) -> Words:
        return Words(self.cleaned_data["reason_code"], self.cleaned_data["note"].strip())

    @property
    def what_is_wrong(self) -> str:
        return " ".join(str(one) for errors in self.errors.values() for one in errors)
