"""Words for answers on forms: yes or no, and the state of a registration.

Every reading is exact on the folded value. What is not listed here is not recognised and never coerced.
"""

from meetings.words.synonyms import fold_header, folded_words


def _table(**lines: str) -> dict[str, str]:
    return {fold_header(word): value for value, line in lines.items() for word in line.split("|")}


_YES_NO = _table(
    yes="yes|y|true|1|x|present|attended|checked in|oui|o|vrai|présent|présente|sí|si|s|verdadero|presente|asistió"
    "|да|присутствовал|присутствовала|نعم|حاضر|حضر|是|出席|已签到",
    no="no|n|false|0|absent|not attended|not checked in|non|faux|absente|falso|ausente|нет|отсутствовал"
    "|отсутствовала|لا|غائب|否|缺席|未签到",
)
_MARKS = {
    "✓": "yes",
    "✔": "yes",
    "☑": "yes",
    "✅": "yes",
    "✗": "no",
    "✘": "no",
    "☐": "no",
    "❌": "no",
    "-": "no",
    "–": "no",
}

_REGISTRATION = _table(
    accepted="approved|confirmed|accepted|registered|complete|completed|active|valid|ok|checked in|printed|attended"
    "|approuvé|approuvée|confirmé|confirmée|accepté|acceptée|inscrit|inscrite|validé|validée|aprobado|aprobada"
    "|confirmado|confirmada"
    "|aceptado|aceptada|inscrito|inscrita|registrado|registrada|одобрено|одобрена|подтверждено|подтверждена"
    "|принято|принята"
    "|зарегистрирован|зарегистрирована|موافق عليه|مؤكد|مقبول|مسجل|已批准|批准|已确认|确认|已接受|已注册",
    rejected="rejected|refused|declined|denied|withdrawn|cancelled|canceled|not approved|not accepted|revoked"
    "|no show|deleted"
    "|pending|waiting|waiting list|waitlisted|on hold|submitted|draft|incomplete|in review|under review"
    "|to be approved"
    "|rejeté|rejetée|refusé|refusée|annulé|annulée|retiré|retirée|en attente|non approuvé|rechazado|rechazada"
    "|denegado|denegada"
    "|cancelado|cancelada|anulado|anulada|retirado|retirada|pendiente|en espera|отклонено|отклонена|отказано"
    "|отозвано|отозвана"
    "|отменено|отменена|на рассмотрении|ожидает|مرفوض|ملغى|منسحب|قيد الانتظار|معلق|被拒绝|已拒绝|拒绝|已取消"
    "|取消|已撤回|撤回|待定|待审核|待批准",
)

# First words of a courtesy title: they tell a "Title" column of honorifics from one of posts.
COURTESY_WORDS = frozenset(
    title.split()[0]
    for title in folded_words(
        "Mr|Mrs|Ms|Miss|Mx|Mss|Dr|Prof|Professor|H|HE|H.E|Hon|Sir|Dame|Lord|Lady|Rev|Fr|Sister|Msgr|M|MM"
        "|Mme|Mlle|Monsieur|Madame|S|SE|Me|Pr|Sr|Sra|Srta|Señor|Señora|D|Don|Doña|Dña|Dn|Excmo|Excma|Lic"
        "|Ing|Amb|Col|Lt|Gen|Capt|Maj|Cmdr|г|господин|госпожа|д|السيد|السيدة|الآنسة|سعادة|معالي|الدكتور"
        "|先生|女士|小姐|夫人|博士|教授|阁下|Herr|Frau|Sheikh|Sheikha|Prince|Princess"
    )
)


def yes_or_no(text: str) -> str:
    """``yes``, ``no`` or "" when the text is neither."""
    return _MARKS.get(text.strip()) or _YES_NO.get(fold_header(text), "")


def registration_state(text: str) -> str:
    """``accepted``, ``rejected`` (refused, withdrawn or still pending) or "" when not recognised."""
    return _REGISTRATION.get(fold_header(text), "")
