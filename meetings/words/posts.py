"""Words for posts and roles: who heads a delegation, the role on it, and the band of the rank.

A post is read part by part (commas and brackets separate them). "Head of Delegation Support Unit", "Deputy Head of
Delegation" and "Assistant to the Head of Delegation" are posts of people who are not the head.
"""

import re
from functools import lru_cache

from meetings.words.synonyms import bare, fold_header

_PARTS = re.compile(r"[,;/()\[\]\n–—:،؛，；（）]|\s-\s")

_HEAD = re.compile(
    bare(
        r"\b(?:head|leader|chief) of (?:the |his |her |its )?delegation\b|\bdelegation (?:head|leader)\b"
        r"|\bchief delegate\b|^hod$"
        r"|\bchef(?:fe)?(?: \w+)? de (?:la |sa )?delegation\b|\bjef[ea](?: \w+)? de (?:la |su )?delegacion\b"
        r"|\b(?:глава|руководитель) делегации\b|\bرئيسة? (?:ال)?وفد\b|团长"
    )
)
# The word before the head, or behind it in the languages that put it there, that makes a deputy of it.
_SECOND = re.compile(
    bare(r"\b(?:deputy|alternate|vice|associate|substitute|acting deputy|заместитель|зам|نائبة?)$|副$")
)
_SECOND_BEHIND = re.compile(r"^\s*(?:adjointe?|suppleante?|adjunt[oa]|suplente|altern[oa])\b")
_SECOND_ALONE = re.compile(r"^(?:adjointe?|suppleante?|adjunt[oa]|suplente|altern[oa]|alternate|deputy)$")
_DEPUTY = re.compile(bare(r"\bзам(?:еститель)? (?:главы|руководителя) делегации\b"))
# The head is somebody else: this person works to, for or with the head …
_SOMEONE_ELSES = re.compile(
    bare(
        r"\b(?:(?:to|of|for|with|du|au|de|del|al) (?:the |la |el )?|spouse |(?:مساعدة?|مستشارة?|مكتب|سكرتيرة?"
        r"|مرافقة?) )$"
    )
)
# … or the words go on to name an office, or a standing mission that is called "Delegation of … to …".
_GOES_ON = re.compile(
    bare(
        r"^\s*(?:s\b|support|unit|office|of\b|to\b|affairs|secretariat|staff|liaison|de\b|du\b|des\b|del\b|助理"
        r"|秘书)"
    )
)

# Roles by whole words of one part of the text, in the order tried.
_ROLES = tuple(
    (role, re.compile(bare(pattern)))
    for role, pattern in (
        ("alternate", r"\balternate\b|\bsubstitute\b|\bsuppleante?\b|\bsuplente\b|\baltern[oa]\b"
         r"|\bdeputy representative\b"
         r"|заместитель представителя|\bمناوبة?\b|候补|副代表"),
        ("adviser", r"\badvis[eo]r\b|\bconseill(?:er|ere)\b|\basesora?\b|\bconsejer[oa]\b|\bсоветник\b"
         r"|\bمستشارة?\b|顾问"),
        ("expert", r"\bexperte?\b|\bexpert[oa]\b|\bэксперт\b|\bخبيرة?\b|专家"),
        ("observer", r"\bobserver\b|\bobservat(?:eur|rice)\b|\bobservadora?\b|\bнаблюдатель\b|\bمراقبة?\b|观察员"),
        ("member", r"\bmembers?\b|\bmembre\b|\bmiembro\b|\bintegrante\b|\bчлен\b|\bعضوة?\b|成员|团员"),
        ("representative", r"\brepresentative\b|\bdelegate\b|\bprincipal\b|\brepresentante?\b|\bdeleguee?\b"
         r"|\bdelegad[oa]\b"
         r"|\bпредставитель\b|\bделегат\b|\bممثلة?\b|\bمندوبة?\b|代表"),
    )
)  # fmt: skip
# A part of a job title that is a role and nothing else. "Conseiller" is a counsellor too, so it stays a post.
_ROLE_ALONE = re.compile(
    bare(
        r"^(?:(?:principal |alternate |substitute )?(?:representative|delegate)|alternate|substitute|advis[eo]r"
        r"|experte?|expert[oa]"
        r"|observer|observat(?:eur|rice)|observadora?|member(?: of (?:the )?delegation)?|membre(?: de la delegation)?"
        r"|miembro(?: de la delegacion)?|(?:representante?|deleguee?|delegad[oa])(?: suppleante?| suplente"
        r"| altern[oa])?|suppleante?|suplente"
        r"|эксперт|представитель|делегат|член делегации|наблюдатель|ممثلة?|مندوبة?|مستشارة?|خبيرة?|عضو الوفد"
        r"|مراقبة?|代表|顾问|专家|观察员)$"
    )
)

_NOT_OF = r"(?<!to the )(?<!of the )(?<!for the )(?<!of )(?<!to )(?<!du )(?<!au )(?<!del )(?<!al )(?<!de la )"
# Highest band first; the first found in the whole text stands.
_RANKS = tuple(
    (rank, re.compile(bare(pattern)))
    for rank, pattern in (
        ("director", r"\b(?:minister|ministerial|ministre|ministro|ministra) (?:counsell?or|conseill|consejer"
         r"|plenipoten)|министр советник"),
        ("minister", rf"{_NOT_OF}\b(?:minister|ministre|ministro|ministra|министр|وزيرة?)\b|\bhead of (?:state"
         rf"|government)\b"
         r"|\bpresident of the republic\b|\bpresident de la republique\b|\bpresidente de la republica\b"
         r"|\bsecretary of state\b"
         r"|\bstate secretary\b|\bsecretaire d etat\b|\bsecretario de estado\b|部长"),
        ("director", r"\bdeputy permanent representative\b|\brepresentante? permanente? (?:adjoint|adjunt"
         r"|alterno)|\bcharge d affaires\b"
         r"|\bencargad[oa] de negocios\b"),
        ("ambassador", rf"{_NOT_OF}\b(?:ambassador|ambassad(?:eur|rice)|embajadora?)\b"
         rf"|\bpermanent (?:representative|observer)\b"
         r"|\brepresentante? permanente?\b|\bobservat(?:eur|rice) permanente?\b|\bobservador permanente\b"
         r"|\bhigh commissioner\b|\bnuncio\b"
         r"|\bnonce\b|\bпосол\b|\bпостоянный представитель\b|\bسفيرة?\b|\bالسفيرة?\b|大使|常驻代表"),
        ("director", rf"{_NOT_OF}\b(?:director|directora|direct(?:eur|rice)|директор)\b|\b(?:major|lieutenant"
         rf"|brigadier) general\b|\bgeneral de\b"
         r"|^general\b|\b(?:vice |rear )?admiral\b|\bbrigadier\b|\bsecretary general\b|\bsecretaire general"
         r"|\bsecretari[oa] general"
         r"|\b(?:under|assistant|permanent|deputy|executive|joint|additional) secretary\b"
         r"|\bhead of (?:\w+ )*(?:department|division|section|unit|office)\b"
         r"|\b(?:division|section|department) chief\b|\bchief of (?:\w+ )*(?:department|division|section"
         r"|service)\b|\bchef d[eu] |\bjef[ea] de"
         r"|\bمديرة?\b|司长|局长|公使"),
        ("counsellor", r"\bcounsell?or\b|\bconseill(?:er|ere)\b|\bconsejer[oa]\b|\b(?:lieutenant )?(?:colonel"
         r"|coronel)\b|\bсоветник\b|\bполковник\b"
         r"|\bمستشارة?\b|参赞|上校"),
        ("secretary", r"\b(?:first|second|third|1st|2nd|3rd|embassy) secretary\b|\bsecretary of embassy\b"
         r"|\b(?:premi|deuxi|troisi)\w+ secretaire\b"
         r"|\b(?:primer|segund|tercer)[oa]? secretari[oa]\b|\bsecretari[oa] de embajada\b|\battachee?\b"
         r"|\bagregad[oa]\b|\bofficer\b|\bfuncionari[oa]\b"
         r"|\bfonctionnaire\b|\b(?:captain|major|lieutenant|commander|capitaine|capitan|commandant)\b|секретарь"
         r"|\bатташе\b|سكرتير|ملحق|秘书|随员"),
        ("expert", r"\bexperte?s?\b|\bexpert[oa]\b|\bscien(?:tist|tific)\b|\bprofess(?:or|eure?)\b"
         r"|\bprofesora?\b|\bresearch|\bchercheu|\binvestigador"
         r"|\bacademi|\bengineer\b|\bingenieu|\bingenier|\bfellow\b|\bэксперт\b|\bпрофессор\b|\bخبيرة?\b|专家"
         r"|教授|研究员"),
    )
)  # fmt: skip


@lru_cache(maxsize=16384)
def head_or_deputy(text: str) -> str:
    """``head``, ``deputy_head`` or "" as the text states it."""
    parts = [folded for part in _PARTS.split(text) if (folded := fold_header(part))]
    for position, part in enumerate(parts):
        if _DEPUTY.search(part):
            return "deputy_head"
        for found in _HEAD.finditer(part):
            before, after = part[: found.start()], part[found.end() :]
            if _SOMEONE_ELSES.search(before.rstrip() + " ") or _GOES_ON.match(after):
                continue
            following = parts[position + 1] if position + 1 < len(parts) else ""
            inside = any(map(_SECOND_ALONE.match, found.group().split()))
            if (
                _SECOND.search(before.rstrip())
                or inside
                or _SECOND_BEHIND.match(after)
                or _SECOND_ALONE.match(following)
            ):
                return "deputy_head"
            return "head"
    return ""


@lru_cache(maxsize=16384)
def role_of(role: str, rank: str) -> str:
    """Role value from the role column, else from the post. ``unknown`` when neither states one."""
    stated = head_or_deputy(role) or head_or_deputy(rank)
    if stated:
        return stated
    folded = fold_header(role)
    if folded:
        return next((value for value, pattern in _ROLES if pattern.search(folded)), "other")
    for part in _PARTS.split(rank):
        folded = fold_header(part)
        if _ROLE_ALONE.match(folded):
            return next((value for value, pattern in _ROLES if pattern.search(folded)), "unknown")
    return "unknown"


@lru_cache(maxsize=16384)
def rank_of(text: str) -> str:
    """Rank band of a printed post: the highest it names, ``other`` for a post of no band, ``unknown`` for none."""
    folded = fold_header(text)
    if not folded:
        return "unknown"
    return next((rank for rank, pattern in _RANKS if pattern.search(folded)), "other")
