"""Forms of office-holders: person, office and days."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from meetings.actions.offices import Holder, as_entered
from meetings.forms.meetings import DayField
from meetings.forms.titled import TitledForm, chosen_gender
from meetings.imports.participants.pipeline import title_rules
from meetings.models import Country, Forum, Meeting
from meetings.vocabulary import Office

BLANK_ROWS, MOST_ROWS = 4, 200
PREFIX = "holders"


class HolderForm(TitledForm):
    """One person in one office. A row in which nobody is written is none: ``holder`` is None."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    office = forms.ChoiceField(label=_("Office"), choices=Office, initial=Office.CHAIR)
    body = forms.CharField(label=_("Committee or working group"), max_length=200, required=False)
    country = forms.ModelChoiceField(Country.objects.all(), label=_("State"), required=False)
    start = DayField(label=_("First day"), required=False)
    end = DayField(label=_("Last day"), required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    remove = forms.BooleanField(label=_("Remove"), required=False)

    field_order = (
        "pk", "office", "body", "title", "name", "country", "gender", "basis", "start", "end", "source", "remove",
    )  # fmt: skip
    holder: Holder | None = None

    def __init__(self, *args: Any, states: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = states  # type: ignore[attr-defined]
        self.label_cells()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        written = any(values.get(name) for name in ("title", "name", "country", "gender", "body", "pk"))
        if self.errors or not written or values.get("remove"):
            return values
        start, end = values["start"], values["end"]
        if start and end and end < start:
            self.add_error("end", _("The last day is before the first day; correct one of the two dates."))
        gender, basis = self.settled_gender(values)
        if not self.errors:
            kept = {name: values[name] for name in ("pk", "office", "body", "title", "name", "start", "end", "source")}
            country = values["country"].code if values["country"] else None
            self.holder = Holder(country=country, holder_gender=str(gender), holder_basis=str(basis), **kept)
        return values


HolderFormSet = forms.formset_factory(HolderForm, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


class HolderForms:
    """All office-holders of a meeting or a forum, and blank rows below them; of a meeting with its days in them."""

    def __init__(self, where: Meeting | Forum, data: QueryDict | None = None) -> None:
        rules = title_rules()
        saved = [
            one | chosen_gender(one["title"], one["holder_gender"], one["holder_basis"], rules)
            for one in as_entered(where)
        ]
        days = {"start": where.start, "end": where.end} if isinstance(where, Meeting) else {}
        states = [("", "—"), *((state.code, str(state)) for state in Country.objects.order_by("name_en"))]
        kwargs = {"title_rules": rules, "states": states, "empty_permitted": False}
        initial = [*saved, *[days] * BLANK_ROWS]
        self.rows = HolderFormSet(data, prefix=PREFIX, initial=initial, form_kwargs=kwargs)

    def is_valid(self) -> bool:
        return self.rows.is_valid()

    @property
    def holders(self) -> list[Holder]:
        return [form.holder for form in self.rows if form.holder]

    @property
    def faulty(self) -> bool:
        return self.rows.is_bound and any(form.errors for form in self.rows)
