"""Words in headers of lists, and the words that bar a column.

``FIELDS`` are the names that ``--map "Header=field"`` takes (interfaces.md). A header claims a field *exactly* when
all of it is one of the synonyms, and *by its words* when one of the longer synonyms stands inside it.
"""

import re
import unicodedata
from functools import lru_cache

FIELDS = (
    "row_id", "section", "category", "delegation", "country", "full_name", "given_names", "family_name", "honorific",
    "rank", "organisation", "role", "head_of_delegation", "gender", "list_order", "attended", "registration_state",
    "notes",
)  # fmt: skip

# Synonyms, separated by "|": English, French, Spanish, Arabic, Russian, Chinese.
_SYNONYMS = {
    "row_id": "row id|record id|registration id|registration number|registration no|participant id|person id|id"
    "|identifiant|numero d inscription|identificador|numero de registro|رقم التسجيل|номер регистрации|注册号|编号",
    "section": "section|group type|group|part of list|section of list|partie|seccion|grupo|groupe|القسم|المجموعة"
    "|раздел|группа|组别|部分",
    "category": "category|participant category|participant type|delegation type|type of delegation|entity type"
    "|type of organization|type of organisation|organization type|organisation type|type of participant|type"
    "|categorie|type de participant"
    "|type de delegation|categoria|tipo de participante|tipo|الفئة|فئة|категория|тип участника|类别|分类|与会者类别",
    "delegation": "delegation|delegation name|name of delegation|name of the delegation|delegations|entity|represents"
        "|entity name"
    "|represented entity|represented country|represented state|country represented|state represented|representing"
    "|pays representé|pais representado|estado representado|on behalf of|state|state party|member state"
    "|state or organization|state or organisation|state organization|country organization|country organisation"
    "|country or organization|country or organisation|delegation country|delegation organization|party|etat"
    "|etat partie|etat membre"
    "|etat ou organisation|nom de la delegation|entite|delegacion|nombre de la delegacion|entidad|estado|estado parte"
    "|estado miembro|الوفد|اسم الوفد|وفد|делегация|название делегации|государство|代表团|代表团名称|缔约国"
    "|国家或组织",
    "country": "country|country name|name of country|country of delegation|pays|nom du pays|pais|nombre del pais"
        "|البلد|الدولة|بلد"
    "|страна|название страны|国家|国别",
    "full_name": "full name|name|names|name of participant|name of delegate|name of representative|participant name"
    "|participant|participants|delegate|delegate name|representative|representative name|person name|person"
    "|name in full"
    "|nom complet|nom et prenom|nom et prenoms|nom prenom|prenom et nom|nom|nom du participant|participant e|delegue"
    "|nombre completo|nombre y apellido|nombre y apellidos|apellidos y nombre|apellidos y nombres|nombre"
    "|nombre del participante|participante|الاسم الكامل|الاسم|اسم المشارك|المشارك|полное имя|фио|ф и о|имя и фамилия"
    "|фамилия и имя|фамилия имя отчество|фамилия имя|имя|участник|全名|姓名|与会者|与会者姓名|名字",
    "given_names": "given names|given name|first name|first names|forename|forenames|first given name|given|first"
    "|prenom|prenoms|nombre s|nombres|nombre de pila|primer nombre|الاسم الأول|الاسم الشخصي|личное имя"
    "|имя отчество|名",
    "family_name": "family name|family names|surname|surnames|last name|last names|last|family|nom de famille"
    "|nom s de famille|apellido|apellidos|primer apellido|اسم العائلة|اسم الأسرة|اللقب العائلي|фамилия|姓|姓氏",
    "honorific": "honorific|honorifics|honorific prefix|courtesy title|form of address|salutation|salutations|prefix"
    "|name prefix|title mr ms|mr ms|mr mrs|mr mrs ms|title mr mrs ms|civility|civilite|titre de civilite"
    "|formule de politesse|tratamiento|tratamento|titulo de cortesia|formula de tratamiento|trato|anrede|aanhef"
    "|لقب المجاملة|اللقب|обращение|форма обращения|称谓|称呼|尊称",
    "rank": "rank|job title|position|positions|post|function|functional title|official title|designation|occupation"
    "|title position|position title|title and position|rank or title|rank title|job|job position|title function"
    "|fonction|fonctions|titre et fonction|poste|titre fonctionnel|grade|cargo|puesto|funcion|funciones"
    "|cargo o titulo"
    "|المنصب|الوظيفة|المسمى الوظيفي|الرتبة|должность|ранг|звание|должность и звание|职务|职位|职衔|头衔",
    "organisation": "organisation|organization|organisation name|organization name|name of organization"
    "|name of organisation|affiliation|institution|ministry|ministry or institution|agency|employer|company"
    "|ministere|nom de l organisation|organisme|etablissement|organizacion|nombre de la organizacion|institucion"
    "|afiliacion|ministerio|المنظمة|المؤسسة|الجهة|организация|название организации|учреждение|ведомство"
    "|министерство|组织|机构|单位|工作单位|组织名称",
    "role": "role|role in delegation|role in the delegation|role on delegation|delegation role|capacity"
        "|function in delegation"
    "|function in the delegation|position in delegation|position in the delegation|participating as"
    "|role au sein de la delegation"
    "|role dans la delegation|qualite|en qualite de|fonction dans la delegation|rol|papel|funcion en la delegacion"
    "|calidad|الدور|الصفة|الدور في الوفد|роль|роль в делегации|в качестве|角色|身份|代表团职务",
    "head_of_delegation": "head of delegation|head of the delegation|is head of delegation|head|is head|hod"
        "|chef de delegation"
    "|chef de la delegation|jefe de delegacion|jefe de la delegacion|jefe a de delegacion|رئيس الوفد"
    "|глава делегации|团长|代表团团长",
    "gender": "gender|sex|gender identity|genre|sexe|genero|sexo|النوع الاجتماعي|الجنس|النوع|نوع|пол|гендер|性别"
    "|geschlecht|geslacht|kön|køn|kjønn|płeć|pohlaví|pohlavie|spol|pol|cinsiyet|sukupuoli|lytis|dzimums|sesso"
    "|jenis kelamin|стать|φύλο|성별|giới tính",
    "list_order": "list order|order|order in list|no|nr|number|num|s no|sl no|sr no|serial no|serial number"
        "|position in list"
    "|n|n°|#|ordre|numero d ordre|orden|numero|numero de orden|الرقم|الترتيب|رقم|номер|№|п п|номер по порядку"
    "|порядок|序号",
    "attended": "attended|attendance|checked in|check in|checked in at|checked in date|check in date"
        "|check in time|present|presence|arrived"
    "|presence confirmee|asistencia|asistio|presente|الحضور|حضر|присутствие|присутствовал|явка|出席|签到|到会",
    "registration_state": "registration state|registration status|state of registration|status of registration"
    "|approval status|application status|etat de l inscription|statut de l inscription|statut d inscription"
    "|estado de la inscripcion|estado de registro|estado del registro|حالة التسجيل|статус регистрации"
    "|состояние регистрации|注册状态|登记状态",
    "notes": "notes|note|remarks|remark|comments|comment|observations|remarques|commentaires|notas|comentarios"
    "|observaciones|ملاحظات|примечания|примечание|备注|注",
}  # fmt: skip

# Only the values tell whether "Title" is a courtesy title or a post, and "Status" a registration or something else.
TITLE_WORDS = frozenset({"title", "titles", "titre", "titulo", "титул"})
STATUS_WORDS = frozenset({"status", "state of participation", "statut", "статус", "الحالة", "状态"})
# Without a second name column these hold the whole name, beside one they hold the other half of it.
HALF_NAME_WORDS = frozenset({"name", "names", "nom", "nombre", "имя", "الاسم"})

# Never guessed to be anything: facts of the meeting or keys of another system. ``--map`` may still use them.
_LEFT_ALONE = (
    "iso|code|year|meeting|location|venue|city|date|session|event|conference|annee|reunion|lieu|ville|seance|ano"
    "|lugar"
    "|ciudad|sesion|год|место|город|дата|заседание|сессия|السنة|المكان|المدينة|التاريخ|年份|会议|地点|城市|日期"
    "|url|website|web|nationality|citizenship|nationalite|nacionalidad|гражданство|الجنسية|国籍|user|username|account"
)

# Identity, contact, health and diet: such a column is never mapped and never sampled (lists.md, *What is read*).
_PRIVATE = (
    "passport|passeport|pasaporte|паспорт|جواز|护照|visa|visado|виза|تأشيرة|签证|national id|id number|id card"
    "|identity card|identity document|identity number|identification number|piece d identite|carte d identite"
    "|documento de identidad|dni"
    "|cedula|удостоверение"
    "|هوية|身份证|证件|social security|tax number|birth|date of birth|dob|birthday|birthdate|birthplace|age"
    "|naissance|nacimiento"
    "|edad|рождения|возраст|ميلاد|الميلاد|العمر|出生|生日|年龄|e mail|email|mail|courriel|correo|электронная"
    "|почта|почты|بريد|البريد|邮箱|邮件"
    "|phone|telephone|tel|mobile|cell|cellphone|fax|whatsapp|telefono|movil|portable|телефон|мобильный|هاتف"
    "|الهاتف|جوال|电话|手机|传真"
    "|address|adresse|direccion|domicilio|адрес|عنوان|العنوان|地址|住址|postcode|zip|photo|foto|фото|صورة|照片"
    "|emergency|urgence"
    "|emergencia|紧急|diet|dietary|meal|food|vegetarian|vegan|halal|kosher|regime|alimentaire|dieta|alimentaria"
    "|питание|диета"
    "|غذائي|حمية|饮食|膳食|disability|disabilities|accessibility|special needs|handicap|discapacidad"
    "|инвалидность|إعاقة|残疾|allergy"
    "|allergies|allergie|alergia|alergias|аллергия|حساسية|过敏|health|medical|vaccination|vaccine|blood|sante"
    "|salud|здоровье"
    "|صحة|健康|医疗|疫苗|bank|iban|hotel|flight|vol|vuelo|religion|ethnicity"
)

# A value somebody or something worked out is no statement of gender (lists.md, *A gender column*); word beginnings.
_GUESSED = (
    "guess|infer|predict|probab|estimat|likel|confidence|score|derived|devin|supposé|deduc|dedui|estim|predic"
    "|inferid|probabil|вероятн|предполож|предсказ|оценк|احتمال|تخمين|متوقع|推测|预测|概率|猜|推断"
)
_GENDER_LIKE = (
    "gender|sex|female|male|woman|women|man|men|genre|sexe|femme|homme|genero|sexo|mujer|hombre|пол|женщина|мужчина"
    "|женский|мужской|الجنس|النوع|أنثى|ذكر|性别|女|男|女性|男性"
)
_BESIDE = (
    "remark|remarks|note|notes|comment|comments|observation|observations|explanation|source|sources|basis|evidence"
    "|document|question|remarque|remarques|commentaire|commentaires|explication|preuve|nota|notas|comentario|comentarios"
    "|observación|observaciones|observacion|fuente|примечание|примечания|комментарий|источник|основание|ملاحظة|ملاحظات|المصدر"
    "|备注|评论|说明|来源|依据"
)
_NAMES = ("full_name", "given_names", "family_name")
_SLASH = re.compile(r"[/|\n]")
_BRACKETS = re.compile(r"\s*[(（\[].*?[)）\]]")
_UNCLASSED = re.compile(r"[^\w№#°]+|_+")


def bare(text: str) -> str:
    """The text without accents, hamzas and other marks, as folded texts and the patterns for them are."""
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


@lru_cache(maxsize=16384)
def fold_header(text: str) -> str:
    """One spelling for comparing headers and short values: no case, accents, punctuation or camelCase."""
    apart = re.sub(
        r"(?<=[a-z])(?=[A-Z][a-z])", " ", unicodedata.normalize("NFKC", text.replace("№", "#").replace("º", "°"))
    )
    return " ".join(_UNCLASSED.sub(" ", bare(apart.casefold())).split())


def folded_words(words: str) -> frozenset[str]:
    """Words separated by "|", folded."""
    return frozenset(fold_header(word) for word in words.split("|"))


EXACT = {fold_header(synonym): field for field, line in _SYNONYMS.items() for synonym in line.split("|")}
# Inside a longer header only words that hardly mean anything else count: two words together, or one of these.
_TELLING = (
    "delegation|delegacion|делегация|الوفد|代表团|honorific|salutation|civilite|tratamiento|surname|apellidos"
    "|prenom|фамилия"
    "|gender|sexe|sexo|genero|性别|role|organisation|organization|affiliation|должность|职务|姓名|attended"
)
INSIDE = {text: field for text, field in EXACT.items() if " " in text or text in folded_words(_TELLING)}
_LONGEST_FIRST = sorted(INSIDE, key=lambda text: (-len(text.split()), -len(text)))
_PRIVATE_WORDS = folded_words(_PRIVATE)
# Longer words in any of their endings: passports, паспорта, allergie(s).
_PRIVATE_STEMS = tuple(f" {word}" for word in _PRIVATE_WORDS if len(word) >= 5)
_LEFT_ALONE_WORDS = folded_words(_LEFT_ALONE)
_GENDER_WORDS = folded_words(_GENDER_LIKE)
_BESIDE_WORDS = folded_words(_BESIDE)
_GUESS_STEMS = tuple(folded_words(_GUESSED))


def _holds(folded: str, words: frozenset[str]) -> bool:
    """True when one of the words stands in the header; Chinese is written without spaces, so there anywhere."""
    padded = f" {folded} "
    return any((f" {word} " in padded) or (word[0] >= "\u4e00" and word in folded) for word in words)


def without_number(folded: str) -> str:
    """A duplicate's header without its suffix: ``Name.1``, ``Name (2)``."""
    return re.sub(r"(?<=\w) \d{1,2}$", "", folded)


def is_private(header: str) -> bool:
    """True for identity, contact, health and diet; "form of address" and "name (as in passport)" are none of them."""
    folded = fold_header(header)
    if folded in EXACT or EXACT.get(fold_header(_BRACKETS.sub("", header))) in _NAMES:
        return False
    return _holds(folded, _PRIVATE_WORDS) or any(map(f" {folded}".__contains__, _PRIVATE_STEMS))


def is_left_alone(header: str) -> bool:
    return _holds(fold_header(header), _LEFT_ALONE_WORDS)


def is_guess(header: str) -> bool:
    """True for a column of values that somebody guessed, inferred, predicted or gave a probability."""
    folded = fold_header(header)
    return any(word.startswith(_GUESS_STEMS) for word in folded.split()) or any(
        stem in folded for stem in _GUESS_STEMS if stem[0] >= "\u4e00"
    )


def is_gender_like(header: str) -> bool:
    return _holds(fold_header(header), _GENDER_WORDS)


def is_about_gender(header: str) -> bool:
    """True for a column that says something about a gender and none itself, such as *Gender identity remark*."""
    return is_gender_like(header) and _holds(fold_header(header), _BESIDE_WORDS)


def claimed_field(header: str) -> tuple[str, bool]:
    """``(field, exact)`` that a header claims, ``("", False)`` for none. Title and Status are for the values to say."""
    folded = without_number(fold_header(header))
    if is_private(header) or is_guess(header):
        return "", False
    if folded in EXACT:
        return EXACT[folded], True
    # Bilingual headers say one thing twice ("Position / Fonction"); a bracket only explains.
    spellings = {fold_header(_BRACKETS.sub("", header)), *map(fold_header, _SLASH.split(header))}
    whole = {EXACT[spelling] for spelling in spellings if spelling in EXACT}
    if len(whole) == 1:
        return whole.pop(), True
    if is_left_alone(header):
        return "", False
    padded = f" {folded} "
    for synonym in _LONGEST_FIRST:
        if f" {synonym} " in padded or (synonym[0] >= "\u4e00" and len(synonym) > 1 and synonym in folded):
            return INSIDE[synonym], False
    return "", False
