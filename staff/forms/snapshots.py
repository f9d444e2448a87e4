"""Form of staff on one day: a file or pasted rows, the day, whose posts, and where the counts come from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.files.formats import SHEETS, accepted, in_a_row
from meetings.forms.meetings import DayField
from staff.actions.snapshots import SnapshotHead
from staff.sheets import PASTED
from staff.vocabulary import ScopeRule


class SnapshotForm(forms.Form):
    """A file is read before the rows that stand in the box."""

    as_of = DayField(label=gettext_lazy("Staff in post on"))
    scope = forms.ChoiceField(
        label=gettext_lazy("Who is counted"), choices=ScopeRule, initial=ScopeRule.ONE_YEAR_OR_MORE
    )
    source = forms.CharField(
        label=gettext_lazy("Where the counts come from"), max_length=300,
        help_text=gettext_lazy("For example, HR list of 31 October 2026. It is printed beside every figure."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("File"), required=False,
        help_text=gettext_lazy("A workbook or CSV with numbers and no names; the template shows the columns."),
        widget=forms.ClearableFileInput({"accept": accepted(SHEETS)}),
    )  # fmt: skip
    rows = forms.CharField(
        label=gettext_lazy("Or type or paste the rows"), required=False, strip=False,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false", "class": "table-text"}),
        help_text=gettext_lazy("The first row names the columns; tabs, commas or semicolons stand between cells."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("file") and not (values.get("rows") or "").strip() and "file" not in self.errors:
            self.add_error("file", _("Choose a file (%(formats)s), or paste rows.") % {"formats": in_a_row(SHEETS)})
        return values

    @property
    def head(self) -> SnapshotHead:
        said = self.cleaned_data
        return SnapshotHead(said["as_of"], said["source"], said["scope"])

    @property
    def upload(self) -> tuple[bytes, str]:
        """The bytes to read and the name of their file."""
        file = self.cleaned_data.get("file")
        if file:
            return file.read(), file.name
        return self.cleaned_data["rows"].encode(), PASTED
