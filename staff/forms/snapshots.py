"""Form of staff on one day: a file or pasted rows, the day, whose posts, and where the counts come from."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from meetings.forms.counts import CountSheetForm
from meetings.forms.meetings import DayField
from staff.actions.snapshots import SnapshotHead
from staff.vocabulary import ScopeRule


class SnapshotForm(CountSheetForm):
    """Staff on one day, from a sheet."""

    columns_help = gettext_lazy("A workbook or CSV with numbers and no names; the template shows the columns.")
    field_order = ("as_of", "scope", "source", "file", "rows")

    as_of = DayField(label=gettext_lazy("Staff in post on"))
    scope = forms.ChoiceField(
        label=gettext_lazy("Who is counted"), choices=ScopeRule, initial=ScopeRule.ONE_YEAR_OR_MORE
    )
    source = forms.CharField(
        label=gettext_lazy("Where the counts come from"), max_length=300,
        help_text=gettext_lazy("For example, HR list of 31 October 2026. It is printed beside every figure."),
    )  # fmt: skip

    @property
    def head(self) -> SnapshotHead:
        said = self.cleaned_data
        return SnapshotHead(said["as_of"], said["source"], said["scope"])
