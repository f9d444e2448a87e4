"""Words for answers on forms: yes or no, state of a registration, stated gender.

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

_GENDER = _table(
    woman="woman|female|f|w|fem|femenine|feminine|femme|féminin|feminin|femelle|mujer|femenino|femenina|женщина"
    "|женский|ж|жен"
    "|امرأة|أنثى|انثى|女|女性|女士",
    man="man|male|m|h|masc|masculine|homme|masculin|mâle|hombre|masculino|varón|мужчина|мужской|м|муж|رجل|ذكر|男"
    "|男性|男士",
    another="another|another gender|other|other gender|x|non binary|nonbinary|non binary person|nb|enby|diverse"
    "|gender diverse"
    "|third gender|gender fluid|genderfluid|genderqueer|autre|autre genre|non binaire|otro|otra|otro género"
    "|no binario|no binaria"
    "|другой|другое|небинарный|небинарная|آخر|غير ثنائي|其他|非二元",
    undisclosed="prefer not to say|prefers not to say|prefer not to disclose|prefer not to answer|undisclosed"
    "|not disclosed"
    "|rather not say|decline to state|declined to state|ne souhaite pas répondre|préfère ne pas répondre"
    "|préfère ne pas le dire"
    "|préfère ne pas dire|prefiere no decirlo|prefiero no decirlo|prefiere no responder|prefiero no responder"
    "|no desea responder"
    "|предпочитаю не указывать|предпочитаю не отвечать|не желаю отвечать|предпочитает не указывать"
    "|أفضل عدم الإفصاح|أفضل عدم الإجابة"
    "|يفضل عدم الإفصاح|不愿透露|不愿说明|不愿回答|保密",
    unknown="unknown|not known|not recorded|not found|not stated|not available|not specified|unspecified|n a|na"
    "|none|null|nan"
    "|inconnu|inconnue|non renseigné|non précisé|desconocido|desconocida|no consta|no especificado"
    "|sin especificar|неизвестно"
    "|не указано|не указан|غير معروف|غير محدد|غير مذكور|未知|不详|未说明|未填写",
)  # fmt: skip

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


def stated_gender(text: str) -> str:
    """The gender value that a gender column states, or "" when the text is not recognised."""
    return _GENDER.get(fold_header(text), "")
