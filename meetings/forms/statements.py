"""Forms of statements: typing them in, changing one, coding topics."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from meetings.actions.statements import delegations_at
from meetings.forms.meetings import DayField
from meetings.forms.titled import TitledForm, chosen_gender
from meetings.imports.participants.entities import entities_for
from meetings.imports.participants.pipeline import title_rules
from meetings.models import Meeting, Statement
from meetings.names import TitleRules
from meetings.vocabulary import STATE_CATEGORIES, Category, GenderTopic, StatementKind

CATEGORIES = [("", _("as the name says")), *[one for one in Category.choices if one[0] not in STATE_CATEGORIES]]
BLANK_ROWS, MOST_ROWS = 5, 200
PREFIX = "new"


class StatementForm(TitledForm):
    """One statement. ``entry`` is what the actions take; a row in which nothing is written has none."""

    who = forms.CharField(label=_("State or organization that spoke"), max_length=300, required=False)
    category = forms.ChoiceField(label=_("Category"), choices=CATEGORIES, required=False)
    on_behalf_of = forms.CharField(label=_("On behalf of"), max_length=300, required=False)
    minutes = forms.DecimalField(label=_("Minutes"), min_value=0, max_value=1000, decimal_places=2, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=StatementKind, initial=StatementKind.STATEMENT)
    presiding = forms.BooleanField(label=_("As presiding officer"), required=False)
    topic = forms.ChoiceField(label=_("On gender"), choices=GenderTopic, initial=GenderTopic.NOT_CODED)

    field_order = (
        "who", "on_behalf_of", "title", "name", "minutes", "kind", "presiding", "topic", "gender", "basis", "category",
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.entry: dict[str, Any] | None = None

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors or not (self.has_changed() or not self.empty_permitted):
            return values
        if not values.get("who"):
            self.add_error("who", _("Say which State or organization spoke."))
            return values
        if values["minutes"] == 0:
            self.add_error("minutes", _("Leave the minutes empty if you do not know them."))
        gender, basis = self.settled_gender(values)
        who = self._who(values["who"], values["category"])
        if not self.errors:
            said = {name: values[name] for name in ("on_behalf_of", "minutes", "kind", "presiding", "topic")}
            spoke = {"speaker_name": values["name"], "speaker_title": values["title"]}
            self.entry = said | spoke | who | {"speaker_gender": str(gender), "speaker_basis": str(basis)}
        return values

    def _who(self, name: str, category: str) -> dict[str, Any]:
        """Exactly one State or organization, or a sentence; nothing is picked."""
        entity = entities_for(self.meeting.start, {}).of(name, "", category, "")
        present = delegations_at(self.meeting).get(entity.key)
        if present:
            known = {"category": present.settled_category, "country": present.country_id, "name": present.name}
            return {"entity_key": present.entity_key} | known
        if entity.question:
            self.add_error("who", _("No State or organization has this name: correct it, or choose its category."))
        return {
            "entity_key": entity.key, "category": entity.settled_category, "country": entity.country or None,
            "name": entity.name[:300],
        }  # fmt: skip


class OneStatementForm(StatementForm):
    """A statement on record, with everything that the block says of typed ones."""

    date = DayField(label=_("Date"), required=False)
    item = forms.CharField(label=_("Debate or agenda item"), max_length=200, required=False)
    order = forms.IntegerField(label=_("Order of speaking"), min_value=0, max_value=1_000_000)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if self.entry is not None:
            self.entry |= {name: values[name] for name in ("date", "item", "order")}
        return values

    @staticmethod
    def shown(statement: Statement, rules: TitleRules) -> dict[str, Any]:
        """A statement as its form shows it."""
        kept = ("on_behalf_of", "minutes", "kind", "presiding", "topic", "date", "item", "order")
        is_state = statement.category in STATE_CATEGORIES
        return {
            **{name: getattr(statement, name) for name in kept},
            **chosen_gender(statement.speaker_title, statement.speaker_gender, statement.speaker_basis, rules),
            "who": statement.speaker,
            "category": "" if is_state else statement.category,
            "title": statement.speaker_title,
            "name": statement.speaker_name,
        }


class BlockForm(forms.Form):
    """What holds for all statements that are typed in together."""

    date = DayField(label=_("Day"), required=False)
    item = forms.CharField(label=_("Debate or agenda item"), max_length=200, required=False)
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_("For example, the list of speakers of the session."),
    )


class RowForm(StatementForm):
    """A blank row of the table."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_cells()


RowFormSet = forms.formset_factory(RowForm, extra=BLANK_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


class TypedStatements:
    """The whole screen. *More rows* keeps what is written and saves nothing."""

    def __init__(self, meeting: Meeting, data: QueryDict | None) -> None:
        self.more = data is not None and "more" in data
        if data is not None and self.more:
            data = data.copy()
            written = data.get(f"{PREFIX}-TOTAL_FORMS", "0")
            rows = int(written) if written.isdecimal() else 0
            data[f"{PREFIX}-TOTAL_FORMS"] = str(min(rows + BLANK_ROWS, MOST_ROWS))
        kwargs = {"meeting": meeting, "title_rules": title_rules()}
        self.rows = RowFormSet(data, prefix=PREFIX, form_kwargs=kwargs)
        self.block = BlockForm(data)

    def is_valid(self) -> bool:
        return not self.more and all([self.rows.is_valid(), self.block.is_valid()])

    @property
    def entries(self) -> list[dict[str, Any]]:
        """What the action takes, in order."""
        block = {name: self.block.cleaned_data[name] for name in ("date", "item")}
        return [form.entry | block for form in self.rows if form.entry]

    @property
    def unknown_titles(self) -> list[str]:
        return [form.cleaned_data["title"] for form in self.rows if form.entry and form.title_status == "unknown"]

    @property
    def faulty(self) -> bool:
        return self.rows.is_bound and not self.more and any(form.errors for form in self.rows)


def topics_in(data: Mapping[str, str]) -> dict[int, str]:
    """Statement → topic, of what the page of statements sends; whatever is no topic is left out."""
    sent = {name.removeprefix("topic-"): value for name, value in data.items() if name.startswith("topic-")}
    return {int(pk): topic for pk, topic in sent.items() if pk.isdecimal() and topic in GenderTopic.values}
