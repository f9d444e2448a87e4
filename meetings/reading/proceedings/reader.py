"""Reader of lists of proceedings: a sheet with headers, or a page copied as text.

The counterpart of ``listing.py`` for lists of statements and of office-holders, each with a ``Profile``; runs in the
same bounded process, and only mapped columns leave it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from meetings.reading.celltext import clean
from meetings.reading.encoding import decode
from meetings.reading.findings import Findings
from meetings.reading.formats import NO_TABLE
from meetings.reading.listing import Listing, chosen_problems
from meetings.reading.lists.columns import ColumnMap, Instructions, never_gender, position_of
from meetings.reading.lists.header import SEARCHED_ROWS, Header, Row, header_at
from meetings.reading.lists.ticks import join_ticks, tick_columns
from meetings.reading.lists.unused import about_unused, holds_titles, offered_fields, values_of
from meetings.reading.preflight import recognise
from meetings.reading.private import PrivateData
from meetings.reading.sheet import Limits, Sheet, Unreadable, Workbook, too_many_rows
from meetings.reading.spreadsheets.delimited import read_delimited
from meetings.reading.spreadsheets.workbook import read_workbook
from meetings.reading.summary import FoundProblem
from meetings.words.gender_columns import is_pair_of_genders
from meetings.words.nulls import is_null
from meetings.words.synonyms import fold_header, is_guess, is_private

_TEXTS = ("item", "delegation", "on_behalf_of", "category", "title", "body", "source")
Rows = list[tuple[int, list[str] | str | None]]

# What both kinds say of a person; English, French, Spanish, Arabic, Russian, Chinese.
TITLE = "title|courtesy title|honorific|civilite|titre|tratamiento|titulo|اللقب|обращение|称谓"
GENDER = "gender|sex|genre|sexe|genero|sexo|الجنس|النوع الاجتماعي|пол|гендер|性别"
STATE = (
    "delegation|state|country|pays|etat|pais|estado|delegacion|الوفد|الدولة|делегация|страна|государство|代表团|国家"
)


@dataclass(frozen=True)
class OfText:
    """What a page copied as text says: rows of cells in the order of ``fields``, and what there is to say of it."""

    fields: tuple[str, ...]
    rows: Rows
    notices: list[str]


@dataclass(frozen=True)
class Profile:
    """One kind of list: its fields with their synonyms (separated by "|") and how a page of text is read.

    ``needs``: field → the sentence for a sheet without it; the first one tells a header. ``one_of``: the same of
    several fields of which one will do. ``example`` are headers of such a list, ``noun`` is what a row of it holds,
    with its article.
    """

    synonyms: Mapping[str, str]
    needs: Mapping[str, str]
    one_of: tuple[tuple[str, ...], str]
    read_text: Callable[[str], OfText]
    example: str
    noun: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The names that ``--map "Header=field"`` takes."""
        return tuple(self.synonyms)

    @property
    def paste(self) -> str:
        return f"Copy its text and paste it, or save it as plain text (.txt), {self.noun} on each line."


class ProceedingsReader:
    """Reads one upload as a list of the profile."""

    def __init__(self, profile: Profile, instructions: Instructions) -> None:
        self.profile, self.instructions = profile, instructions
        self.exact = {fold_header(word): field for field, line in profile.synonyms.items() for word in line.split("|")}
        self.key = next(iter(profile.needs))

    def read(self, data: bytes, filename: str, limits: Limits) -> Listing:
        """Read a sheet, or else a text. Raises Unreadable with what the clerk has to say."""
        said = self.instructions
        limits = replace(limits, rows=said.max_rows + SEARCHED_ROWS)
        kind, archive = recognise(data, filename, limits)
        if kind in ("pdf", "docx"):
            sentence = f"Such a list is not read from this kind of document. {self.profile.paste}"
            raise Unreadable("not_a_sheet", sentence)
        if kind != "csv":
            workbook = read_workbook(data, kind, archive, said.sheet or "", limits)
            return self._from_sheet(workbook, self._chosen(workbook))
        try:
            workbook = read_delimited(data, said.encoding, limits)
            return self._from_sheet(workbook, workbook.sheets[0])
        except Unreadable as refused:
            told = said.map or said.header_row is not None
            if told or not filename.lower().endswith(".txt") or refused.code not in (*NO_TABLE, "no_header"):
                raise
        return self._from_text(data)

    def _chosen(self, workbook: Workbook) -> Sheet:
        """The sheet asked for, or the only one with a header of the profile."""
        filled = [sheet for sheet in workbook.sheets if sheet.rows]
        if not filled:
            raise Unreadable("no_rows", "The file holds no rows; upload the workbook or text that holds the list.")
        named = [sheet for sheet in filled if self._header(sheet.rows)] or filled
        if len(named) > 1 and not self.instructions.sheet:
            names = ", ".join(f"{sheet.number} “{sheet.name}”" for sheet in named)
            raise Unreadable("which_sheet", f"Several sheets hold a list: {names}. Say which one to read with --sheet.")
        return named[0]

    def _from_sheet(self, workbook: Workbook, sheet: Sheet) -> Listing:
        header = self._header(sheet.rows)
        if header is None:
            raise Unreadable(
                "no_header",
                f"No row with column headers was recognised. Put headers such as {self.profile.example} above the "
                f'rows, or name them with --map "Header={self.key}".',
                sheet=sheet.name,
            )
        below = sheet.rows[header.first_below :]
        if len(below) > self.instructions.max_rows:
            raise too_many_rows(sheet.name, Limits(rows=self.instructions.max_rows))
        columns = self._mapped(header, below)
        if columns.ticks:
            join_ticks(below, header.texts, [header.texts.index(name) for name in columns.ticks])
        rows: Rows = [
            (number, [_said(texts, column, field) for field, column in columns.columns.items()])
            for number, texts in below
            if any(text.strip() for text in texts)
        ]
        notices = workbook.notices + sheet.notices
        problems = chosen_problems(sheet, header, columns, {number for number, _cells in rows})
        return _listing(workbook.kind, workbook.encoding, sheet, columns, rows, problems, notices)

    def _header(self, rows: Sequence[Row]) -> Header | None:
        """The row told, else the first one that names what the profile needs and one thing more."""
        told = {" ".join(name.split()) for name in self.instructions.map}
        for place, (number, _texts) in enumerate(rows[:SEARCHED_ROWS]):
            header = header_at(rows, place)
            claims = {field for text in header.texts if (field := self._claim(text))}
            if self.instructions.header_row == number or (told and told <= set(header.texts)):
                return header
            if self.instructions.header_row is None and self.key in claims and len(claims) > 1:
                return header
        return None

    def _claim(self, text: str) -> str:
        if is_private(text) or is_guess(text):
            return ""
        spellings = {fold_header(text), *(fold_header(part) for part in text.split("/"))}
        claims = {self.exact[spelling] for spelling in spellings if spelling in self.exact}
        return claims.pop() if len(claims) == 1 else ""

    def _mapped(self, header: Header, rows: Sequence[Row]) -> ColumnMap:
        """Told by the clerk, else by whole synonyms; of two columns for one field the clerk says which."""
        result, said = ColumnMap(header.row), self.instructions
        for name, field in said.map.items():
            result.columns[field] = self._mapped_column(name, field, header, result)
        ignored = {position_of(header.texts, name, "--ignore") for name in said.ignore}
        decided = {*result.columns.values(), *ignored}
        ticked = tick_columns(
            header.texts, rows, [column for column in range(len(header.texts)) if column not in decided]
        )
        for column, text in enumerate(header.texts):
            field = self._claim(text) or ("gender" if is_pair_of_genders(text) else "")
            if column in ticked:
                continue
            if field == "gender" and "title" not in result.columns and holds_titles(values_of(column, rows)):
                field = "title"
            if not field or (field in result.columns and result.columns[field] == column) or column in ignored:
                continue
            if field == "gender" and never_gender(text, column, rows):
                result.gender_refused.append(text)
            elif column not in result.columns.values() and field not in said.map.values():
                result.contested.setdefault(field, []).append(text)
                result.columns[field] = column
                result.guessed[field] = text
        if ticked and "gender" not in result.columns:
            result.columns["gender"] = ticked[0]
            result.ticks = [header.texts[column] for column in ticked]
        result.offered = self._offered(result, header, rows, decided | set(ticked))
        if sentences := [*self._incomplete(result), *about_unused(result.offered, {}, "")]:
            mapped = {field: header.texts[column] for field, column in result.columns.items()}
            choices: dict[str, object] = {"headers": header.texts, "mapped": mapped, "offered": result.offered}
            code = "columns_missing" if self._incomplete(result) else "column_unused"
            raise Unreadable(code, " ".join(sentences), choices=choices)
        result.contested = {}
        result.columns = {field: result.columns[field] for field in self.profile.fields if field in result.columns}
        result.mapped = {field: header.texts[column] for field, column in result.columns.items()}
        used = {*result.mapped.values(), *result.ticks}
        result.ignored = [text for text in header.texts if text not in used]
        return result

    def _offered(self, columns: ColumnMap, header: Header, rows: Sequence[Row], decided: set[int]) -> dict[str, str]:
        """Columns that nobody has decided on, with the titles or genders that they hold."""
        free = {*range(len(header.texts))} - decided - {*columns.columns.values()}
        wanted = {"honorific": "title", "gender": "gender"}
        lacking = [field for field, name in wanted.items() if name not in columns.columns]
        found = offered_fields(header.texts, rows, free=sorted(free), wanted=lacking)
        return {text: wanted[field] for text, field in found.items()}

    def _mapped_column(self, name: str, field: str, header: Header, result: ColumnMap) -> int:
        column, known = position_of(header.texts, name, "--map"), self.profile.fields
        if field not in known or field in result.columns:
            sentence = f"--map takes each of these fields once: {', '.join(known)}; found “{field}”."
            raise Unreadable("unknown_field", sentence)
        if is_private(header.texts[column]):
            raise Unreadable("private_column", f"The column “{header.texts[column]}” is never kept; leave it out.")
        return column

    def _incomplete(self, columns: ColumnMap) -> list[str]:
        """Columns that claim one field together, and what no column says."""
        twice = {field: texts for field, texts in columns.contested.items() if len(texts) > 1}
        sentences = [
            f"{len(texts)} columns claim the field {field}: {', '.join(texts)}. "
            f'Say which with --map "{texts[0]}={field}".'
            for field, texts in twice.items()
        ]
        sentences += [sentence for field, sentence in self.profile.needs.items() if field not in columns.columns]
        several, sentence = self.profile.one_of
        return [*sentences, sentence] if several and not set(several) & columns.columns.keys() else sentences

    def _from_text(self, data: bytes) -> Listing:
        """A page as it is printed; a line that is neither leaves as a text."""
        text, encoding = decode(data, self.instructions.encoding)
        cleaned = [clean(line) for line in text.splitlines()]
        private = PrivateData()
        text = "\n".join(private.without_any(kept for kept, _code, _found in cleaned))
        found = self.profile.read_text(text)
        if not any(isinstance(cells, list) for _line, cells in found.rows):
            sentence = f"No line of the text could be read as {self.profile.noun}. {self.profile.paste}"
            raise Unreadable("no_rows", sentence)
        if len(found.rows) > self.instructions.max_rows:
            raise too_many_rows("", Limits(rows=self.instructions.max_rows))
        problems = [_hidden(line, code, found) for line, (_kept, code, found) in enumerate(cleaned, 1) if code]
        fields = found.fields
        columns = ColumnMap(0, {name: name for name in fields}, columns={name: i for i, name in enumerate(fields)})
        rows = sorted(found.rows, key=lambda row: row[0])
        listing = _listing("txt", encoding, Sheet("", 1), columns, rows, problems, found.notices)
        listing.findings.private = private.taken
        return listing


def _hidden(line: int, code: str, found: str) -> FoundProblem:
    return {
        "level": "error",
        "code": code,
        "sheet": "",
        "row": line,
        "column": "",
        "found": found,
        "expected": "plain text",
        "message": f"Line {line} holds a hidden character ({found}); retype it.",
    }


def _listing(
    kind: str, encoding: str, sheet: Sheet, columns: ColumnMap, rows: Rows, problems: list[FoundProblem],
    notices: list[str],
) -> Listing:  # fmt: skip
    findings = Findings(
        kind=kind,
        encoding=encoding,
        sheet=sheet.name,
        sheet_number=sheet.number,
        sheets=[],
        header_row=columns.header_row,
        columns=columns,
        fields=list(columns.columns),
        filled={},
        problems=problems,
        notices=notices,
    )
    return Listing(findings, rows)


def _said(texts: Sequence[str], column: int, field: str) -> str:
    """The text of a cell; blank where a program or a person wrote that there is nothing."""
    text = texts[column].strip() if column < len(texts) else ""
    return "" if field in _TEXTS and is_null(text) else text


def read_proceedings(profile: Profile, request: dict[str, Any], data: bytes) -> Listing:
    """Read the upload of one request. Raises Unreadable with what the clerk has to say."""
    reader = ProceedingsReader(profile, Instructions(**request["instructions"]))
    return reader.read(data, request["filename"], Limits(**request["limits"]))
