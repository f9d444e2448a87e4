"""Wordings of letters as they come with the product, in English and French; an office writes its own over them.

Words in square brackets are filled in from the record: see ``FIELDS``.
"""

from __future__ import annotations

from meetings.letters.wordings import Wording
from meetings.vocabulary import LetterLanguage
from panels.vocabulary import LetterKind

FIELDS = ("title", "date", "organiser", "official", "finding", "missing", "answer_by", "names", "office")
"""What a wording may ask the record for."""


EN, FR = LetterLanguage.ENGLISH.value, LetterLanguage.FRENCH.value
K = LetterKind
ABOUT = {EN: "Invitation to “[title]”, [date]", FR: "Invitation à « [title] », [date]"}
_OPENING = {
    EN: "Dear organizers,\n\nThank you for inviting [official] to speak on “[title]” on [date].",
    FR: "Mesdames et Messieurs,\n\nNous vous remercions d’avoir invité [official] à intervenir lors de « [title] », "
    "le [date].",
}
_CLOSING = {EN: "\n\nWith best wishes,\n[office]", FR: "\n\nAvec nos salutations distinguées,\n[office]"}
_BODY = {
    (K.ASK_WHO, EN): (
        " Before we answer, could you let us know by [answer_by]:\n\n"
        "1. What are you doing for gender balance on this panel?\n"
        "2. How many women and how many men are to speak?\n"
        "3. Have you approached women experts on the subject?\n"
        "4. May we send you our list of experts?\n"
        "5. Would you invite somebody from it?\n\n"
        "We join only panels with both women and men among the other speakers."
    ),
    (K.ASK_WHO, FR): (
        " Avant de vous répondre, nous vous serions reconnaissants de nous indiquer, d’ici au [answer_by] :\n\n"
        "1. Que faites-vous pour l’équilibre entre femmes et hommes dans cette table ronde ?\n"
        "2. Combien de femmes et combien d’hommes doivent intervenir ?\n"
        "3. Avez-vous pris contact avec des expertes du sujet ?\n"
        "4. Pouvons-nous vous envoyer notre liste d’expertes et d’experts ?\n"
        "5. Inviteriez-vous une personne de cette liste ?\n\n"
        "Nous ne participons qu’aux tables rondes qui réunissent des femmes et des hommes parmi les autres "
        "intervenants."
    ),
    (K.ASK_CHANGE, EN): (
        " We would be glad to take part.\n\nUnder our policy on panels we join only panels that have women and men "
        "without us. At present, [finding]. Could you add at least [missing] by [answer_by]? We are happy to suggest "
        "names."
    ),
    (K.ASK_CHANGE, FR): (
        " Nous y participerions volontiers.\n\nSelon notre politique, nous ne participons qu’aux tables rondes qui "
        "réunissent des femmes et des hommes sans compter notre intervenant. À ce jour, [finding]. Pourriez-vous "
        "ajouter au moins [missing] d’ici au [answer_by] ? Nous vous proposerions volontiers des noms."
    ),
    (K.SUGGEST, EN): (
        " We would be glad to take part.\n\nAt present, [finding]. May we suggest experts on the subject, who agreed "
        "to be named to organizers:\n\n[names]\n\nWe would be grateful for your answer by [answer_by]."
    ),
    (K.SUGGEST, FR): (
        " Nous y participerions volontiers.\n\nÀ ce jour, [finding]. Permettez-nous de vous proposer les noms "
        "suivants ; ces personnes ont accepté d’être recommandées :\n\n[names]\n\nNous vous serions reconnaissants "
        "de nous répondre d’ici au [answer_by]."
    ),
    (K.ACCEPT_ON_CONDITION, EN): (
        " We accept with pleasure, on one condition. At present, [finding]. Please add at least [missing] and confirm "
        "the line-up by [answer_by]; otherwise we will not be able to take part."
    ),
    (K.ACCEPT_ON_CONDITION, FR): (
        " Nous acceptons avec plaisir, à une condition. À ce jour, [finding]. Nous vous prions d’ajouter au moins "
        "[missing] et de confirmer la composition d’ici au [answer_by] ; à défaut, nous ne pourrons pas participer."
    ),
    (K.DECLINE, EN): (
        "\n\nUnder our policy on panels we do not join panels of one gender. As [finding], we are not able to take "
        "part this time. If the line-up changes, please let us know: we would be glad to look at it again."
    ),
    (K.DECLINE, FR): (
        "\n\nSelon notre politique, nous ne participons pas aux tables rondes composées d’un seul genre. Comme "
        "[finding], nous ne pouvons pas participer cette fois. Si la composition change, n’hésitez pas à nous en "
        "informer : nous l’examinerions volontiers de nouveau."
    ),
}


def as_supplied(kind: str, language: str) -> Wording:
    """The wording that comes with the product."""
    return Wording(ABOUT[language], _OPENING[language] + _BODY[LetterKind(kind), language] + _CLOSING[language])
