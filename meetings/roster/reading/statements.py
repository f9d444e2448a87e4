"""One upload -> its statements as rows of cells: a sheet with headers, or a page of speakers copied as text.

The counterpart of ``listing.py`` for the profile *statements*; runs in the same bounded process, and only mapped
columns leave it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from meetings.roster.columns import ColumnMap, Instructions, never_gender, position_of
from meetings.roster.reading.celltext import clean
from meetings.roster.reading.delimited import read_delimited
from meetings.roster.reading.documents.document import reference_titles
from meetings.roster.reading.documents.statements import read_proceedings
from meetings.roster.reading.encoding import decode
from meetings.roster.reading.formats import NO_TABLE
from meetings.roster.reading.header import SEARCHED_ROWS, Header, Row, header_at
from meetings.roster.reading.listing import Listing, chosen_problems
from meetings.roster.reading.preflight import recognise
from meetings.roster.reading.sheet import Limits, Sheet, Unreadable, Workbook, too_many_rows
from meetings.roster.reading.workbook import read_workbook
from meetings.roster.synonyms import fold, is_guess, is_private

STATEMENT_FIELDS = (
    "order", "date", "item", "delegation", "category", "on_behalf_of", "title", "speaker", "gender", "minutes", "kind",
    "presiding", "topic",
)  # fmt: skip
"""The names that ``import_statements --map "Header=field"`` takes."""
TEXT_FIELDS = ("date", "item", "delegation", "on_behalf_of", "title", "speaker")

# Synonyms, separated by "|": English, French, Spanish, Arabic, Russian, Chinese.
_SYNONYMS = {
    "order": "order|no|nr|number|#|speaking order|ordre|numero|orden|الترتيب|номер|№|порядок|序号",
    "date": "date|day|meeting date|jour|fecha|dia|التاريخ|дата|日期",
    "item": "item|agenda item|debate|topic of debate|session|meeting|cluster|segment|point de l ordre du jour|debat"
    "|seance|tema del programa|sesion|البند|пункт повестки дня|заседание|议程项目",
    "delegation": "delegation|speaker delegation|state|country|state or organization|state or organisation|entity"
    "|representing|spoken by|delivered by|pays|etat|prononce par|pais|estado|delegacion|pronunciada por|الوفد|الدولة"
    "|делегация|страна|государство|代表团|国家",
    "category": "category|type of entity|entity type|categorie|categoria|الفئة|категория|类别",
    "on_behalf_of": "on behalf of|behalf of|group|for group|group statement|au nom de|groupe|en nombre de|grupo"
    "|باسم|от имени|группа|代表|集团",
    "title": "title|courtesy title|honorific|civilite|titre|tratamiento|titulo|اللقب|обращение|称谓",
    "speaker": "speaker|speaker name|name of speaker|name|orateur|oratrice|nom|orador|oradora|nombre|المتحدث|الاسم"
    "|оратор|имя|发言人|姓名",
    "gender": "gender|sex|gender of speaker|speaker gender|genre|sexe|genero|sexo|الجنس|النوع الاجتماعي"
    "|пол|гендер|性别",
    "minutes": "minutes|duration|length|time|speaking time|duree|temps de parole|minutos|duracion|tiempo|المدة|الدقائق"
    "|минуты|продолжительность|时长|分钟",
    "kind": "kind|type|type of statement|statement type|type de declaration|tipo|tipo de declaracion|النوع|тип|вид"
    "|类型",
    "presiding": "presiding|presiding officer|from the chair|chair|en qualite de president|desde la presidencia"
    "|رئاسة|председательствует|主持",
    "topic": "topic|gender topic|raises|coding|code|theme|tema|الموضوع|тема|主题",
}  # fmt: skip
_EXACT = {fold(synonym): field for field, line in _SYNONYMS.items() for synonym in line.split("|")}
_PASTE = "Copy its text and paste it, or save it as plain text (.txt), one statement a line."


def read_statements(request: dict[str, Any], data: bytes) -> Listing:
    """Read a sheet of statements, or a text of speakers. Raises Unreadable with what the clerk has to say."""
    instructions = Instructions(**request["instructions"])
    limits = replace(Limits(**request["limits"]), rows=instructions.max_rows + SEARCHED_ROWS)
    filename = request["filename"]
    kind, archive = recognise(data, filename, limits)
    if kind in ("pdf", "docx"):
        raise Unreadable("not_a_sheet", f"Statements are not read from this kind of document. {_PASTE}")
    if kind != "csv":
        workbook = read_workbook(data, kind, archive, instructions.sheet or "", limits)
        return _from_sheet(workbook, _chosen(workbook, instructions), instructions)
    try:
        workbook = read_delimited(data, instructions.encoding, limits)
        return _from_sheet(workbook, workbook.sheets[0], instructions)
    except Unreadable as refused:
        told = instructions.map or instructions.header_row is not None
        if told or not filename.lower().endswith(".txt") or refused.code not in (*NO_TABLE, "no_header"):
            raise
    return _from_text(data, instructions)


def _chosen(workbook: Workbook, instructions: Instructions) -> Sheet:
    """The sheet asked for, or the only one whose header names statements."""
    filled = [sheet for sheet in workbook.sheets if sheet.rows]
    if not filled:
        raise Unreadable("no_rows", "The file holds no rows; upload the workbook or text that holds the statements.")
    named = [sheet for sheet in filled if _header(sheet.rows, instructions)] or filled
    if len(named) > 1 and not instructions.sheet:
        names = ", ".join(f"{sheet.number} “{sheet.name}”" for sheet in named)
        raise Unreadable("which_sheet", f"Several sheets hold a list: {names}. Say which one to read with --sheet.")
    return named[0]


def _from_sheet(workbook: Workbook, sheet: Sheet, instructions: Instructions) -> Listing:
    header = _header(sheet.rows, instructions)
    if header is None:
        raise Unreadable(
            "no_header",
            "No row with column headers was recognised. Put headers such as Delegation, Title and Minutes above the "
            'statements, or name them with --map "Header=delegation".',
            sheet=sheet.name,
        )
    below = sheet.rows[header.first_below :]
    if len(below) > instructions.max_rows:
        raise too_many_rows(sheet.name, Limits(rows=instructions.max_rows))
    columns = _mapped(header, below, instructions)
    order = list(columns.columns.values())
    rows: list[tuple[int, list[str] | str | None]] = [
        (number, [texts[column].strip() if column < len(texts) else "" for column in order])
        for number, texts in below
        if any(text.strip() for text in texts)
    ]
    notices = workbook.notices + sheet.notices
    problems = chosen_problems(sheet, header, columns, {number for number, _cells in rows})
    return _listing(workbook.kind, workbook.encoding, sheet, columns, rows, problems, notices)


def _header(rows: Sequence[Row], instructions: Instructions) -> Header | None:
    """The row told, else the first one that names who spoke and one thing more."""
    told = {" ".join(name.split()) for name in instructions.map}
    for place, (number, _texts) in enumerate(rows[:SEARCHED_ROWS]):
        header = header_at(rows, place)
        claims = {field for text in header.texts if (field := _claim(text))}
        if instructions.header_row == number or (told and told <= set(header.texts)):
            return header
        if instructions.header_row is None and "delegation" in claims and len(claims) > 1:
            return header
    return None


def _claim(text: str) -> str:
    if is_private(text) or is_guess(text):
        return ""
    spellings = {fold(text), *(fold(part) for part in text.split("/"))}
    claims = {_EXACT[spelling] for spelling in spellings if spelling in _EXACT}
    return claims.pop() if len(claims) == 1 else ""


def _mapped(header: Header, rows: Sequence[Row], instructions: Instructions) -> ColumnMap:
    """Told by the clerk, else by whole synonyms; of two columns for one field the clerk says which."""
    result = ColumnMap(header.row)
    for name, field in instructions.map.items():
        column = position_of(header.texts, name, "--map")
        if field not in STATEMENT_FIELDS or field in result.columns:
            fields = ", ".join(STATEMENT_FIELDS)
            raise Unreadable("unknown_field", f"--map takes each of these fields once: {fields}; found “{field}”.")
        if is_private(header.texts[column]):
            raise Unreadable("private_column", f"The column “{header.texts[column]}” is never kept; leave it out.")
        result.columns[field] = column
    ignored = {position_of(header.texts, name, "--ignore") for name in instructions.ignore}
    for column, text in enumerate(header.texts):
        field = _claim(text)
        if not field or (field in result.columns and result.columns[field] == column) or column in ignored:
            continue
        if field == "gender" and never_gender(text, column, rows):
            result.gender_refused.append(text)
        elif column not in result.columns.values() and field not in instructions.map.values():
            result.contested.setdefault(field, []).append(text)
            result.columns[field] = column
            result.guessed[field] = text
    twice = {field: texts for field, texts in result.contested.items() if len(texts) > 1}
    sentences = [
        f'{len(texts)} columns claim the field {field}: {", ".join(texts)}. Say which with --map "{texts[0]}={field}".'
        for field, texts in twice.items()
    ]
    if "delegation" not in result.columns:
        sentences.append('No column says who spoke. Say which one does with --map "Header=delegation".')
    if sentences:
        raise Unreadable("columns_missing", " ".join(sentences), choices={"headers": header.texts})
    result.contested = {}
    result.columns = {field: result.columns[field] for field in STATEMENT_FIELDS if field in result.columns}
    result.mapped = {field: header.texts[column] for field, column in result.columns.items()}
    result.ignored = [text for column, text in enumerate(header.texts) if column not in result.columns.values()]
    return result


def _from_text(data: bytes, instructions: Instructions) -> Listing:
    """Statements as a public page prints them; lines that are none leave as a text, seats of panels as None."""
    text, encoding = decode(data, instructions.encoding)
    cleaned = [clean(line) for line in text.splitlines()]
    found = read_proceedings("\n".join(kept for kept, _code, _found in cleaned), reference_titles())
    if not found.statements:
        raise Unreadable("no_rows", f"No line of the text could be read as a statement. {_PASTE}")
    rows: list[tuple[int, list[str] | str | None]] = [
        (one.line, [one.day, one.item, one.speaker, one.on_behalf_of, one.honorific, one.name])
        for one in found.statements
    ]
    rows += [(line, text) for line, text in found.not_understood]
    rows += [(seat.line, None) for panel in found.panels for seat in panel.seats]
    if len(rows) > instructions.max_rows:
        raise too_many_rows("", Limits(rows=instructions.max_rows))
    problems = [
        {
            "level": "error", "code": code, "sheet": "", "row": number, "column": "", "found": character,
            "expected": "plain text", "message": f"Line {number} holds a hidden character ({character}); retype it.",
        }
        for number, (_kept, code, character) in enumerate(cleaned, 1)
        if code
    ]  # fmt: skip
    columns = ColumnMap(0, {name: name for name in TEXT_FIELDS}, columns={n: i for i, n in enumerate(TEXT_FIELDS)})
    notices = [f"Read as text: {found.title}"] if found.title else ["Read as text."]
    if found.panels:
        notices.append(f"{len(found.panels)} panels are no statements and were left out; enter them as panels.")
    return _listing("txt", encoding, Sheet("", 1), columns, sorted(rows, key=lambda row: row[0]), problems, notices)


def _listing(
    kind: str, encoding: str, sheet: Sheet, columns: ColumnMap, rows: list[tuple[int, list[str] | str | None]],
    problems: list[dict[str, object]], notices: list[str],
) -> Listing:  # fmt: skip
    reading = {
        "kind": kind,
        "encoding": encoding,
        "sheet": sheet.name,
        "sheet_number": sheet.number,
        "sheets": [],
        "header_row": columns.header_row,
        "columns": asdict(columns),
        "fields": list(columns.columns),
        "filled": {},
        "problems": problems,
        "notices": notices,
        "account": {},
    }
    return Listing(reading, rows)
