"""Forms that upload a list of statements or of office-holders."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from meetings.files.formats import PROCEEDINGS, accepted
from meetings.forms.lists import BASES, limits
from meetings.forms.meetings import DayField
from meetings.forms.reading import ColumnsForm, ReadingForm, on_page
from meetings.imports.proceedings.pipeline import ProceedingsSource
from meetings.models import Forum, Meeting
from meetings.reading.formats import Unreadable
from meetings.vocabulary import ProceedingsKind

STATEMENT_FIELD_LABELS = {
    "order": _("order of speaking"),
    "date": _("date"),
    "item": _("debate or agenda item"),
    "delegation": _("State or organization that spoke"),
    "category": _("category of the delegation"),
    "on_behalf_of": _("on behalf of"),
    "title": _("courtesy title (Mr, Ms, …)"),
    "speaker": _("name of the speaker"),
    "gender": _("gender of the speaker"),
    "minutes": _("minutes"),
    "kind": _("kind of statement"),
    "presiding": _("as presiding officer (yes or no)"),
    "topic": _("what it raises about gender"),
}
OFFICE_FIELD_LABELS = {
    "office": _("office"),
    "body": _("committee or working group"),
    "title": _("courtesy title (Mr, Ms, …)"),
    "name": _("name"),
    "delegation": _("State"),
    "gender": _("gender of the office-holder"),
    "start": _("first day"),
    "end": _("last day"),
    "source": _("source"),
}
SAYS_NONE = _("If the list gives none.")


class ProceedingsUploadForm(ReadingForm):
    """A file or a pasted page. ``as_source`` is what the import takes; ``missing`` are fields that a list may lack."""

    holds: ClassVar[ProceedingsKind]
    labels: ClassVar[Mapping[str, Any]]
    missing: ClassVar[tuple[str, ...]]

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        widget=forms.ClearableFileInput({"accept": accepted(PROCEEDINGS)}),
    )
    text = forms.CharField(
        label=_("Or paste the list"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false"}),
    )
    gender_basis = forms.ChoiceField(
        label=_("Where a gender column comes from"),
        choices=[("", "—"), *BASES],
        required=False,
        help_text=_("Only if the list has such a column. Courtesy titles are read automatically."),
    )

    def __init__(
        self,
        data: QueryDict | None,
        files: MultiValueDict[str, UploadedFile] | None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial=dict(initial or {}))
        headers = data.getlist("header") if data is not None else []
        self.columns = ColumnsForm(data, headers=headers, mapped={}, labels=self.labels) if headers else None

    @classmethod
    def initially(cls, where: Meeting | Forum) -> dict[str, Any]:
        """What is proposed of a meeting or a forum."""
        return {}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if "file" not in self.errors and bool(values.get("file")) == bool((values.get("text") or "").strip()):
            self.add_error("file", _("Choose a file or paste the list, not both."))
        if self.columns and not self.columns.is_valid():
            self.add_error(None, _("Two columns contain the same field; correct the marked column."))
        return values

    def as_source(self) -> ProceedingsSource:
        said = self.cleaned_data
        file, told = said["file"], self.columns.cleaned_data if self.columns else {}
        return ProceedingsSource(
            data=file.read() if file else said["text"].encode(),
            filename=file.name if file else "pasted.txt",
            holds=self.holds,
            missing={name: str(said[name] or "") for name in self.missing},
            gender_basis=said["gender_basis"],
            instructions=replace(self.instructions(), **told),
            limits=limits(),
        )

    def refuse(self, refusal: Unreadable) -> None:
        """Say why the file could not be read; offer its columns where they are the trouble."""
        self.add_error(None, on_page(refusal.message))
        found: Any = refusal.choices
        if found.get("headers"):
            mapped, offered = found.get("mapped", {}), found.get("offered", {})
            self.columns = ColumnsForm(headers=found["headers"], mapped=mapped, offered=offered, labels=self.labels)

    @property
    def handed_in(self) -> list[forms.BoundField]:
        return [self["file"], self["text"]]

    @property
    def about_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in (*self.missing, "gender_basis")]

    @property
    def reading_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("sheet", "header_row", "encoding")]


class StatementUploadForm(ProceedingsUploadForm):
    """A page of speakers, or a sheet of statements."""

    holds = ProceedingsKind.STATEMENTS
    labels = STATEMENT_FIELD_LABELS
    missing = ("date", "item")

    date = DayField(label=_("Day"), required=False, help_text=SAYS_NONE)
    item = forms.CharField(label=_("Debate or agenda item"), max_length=200, required=False, help_text=SAYS_NONE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _(
            "Rows of a spreadsheet with their header, or lines such as “Blue Group, delivered by Kenya (Ms.)”."
        )


class OfficeUploadForm(ProceedingsUploadForm):
    """A page that prints a bureau, or a sheet of office-holders; the days of a meeting are proposed."""

    holds = ProceedingsKind.OFFICES
    labels = OFFICE_FIELD_LABELS
    missing = ("body", "start", "end", "source")

    body = forms.CharField(label=_("Committee or working group"), max_length=200, required=False, help_text=SAYS_NONE)
    start = DayField(label=_("First day"), required=False, help_text=SAYS_NONE)
    end = DayField(label=_("Last day"), required=False, help_text=SAYS_NONE)
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_("For example, the document or page that says so."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _(
            "Rows of a spreadsheet with their header, or lines such as “Vice-Chairs: Mr. B. Sample (Japan); Ms. C. "
            "Sample (Kenya)”."
        )

    @classmethod
    def initially(cls, where: Meeting | Forum) -> dict[str, Any]:
        return {"start": where.start, "end": where.end} if isinstance(where, Meeting) else {}

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        start, end = values.get("start"), values.get("end")
        if start and end and end < start:
            self.add_error("end", _("The last day is before the first day; correct one of the two dates."))
        return values
