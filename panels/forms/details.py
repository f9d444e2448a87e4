"""Form of everything about an invitation that can come later."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.forms.meetings import DayField
from meetings.models import Meeting
from meetings.rights import Group
from meetings.vocabulary import Area
from panels.actions.invitations import DETAILS, Event
from panels.models import Invitation
from panels.vocabulary import OrganiserType


class DetailsForm(forms.Form):
    """What is known of an invitation."""

    title = forms.CharField(label=_("Title of the panel"), max_length=250)
    organiser = forms.CharField(label=_("Organizer"), max_length=300)
    organiser_type = forms.ChoiceField(label=_("Kind of organizer"), choices=OrganiserType)
    date = DayField(label=_("Date"), required=False)
    received = DayField(label=_("Received on"))
    reply_due = DayField(label=_("Reply due on"), required=False)
    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Owner"), required=False, empty_label=_("the panel desk")
    )
    invited_official = forms.CharField(
        label=_("Post that is invited"), max_length=200, required=False, help_text=_("The post, not the person.")
    )
    unit = forms.CharField(label=_("Unit of the office"), max_length=120, required=False)
    place = forms.CharField(label=_("Place or link"), max_length=300, required=False)
    topic = forms.CharField(label=_("Topic"), max_length=300, required=False)
    area = forms.ChoiceField(label=_("Area"), required=False, choices=[("", _("not said")), *Area.choices])
    source = forms.CharField(label=_("How we know"), max_length=300, required=False)

    def __init__(self, data: Any, invitation: Invitation) -> None:
        panel = invitation.panel
        initial = {"title": panel.title, "organiser": panel.organisers, "date": panel.date}
        super().__init__(data, initial=initial | {name: getattr(invitation, name) for name in DETAILS})
        self._meeting: Meeting | None = panel.meeting
        desk = Q(groups__name=Group.PANEL_DESK, is_active=True) | Q(pk=invitation.owner_id)
        self.fields["owner"].queryset = User.objects.filter(desk).distinct().order_by("username")  # type: ignore[attr-defined]

    @property
    def event(self) -> Event:
        values = self.cleaned_data
        return Event(values["title"], values["organiser"], values["date"], self._meeting)

    @property
    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in DETAILS}
