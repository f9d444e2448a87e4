"""Profile of lists of office-holders: fields, synonyms and how a page is read (``reader.py``)."""

from __future__ import annotations

from meetings.countries import from_reference
from meetings.reading.lists.reference import reference_titles
from meetings.reading.proceedings.bureau_pages import read_bureau
from meetings.reading.proceedings.reader import GENDER, STATE, TITLE, OfText, Profile, Rows

# English, French, Spanish, Arabic, Russian, Chinese.
_SYNONYMS = {
    "office": "office|position|post|function|role|office held|position in the bureau|fonction|poste|charge|cargo|puesto"
    "|funcion|المنصب|الوظيفة|должность|职务|职位",
    "body": "body|committee|working group|organ|subsidiary body|committee or working group|commission|comite|organe"
    "|groupe de travail|organo|comision|grupo de trabajo|الهيئة|اللجنة|الفريق العامل|орган|комитет|рабочая группа"
    "|机构|委员会|工作组",
    "title": TITLE,
    "name": "name|full name|office holder|officeholder|holder|nom|nom complet|titulaire|nombre|nombre completo|titular"
    "|الاسم|имя|фио|姓名",
    "delegation": f"{STATE}|member state|state party|etat membre|estado miembro",
    "gender": f"{GENDER}|gender of the office holder",
    "start": "start|from|since|first day|start date|date from|start of term|debut|du|depuis|date de debut|premier jour"
    "|desde|inicio|fecha de inicio|primer dia|من|تاريخ البدء|с|начало|дата начала|开始|开始日期|起始日期",
    "end": "end|to|until|till|last day|end date|date to|end of term|fin|au|jusqu au|date de fin|dernier jour|hasta"
    "|fecha de fin|ultimo dia|إلى|تاريخ الانتهاء|по|конец|окончание|дата окончания|结束|结束日期|截止日期",
    "source": "source|document|reference|fuente|documento|المصدر|الوثيقة|источник|документ|来源|文件",
}  # fmt: skip


def _read_text(text: str) -> OfText:
    """A bureau as a public page prints it."""
    found = read_bureau(text, reference_titles(), from_reference())
    rows: Rows = [(one.line, [one.office, one.body, one.title, one.name, one.state]) for one in found.holders]
    rows += [(line, text) for line, text in found.not_understood]
    return OfText(("office", "body", "title", "name", "delegation"), rows, ["Read as text."])


OFFICES = Profile(
    synonyms=_SYNONYMS,
    needs={"office": 'No column says which office it is. Say which one does with --map "Header=office".'},
    one_of=(
        ("title", "name", "delegation"),
        'No column says who holds the office. Say which one does with --map "Header=name", title or delegation.',
    ),
    read_text=_read_text,
    example="Office, Title, Name and State",
    noun="an office-holder",
)
