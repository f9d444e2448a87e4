"""Forms of a meeting: its description and its clerks."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from meetings.models import Forum
from meetings.rights import Group
from meetings.vocabulary import Format, ListAccess, ListStatus


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    input_formats = ["%Y-%m-%d"]  # 01/02/2020 is January to some and February to others
    default_error_messages = {"invalid": _("Write the date as year-month-day, such as 2024-11-18.")}


class MeetingForm(forms.Form):
    """Forum, title and dates; everything else can wait. ``cleaned_data`` is what the meeting actions take."""

    forum = forms.ModelChoiceField(
        Forum.objects.all(),
        label=_("Forum"),
        error_messages={"invalid_choice": _("No forum has this code; choose one from the list, or “other”.")},
    )
    title = forms.CharField(label=_("Title"), max_length=250)
    start = DayField(label=_("First day"))
    end = DayField(label=_("Last day"))
    forum_title = forms.CharField(
        label=_("Name of the forum"),
        max_length=250,
        required=False,
        help_text=_("Only if the forum is not in the list above."),
    )
    symbol = forms.CharField(
        label=_("Symbol of the list of participants"),
        max_length=80,
        required=False,
        help_text=_("For example, CCW/MSP/2019/INF.1."),
    )
    list_url = forms.URLField(
        label=_("Address of the list of participants"), max_length=500, required=False, assume_scheme="https"
    )
    city = forms.CharField(label=_("City"), max_length=100, required=False)
    format = forms.ChoiceField(label=_("Format"), choices=Format, initial=Format.IN_PERSON)
    list_access = forms.ChoiceField(
        label=_("Who can read the list"),
        choices=ListAccess,
        initial=ListAccess.CLOSED,
        help_text=_("An open list needs its symbol or address, so that anyone can find it."),
    )
    list_status = forms.ChoiceField(label=_("Status of the list"), choices=ListStatus, initial=ListStatus.FINAL)

    needed = ("forum", "title", "start", "end")

    def __init__(self, *args: Any, with_slug: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if with_slug:
            self.fields["slug"] = forms.SlugField(max_length=80)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        start, end = values.get("start"), values.get("end")
        if start and end and end < start:
            self.add_error("end", _("The last day is before the first day; correct one of the two dates."))
        if values.get("list_access") == ListAccess.OPEN and not (values.get("symbol") or values.get("list_url")):
            self.add_error(
                "list_access",
                _("Anyone must be able to find an open list: give its symbol or address, or choose closed."),
            )
        if values.get("slug") == "new":
            self.add_error("slug", _("“new” is the address of the page for new meetings; choose another."))
        return values

    @property
    def optional_fields(self) -> list[forms.BoundField]:
        """The fields that can wait, for the part of the page that is folded."""
        return [field for field in self if field.name not in self.needed]

    @property
    def needed_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name in self.needed]

    @property
    def optional_open(self) -> bool:
        """Whether the folded part must show: something is wrong in it."""
        return any(field.errors for field in self.optional_fields)


class AccountsField(forms.ModelMultipleChoiceField):
    """Accounts by their full name where there is one."""

    def label_from_instance(self, account: Any) -> str:
        return account.get_full_name() or account.get_username()


class ClerksForm(forms.Form):
    """Who enters and imports at this meeting."""

    clerks = AccountsField(
        User.objects.filter(is_active=True, groups__name=Group.CLERK.value).order_by("username"),
        label=_("Clerks of this meeting"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only clerks see and change the meeting’s list. Somebody must be in charge of it."),
        error_messages={"required": _("Choose at least one clerk; without one nobody can enter the list.")},
    )


def differences(form: forms.Form, current: Model) -> list[dict[str, Any]]:
    """Both versions, for the page that says that someone else was first: label, yours, current."""
    rows = []
    for field in form:
        if field.name in form.cleaned_data and hasattr(current, field.name):
            yours, saved = form.cleaned_data[field.name], getattr(current, field.name)
            if yours != saved:
                rows.append({"label": field.label, "yours": yours, "current": saved})
    return rows
