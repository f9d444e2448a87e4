"""Wordings of letters to delegations as they come with the product, in English and French.

Words in square brackets are filled in from the figures of a letter: see ``FIELDS``.
"""

from __future__ import annotations

from meetings.letters.wordings import Letters, Wording
from meetings.models import DelegationWording
from meetings.models.letters import DelegationLetterKind
from meetings.vocabulary import LetterLanguage

FIELDS = (
    "mission", "state", "office", "forum", "meeting", "opens", "composition", "head", "sessions", "all_delegations",
    "run", "reason", "members", "answer_by", "paragraph",
)  # fmt: skip
"""What a wording may ask the record for."""
EN, FR = LetterLanguage.ENGLISH.value, LetterLanguage.FRENCH.value
K = DelegationLetterKind
_SUBJECT = {
    (K.SHEET, EN): "[meeting]: please confirm your delegation",
    (K.SHEET, FR): "[meeting] : confirmation de votre délégation",
    (K.AFTER_SESSION, EN): "[meeting]: women and men in your delegation",
    (K.AFTER_SESSION, FR): "[meeting] : femmes et hommes dans votre délégation",
    (K.RUN, EN): "[forum]: your last delegations",
    (K.RUN, FR): "[forum] : vos dernières délégations",
    (K.BEFORE_SESSION, EN): "[meeting]: your delegation",
    (K.BEFORE_SESSION, FR): "[meeting] : votre délégation",
    (K.THANKS, EN): "[forum]: thank you",
    (K.THANKS, FR): "[forum] : remerciements",
    (K.NOMINATIONS, EN): "[forum]: call for nominations",
    (K.NOMINATIONS, FR): "[forum] : appel à candidatures",
}
_OPENING = {
    EN: "[office] presents its compliments to [mission] and has the honour to write about ",
    FR: "[office] présente ses compliments à [mission] et a l’honneur de lui écrire au sujet de ",
}
_SOURCE = {
    EN: "Gender is taken from the courtesy titles and gender columns of published lists, never from a name. "
    "If a figure is wrong, please send us a correction with its source by [answer_by].",
    FR: "Le genre est tiré des titres de civilité et des colonnes des listes publiées, jamais d’un nom. Si un chiffre "
    "est inexact, nous vous prions de nous adresser une correction avec sa source d’ici au [answer_by].",
}
_BODY = {
    (K.SHEET, EN): (
        "its delegation to [meeting]. The attached sheet shows each person as the list prints them and how they were "
        "counted: [composition].\n\nPlease confirm the sheet, or send corrections with their source, by [answer_by]. "
        "Only numbers are published, never names. Silence is not taken as consent."
    ),
    (K.SHEET, FR): (
        "sa délégation à la réunion « [meeting] ». La feuille ci-jointe montre chaque personne telle que la liste "
        "l’imprime et la façon dont elle a été comptée : [composition].\n\nNous vous prions de confirmer cette feuille "
        "ou de nous adresser des corrections avec leur source d’ici au [answer_by]. Seuls des nombres sont publiés, "
        "jamais des noms. Le silence ne vaut pas accord."
    ),
    (K.AFTER_SESSION, EN): (
        "its delegation to [meeting]: [composition]. [head]\n\nYour delegations to the sessions of [forum]:\n\n"
        "[sessions]\n\nAll delegations of States at this session: [all_delegations].\n\n" + _SOURCE[EN]
    ),
    (K.AFTER_SESSION, FR): (
        "sa délégation à la réunion « [meeting] » : [composition]. [head]\n\nVos délégations aux sessions "
        "([forum]) :\n\n[sessions]\n\nToutes les délégations d’États à cette session : [all_delegations].\n\n"
        + _SOURCE[FR]
    ),
    (K.RUN, EN): (
        "its delegations to [forum]. [run]\n\n[sessions]\n\nWe would be glad to see both women and men in your next "
        "delegation.\n\n" + _SOURCE[EN]
    ),
    (K.RUN, FR): (
        "ses délégations ([forum]). [run]\n\n[sessions]\n\nNous serions heureux de voir des femmes et des hommes dans "
        "votre prochaine délégation.\n\n" + _SOURCE[FR]
    ),
    (K.BEFORE_SESSION, EN): (
        "[meeting], which opens on [opens]. Your delegation to the last session on record:\n\n[sessions]\n\n"
        "We would be glad to see both women and men in your delegation, and among those who lead it."
    ),
    (K.BEFORE_SESSION, FR): (
        "la réunion « [meeting] », qui s’ouvre le [opens]. Votre délégation à la dernière session enregistrée :\n\n"
        "[sessions]\n\nNous serions heureux de voir des femmes et des hommes dans votre délégation et à sa tête."
    ),
    (K.THANKS, EN): "its delegations to [forum]. [reason]\n\n[sessions]\n\nThank you.",
    (K.THANKS, FR): "ses délégations ([forum]). [reason]\n\n[sessions]\n\nNous vous en remercions.",
    (K.NOMINATIONS, EN): (
        "nominations to [forum]. [members]\n\nPlease nominate by [answer_by]. Nominations of women "
        "and of men are welcome; of two nominations, one of each helps most."
    ),
    (K.NOMINATIONS, FR): (
        "candidatures ([forum]). [members]\n\nNous vous prions de présenter vos candidatures "
        "d’ici au [answer_by]. Les candidatures de femmes et d’hommes sont bienvenues ; de deux candidatures, une de "
        "chaque aide le plus."
    ),
}
_CLOSING = {EN: "\n\n[paragraph]\n\n[office]", FR: "\n\n[paragraph]\n\n[office]"}


def as_supplied(kind: str, language: str) -> Wording:
    """The wording that comes with the product."""
    chosen = DelegationLetterKind(kind), language
    return Wording(_SUBJECT[chosen], _OPENING[language] + _BODY[chosen] + _CLOSING[language])


TO_DELEGATIONS = Letters(DelegationWording, DelegationLetterKind, FIELDS, as_supplied)
