"""What programmes call panels and those who sit on them, in six languages; pure.

A label says who is a speaker, who moderates and who chairs; never a gender.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from meetings.words.synonyms import fold_header

SPEAKER, MODERATOR, CHAIR, HOST = "speaker", "moderator", "chair", "master_of_ceremonies"
# English, French, Spanish, Russian, Arabic, Chinese; of each language the words for one person, then for several.
_ONE = {
    SPEAKER: "speaker|panelist|panellist|keynote|keynote speaker|keynote address|guest speaker|presenter|participant"
    "|discussant|respondent|rapporteur|opening remarks|closing remarks|opening statement|introduction|presentation"
    "|introductory remarks|lead speaker|expert|orateur|oratrice|intervenant|intervenante|panéliste|conférencier"
    "|conférencière|discutant|discutante|orateur principal|oratrice principale|discours d ouverture|discours liminaire"
    "|allocution d ouverture|remarques liminaires|remarques finales|expert|experte|orador|oradora|ponente|panelista"
    "|conferencista|expositor|expositora|orador principal|oradora principal|discurso inaugural"
    "|discurso de apertura|palabras de apertura|palabras de clausura|comentarista|relator|relatora|experto|experta"
    "|докладчик|докладчица|спикер|участник|участница|выступающий|выступающая|эксперт|основной докладчик"
    "|вступительное слово|вступительные замечания|заключительное слово|المتحدث|المتحدثة|متحدث|متحدثة|المشارك|المشاركة"
    "|المتحدث الرئيسي|المتحدثة الرئيسية|الكلمة الافتتاحية|كلمة افتتاحية|الكلمة الرئيسية|المحاور|المقرر|خبير"
    "|发言人|发言者|主讲人|主旨发言|主旨发言人|主题发言|主题发言人|嘉宾|专题讨论者|小组成员|评论人|开幕致辞|闭幕致辞|开场白|专家",
    MODERATOR: "moderator|moderated by|moderation|facilitator|facilitated by|co moderator|modérateur|modératrice"
    "|modération|animateur|animatrice|animé par|animée par|modéré par|modérée par|facilitateur|facilitatrice"
    "|moderador|moderadora|moderado por|moderada por|moderación|modera|facilitador|facilitadora|модератор"
    "|модерирует|ведущий|ведущая|الميسر|الميسرة|ميسر|ميسرة|مدير الجلسة|مديرة الجلسة|يدير الجلسة|تدير الجلسة"
    "|主持人|主持|协调人",
    CHAIR: "chair|chairperson|chairman|chairwoman|chaired by|co chair|vice chair|presiding|president"
    "|président|présidente|présidé par|présidée par|présidence|coprésident|coprésidente|presidente|presidenta"
    "|presidido por|presidida por|preside|presidencia|copresidente|copresidenta|председатель|председательствует"
    "|председательствующий|председательствующая|сопредседатель|الرئيس|الرئيسة|رئيس الجلسة|رئيسة الجلسة|يرأس الجلسة"
    "|ترأس الجلسة|主席|共同主席|会议主席",
    HOST: "master of ceremonies|mistress of ceremonies|mc|emcee|host|maître de cérémonie|maîtresse de cérémonie"
    "|maestro de ceremonias|maestra de ceremonias|церемониймейстер|عريف الحفل|عريفة الحفل|司仪",
}
_SEVERAL = {
    SPEAKER: "speakers|panelists|panellists|keynotes|keynote speakers|guest speakers|presenters|participants"
    "|discussants|respondents|rapporteurs|presentations|experts|panel members|members of the panel|with|featuring"
    "|orateurs|oratrices|intervenants|intervenantes|panélistes|conférenciers|conférencières|discutants|participants"
    "|participantes|orateurs principaux|experts|expertes|avec|oradores|oradoras|ponentes|panelistas|conferencistas"
    "|expositores|expositoras|oradores principales|comentaristas|participan|relatores|expertos|expertas|con"
    "|докладчики|спикеры|участники|выступающие|эксперты|основные докладчики|участники дискуссии"
    "|المتحدثون|المتحدثين|المتحدثات|متحدثون|المشاركون|المشاركين|المشاركات|المتكلمون|المحاورون|أعضاء الفريق|الخبراء"
    "|发言人|发言者|主讲人|嘉宾|小组成员|专题讨论者|专家|与会者|发言人名单|小组成员名单|与会嘉宾|讨论嘉宾|嘉宾名单",
    MODERATOR: "moderators|facilitators|co moderators|modérateurs|modératrices|animateurs|animatrices|facilitateurs"
    "|moderadores|moderadoras|facilitadores|модераторы|ведущие|الميسرون|المنسقون",
    CHAIR: "chairs|chairpersons|co chairs|co chaired by|présidents|coprésidents|coprésidé par|presidentes|copresidentes"
    "|copresidido por|председатели|сопредседатели|الرؤساء|الرئيسان|رئيسا الجلسة",
    HOST: "masters of ceremonies|hosts",
}
_LABEL = {
    fold_header(word): (role, several)
    for several, of in ((False, _ONE), (True, _SEVERAL))
    for role, words in of.items()
    for word in words.split("|")
}
_NUMBER = r"(?:[ivxlc]{1,6}|\d{1,2}|[一二三四五六七八九十]{1,3}|one|two|three|four|five|six)"
_KINDS = (
    r"(?:high[- ]level |special |side |expert |thematic |ministerial |interactive )?"
    r"(?:panel(?: discussion| session)?|round[- ]?table(?: discussion)?|topic|theme|session|cluster|segment"
    r"|thematic (?:discussion|debate|session))"
    r"|(?:table ronde|groupe de discussion|réunion[- ]débat|débat thématique|thème|séance thématique)"
    r"|(?:mesa redonda|mesa|panel de (?:discusión|expertos)|tema|sesión temática|conversatorio)"
    r"|(?:панель(?:ная дискуссия)?|панельное обсуждение|дискуссия|круглый стол|тематическая дискуссия|сессия)"
    r"|(?:حلقة (?:ال)?نقاش(?:ية)?|(?:ال)?جلسة(?: نقاش| حوارية)?|(?:ال)?مائدة (?:ال)?مستديرة"
    r"|(?:ال)?فريق (?:ال)?مناقشة|الحلقة)"
    r"|(?:小组讨论(?:会)?|专题(?:小组)?讨论(?:会)?|圆桌(?:会议|讨论)|专题会议|第[一二三四五六七八九十\d]+(?:场|次)?(?:小组|专题)讨论)"
)
_HEADING = re.compile(
    rf"^(?:(?:{_KINDS})\s*(?:(?:no\.?|n[°º]|№|#|رقم|第)?\s*{_NUMBER})?)\s*(?:[:：–—]|[.-](?=\s))\s*(.+)$", re.IGNORECASE
)
_NUMBERED = re.compile(rf"^(?:{_KINDS})\s*(?:no\.?|n[°º]|№|#|رقم)?\s*{_NUMBER}$", re.IGNORECASE)
_LABELLED = re.compile(r"^([^:：]{2,60}?)(?:\s*\([^()]{1,20}\))?\s*(?:[:：]|\s[–—-]\s)\s*(.*)$")


@dataclass(frozen=True, slots=True)
class Label:
    """A label before people: what they do, as printed and as a role; ``several`` where it may name more than one;
    ``people`` is what stands behind it, "" where they stand on the lines below."""

    printed: str
    role: str
    several: bool
    people: str


def panel_heading(text: str) -> str:
    """The title of a line that heads a panel: what stands behind its number, or all of it; "" where it heads none."""
    if heading := _HEADING.match(text):
        return "" if read_label(text) and not _NUMBERED.match(text.partition(":")[0]) else heading[1].strip()
    return text if _NUMBERED.match(text) else ""


def read_label(text: str) -> Label | None:
    """The label that a line begins with: "Panellists: …", "Moderator – …", "发言人：…"; None where it has none."""
    found = _LABELLED.match(text)
    said = _LABEL.get(fold_header(found[1])) if found else None
    return Label(found[1], said[0], said[1], found[2].strip()) if found and said else None


def role_of(printed: str) -> str:
    """The role that a printed label means; a speaker's where it says nothing."""
    return _LABEL.get(fold_header(printed), (SPEAKER, False))[0]
