"""Forms of a delegation: entering one by hand, and its head-count."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.imports.participants.entities import Entities, entities_for
from meetings.models import Country, Meeting
from meetings.vocabulary import STATE_CATEGORIES, Category, GenderBasis

COUNTED = ("women", "men", "another", "unknown")

UNCOUNTED = ("", GenderBasis.COURTESY_TITLE)
"""No people without names have titles."""


class DelegationForm(forms.Form):
    """A State of the reference table, or an organization by its name; never a State by its name."""

    country = forms.ModelChoiceField(Country.objects.none(), label=_("State"), required=False)
    organisation = forms.CharField(
        label=_("Organization"), max_length=300, required=False, help_text=_("If it is not a State.")
    )
    category = forms.ChoiceField(
        label=_("Category at this meeting"),
        choices=[("", _("as usual")), *Category.choices],
        required=False,
        help_text=_("Its section in the list. Needed for an organization that is not known yet."),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        existing = Country.objects.filter(Q(end__isnull=True) | Q(end__gte=meeting.start))
        self.fields["country"].queryset = existing  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        state, organisation = values.get("country"), values.get("organisation", "")
        if bool(state) == bool(organisation):
            self.add_error("country", _("Choose a State or write the name of an organization, not both."))
            return values
        entities = entities_for(self.meeting.start, {})
        if state:
            return self._of_state(state, values.get("category", ""), entities)
        return self._of_organisation(organisation, values.get("category", ""), entities)

    def _of_state(self, state: Country, category: str, entities: Entities) -> dict[str, Any]:
        if category and category not in STATE_CATEGORIES:
            self.add_error("category", _("A State cannot have this category; choose another or “as usual”."))
        entity = entities.of(state.name_en, "", category, "")
        return {"entity_key": entity.key, "category": entity.category, "country": state.code, "name": state.name_en}

    def _of_organisation(self, name: str, category: str, entities: Entities) -> dict[str, Any]:
        if entities.states.lookup(name):
            self.add_error("organisation", _("This is a State: choose it in the list of States."))
        elif category in STATE_CATEGORIES:
            self.add_error("category", _("This category is for States only; choose one for organizations."))
        elif not category and not entities.organisations.lookup(name) and not entities.states.label(name):
            self.add_error("category", _("This organization is not known yet; choose its category."))
        label = entities.states.label(name)
        entity = entities.of(label or name, "", Category.OTHER_ENTITY if label else category, "")
        return {"entity_key": entity.key, "category": entity.category, "country": "", "name": entity.name}


class HeadCountForm(forms.Form):
    """How many people of a delegation no list names. Not recorded is a number of its own, never a zero."""

    women = forms.IntegerField(label=_("Women"), min_value=0, max_value=100_000)
    men = forms.IntegerField(label=_("Men"), min_value=0, max_value=100_000)
    another = forms.IntegerField(label=_("Another gender"), min_value=0, max_value=100_000, initial=0)
    unknown = forms.IntegerField(
        label=_("Not recorded"),
        min_value=0,
        max_value=100_000,
        initial=0,
        help_text=_("People who were there but whose gender the office does not know."),
    )
    basis = forms.ChoiceField(
        label=_("How the genders are known"),
        choices=[("", "—"), *[choice for choice in GenderBasis.choices if choice[0] not in UNCOUNTED]],
        help_text=_(
            "These count “as listed” if the list or a public source gives the numbers; otherwise “as recorded”."
        ),
    )
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("For example, the note of the mission and its date.")
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not any(values[name] for name in COUNTED):
            raise forms.ValidationError(_("Nobody is counted; give at least one person, or remove the head-count."))
        return values
