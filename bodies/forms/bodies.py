"""Forms of a body, of a cycle of selection and of a change of the procedure."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bodies.actions.bodies import DETAILS, RULE_DETAILS
from bodies.actions.cycles import DETAILS as CYCLE_DETAILS
from bodies.models import Body, Cycle, ProcedureRule
from bodies.vocabulary import BodyKind, ClauseStrength, CycleStatus, Influence, RuleKind
from meetings.forms.meetings import DayField
from meetings.models import Forum

SHORT_TEXT = {"rows": 3}
MOST_SEATS = 1_000


class BodyForm(forms.Form):
    """What the mandate says, in its own words, and what the office does about who is chosen."""

    forum = forms.ModelChoiceField(
        Forum.objects.none(), label=_("Forum"),
        help_text=_("A forum that is missing is added by an administrator, among the reference data."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), choices=BodyKind)
    mandate_symbol = forms.CharField(
        label=_("Mandate"), max_length=80, required=False, help_text=_("For example, A/RES/79/238.")
    )
    gender_clause = forms.CharField(
        label=_("Gender clause, verbatim"), required=False, widget=forms.Textarea(SHORT_TEXT)
    )
    clause_strength = forms.ChoiceField(label=_("Strength of the clause"), choices=ClauseStrength, required=False)
    geographic_clause = forms.CharField(
        label=_("Geographic clause, verbatim"), required=False, widget=forms.Textarea(SHORT_TEXT)
    )
    seats = forms.IntegerField(
        label=_("Seats at most"), min_value=1, max_value=MOST_SEATS, required=False,
        help_text=_("Leave it empty if nobody has checked it."),
    )  # fmt: skip
    appointing_authority = forms.CharField(label=_("Appointed by"), max_length=300, required=False)
    influence = forms.ChoiceField(label=_("Part of the office"), choices=Influence, required=False)
    term = forms.CharField(label=_("Term"), max_length=200, required=False)
    renewal_due = DayField(label=_("Mandate up for renewal on"), required=False)
    source = forms.CharField(label=_("Source"), required=False, widget=forms.Textarea(SHORT_TEXT))
    verified = forms.BooleanField(label=_("Everything here is checked against the mandate"), required=False)

    def __init__(self, data: Any = None, *, body: Body | None = None) -> None:
        super().__init__(data, initial={name: getattr(body, name) for name in DETAILS} if body else None)
        if body:
            del self.fields["forum"]
        else:
            self.fields["forum"].queryset = Forum.objects.filter(body=None)  # type: ignore[attr-defined]

    @property
    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in DETAILS}


class CycleForm(forms.Form):
    """One selection: its name, where it is, and its days."""

    label = forms.CharField(label=_("Name of the cycle"), max_length=80, help_text=_("For example, 2026."))
    status = forms.ChoiceField(label=_("Status"), choices=CycleStatus)
    seats = forms.IntegerField(
        label=_("Seats in this cycle"), min_value=1, max_value=MOST_SEATS, required=False,
        help_text=_("Only if they are not those of the body."),
    )  # fmt: skip
    opens = DayField(label=_("Opens on"), required=False)
    nominations_close = DayField(label=_("Nominations close on"), required=False)
    appointed = DayField(label=_("Appointed on"), required=False)
    ends = DayField(label=_("Ends on"), required=False)
    list_symbol = forms.CharField(
        label=_("Public list of members"), max_length=80, required=False,
        help_text=_(
            "Symbol of the public document that prints the members with their titles. Once the cycle is completed,"
            " releases print exact numbers from it."
        ),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, cycle: Cycle | None = None) -> None:
        super().__init__(data, initial={name: getattr(cycle, name) for name in CYCLE_DETAILS} if cycle else None)

    @property
    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in CYCLE_DETAILS}


class RuleForm(forms.Form):
    """A change of the procedure, with what held before and the document that says so."""

    body = forms.ModelChoiceField(Body.objects.none(), label=_("Body"), required=False, empty_label=_("all bodies"))
    kind = forms.ChoiceField(label=_("What the change is about"), choices=RuleKind)
    rule_before = forms.CharField(label=_("Rule before"), required=False, widget=forms.Textarea(SHORT_TEXT))
    rule_after = forms.CharField(label=_("Rule after"), widget=forms.Textarea(SHORT_TEXT))
    decided_on = DayField(label=_("Decided on"), required=False)
    decided_by = forms.CharField(label=_("Decided by"), max_length=200, required=False, help_text=_("The office held."))
    in_force_from = DayField(
        label=_("In force from"),
        required=False,
        help_text=_("Cycles that open from this day on stand after the change."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)
    document = forms.CharField(label=_("Document"), max_length=300)

    def __init__(self, data: Any = None, *, rule: ProcedureRule | None = None) -> None:
        super().__init__(data, initial={name: getattr(rule, name) for name in RULE_DETAILS} if rule else None)
        self.fields["body"].queryset = Body.objects.select_related("forum")  # type: ignore[attr-defined]
