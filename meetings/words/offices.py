"""Words for offices, read exactly: an office of the vocabulary, or none.

A word says an office and never a gender: "Chairwoman" and "présidente" are read as *chair* and *president*. French,
Spanish and Arabic have one word for chair and president, read as *president*; Russian and Chinese one read as *chair*.
"""

from __future__ import annotations

import re

from meetings.words.synonyms import fold_header

OFFICES = (
    "chair", "president", "vice_chair", "vice_president", "rapporteur", "friend_of_the_chair", "facilitator",
    "coordinator", "other",
)  # fmt: skip
_CHAIR = "chair|chairs|chairperson|chairpersons|chairpeople|chairman|chairmen|chairwoman|chairwomen"
_PRESIDENT = "president|presidents|présidente|présidentes|président e|presidente|presidentes|presidenta|presidentas"


def _with(prefixes: str, words: str) -> str:
    return "|".join(f"{prefix}{word}" for prefix in prefixes.split("|") for word in words.split("|"))


# English, French, Spanish, Arabic, Russian, Chinese.
_WORDS = {
    "chair": f"{_CHAIR}|{_with('co |co', _CHAIR)}|председатель|председатели|сопредседатель|сопредседатели|主席|共同主席"
    "|联合主席",
    "president": f"{_PRESIDENT}|{_with('co |co', _PRESIDENT)}|الرئيس|رئيس|الرئيسة|رئيسة|الرؤساء|رؤساء|الرئيس المشارك"
    "|президент|президенты",
    "vice_chair": f"{_with('vice |vice|deputy ', _CHAIR)}|заместитель председателя|заместители председателя|副主席",
    "vice_president": f"{_with('vice |vice', _PRESIDENT)}|نائب الرئيس|نائبة الرئيس|نواب الرئيس|نائب الرئيسة"
    "|вице президент|вице президенты",
    "rapporteur": "rapporteur|rapporteurs|rapporteuse|rapporteuses|rapporteure|rapporteures|relator|relatora|relatores"
    "|relatoras|المقرر|مقرر|المقررة|مقررة|докладчик|докладчики|报告员",
    "friend_of_the_chair": "friend of the chair|friends of the chair|friend of the president|friends of the president"
    "|ami du président|amie du président|amis du président|ami de la présidence|amis de la présidence"
    "|amie de la présidence|amigo del presidente|amiga del presidente|amigos del presidente"
    "|amigo de la presidencia|amiga de la presidencia|amigos de la presidencia|صديق الرئيس|صديقة الرئيس|أصدقاء الرئيس"
    "|друг председателя|друзья председателя|主席之友",
    "facilitator": f"{_with('|co |co', 'facilitator|facilitators')}|facilitateur|facilitatrice|facilitateurs"
    "|facilitatrices|cofacilitateur|cofacilitatrice|cofacilitateurs|facilitador|facilitadora|facilitadores"
    "|facilitadoras|cofacilitador|cofacilitadora|cofacilitadores|الميسر|ميسر|الميسرة|ميسرة|الميسرون"
    "|фасилитатор|фасилитаторы|协调人|共同协调人",
    "coordinator": f"{_with('|co |co', 'coordinator|coordinators')}|co ordinator|co ordinators|coordonnateur"
    "|coordonnatrice|coordonnateurs|coordonnatrices|coordinateur|coordinatrice|coordinateurs|coordinatrices"
    "|coordinador|coordinadora|coordinadores|coordinadoras|المنسق|منسق|المنسقة|منسقة|المنسقون|координатор|координаторы"
    "|协调员",
    "other": "other|other member of the bureau|other members of the bureau|member of the bureau|members of the bureau"
    "|bureau member|bureau members|autre|autre membre du bureau|autres membres du bureau|membre du bureau"
    "|membres du bureau|otro|otra|otro miembro de la mesa|otros miembros de la mesa|miembro de la mesa"
    "|miembros de la mesa|آخر|عضو المكتب|أعضاء المكتب|другой|другое|член бюро|члены бюро|其他|主席团成员",
}
_OFFICE = {fold_header(word): office for office, line in _WORDS.items() for word in line.split("|")}
_OFFICE |= {fold_header(office): office for office in OFFICES}
KNOWN = "chair, president, vice-chair, vice-president, rapporteur, friend of the chair, facilitator or coordinator"
LONGEST = 300  # characters of an office with its body; a longer text is none
# "Chair of Main Committee I", "Présidente de la Commission": what stands between an office and the body that it is of.
_OF = re.compile(r"\s*,\s*|\s+(?:of\s+the|of|du|de\s+la|des|del|de\s+los|de)\s+|\s+de\s+l[’'](?=\w)", re.IGNORECASE)


def read_office(text: str) -> tuple[str, str]:
    """(office, body) of "Vice-Chair" or "Chair of Main Committee I"; ("", "") when the words are no office."""
    if office := _OFFICE.get(fold_header(text)):
        return office, ""
    printed = text.strip()
    if len(printed) > LONGEST:
        return "", ""
    for of in _OF.finditer(printed):
        office, body = _OFFICE.get(fold_header(printed[: of.start()]), ""), printed[of.end() :]
        if office and body and not any(read_office(body)):  # "Vice-Chair, Rapporteur" are two offices
            return office, body
    return "", ""
