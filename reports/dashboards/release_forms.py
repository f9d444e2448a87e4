"""Forms of a release: build it, publish it, withdraw it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class BuildForm(forms.Form):
    """What a release is built with. ``cleaned_data`` is what ``releases.build`` takes."""

    version = forms.CharField(
        label=_("Version"),
        max_length=10,
        required=False,
        help_text=_("For example, 2026-r2. Leave it empty for the next number."),
    )
    title = forms.CharField(label=_("Title"), max_length=250, required=False)
    notes = forms.CharField(
        label=_("What is new"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Shown on the release and beside every changed cell of the change log. Name no person."),
    )
    waiver = forms.CharField(
        label=_("Why one person does what two should"),
        max_length=300,
        required=False,
        help_text=_("Only if no second person is available. It is printed with the release."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].widget.attrs["placeholder"] = settings.PARITY_RELEASE_TITLE
        if not settings.PARITY_FOUR_EYES_WAIVER:
            del self.fields["waiver"]


class PublishForm(forms.Form):
    """When the release comes out: at once, or later; and that somebody looked at it before."""

    read = forms.BooleanField(
        label=_("I have read what differs"), error_messages={"required": _("Read what differs, then tick this.")}
    )
    seen = forms.BooleanField(
        label=_("I have seen what the public reads first"),
        error_messages={"required": _("Look at what the public reads first, then tick this.")},
    )
    embargo_until = forms.DateTimeField(
        label=_("Embargo until (UTC)"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        help_text=_("Leave it empty to publish at once."),
        error_messages={"invalid": _("Write date and time as 2026-05-04T15:00.")},
    )


class WithdrawForm(forms.Form):
    """The reason, which stays at the address of the release."""

    reason = forms.CharField(
        label=_("Why the release is withdrawn"), max_length=500, help_text=_("Everybody can read this. Name no person.")
    )
