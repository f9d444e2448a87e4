"""Words for headings of lists: which category a section means, and which texts are mere notes.

Section names differ by forum and come in six languages, numbered or not. A *heading* must consist of nothing but
section words, so that "United Nations" opens a section and "United Nations University" is a delegation; a value of a
section or category column is read wherever a section word stands in it.
"""

import re
from functools import lru_cache

from meetings.words.posts import rank_of
from meetings.words.synonyms import bare, fold_header, folded_words
from meetings.words.totals import people_counted, says_status

# States or organisations: the delegation itself tells which (``rows.py``).
OBSERVERS = "observers"

_NUMBER = re.compile(
    r"^\s*(?:part\s+|section\s+|partie\s+|parte\s+|раздел\s+|часть\s+|القسم\s+)?"
    r"(?:\(?(?:[ivxlc]{1,6}|[a-hа-е]|\d{1,2})\s*[.)\-–—:]+(?=\s|$)|第?[一二三四五六七八九十]+(?:部分)?[、.．:：]"
    r"|[Ⅰ-ⅿ][.、]?)\s*",
    re.IGNORECASE,
)
_CONTINUED = re.compile(
    r"\s*[(（\[]\s*(?:cont(?:inued|['’]?d|\.)?|suite|fin|continuaci[oó]n|cont\.|продолжение|تابع|续"
    r"|continued from .*)\s*[)）\]]\s*$",
    re.IGNORECASE,
)

# Tried from top to bottom on the folded text; the first that is found names the category. Compiled when first tried:
# every upload is read in a process of its own, and most lists have no section.
_CATEGORIES = tuple(
    (category, bare(pattern))
    for category, pattern in (
        ("civil_society", r"\bnon ?govern|\bngos?\b|\bong\b|civil society|societe civile|sociedad civil"
         r"|no gubernamental"
         r"|non gouvernemental|неправительствен|гражданск\w+ обществ|غير (?:ال)?حكومية|المجتمع المدني|非政府|民间社会"
         r"|公民社会"),
        ("technical_community", r"technical community|communaute technique|comunidad tecnica"
         r"|техническ\w+ сообществ|المجتمع التقني|技术界"),
        ("private_sector", r"private sector|\bindustry\b|\bbusiness\b|\bcompan(?:y|ies)\b|secteur prive"
         r"|\bentreprises?\b|sector privado"
         r"|\bempresas?\b|частн\w+ сектор|القطاع الخاص|私营部门|企业"),
        ("academia", r"\bacadem|research (?:institut|organi[sz]ation|cent)|think tanks?"
         r"|^university$|\buniversit(?:ies|es)\b"
         r"|instituts? de recherche"
         r"|\buniversidad(?:es)?\b|institutos? de investigacion|академическ|научн\w+ (?:учрежден|институт)"
         r"|الأوساط الأكاديمية|学术|研究机构"),
        ("intergovernmental", r"specialized agencies and other (?:inter|regional)"
         r"|specialised agencies and other (?:inter|regional)"),
        ("un_entity", r"united nations|\bun (?:entit|system|bod|agenc|organ|programme|secretariat)|^un$"
         r"|speciali[sz]ed agenc|nations unies"
         r"|institutions specialisees|naciones unidas|organismos especializados|организаци\w+ объединенных наций"
         r"|\bоон\b"
         r"|специализированн\w+ учрежден|الامم المتحدة|الوكالات المتخصصة|联合国|专门机构"),
        ("intergovernmental", r"inter ?(?:govern|gouvern|gubernament)|international (?:\w+ )?organi[sz]ations?"
         r"|regional (?:\w+ )?organi[sz]ations?|\bigos?\b"
         r"|organisations? (?:internationale|regionale)|organizacion(?:es)? (?:internacional|regional)"
         r"|межправительствен|حكومية دولية"
         r"|международн\w+ организац|региональн\w+ организац|الحكومية الدولية|المنظمات الدولية"
         r"|المنظمات الاقليمية|政府间|国际组织|区域组织"),
        ("service", r"\bsecretariat\b|\bsecretaria\b|\bsecretaria\w*|\binterpret|\bpress\b|\bmedia\b"
         r"|\bspouses?\b|\bpresse\b|\bprensa\b"
         r"|conference services|support staff|секретариат|переводчик|пресса|الامانة|المترجم|الصحافة|秘书处|口译"
         r"|媒体|新闻"),
        ("state_not_party", r"(?:not|non|no) (?:yet )?(?:a )?(?:states? )?(?:part(?:y|ies|ies?)|parties|partes?"
         r"|signator)|non ?part(?:y|ies)"
         r"|non (?:etats )?parties|no partes?|не являющ\w+|не участв|غير الاطراف|غير طرف|非缔约"),
        ("observer_state", r"non ?member observer|(?:states? observers?|observer states?|etats? observateurs?"
         r"|estados? observador\w*"
         r"|observing states?|observer (?:delegations|countries|governments|missions)"
         r"|государств\w* наблюдател\w*|الدول المراقبة|观察员国)"),
        ("signatory", r"signator|signatair|signatari|подписавш|الموقعة|签署国"),
        ("state_party", r"\bpart(?:y|ies)\b|\betats?\b|\bestados?\b|\bstates?\b|\bgovernments?\b|\bcountr(?:y"
         r"|ies)\b|\bparties\b|\bpartes\b"
         r"|\bpays\b|\bpaises\b|\bmember states?\b|\bdelegations?\b|государств|страны|сторон|участник|الدول"
         r"|الاطراف|缔约国|缔约方|会员国|成员国|国家"),
        (OBSERVERS, r"\bobs\b|\bobs?[er]{0,3}v[eoa]\w*|наблюдател|مراقب|观察员"),
        ("other_entity", r"\bguests?\b|\bothers?\b|other (?:participants|entities|organi[sz]ations)|invit"
         r"|\bautres?\b|\botros?\b|\botras?\b"
         r"|гости|прочие|другие|ضيوف|اخرى|其他|来宾|嘉宾"),
    )
)  # fmt: skip

# Up to the end of the word; Chinese has no spaces, there the pattern is the word.
_WHOLE_WORDS = tuple(rf"(?:{pattern})[^\W\u4e00-\u9fff]*" for _, pattern in _CATEGORIES)

# Words that a heading may hold beside those above and still be nothing but a section's name.
_FILLERS = folded_words(
    "the|of|and|or|to|in|for|a|an|other|with|its|by|de|des|du|la|le|les|l|d|et|aux|au|ou|y|e|o|los"
    "|las|el|del|en|a|и|в|от|high|contracting|member|members|representatives|representative"
    "|participating|attending|present|delegations|delegation|list|participants|treaty|convention"
    "|conference|agreement|protocol|system|secretariat|units|bodies|body|funds|programmes|agencies"
    "|agency|related|specialized|specialised|organization|organizations|organisation|organisations"
    "|organs|organ|entities|entity|institutes|institutions|institute|centres|centers|international"
    "|regional|intergovernmental|non|governmental|nongovernmental|research|academic|society|civil"
    "|sector|private|community|technical|not|yet|status|invited|special|departments"
    "|offices|sous|hautes|contractantes|institutions|organes|organismes|organizaciones|organizacion"
    "|altas|contratantes|miembros|participantes|observadoras|gubernamentales|internacionales"
    "|regionales|especializados|academicas|academia|sistema|nations|un|ngos|ngo|igos|igo"
    "|states|state|groups|group|companies|industry|business|universities|media|press|interpreters"
    "|spouses|guests|others|international's|members'|organisations'|estados|etats|partes|parties"
    "|signatories|signatory|observers|observer|государства|организации|организаций|международные"
    "|неправительственные|межправительственные|региональные|учреждения|специализированные|участники"
    "|стороны|договора|конвенции|система|объединенных|наций|و|في|غير|المنظمات|المنظمة|المتعاقدة|السامية"
    "|الوكالات|الكيانات|ممثلو|组织|机构|高级|其他|和|及|与|各|代表|实体"
)

_NOTE = re.compile(
    r"^\s*(?:\*|†|‡|¹|²|³|\[\d+\]"
    r"|(?:sub[\s-]?|sous[\s-]?|grand\s+)?total(?:es)?\b|итого|всего|المجموع|合计|总计|小计"
    r"|page\s+\d+|página\s+\d+|p\.\s*\d+\s*(?:/|of)|стр\.?\s*\d+|第\s*\d+\s*页|\d+\s*(?:/|of|sur|de)\s*\d+\s*$"
    r"|notes?\s*[:.]|n\.b\.|nb\s*:|remarks?\s*:|source\s*[:.]|footnotes?\b|remarques?\s*:|nota\s*:|примечани"
    r"|ملاحظ|注[:：]"
    r"|end of (?:list|table|document)|fin de la list|-{2,}|_{2,}|={2,}|\.{3,}|—+\s*$|number of participants"
    r"|nombre de participants)",
    re.IGNORECASE,
)
_LONG_TEXT = 120
_LISTED = re.compile(r"[ivx]+|\d+")  # "Parties, part II"; single letters are initials: "G.D. of United Nations"


@lru_cache(maxsize=4096)
def plain_heading(text: str) -> str:
    """The heading without its numbering and without "(continued)"."""
    return without_continued(_NUMBER.sub("", text, count=1))


def without_continued(text: str) -> str:
    return " ".join(_CONTINUED.sub("", text).split())


@lru_cache(maxsize=4096)
def category_of(text: str) -> str:
    """Category value of a section name, ``OBSERVERS`` when the delegation must tell, "" when nothing is recognised."""
    folded = fold_header(plain_heading(text))
    if not folded:
        return ""
    return next((category for category, pattern in _CATEGORIES if re.search(pattern, folded)), "")


@lru_cache(maxsize=4096)
def is_section(text: str) -> bool:
    """True when a lone text names a section and no delegation: section words and nothing else, or a numbered one that
    is no post ("D. Director, United Nations Entities")."""
    category = category_of(text)
    if not category:
        return False
    plain = plain_heading(text)
    folded = fold_header(plain)
    for pattern in _WHOLE_WORDS:
        folded = re.sub(pattern, " ", folded)
    if all(word in _FILLERS or _LISTED.fullmatch(word) for word in folded.split()):
        return True
    return plain != without_continued(text) and rank_of(plain) in ("other", "unknown")


@lru_cache(maxsize=4096)
def is_note(text: str) -> bool:
    """True for totals, page numbers, footnotes and long remarks: texts that name nobody and nothing."""
    return bool(_NOTE.match(text)) or len(text) > _LONG_TEXT or says_status(text) or people_counted(text) is not None
