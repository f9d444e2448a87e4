"""Forms of letters to delegations: whom to write to about what, and what became of a letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.forms.meetings import DayField
from meetings.models import Forum, Meeting
from meetings.models.letters import DelegationLetterKind, LetterAnswer
from meetings.vocabulary import LetterLanguage

K = DelegationLetterKind
RUN_LENGTHS = (3, 4, 5)


class NewLettersForm(forms.Form):
    """Which letters, in which language, about which meeting; calls for nominations are about a forum."""

    kind = forms.ChoiceField(label=_("Letter"))
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label=_("Meeting"), required=False, to_field_name="slug", empty_label="–"
    )
    forum = forms.ModelChoiceField(Forum.objects.none(), label=_("Body"), required=False, empty_label="–")
    language = forms.ChoiceField(label=_("Language"), choices=LetterLanguage)
    least = forms.TypedChoiceField(
        label=_("Sessions of one gender, at least"),
        choices=[(number, str(number)) for number in RUN_LENGTHS],
        coerce=int,
        empty_value=str(RUN_LENGTHS[0]),
        required=False,
    )
    answer_by = DayField(label=_("Answer by"), required=False)
    paragraph = forms.CharField(
        label=_("Paragraph of our own"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Such as the sentence of the mandate, or what sponsorship there is."),
    )

    def __init__(self, kinds: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one, K(one).label) for one in kinds]  # type: ignore[attr-defined]
        self.fields["meeting"].queryset = Meeting.objects.select_related("forum").order_by("-start", "slug")  # type: ignore[attr-defined]
        self.fields["forum"].queryset = Forum.objects.filter(body__isnull=False)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        wanted = "forum" if values.get("kind") == K.NOMINATIONS else "meeting"
        if values.get("kind") and not values.get(wanted):
            message = _("Choose the body.") if wanted == "forum" else _("Choose the meeting.")
            self.add_error(wanted, message)
        return values


class SentForm(forms.Form):
    """When a letter left, under which number."""

    on = DayField(label=_("Sent on"))
    reference = forms.CharField(label=_("Number of the note verbale"), max_length=80, required=False)


class AnswerForm(forms.Form):
    """What a mission answered."""

    answer = forms.ChoiceField(label=_("Answer"), choices=LetterAnswer)
    on = DayField(label=_("Answered on"))
    changed_a_figure = forms.BooleanField(label=_("It changed a figure"), required=False)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)


class WithdrawForm(forms.Form):
    """Why a letter is withdrawn."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
