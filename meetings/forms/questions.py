"""Forms of questions: one for each, offering only the answers this person may give."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from meetings.imports.participants.entities import Entities
from meetings.models import Question
from meetings.vocabulary import STATE_CATEGORIES, Category, Gender, QuestionKind

ELSE, LABEL = "else:", "label:"
"""What is written or chosen beside it, instead of one of the answers offered."""
Decision = tuple[str, str]  # verb and value: ("country", "GIN"), ("title", "woman")

WOMAN, MAN = (Gender.WOMAN.value, Gender.WOMAN.label), (Gender.MAN.value, Gender.MAN.label)
LEFT_OPEN = ("unknown", _("leave not recorded"))
CHOICES = {
    QuestionKind.TITLE: [WOMAN, MAN, ("nothing", _("says nothing about gender"))],
    QuestionKind.VALUE: [
        WOMAN,
        MAN,
        (Gender.ANOTHER.value, Gender.ANOTHER.label),
        (Gender.UNDISCLOSED.value, Gender.UNDISCLOSED.label),
        (Gender.UNKNOWN.value, _("not known")),
    ],
    QuestionKind.GENDER: [WOMAN, MAN, LEFT_OPEN],
    QuestionKind.TITLE_COLUMN: [WOMAN, MAN, LEFT_OPEN],
    QuestionKind.TWO_TITLES: [("two", _("two people")), LEFT_OPEN],
    QuestionKind.SECTION: [
        ("states", _("they count as States")),
        ("section", _("they belong to this section and do not count as States")),
    ],
    QuestionKind.SAME_PERSON: [("one", _("one person")), ("two", _("two people"))],
}
# Which of two titles is right is a gender between equal sources: a reviewer's, and not who brought them in.
OF_REVIEWERS = (QuestionKind.GENDER, QuestionKind.TITLE_COLUMN)
ONE_OF_TWO_TITLES = [("woman", _("one person: a woman")), ("man", _("one person: a man"))]
NO_SUCH_NAME = _("No State or organization of the reference table has this name or code.")


def code_named(entities: Entities, text: str) -> str:
    """The code of a name as offered, also one that alone in a list stays a question ("Guinea"), or as lists do; else
    nothing."""
    offered = {name.casefold(): code for code, name in entities.names.items()}
    known = offered.get(text.casefold()) or entities.states.lookup(text) or entities.organisations.lookup(text)
    return known or ""


def may_be_answered(question: Question, *, settles: bool) -> bool:
    """Whether any answer is this person's to give. ``settles``: a reviewer who did not bring the evidence in."""
    return settles or question.kind not in OF_REVIEWERS


class AnswerForm(forms.Form):
    """A question with few answers. ``decision`` is None while nothing is chosen."""

    answer = forms.ChoiceField(required=False, widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, *, question: Question, settles: bool) -> None:
        super().__init__(data, prefix=str(question.pk))
        self.question = question
        choices = CHOICES[QuestionKind(question.kind)]
        if question.kind == QuestionKind.TWO_TITLES and settles:
            choices = [*ONE_OF_TWO_TITLES, *choices]
        self.fields["answer"].choices = choices if may_be_answered(question, settles=settles) else []  # type: ignore[attr-defined]

    @property
    def decision(self) -> Decision | None:
        answer = self.cleaned_data["answer"]
        return (str(self.question.kind), answer) if answer else None


class EntityForm(forms.Form):
    """Which State or organization a printed delegation is; an organization's category where it is neither.

    A designation outside the reference table gets its label from a reviewer alone and is never among States.
    """

    answer = forms.ChoiceField(required=False, widget=forms.Select({"class": "cell-input"}))
    other = forms.CharField(
        required=False,
        max_length=300,
        widget=forms.TextInput({"class": "cell-input", "list": "entities", "autocomplete": "off"}),
    )
    category = forms.ChoiceField(required=False, widget=forms.Select({"class": "cell-input"}))
    label = forms.CharField(required=False, max_length=200, widget=forms.TextInput({"class": "cell-input"}))

    def __init__(
        self, data: QueryDict | None, *, question: Question, settles: bool, entities: Entities, names: Mapping[str, str]
    ) -> None:
        super().__init__(data, prefix=str(question.pk))
        self.question, self.entities = question, entities
        self.offered = [(f"country:{code}", names.get(code, code)) for code in question.suggestions["codes"]]
        categories = [(f"entity:{one.value}", one.label) for one in Category if one not in STATE_CATEGORIES]
        choices: list[Any] = [("", ""), *self.offered, (ELSE, _("Another State or organization, or neither"))]
        if question.kind == QuestionKind.COUNTRY:
            choices += categories
            self.fields["category"].choices = [("", _("Choose…")), *categories]  # type: ignore[attr-defined]
        else:
            del self.fields["category"]
        if question.kind == QuestionKind.COUNTRY and settles:
            choices.append((LABEL, _("Outside the reference table, under this label")))
            self.fields["label"].initial = entities.states.label(question.found)
        else:
            del self.fields["label"]
        self.fields["answer"].choices = choices  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = f"{LABELS[name]}: {question.found}"

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        answer, other, category = (values.get(name, "") for name in ("answer", "other", "category"))
        answer = values["answer"] = "" if answer == ELSE else answer
        if len([said for said in (answer, other, category) if said]) > 1:
            self.add_error("other", _("Choose from the list or write a name, not both."))
        elif other:
            values["answer"] = f"country:{self.code_of(other)}"
        elif category:
            values["answer"] = category
        elif answer == LABEL:
            if not values.get("label"):
                self.add_error("label", _("Write the label under which it is counted."))
            values["answer"] = f"label:{values.get('label', '')}"
        return values

    def code_of(self, text: str) -> str:
        """The code of what was written; an error where no State or organization is called so."""
        code = code_named(self.entities, text)
        if not code:
            self.add_error("other", NO_SUCH_NAME)
        return code

    @property
    def decision(self) -> Decision | None:
        verb, _colon, value = self.cleaned_data["answer"].partition(":")
        return (verb, value) if verb else None


LABELS = {
    "answer": _("Which is it"),
    "other": _("Another State or organization, by its name"),
    "category": _("Counted as"),
    "label": _("Label outside the reference table"),
}
