"""Profile of lists of statements: fields, synonyms and how a page is read (``reader.py``)."""

from __future__ import annotations

from meetings.countries import from_reference
from meetings.reading.lists.reference import reference_titles
from meetings.reading.proceedings.reader import GENDER, STATE, TITLE, OfText, Profile, Rows
from meetings.reading.proceedings.statement_pages import read_proceedings

# English, French, Spanish, Arabic, Russian, Chinese.
_SYNONYMS = {
    "order": "order|no|nr|number|#|speaking order|ordre|numero|orden|الترتيب|номер|№|порядок|序号",
    "date": "date|day|meeting date|jour|fecha|dia|التاريخ|дата|日期",
    "item": "item|agenda item|debate|topic of debate|session|meeting|cluster|segment|point de l ordre du jour|debat"
    "|seance|tema del programa|sesion|البند|пункт повестки дня|заседание|议程项目",
    "delegation": f"{STATE}|speaker delegation|state or organization|state or organisation|entity|representing"
    "|spoken by|delivered by|prononce par|pronunciada por",
    "category": "category|type of entity|entity type|categorie|categoria|الفئة|категория|类别",
    "on_behalf_of": "on behalf of|behalf of|group|for group|group statement|au nom de|groupe|en nombre de|grupo"
    "|باسم|от имени|группа|代表|集团",
    "title": TITLE,
    "speaker": "speaker|speaker name|name of speaker|name|orateur|oratrice|nom|orador|oradora|nombre|المتحدث|الاسم"
    "|оратор|имя|发言人|姓名",
    "gender": f"{GENDER}|gender of speaker|speaker gender",
    "minutes": "minutes|duration|length|time|speaking time|duree|temps de parole|minutos|duracion|tiempo|المدة|الدقائق"
    "|минуты|продолжительность|时长|分钟",
    "kind": "kind|type|type of statement|statement type|type de declaration|tipo|tipo de declaracion|النوع|тип|вид"
    "|类型",
    "presiding": "presiding|presiding officer|from the chair|chair|en qualite de president|desde la presidencia"
    "|رئاسة|председательствует|主持",
    "topic": "topic|gender topic|raises|coding|code|theme|tema|الموضوع|тема|主题",
}  # fmt: skip


def _read_text(text: str) -> OfText:
    """Statements as a public page prints them; seats of panels leave as None."""
    states = from_reference()
    found = read_proceedings(text, reference_titles(), is_state=lambda name: bool(states.lookup(name)))
    rows: Rows = [
        (one.line, [one.day, one.item, one.speaker, one.on_behalf_of, one.honorific, one.name])
        for one in found.statements
    ]
    rows += [(line, text) for line, text in found.not_understood]
    rows += [(seat.line, None) for panel in found.panels for seat in panel.seats]
    notices = [f"Read as text: {found.title}"] if found.title else ["Read as text."]
    if found.panels:
        notices.append(f"{len(found.panels)} panels are no statements and were left out; enter them as panels.")
    return OfText(("date", "item", "delegation", "on_behalf_of", "title", "speaker"), rows, notices)


STATEMENTS = Profile(
    synonyms=_SYNONYMS,
    needs={"delegation": 'No column says who spoke. Say which one does with --map "Header=delegation".'},
    one_of=((), ""),
    read_text=_read_text,
    example="Delegation, Title and Minutes",
    noun="a statement",
)
