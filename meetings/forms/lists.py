"""The form that uploads a list of participants."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from meetings.files.formats import PARTICIPANTS, accepted
from meetings.forms.reading import ColumnsForm, ReadingForm, on_page
from meetings.imports.participants.pipeline import ListSource
from meetings.imports.uploads import limits
from meetings.reading.formats import Unreadable
from meetings.vocabulary import GenderBasis, ListStatus

BASES = [
    (GenderBasis.PRINTED.value, _("the official list itself, which prints it")),
    (GenderBasis.SELF_DECLARED.value, _("the participants themselves")),
    (GenderBasis.DELEGATION_FORM.value, _("their delegation")),
    (GenderBasis.REGISTRATION.value, _("registration data")),
    (GenderBasis.OFFICE_CODED.value, _("our office")),
]


class UploadForm(ReadingForm):
    """A file, or its rows pasted, and what the file cannot say. ``source`` is what the import takes.

    After a refusal that concerns the columns the form carries one choice per header (``columns``).
    """

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        widget=forms.ClearableFileInput({"accept": accepted(PARTICIPANTS)}),
    )
    text = forms.CharField(
        label=_("Or paste the list"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 7, "spellcheck": "false"}),
        help_text=_("Rows of a spreadsheet with their header, or the text of a document."),
    )
    part = forms.CharField(
        label=_("Part of the list"),
        max_length=80,
        required=False,
        help_text=_(
            "If the list comes in several files, such as delegates, observers and NGOs. A new version keeps its part."
        ),
    )
    symbol = forms.CharField(
        label=_("Symbol"),
        max_length=80,
        required=False,
        help_text=_(
            "For example, CCW/MSP/2019/INF.1/Rev.1. An Add. replaces nothing; a Corr. changes only its own rows."
        ),
    )
    status = forms.ChoiceField(
        label=_("Status of the list"),
        choices=[("", _("as the document says, otherwise final")), *ListStatus.choices],
        required=False,
    )
    gender_basis = forms.ChoiceField(
        label=_("Where the gender column comes from"),
        choices=[("", _("asked in the review, where there is one")), *BASES],
        required=False,
        help_text=_("Courtesy titles are read automatically."),
    )
    gender_source = forms.CharField(
        label=_("Source of the gender column"),
        max_length=300,
        required=False,
        help_text=_("For example, the registration form and its question."),
    )

    handed_in = ("file", "text")
    about = ("part", "symbol", "status")
    gender = ("gender_basis", "gender_source")
    reading = ("sheet", "header_row", "encoding")

    def __init__(self, data: QueryDict | None, files: MultiValueDict[str, UploadedFile] | None) -> None:
        super().__init__(data, files)
        self.columns: ColumnsForm | None = None
        headers = data.getlist("header") if data is not None else []
        if headers:
            self.columns = ColumnsForm(data, headers=headers, mapped={})

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        file, text = values.get("file"), (values.get("text") or "").strip("\r\n")
        if "file" in self.errors:
            return values
        if bool(file) == bool(text.strip()):
            self.add_error("file", _("Choose a file or paste the rows, not both."))
        elif file and file.size > (most := max(settings.PARITY_UPLOAD_BYTES, settings.PARITY_DOCUMENT_BYTES)):
            sizes = {"size": file.size / 1e6, "most": most // 1_000_000}
            too_large = _now("The file is %(size).1f MB and the limit is %(most)d MB; split the list.")
            self.add_error("file", too_large % sizes)
        if self.columns and not self.columns.is_valid():
            self.add_error(None, _("Two columns contain the same field; correct the marked column."))
        return values

    def source(self) -> ListSource:
        """The file with everything that was said about it."""
        said = self.cleaned_data
        file, told = said["file"], self.columns.cleaned_data if self.columns else {}
        text = (said["text"] or "").strip("\r\n")
        return ListSource(
            data=file.read() if file else text.encode(),
            filename=file.name if file else "pasted.txt",
            **{name: said[name] for name in (*self.about, *self.gender)},
            instructions=replace(self.instructions(), **told),
            limits=limits(),
        )

    def refuse(self, refusal: Unreadable) -> None:
        """Say why the file could not be read; offer its columns where they are the trouble."""
        self.add_error(None, on_page(refusal.message))
        found: Any = refusal.choices
        if found.get("headers"):
            columns = found["columns"]
            offered = columns["offered"] | dict.fromkeys(columns["ticks"][1:], "gender")
            self.columns = ColumnsForm(headers=found["headers"], mapped=columns["mapped"], offered=offered)

    def part_of(self, names: Sequence[str]) -> list[forms.BoundField]:
        return [self[name] for name in names]

    @property
    def file_fields(self) -> list[forms.BoundField]:
        return self.part_of(self.handed_in)

    @property
    def about_fields(self) -> list[forms.BoundField]:
        return self.part_of(self.about)

    @property
    def gender_fields(self) -> list[forms.BoundField]:
        return self.part_of(self.gender)

    @property
    def reading_fields(self) -> list[forms.BoundField]:
        return self.part_of(self.reading)


class SourceForm(forms.Form):
    """Where a gender column comes from: asked of a list that has one, and never answered beforehand."""

    gender_basis = forms.ChoiceField(
        label=_("Where does the gender column come from?"), choices=BASES, widget=forms.RadioSelect
    )
    gender_source = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_("For example, the registration form and its question."),
    )
