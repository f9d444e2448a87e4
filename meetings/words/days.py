"""Words for days: months in six languages, with and without the day of the week; pure."""

import re

from meetings.words.synonyms import fold_header

_MONTHS = (
    "january janvier enero январь января يناير كانون_الثاني جانفي 1月 一月",
    "february fevrier febrero февраль февраля فبراير شباط فيفري 2月 二月",
    "march mars marzo март марта مارس آذار اذار 3月 三月",
    "april avril abril апрель апреля أبريل ابريل إبريل نيسان أفريل 4月 四月",
    "may mai mayo май мая مايو أيار ايار ماي 5月 五月",
    "june juin junio июнь июня يونيو يونيه حزيران جوان 6月 六月",
    "july juillet julio июль июля يوليو يوليه تموز جويلية 7月 七月",
    "august aout agosto август августа أغسطس اغسطس آب اب أوت 8月 八月",
    "september septembre septiembre setiembre сентябрь сентября سبتمبر أيلول ايلول 9月 九月",
    "october octobre octubre октябрь октября أكتوبر اكتوبر تشرين_الأول تشرين_الاول 10月 十月",
    "november novembre noviembre ноябрь ноября نوفمبر تشرين_الثاني 11月 十一月",
    "december decembre diciembre декабрь декабря ديسمبر كانون_الأول كانون_الاول 12月 十二月",
)
MONTHS = {fold_header(name.replace("_", " ")): at for at, names in enumerate(_MONTHS, 1) for name in names.split()}
_WEEKDAY_NAMES = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    "|lunes|martes|miércoles|jueves|viernes|sábado|domingo|понедельник|вторник|среда|четверг|пятница|суббота"
    "|воскресенье|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد"
)
_WEEKDAYS = "|".join(map(fold_header, _WEEKDAY_NAMES.split("|")))
_NAMES = "|".join(sorted((name for name in MONTHS if not name[0].isdigit()), key=len, reverse=True))
_WEEKDAY = rf"(?:(?:le |el |في |يوم )*(?:{_WEEKDAYS}) )?(?:le |el |the )?"
_DAY_FIRST = rf"(\d{{1,2}})(?: ?(?:er|re|st|nd|rd|th|го|е|o|º))?(?: of| de| من)? ({_NAMES})(?: (?:de |del )?(\d{{4}}))?"
_MONTH_FIRST = rf"({_NAMES}) (\d{{1,2}})(?:st|nd|rd|th)?(?: (\d{{4}}))?"
_BEHIND = r"(?: (?:года|году|г|م))?"
_CHINESE = r"(?:(\d{4}) ?年 ?)?(\d{1,2}) ?月 ?(\d{1,2}) ?日(?: ?(?:星期|周|礼拜)[一二三四五六日天])?"
_PATTERNS = (
    (re.compile(rf"{_WEEKDAY}{_DAY_FIRST}{_BEHIND}"), (3, 2, 1)),
    (re.compile(rf"{_WEEKDAY}{_MONTH_FIRST}{_BEHIND}"), (3, 1, 2)),
    (re.compile(_CHINESE), (1, 2, 3)),
)
Printed = tuple[int, int, int]  # year or 0, month, day


def day_printed(text: str) -> Printed | None:
    """The day that a text is, and nothing else: "Monday, 2 March 2026", "le 2 mars", "2026年3月2日"."""
    folded = fold_header(text)
    for pattern, groups in _PATTERNS:
        if found := pattern.fullmatch(folded):
            return _read(found, groups)
    return None


def day_within(text: str) -> Printed | None:
    """The first day with its year that a text names beside other words."""
    folded = fold_header(text)
    for pattern, groups in _PATTERNS:
        for found in pattern.finditer(folded):
            begins = found.start() == 0 or folded[found.start() - 1] == " "
            if begins and found[groups[0]]:
                return _read(found, groups)
    return None


def _read(found: re.Match[str], groups: tuple[int, int, int]) -> Printed:
    year, month, day = (found[group] or "0" for group in groups)
    return int(year), MONTHS.get(month) or int(month), int(day)
