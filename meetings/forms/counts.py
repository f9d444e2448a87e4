"""Form of a sheet of counts: a file, or rows typed or pasted into the box."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.files.formats import SHEETS, accepted, in_a_row
from meetings.imports.count_sheets import PASTED


class CountSheetForm(forms.Form):
    """A file is read before the rows that stand in the box."""

    columns_help = gettext_lazy("A workbook or CSV with numbers and no names.")
    """Which columns a file has, below its field."""

    file = forms.FileField(
        label=gettext_lazy("File"), required=False, widget=forms.ClearableFileInput({"accept": accepted(SHEETS)})
    )
    rows = forms.CharField(
        label=gettext_lazy("Or type or paste the rows"), required=False, strip=False,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false", "class": "table-text"}),
        help_text=gettext_lazy("The first row names the columns; tabs, commas or semicolons stand between cells."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = self.columns_help

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("file") and not (values.get("rows") or "").strip() and "file" not in self.errors:
            self.add_error("file", _("Choose a file (%(formats)s), or paste rows.") % {"formats": in_a_row(SHEETS)})
        return values

    @property
    def upload(self) -> tuple[bytes, str]:
        """The bytes to read and the name of their file."""
        file = self.cleaned_data.get("file")
        return (file.read(), file.name) if file else (self.cleaned_data["rows"].encode(), PASTED)
