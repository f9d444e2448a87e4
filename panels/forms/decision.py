"""Form of a decision: what, why, and what the person saw when deciding."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.vocabulary import LetterLanguage
from panels.actions.steps import Words
from panels.models import LetterTemplate
from panels.vocabulary import InvitationState, ReasonCode


class DecisionForm(forms.Form):
    """A step to take. ``seen``: the number of the last step on the page from which it was sent."""

    to = forms.ChoiceField(choices=InvitationState, error_messages={"required": _("Choose what we should do.")})
    reason_code = forms.ChoiceField(choices=[("", ""), *ReasonCode.choices], required=False)
    note = forms.CharField(max_length=1000, required=False)
    seen = forms.IntegerField(min_value=0)
    subject = forms.CharField(max_length=200, required=False)
    letter_text = forms.CharField(max_length=10_000, required=False)
    letter_language = forms.ChoiceField(choices=LetterLanguage, required=False)
    letter_template = forms.ModelChoiceField(LetterTemplate.objects.all(), required=False)

    @property
    def words(self) -> Words:
        """Why, in code and in words, and the letter as it was edited, its subject first."""
        values = self.cleaned_data
        about = (values["reason_code"], values["note"].strip())
        if not values["letter_text"]:
            return Words(*about)
        text = "\n\n".join(one for one in (values["subject"], values["letter_text"]) if one)
        return Words(*about, text, values["letter_language"] or LetterLanguage.ENGLISH, values["letter_template"])

    @property
    def what_is_wrong(self) -> str:
        return " ".join(str(one) for errors in self.errors.values() for one in errors)
