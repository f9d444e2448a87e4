"""Base of forms for a named person: a courtesy title, or a gender together with how it is known."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.names import TitleRules, read_title
from meetings.names.people import TITLE_INSIDE, TWO_PEOPLE, read_name
from meetings.vocabulary import Gender, GenderBasis

BASES = [("", "—"), *[choice for choice in GenderBasis.choices if choice[0] != GenderBasis.NONE]]


class TitledForm(forms.Form):
    """A courtesy title says a gender; anything else about gender comes with how it is known. A name says nothing."""

    title = forms.CharField(label=_("Courtesy title"), max_length=120, required=False)
    name = forms.CharField(label=_("Name"), max_length=300, required=False)
    gender = forms.ChoiceField(
        label=_("Gender"),
        choices=[("", _("as the title says")), *[choice for choice in Gender.choices if choice[0] != Gender.UNKNOWN]],
        required=False,
    )
    basis = forms.ChoiceField(label=_("How known"), choices=BASES, required=False)

    title_status = ""

    def __init__(self, *args: Any, title_rules: TitleRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title_rules = title_rules

    def label_cells(self) -> None:
        """In a table every cell is labelled by its column and its row."""
        number = f" {int(row) + 1}" if (row := str(self.prefix).rpartition("-")[2]).isdecimal() else ""
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}{number}"
            if not isinstance(field, forms.BooleanField):
                field.widget.attrs["class"] = "cell-input"
        self.fields["title"].widget.attrs["class"] = "cell-input cell-short"

    def settled_gender(self, values: dict[str, Any]) -> tuple[str, str]:
        """Gender and basis; a contradiction between title and choice becomes an error of the form."""
        self.read_name(values)
        gender, basis = values.get("gender") or Gender.UNKNOWN, GenderBasis(values.get("basis") or "")
        title = read_title(values.get("title", ""), self.title_rules)
        self.title_status = title.status
        if (gender == Gender.UNKNOWN) != (basis == GenderBasis.NONE):
            self.add_error("basis", _("Choose the gender together with how it is known, or leave both empty."))
        elif {title.claim, gender} == {Gender.WOMAN, Gender.MAN}:
            self.add_error("gender", _("This contradicts the courtesy title; correct one of the two."))
        elif title.claim and basis.strength <= GenderBasis.COURTESY_TITLE.strength:
            if gender not in (title.claim, Gender.UNKNOWN):
                self.add_error("gender", _("This contradicts the printed courtesy title; correct one of the two."))
            return title.claim, GenderBasis.COURTESY_TITLE
        return gender, basis

    def read_name(self, values: dict[str, Any]) -> None:
        """One person in the cell of the name; a title before the name goes where titles stand."""
        title = values.get("title", "")
        named = read_name(values.get("name", ""), title, self.title_rules)
        if named.doubt == TWO_PEOPLE:
            self.add_error("name", _("Two people are named here; give each a separate row."))
        elif named.doubt == TITLE_INSIDE:
            self.add_error("name", _("The name contains a courtesy title; move it to the title field."))
        elif named.honorific != title:
            values["title"], values["name"] = named.honorific, named.name


def chosen_gender(title: str, gender: str, basis: str, rules: TitleRules) -> dict[str, str]:
    """What a form shows as chosen; what the title says is not shown as if somebody had chosen it."""
    from_title = basis == GenderBasis.COURTESY_TITLE and read_title(title, rules).claim == gender
    chosen = basis != GenderBasis.NONE and not from_title
    return {"gender": gender if chosen else "", "basis": basis if chosen else ""}
