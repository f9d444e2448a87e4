"""Forms of a source of published figures and of the figures that it prints."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from meetings.actions.published import SOURCE_FIELDS, Printed, figures_as_entered
from meetings.forms.meetings import DayField
from meetings.models import Forum, Source
from meetings.models.published import GenderRead, PeopleCounted, PublishedMeasure

BLANK_ROWS, MOST_ROWS = 3, 100
FIRST_YEAR, LAST_YEAR = 1900, 2100
PREFIX = "figures"
NOT_SAID = ("", _("not said"))


def _year(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False)


class SourceForm(forms.Form):
    """A source, entered once. ``cleaned_data`` is what ``set_source`` takes."""

    title = forms.CharField(label=_("Title"), max_length=300)
    author = forms.CharField(label=_("Author or publisher"), max_length=200, required=False)
    year = _year(_("Year"))
    symbol = forms.CharField(label=_("Symbol"), max_length=80, required=False)
    address = forms.URLField(
        label=_("Address"), max_length=500, required=False, assume_scheme="https",
        help_text=_("The page itself, so that everybody gets there in one click."),
    )  # fmt: skip
    accessed = DayField(label=_("Read on"), required=False)
    licence = forms.CharField(label=_("Licence"), max_length=200, required=False)
    gender_read = forms.ChoiceField(
        label=_("How gender was read"), choices=[NOT_SAID, *GenderRead.choices], required=False
    )
    people_counted = forms.ChoiceField(
        label=_("Who was counted"), choices=[NOT_SAID, *PeopleCounted.choices], required=False
    )
    note = forms.CharField(label=_("Note"), max_length=500, required=False)


class FigureForm(forms.Form):
    """One figure. A row in which nothing is written is none, and one marked *remove* goes: ``figure`` is None."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    measure = forms.ChoiceField(label=_("Measure"), choices=PublishedMeasure)
    among = forms.CharField(label=_("Among whom"), max_length=200, required=False)
    forum = forms.ModelChoiceField(Forum.objects.all(), label=_("Forum"), required=False)
    first_year = _year(_("Year, or the first"))
    last_year = _year(_("Last year"))
    printed = forms.CharField(label=_("Figure as printed"), max_length=120, required=False)
    base = forms.IntegerField(label=_("Base"), min_value=1, required=False)
    page = forms.CharField(label=_("Page"), max_length=60, required=False)
    differs = forms.CharField(label=_("Not comparable because"), max_length=300, required=False)
    remove = forms.BooleanField(label=_("Remove"), required=False)
    figure: Printed | None = None

    def __init__(self, *args: Any, forums: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forum"].choices = forums  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = str(field.label)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        names = ("among", "forum", "first_year", "last_year", "printed", "base", "page", "differs")
        written = values.get("pk") or any(values.get(name) for name in names)
        if self.errors or not written or values.get("remove"):
            return values
        if not values["among"]:
            self.add_error("among", _("Say among whom: a figure without it says nothing."))
        if values["printed"] and not values["differs"]:
            self.add_error("differs", _("Say why it is not comparable with ours."))
        first, last = values["first_year"], values["last_year"]
        if last and (not first or last < first):
            self.add_error("last_year", _("The last year is before the first one, or there is no first one."))
        if not self.errors:
            entered = {name: values[name] for name in ("pk", "measure", *names) if name != "forum"}
            self.figure = Printed(forum=values["forum"].pk if values["forum"] else None, **entered)
        return values


FigureFormSet = forms.formset_factory(FigureForm, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


class SourceForms:
    """A source and all its figures with blank rows below them, bound to what was sent or showing what is on record."""

    def __init__(self, known: Source | None, data: QueryDict | None = None) -> None:
        saved = figures_as_entered(known) if known else []
        forums = [("", "—"), *((one.pk, str(one)) for one in Forum.objects.all())]
        self.source = SourceForm(data, initial={name: getattr(known, name) for name in SOURCE_FIELDS} if known else {})
        self.rows = FigureFormSet(
            data, prefix=PREFIX, initial=[*saved, *[{}] * BLANK_ROWS], form_kwargs={"forums": forums}
        )

    def is_valid(self) -> bool:
        """Both are looked at, so that everything wrong is said at once."""
        return all([self.source.is_valid(), self.rows.is_valid()])

    @property
    def figures(self) -> list[Printed]:
        return [form.figure for form in self.rows if form.figure]

    @property
    def faulty(self) -> bool:
        return self.rows.is_bound and any(form.errors for form in self.rows)
