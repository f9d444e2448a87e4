"""Forms of a delegation's people on one screen: corrections of those on record, and rows to type in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from meetings.actions.delegations import gender_of
from meetings.actions.stale import version_of
from meetings.actions.trail import values_of
from meetings.forms.lists import BASES
from meetings.imports.participants.rows import Problem
from meetings.models import Delegation, Participation
from meetings.names import TitleRules, read_title
from meetings.names.people import people_in
from meetings.vocabulary import PRINTED_IN_LIST, Gender, GenderBasis, ListAccess, Role, YesNo
from meetings.words.posts import rank_of

MORE_ROWS, MOST_ROWS = 5, 200
PREFIX = "new"
# What a row on record shows, and what of it is compared to notice somebody else's change.
SEEN = (
    "printed_title", "printed_name", "printed_post", "role", "attended", "registered", "listed_gender", "listed_basis",
)  # fmt: skip
STACKED = (
    ("printed_title",), ("printed_name", "printed_post"), ("role",), ("registered", "attended"),
    ("listed_gender", "listed_basis"),
)  # fmt: skip
# The cells of a typed row, as the validators of the import know them.
TYPED = ("honorific", "full_name", "given_names", "family_name", "rank", "role", "attended", "gender")
DID_ATTEND = [(one.value, one.label) for one in (YesNo.YES, YesNo.NO)]


class RowForm(forms.Form):
    """One row of the table: every cell is labelled by its column and its row."""

    narrow = ("printed_title", "honorific")

    def label_cells(self, row: str) -> None:
        for name, field in self.fields.items():
            size = "cell-input cell-short" if name in self.narrow else "cell-input"
            field.widget.attrs |= {"class": size, "aria-label": f"{field.label}, {row}", "autocomplete": "off"}


class CorrectionForm(RowForm):
    """A participation on record. ``values`` are the corrected fields; a new title brings the gender it claims."""

    printed_title = forms.CharField(label=_("Title"), max_length=120, required=False)
    printed_name = forms.CharField(label=_("Name"), max_length=300)
    printed_post = forms.CharField(label=_("Post"), max_length=1000, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=Role)
    attended = forms.ChoiceField(label=_("Attended"), choices=YesNo)
    registered = forms.ChoiceField(label=_("Registered"), choices=YesNo)
    listed_gender = forms.ChoiceField(label=_("Gender as listed"), choices=Gender)
    listed_basis = forms.ChoiceField(
        label=_("How known"),
        choices=[("", "—"), *[(basis.value, basis.label) for basis in PRINTED_IN_LIST]],
        required=False,
    )

    def __init__(self, data: QueryDict | None, participation: Participation, rules: TitleRules) -> None:
        self.participation, self.rules = participation, rules
        self.version = version_of(values_of(participation, SEEN))
        super().__init__(data, prefix=f"p{participation.pk}", initial=values_of(participation, SEEN))
        if participation.listed_basis == GenderBasis.PUBLIC_SOURCE:
            public = (GenderBasis.PUBLIC_SOURCE.value, GenderBasis.PUBLIC_SOURCE.label)
            self.fields["listed_basis"].choices += [public]  # type: ignore[attr-defined]
        self.label_cells(participation.printed_name)
        self.seen_version = data.get(f"p{participation.pk}-version", "") if data is not None else self.version

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.has_changed() and self.seen_version != self.version:
            self.add_error(None, self.meanwhile())
        elif not self.errors:
            if "printed_name" in self.changed_data and len(people_in(values["printed_name"], self.rules)) > 1:
                self.add_error("printed_name", _("Two people are named here; type the other in below."))
            self.settle_gender(values)
        return values

    def meanwhile(self) -> str:
        """What somebody else saved since this page was opened."""
        words = {name: dict(getattr(field, "choices", ())) for name, field in self.fields.items()}
        now = "; ".join(
            f"{self.fields[name].label}: {words[name].get(value, value)}"
            for name, value in self.initial.items()
            if name in self.changed_data
        )
        return _now("Someone else has changed this row. It now says: %s. Save again to replace it.") % now

    def settle_gender(self, values: dict[str, Any]) -> None:
        """Gender and basis come in pairs; where a title says the gender, a corrected title says another one."""
        title_decides = self.initial["listed_basis"] in (GenderBasis.COURTESY_TITLE, GenderBasis.NONE)
        untouched = not {"listed_gender", "listed_basis"} & set(self.changed_data)
        if "printed_title" in self.changed_data and untouched and title_decides:
            claim = read_title(values["printed_title"], self.rules).claim or Gender.UNKNOWN
            values |= gender_of(claim, GenderBasis.COURTESY_TITLE)
        elif (values["listed_gender"] == Gender.UNKNOWN) != (values["listed_basis"] == ""):
            self.add_error("listed_basis", _("Give a gender and how it is known, or choose “—” for not recorded."))

    @property
    def stacked(self) -> list[list[forms.BoundField]]:
        """The cells of the row; what belongs together stands in one, so that names and posts can be read whole."""
        return [[self[name] for name in cell] for cell in STACKED]

    @property
    def values(self) -> dict[str, Any]:
        """The fields to correct; the rank follows the post it is read from."""
        values = {name: self.cleaned_data[name] for name in SEEN}
        return values | ({"rank": rank_of(values["printed_post"])} if "printed_post" in self.changed_data else {})


class TypedForm(RowForm):
    """A blank row. What is wrong with it the validators of the import say: ``problems`` are their sentences."""

    honorific = forms.CharField(label=_("Title"), max_length=120, required=False)
    given_names = forms.CharField(label=_("Given names"), max_length=300, required=False)
    family_name = forms.CharField(label=_("Family name, or whole name"), max_length=300, required=False)
    rank = forms.CharField(label=_("Post"), max_length=1000, required=False)
    role = forms.ChoiceField(
        label=_("Role"), choices=[("", "—"), *[one for one in Role.choices if one[0] != Role.UNKNOWN]], required=False
    )
    attended = forms.ChoiceField(label=_("Attended"), choices=[("", "—"), *DID_ATTEND], required=False)
    gender = forms.ChoiceField(
        label=_("Gender"),
        choices=[("", _("as the title says")), *[one for one in Gender.choices if one[0] != Gender.UNKNOWN]],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.problems: list[Problem] = []
        number = str(self.prefix).rpartition("-")[2]
        self.label_cells(_now("new row %d") % (int(number) + 1) if number.isdecimal() else "")

    @property
    def cells(self) -> list[str]:
        """The row in the order of ``TYPED``; a name without given names is a whole one."""
        said = {name: self.cleaned_data.get(name, "") for name in self.fields}  # nothing is cleaned in a blank row
        given, family = said["given_names"], said["family_name"]
        whole, family = ("", family) if given else (family, "")
        with override("en"):  # the validators read roles in six languages, of which English is one everywhere
            role = str(Role(said["role"]).label) if said["role"] else ""
        return [said["honorific"], whole, given, family, said["rank"], role, said["attended"], said["gender"]]

    @property
    def sentences(self) -> list[str]:
        """What is wrong, with the columns called as on the page."""
        labels = {name: str(field.label) for name, field in self.fields.items()} | {"full_name": _now("Name")}
        return [
            problem.message.replace(f"“{problem.column}”", f"“{labels.get(problem.column, problem.column)}”")
            for problem in self.problems
        ]


class BlockForm(forms.Form):
    """What holds for all rows that are typed in together; ``asks``: a gender is typed, whose source has to be said."""

    gender_basis = forms.ChoiceField(
        label=_("Where the genders in the column come from"),
        choices=[("", "—"), *BASES],
        required=False,
        help_text=_("Needed only if you fill in the column Gender; titles need no source."),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_("For example, the note of the mission and its date."),
    )
    asks = False

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.asks and not values.get("gender_basis"):
            self.add_error("gender_basis", _("Say where the genders in the column come from."))
        return values


TypedFormSet = forms.formset_factory(TypedForm, extra=MORE_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


class EntryForms:
    """The whole screen. ``data`` is what was sent; *more rows* keeps what is written and saves nothing."""

    def __init__(self, people: Iterable[Participation], rules: TitleRules, data: QueryDict | None) -> None:
        self.more = data is not None and "more" in data
        if data is not None and self.more:
            data = data.copy()
            written = data.get(f"{PREFIX}-TOTAL_FORMS", "0")
            data[f"{PREFIX}-TOTAL_FORMS"] = str(min(int(written) if written.isdecimal() else 0, MOST_ROWS) + MORE_ROWS)
        self.known = [CorrectionForm(data, one, rules) for one in people]
        self.typed = TypedFormSet(data, prefix=PREFIX)
        self.block = BlockForm(data)

    def is_valid(self) -> bool:
        """True when there is something to save and all of it is sound."""
        sound = [form.is_valid() for form in self.known]
        typed = self.typed.is_valid()
        self.block.asks = typed and any(form.cleaned_data.get("gender") for form in self.typed)
        return all([*sound, typed, self.block.is_valid(), not self.more])

    @property
    def stale(self) -> bool:
        """Whether somebody else was first."""
        return any(form.is_bound and form.has_changed() and form.seen_version != form.version for form in self.known)

    @property
    def rows(self) -> list[list[str]]:
        """The typed rows up to the last in which something is written: row numbers stay those of the screen."""
        rows = [form.cells for form in self.typed]
        while rows and not any(rows[-1]):
            rows.pop()
        return rows

    def tell(self, problems: Sequence[Problem]) -> None:
        """Put each sentence of the validators at its row."""
        for problem in problems:
            if problem.row and problem.level == "error":
                self.typed.forms[problem.row - 1].problems.append(problem)

    @property
    def faulty(self) -> bool:
        """Whether a row is marked: the page says so at its top."""
        if self.more or not self.typed.is_bound:
            return False
        return any(form.errors or getattr(form, "problems", ()) for form in [*self.known, *self.typed])


def tally(people: Iterable[Participation]) -> dict[str, int]:
    """People of the delegation by gender, on the basis on which their meeting is counted; those marked as not
    registered are not counted."""
    here = [one for one in people if one.registered != YesNo.NO]
    is_open = any(one.meeting.list_access == ListAccess.OPEN for one in here)
    found = Counter(one.listed_gender if is_open else one.recorded_gender for one in here)
    return {
        "women": found[Gender.WOMAN],
        "men": found[Gender.MAN],
        "another": found[Gender.ANOTHER],
        "unknown": found[Gender.UNKNOWN] + found[Gender.UNDISCLOSED],
    }


def people_of(delegation: Delegation) -> list[Participation]:
    """The people of a delegation in the order of the list."""
    return list(delegation.participations.select_related("meeting").order_by("list_order", "pk"))
