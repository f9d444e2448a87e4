"""Telling a post from a body by the noun that leads a printed line.

"Director, Institute of Law" leads with a post, "Institute of Directors" with a body. In English the leading noun stands
last in its phrase ("Senior Energy Analyst"), in French and Spanish first ("Directeur général", "Asesora técnica").
"""

from __future__ import annotations

import re
from functools import lru_cache

from meetings.words.posts import head_or_deputy, rank_of
from meetings.words.synonyms import fold_header, folded_words

_LEAD = re.compile(
    r"\s(?:of|for|to|at|in|on|from|with|und|de|du|des|del|della|di|do|da|der|für|en|à|au|aux|auprès|chargée?|pour|para"
    r"|por|ante|près|y|e|et|and|sur|sobre|im)\b|\s?[,;(/&:–—]|\s-\s|\s[dl]['’]|-(?=\s)",
    re.IGNORECASE,
)
_POSTS = folded_words(
    "agregado|agregada|agronomist|agronome|alternate|climatologiste|draftsman|environmentalist|focal|lobbyist|météorologue"
    "|ombudsman|sous|accountant|associé|associée|collaborateur|collaboratrice|colaborador|colaboradora|videographer|photographer|cameraman|driver|dg|support|ordinator|actuary|administrator|administratrice|administrateur|administrador|administradora|advisor|adviser"
    "|advocate|abogado|abogada|academician|académico|adjoint|adjointe|adjunto|adjunta|agent|agente|ambassador"
    "|ambassadeur|ambassadrice|analyst|analista|analyste|animateur|animatrice|archivist|architect|architecte"
    "|asesor|asesora|asistente|assessor|assistant|assistante|associate|attaché|attachée|attorney|auditor|author"
    "|avocat|avocate|barrister|biologist|biologiste|broker|bursar|cadre|campaigner|candidate|captain|chair|chairman"
    "|chairperson|chairwoman|chancellor|chargé|chargée|chef|cheffe|chemist|chercheur|chercheuse|chief|clerk|climatologist"
    "|co-chair|co-director|co-ordinator|colonel|coronel|columnist|commander|commissaire|commissioner|comptroller"
    "|conseiller|conseillère|consejero|consejera|consul|consultant|consultante|consultor|consultora|controller"
    "|convener|convenor|coordinador|coordinadora|coordinator|coordonnateur|coordonnatrice|coordinateur|coordinatrice"
    "|correspondent|counsel|counsellor|counselor|councillor|cultivateur|curator|deacon|dean|decano|delegate"
    "|delegado|delegada|délégué|déléguée|deputy|designer|developer|diplomat|diplomate|diplomático|directeur"
    "|directrice|director|directora|doctorant|doctorante|docteur|docent|doyen|ecologist|economist|économiste|economista"
    "|editor|educator|elder|embajador|embajadora|emeritus|employee|encargado|encargada|engineer|enseignant"
    "|enseignante|envoy|especialista|estudiante|étudiant|étudiante|evaluator|executive|expert|experte|experto|experta"
    "|facilitator|farmer|fellow|forecaster|forester|founder|fondateur|fundador|funcionario|funcionaria|fonctionnaire"
    "|general manager|geographer|géographe|geologist|geschäftsführer|gestionnaire|gerente|governor|gouverneur"
    "|gobernador|head|historian|hydrologist|ingénieur|ingénieure|ingeniero|ingeniera|inspector|inspecteur|instructor"
    "|intern|interpreter|investigador|investigadora|jefe|jefa|journalist|journaliste|judge|juge|jurist|juriste"
    "|laureate|lawyer|lead|leader|lecturer|lecturer|legislator|leiter|leiterin|abteilungsleiter|liaison|librarian"
    "|lieutenant|major|maire|mayor|manager|maître|mathematician|merchant|mediator|member|membre|miembro|meteorologist"
    "|minister|ministre|ministro|ministra|moderator|negotiator|négociateur|negociador|notary|nuncio|observer"
    "|observateur|observatrice|observador|officer|official|operator|organizer|organiser|organisateur|owner|parliamentarian"
    "|partner|pastor|pathfinder|personnel|physician|physicist|planner|postdoc|practitioner|premier|prefect"
    "|president|presidente|presidenta|président|présidente|principal|producer|professional|professeur|professeure"
    "|professor|profesor|profesora|programmer|promoter|promotor|proprietor|prosecutor|provost|publisher|rapporteur|recteur"
    "|rector|referent|registrar|relator|reporter|rep|representative|representante|représentant|représentante|researcher"
    "|responsable|responsible|reverend|scholar|scientist|scientifique|científico|científica|secrétaire|secretary"
    "|secretario|secretaria|senator|sénateur|senador|senadora|sergeant|solicitor|speaker|specialist|spécialiste"
    "|spokesperson|spokesman|spokeswoman|staff|stagiaire|steward|strategist|student|subdirector|subdirectora"
    "|subsecretario|superintendent|supervisor|surveyor|teacher|technician|technicien|técnico|técnica|trainee"
    "|trainer|translator|treasurer|trésorier|trésorière|tesorero|trustee|tutor|undersecretary|vice-president"
    "|vice-président|vice-présidente|vicepresidente|viceministro|viceministra|vocal|volunteer|bénévole|voluntario|warden"
    "|worker|writer|webmaster|ceo|cfo|coo|cto|phd|vp|mp|mep|hod|deputé|député|députée|diputado|diputada|delegierter"
    "|mitarbeiter|vorsitzender|referentin|советник|секретарь|посол|директор|министр|начальник|эксперт|представитель"
    "|заместитель|атташе|консультант|помощник|سفير|سفيرة|مستشار|مستشارة|مدير|مديرة|وزير|وزيرة|سكرتير|رئيس|خبير|ممثل"
)
_BODIES = folded_words(
    "academy|académie|academia|action|administration|administración|affairs|affaires|agency|agence|agencia|alliance"
    "|alianza|archives|army|asociación|assembly|assemblée|asamblea|associates|association|associação|authority|autoridad"
    "|bank|banque|banco|board|branch|brigade|bureau|business|cabinet|capital|campaign|centre|center|centro|chamber|chambers|chambre|cámara"
    "|chancellery|cancillería|church|église|city|club|coalition|college|collège|command|comisión|comité|comisaría"
    "|commission|commissariat|committee|commonwealth|communauté|community|company|confederation|confédération|conference"
    "|congress|consejo|conseil|consortium|consulate|consulat|consultants|consultancy|convention|cooperative|coordination"
    "|corp|corporation|corporación|council|county|court|cour|department|departamento|département|dept|desk|direction"
    "|dirección|directorate|division|división|embajada|embassy|ambassade|enterprises|enterprise|entreprise|empresa"
    "|estado|facility|faculty|faculté|facultad|federation|fédération|federación|firm|fondation|forces|force|forum|foundation"
    "|foundation|front|fund|fonds|fondo|fundación|gesellschaft|gmbh|government|gobierno|gouvernement|group|groupe|grupo"
    "|headquarters|hospital|house|hydro|hôpital|inc|industries|industry|initiative|institut|institute|institution"
    "|instituto|internacional|international|korps|laboratory|laboratories|laboratoire|laboratorio|league|ligue|llc|llp"
    "|limited|ltd|ltée|ministère|ministerio|ministério|ministerium|ministry|misión|mission|mouvement|movement|museum"
    "|nation|nations|navy|network|networks|observatory|office|oficina|organisation|organization|organización|oxfam"
    "|observatoire|parliament|parlement|partnership|partners|party|plc|police|presidency|présidence|presidencia|press"
    "|program|programa|programme|project|proyecto|projet|réseau|red|regiment|republic|république|república|research"
    "|resources|school|école|escuela|secretaría|secretariat|secrétariat|section|sección|sector|senate|sénat|senado"
    "|service|services|servicio|society|société|sociedad|solutions|studies|subdirección|syndicat|system|systems|taskforce"
    "|team|technologies|treasury|trust|tribunal|unidad|union|unión|unit|unité|universidad|universidade|université"
    "|universität|universiteit|university|verein|ville|watch|wing|works|министерство|институт|университет|департамент"
    "|управление|отдел|представительство|посольство|миссия|وزارة|جامعة|سفارة|بعثة|معهد|إدارة"
)
_COMPANY = re.compile(
    r"\b(?:Inc|Ltd|Ltée|LLC|LLP|Corp|GmbH|A\.?G|S\.?A\.?R?\.?L?|S\.p\.A|N\.?V|B\.?V|Co|Pty|plc|e\.V|a\.s|A/S)\b\.?$"
)
_LATIN = re.compile(r"[A-Za-z]")
_LISTED = re.compile(r",|\bof\b")  # behind these the last word leads nothing
# "Attorney-General's Office", and the Spanish Secretaría, which folds to the woman who is a secretary.
_OFFICE_OF = re.compile(r".*['’]s\s|(?:sub)?secretaría\b", re.IGNORECASE)
# Members of unions and clubs, and posts that are adjectives as well: "Student Union", "Executive Office".
_MEMBERS = frozenset(
    ("student", "staff", "member", "engineer", "farmer", "worker", "teacher", "executive", "principal", "expert")
)
POST, BODY = "post", "body"


def _shortened(word: str) -> set[str]:
    """The word with each letter left out once."""
    return {word[:position] + word[position + 1 :] for position in range(len(word))}


_LONG = 7  # letters from which on one slip of the typist leaves a word recognisable
_NEARLY_POSTS = frozenset(
    (near, word[-2:]) for word in _POSTS if len(word) >= _LONG for near in (word, *_shortened(word))
)


def _is_misspelt_post(word: str) -> bool:
    """ "Presdent", "Manger", "Corodinator": one slip, and not in the ending, which tells "Minister" from "Ministry".

    A plural is no slip, it names a body: "Engineers without Frontiers".
    """
    if len(word) < _LONG - 1 or word.rstrip("s") in _POSTS:
        return False
    return any((near, word[-2:]) in _NEARLY_POSTS for near in (word, *_shortened(word)))


@lru_cache(maxsize=16_384)
def leads_with(text: str) -> str:
    """``post``, ``body`` or "" when no word tells."""
    found = _LEAD.search(text.strip(), 1)
    lead = text[: found.start()] if found else text
    words = fold_header(lead).split()
    if not words:
        return ""
    if head_or_deputy(text):
        return POST
    if _OFFICE_OF.match(text) and (words[-1] in _BODIES or "í" in lead.casefold()):
        return BODY
    if words[-1] in _POSTS or (words[0] in _POSTS and not (words[0] in _MEMBERS and words[-1] in _BODIES)):
        return POST
    whole = fold_header(text).split()
    if (whole[-1] in _POSTS or _is_misspelt_post(whole[-1])) and not _LISTED.search(text):
        return POST  # "Research & Communications Coordinator"
    if words[0] in _BODIES or words[-1] in _BODIES:
        return BODY
    if any(word in _POSTS or _is_misspelt_post(word) for word in words):
        return POST
    return _by_the_rest(text, whole)


# Posts that are given names or surnames as well: "Pastor Quintel", "Ana Mayor", "Jean Lemaire".
_ALSO_NAMES = folded_words(
    "pastor|mayor|major|dean|deacon|judge|justice|farmer|merchant|clerk|warden|steward|elder|chancellor|fellow|marshal"
    "|rector|alcalde|abad|page|provost|prefect|vocal|cadre|doyen|lead|rep|principal|chef|maire|referent|captain|colonel"
    "|elder|inspector|alternate|governor|head|premier|partner|worker|writer|trainer|teacher|speaker|owner|leader|docent"
)
# English words that stand before a post and begin no name: "Sr Exec - Follow Up", "HR Business Partner".
_BEFORE_POSTS = folded_words(
    "exec|mgr|dir|asst|vp|svp|evp|ops|hr|it|coord|admin|research|program|programme|project|policy|legal|business|technical"
    "|political|human|climate|energy|environmental|environment|nuclear|security|defence|defense|military|public|media"
    "|communications|press|national|international|regional|global|external|internal|government|vice|associate|assistant"
    "|deputy|principal|chief|staff|team|data|finance|financial|administrative|legislative|protocol|science|scientific"
    "|strategic|strategy|digital|account|sales|marketing|foreign|legislation|economic|cultural|consular|corporate"
)


def is_post_beyond_doubt(text: str) -> bool:
    """Whether words that stand behind a title are a post and no name.

    They are where the last word or, before a preposition, the first is a post that nobody is called: "Policy Adviser",
    "Director of Research"; a word that only resembles one ("Delgado", "Bogado") says nothing.
    """
    words = fold_header(text).split()
    if not words or words[0] in _BEFORE_POSTS:
        return bool(words)
    lead = fold_header(text[: found.start()] if (found := _LEAD.search(text.strip(), 1)) else text).split()
    if not lead:
        return leads_with(text) == POST
    if lead[-1] in _POSTS and (lead[-1] not in _ALSO_NAMES or len(lead) < len(words)):
        return True
    return (lead[0] in _POSTS and lead[0] not in _ALSO_NAMES) or head_or_deputy(text) != ""


def _by_the_rest(text: str, words: list[str]) -> str:
    if _COMPANY.search(text) or any(word in _BODIES for word in words):
        return BODY
    if not _LATIN.search(text) and rank_of(text) not in ("other", "unknown"):
        return POST
    return ""
