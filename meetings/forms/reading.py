"""Forms that correct how a file was read: where the list is and what its columns mean."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from meetings.forms.meetings import DayField
from meetings.models import ImportBatch
from meetings.reading.lists.columns import Instructions
from meetings.reading.summary import ReadingSummary
from meetings.vocabulary import ListStatus

NO_SAMPLES: Mapping[str, Sequence[str]] = {}

# What a column can hold, in the order in which lists print them (interfaces.md, *Fields*).
FIELD_LABELS = {
    "delegation": _("delegation"),
    "country": _("country or code of the State"),
    "section": _("section of the list"),
    "category": _("category of the delegation"),
    "honorific": _("courtesy title (Mr, Ms, …)"),
    "full_name": _("full name"),
    "given_names": _("given names"),
    "family_name": _("family name"),
    "rank": _("post"),
    "organisation": _("organization"),
    "role": _("role on the delegation"),
    "head_of_delegation": _("head of delegation (yes or no)"),
    "gender": _("gender"),
    "attended": _("attended"),
    "registration_state": _("state of the registration"),
    "list_order": _("order in the list"),
    "row_id": _("number of the registration"),
    "notes": _("notes"),
}
ENCODINGS = [
    ("", _("recognized automatically")),
    ("utf-8", _("Unicode (UTF-8)")),
    ("1252", _("Western European (1252)")),
    ("1250", _("Central European (1250)")),
    ("1251", _("Cyrillic (1251)")),
    ("1253", _("Greek (1253)")),
    ("1254", _("Turkish (1254)")),
    ("1256", _("Arabic (1256)")),
    ("gb18030", _("Chinese (GB 18030)")),
]
# The reader's sentences name the options of the command line; on a page the same thing is a field.
ON_PAGE = (
    (re.compile(r'with --map "[^"]*=[^"]*"'), "under “Columns”"),
    (re.compile(r"with --sheet\b"), "under “Sheet”"),
    (re.compile(r"; --sheet takes"), "; “Sheet” takes"),
    (re.compile(r"with --header-row( \d+)?"), "under “Header row”"),
    (re.compile(r"with --encoding\b"), "under “Encoding”"),
    (re.compile(r", or raise the limit with --max-rows"), ""),
    (re.compile(r"Leave it out of --map"), "Set it to “not used”"),
    (
        re.compile(r"Say it with --gender-basis: .* --ignore leaves the column out\."),
        "Say it under “Where a gender column comes from”.",
    ),
    (re.compile(r', or with --value "[^"]*" \(or [^)]*\)'), ""),
    (re.compile(r'with --value "[^"]*"(?: --value "[^"]*")*; else say what is so in the same way'), "in the questions"),
    (re.compile(r'with --ignore "[^"]*"'), "under “Columns”"),
    (re.compile(r"--(?:map|ignore|only) names"), "The choice below names"),
)


def on_page(sentence: str) -> str:
    """A sentence of the reader, with the fields of the page in place of command-line options."""
    for option, field in ON_PAGE:
        sentence = option.sub(field, sentence)
    return sentence


class ReadingForm(forms.Form):
    """Where the list is in the file. Blank means: recognized automatically."""

    sheet = forms.CharField(label=_("Sheet"), max_length=100, required=False, help_text=_("Its name or number."))
    header_row = forms.IntegerField(
        label=_("Header row"),
        min_value=1,
        max_value=1_048_576,
        required=False,
        help_text=_("The row that names the columns."),
    )
    encoding = forms.ChoiceField(
        label=_("Encoding"), choices=ENCODINGS, required=False, help_text=_("For text files only.")
    )

    def fit(self, reading: ReadingSummary) -> None:
        """Keep what this file can have: a workbook its sheets, a text its encoding."""
        if reading.encoding or reading.kind == "txt":
            del self.fields["sheet"]
            return
        del self.fields["encoding"]
        hidden = _now("%s (hidden)")
        found = reading.sheets or []
        sheets = [(one["name"], hidden % one["name"] if one["hidden"] else one["name"]) for one in found]
        self.fields["sheet"] = forms.ChoiceField(label=_("Sheet"), choices=sheets)

    def instructions(self) -> Instructions:
        """What was said, for the reader."""
        said = self.cleaned_data
        return Instructions(
            sheet=said.get("sheet") or None,
            header_row=said["header_row"],
            encoding=said.get("encoding", ""),
            max_rows=settings.PARITY_MAX_ROWS,
        )


class ColumnsForm(forms.Form):
    """One choice per header of the list: what its column holds. ``cleaned_data["map"]`` is header → field."""

    def __init__(
        self,
        *args: Any,
        headers: Sequence[str],
        mapped: dict[str, str],
        offered: Mapping[str, str] | None = None,
        labels: Mapping[str, Any] = FIELD_LABELS,
        **kwargs: Any,
    ) -> None:
        """``mapped`` is field → header, as read now; ``offered`` is header → field, of columns that nobody has decided
        on and of the second of two tick columns. ``labels`` are the fields that a column can hold."""
        super().__init__(*args, **kwargs)
        self.headers = headers
        field_of = {header: field for field, header in mapped.items()} | dict(offered or {})
        choices = [("", _("not used")), *labels.items()]
        for number, header in enumerate(headers):
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=header or _now("(no header)"),
                choices=choices,
                required=False,
                initial=field_of.get(header, ""),
                widget=forms.Select({"class": "cell-input"}),
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        chosen = [(header, values.get(f"column-{number}", "")) for number, header in enumerate(self.headers)]
        told: dict[str, str] = {}
        for number, (header, field) in enumerate(chosen):
            twice = field in told.values() and field != "gender"  # which two tick columns may hold together
            if field and twice:
                self.add_error(
                    f"column-{number}", _("Another column already contains this field; choose one of the two.")
                )
            elif field:
                told[header] = field
        return {"map": told, "ignore": [header for header, field in chosen if not field and header]}

    @property
    def by_header(self) -> list[tuple[str, forms.BoundField]]:
        """Each header as the list prints it, with its choice."""
        return [(header, self[f"column-{number}"]) for number, header in enumerate(self.headers)]


class DocumentForm(forms.Form):
    """Which document a staged list is; what was read from its masthead is said to be, and can be changed."""

    symbol = forms.CharField(label=_("Symbol"), max_length=80, required=False)
    date = DayField(label=_("Date of the document"), required=False)
    status = forms.ChoiceField(label=_("Status of the list"), choices=ListStatus)
    part = forms.CharField(label=_("Part of the list"), max_length=80, required=False)

    def __init__(self, data: Any, batch: ImportBatch) -> None:
        document = batch.document
        super().__init__(data, initial={name: getattr(document, name) for name in self.base_fields})
        for name in batch.summary.from_document or []:
            self.fields[name].help_text = _("Read from the document.")


class MappingForms:
    """How a staged file is read: where its list stands, or what its columns hold; one is sent at a time.

    A document (``laid_out``) has no columns; of every list it can be said which document it is.

    Another sheet or header row has other columns: what was said about the old ones is dropped.
    """

    def __init__(self, batch: ImportBatch, data: Any = None, samples: Mapping[str, Sequence[str]] = NO_SAMPLES) -> None:
        read, said = batch.summary, batch.instructions
        self.batch, self.read, self.samples = batch, read, samples
        where, what, which = (
            data if data is not None and name in data else None for name in ("where", "columns", "document")
        )
        initial = {"sheet": read.sheet, "header_row": read.header_row, "encoding": said.get("encoding", "")}
        self.where = ReadingForm(where, initial=initial)
        self.where.fit(read)
        second = (read.ticks or [])[1:]
        headers, ticked = [*read.mapped.values(), *second, *read.ignored], dict.fromkeys(second, "gender")
        self.columns = ColumnsForm(what, headers=headers, mapped=read.mapped, offered=ticked)
        self.document = DocumentForm(which, batch)
        sent = ((where, self.where), (which, self.document))
        self.sent: forms.Form = next((form for data, form in sent if data is not None), self.columns)
        self.laid_out = read.account is not None
        self.may_be_table = not self.laid_out or read.kind == "txt"

    def is_valid(self) -> bool:
        return self.sent.is_valid()

    def instructions(self) -> Instructions:
        """What the reader is told now."""
        if self.sent is self.where:
            return self.where.instructions()
        said = Instructions.from_json(self.batch.instructions)
        return replace(said, header_row=self.read.header_row, **self.columns.cleaned_data)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Per header: its choice, three harmless samples, and whether the choice is a guess."""
        guessed = {*self.read.guessed.values(), *(self.read.ticks or ())}
        return [
            {"field": field, "samples": self.samples.get(header, []), "guess": header in guessed}
            for header, field in self.columns.by_header
        ]
