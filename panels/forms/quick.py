"""Form of the quick path: an invitation in eight inputs at most."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.forms.meetings import DayField
from meetings.models import Meeting
from panels.actions.invitations import Event
from panels.forms.speakers import SpeakersForm
from panels.vocabulary import OrganiserType


class QuickForm(SpeakersForm):
    """Who invites, to what, when, and who speaks."""

    organiser = forms.CharField(label=_("Organizer"), max_length=300)
    organiser_type = forms.ChoiceField(
        label=_("Kind of organizer"), choices=[("", _("choose")), *OrganiserType.choices]
    )
    title = forms.CharField(label=_("Title of the panel"), max_length=250)
    date = DayField(label=_("Date"))
    reply_due = DayField(label=_("Reply due on"), required=False)
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label=_("At one of our meetings"), required=False, empty_label=_("no: an outside event")
    )
    field_order = (
        "organiser", "organiser_type", "title", "date", "speakers", "our_speaker", "reply_due", "meeting",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ahead = Meeting.objects.filter(end__gte=timezone.localdate(), locked_at=None).order_by("start", "title")
        self.fields["meeting"].queryset = ahead  # type: ignore[attr-defined]

    @property
    def event(self) -> Event:
        values = self.cleaned_data
        return Event(values["title"], values["organiser"], values["date"], values["meeting"])

    @property
    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("organiser_type", "reply_due")}
