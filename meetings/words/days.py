"""Days as pages and lists print them, in six languages, with and without a weekday or a year; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from meetings.words.synonyms import fold_header, folded_words

Days = tuple[date, date]
"""The first and the last day of a meeting."""

# English, French, Spanish, Russian, Arabic (both sets of names), with the short forms of the first three.
_NAMES = (
    "january jan janvier janv enero ene января январь يناير كانون_الثاني",
    "february feb fevrier fevr febrero февраля февраль فبراير شباط",
    "march mar mars marzo марта март مارس آذار اذار",
    "april apr avril avr abril abr апреля апрель أبريل ابريل نيسان",
    "may mai mayo мая май مايو أيار ايار",
    "june jun juin junio июня июнь يونيو يونيه حزيران",
    "july jul juillet juil julio июля июль يوليو يوليه تموز",
    "august aug aout agosto ago августа август أغسطس اغسطس آب اب",
    "september sep sept septembre septiembre setiembre сентября сентябрь سبتمبر أيلول ايلول",
    "october oct octobre octubre октября октябрь أكتوبر اكتوبر تشرين_الأول تشرين_الاول",
    "november nov novembre noviembre ноября ноябрь نوفمبر تشرين_الثاني",
    "december dec decembre diciembre dic декабря декабрь ديسمبر كانون_الأول كانون_الاول",
)
MONTHS = {
    fold_header(name.replace("_", " ")): number for number, names in enumerate(_NAMES, 1) for name in names.split()
}
_WEEKDAYS = folded_words(
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun"
    "|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    "|понедельник|вторник|среда|среду|четверг|пятница|пятницу|суббота|субботу|воскресенье"
    "|الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|السبت|الأحد|الاحد|يوم الاثنين|يوم الثلاثاء"
    "|يوم الأربعاء|يوم الخميس|يوم الجمعة|يوم السبت|يوم الأحد"
    "|星期一|星期二|星期三|星期四|星期五|星期六|星期日|星期天|周一|周二|周三|周四|周五|周六|周日"
)
_WORD = r"[^\W\d_]+"
_MONTH = rf"{_WORD}(?:\s(?:الأول|الاول|الثاني))?(?:\s?/\s?{_WORD})?"
_YEAR = r"(?:19|20)\d\d"
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:er|st|nd|rd|th|º|°|\.|-го)?\s+(?:of\s+|de\s+)?({_MONTH})\.?"
    rf"(?:,?\s+(?:de\s+|del\s+)?({_YEAR})(?!\d))?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w)({_WORD})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+({_YEAR})(?!\d))?", re.IGNORECASE
)
_CHINESE = re.compile(r"(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\d/.-])")
_EASTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_TIME = re.compile(
    r"(?:\b(?:at|from|à|de|a|с|в)\s+)?(?:\d{1,2}(?:[:.]\d{2}|\s*h(?:\s*\d{2})?(?!\w)|\s*[ap]\.?m\.?)(?:\s*[ap]\.?m\.?)?)"
    r"(?:\s*(?:[-–—]|to|until|à|a|до|至)\s*\d{1,2}(?:[:.h]\d{2}|\s*h(?!\w)|\s*[ap]\.?m\.?)?(?:\s*[ap]\.?m\.?)?)?"
    r"(?:\s*(?:hrs?|hours|heures|horas|ч)\.?)?",
    re.IGNORECASE,
)
_BESIDE_A_DAY = folded_words(
    "morning|afternoon|evening|a m|p m|am|pm|morning session|afternoon session|continued|date|day|matin|après midi"
    "|matinée|mañana|tarde|утро"
    "|утреннее заседание|дневное заседание|صباحا|مساء|上午|下午|г|года|год|م|jour|día|дата|день"
    "|التاريخ|日期|le|el|the|on|в|du|del"
)
_DAYS_NUMBERED = folded_words("day|jour|día|день|اليوم")  # "Day 1: Monday, 2 March"


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day within a text: ``start`` and ``end`` say where; ``day`` is None where it is no one day by itself."""

    start: int
    end: int
    day: date | None


def find_day(text: str, days: Days | None = None) -> PrintedDay | None:
    """The first day that a text prints. One without its year is a day of the meeting; one in numbers that may be read
    in two ways is none, and of a range of days there is none."""
    plain = text.translate(_EASTERN)
    found = sorted(_found(plain, days), key=lambda one: (one.start, -one.end))
    if not found or re.search(r"\d\s*(?:[-–—]|to|au|al|по|إلى|至)\s*$", plain[: found[0].start]):
        return None
    first = found[0]
    following = plain[first.end :].lstrip()
    return None if re.match(r"(?:[-–—]|to|au|al|по|至)\s*\d{1,2}\s+[^\W\d_]{3,}", following) else first


def day_alone(text: str, days: Days | None = None) -> PrintedDay | None:
    """The day of a line that prints nothing else but its weekday and hours."""
    found = find_day(text, days)
    return found if found and not without_day(text, found) else None


def without_day(text: str, found: PrintedDay) -> str:
    """What a line says beside its day, its weekday and hours: "" where it says nothing."""
    parts = []
    for part in (text[: found.start], text[found.end :]):
        words = _TIME.sub(" ", part.translate(_EASTERN)).strip(" ,.:;()[]–—-|·•")
        parts.append("" if _says_nothing(words) else words)
    return " ".join(filter(None, parts))


def without_hours(text: str) -> str:
    """A line without the hours at its beginning: "10.00–11.30 Panel I: …"."""
    hours = _TIME.match(text)
    return text[hours.end() :].lstrip(" ,.:;–—-|") if hours and len(hours[0]) > 2 else text


def _says_nothing(words: str) -> bool:
    if not words or fold_header(words) in _WEEKDAYS:
        return True
    said = fold_header(words).split()
    numbered = not _DAYS_NUMBERED.isdisjoint(said)
    left = [word for word in said if word not in _WEEKDAYS | _BESIDE_A_DAY and not (numbered and word.isdigit())]
    return not left or fold_header(words) in _BESIDE_A_DAY


def _found(text: str, days: Days | None) -> Iterator[PrintedDay]:
    for found in _ISO.finditer(text):
        yield PrintedDay(*found.span(), _day(int(found[1]), int(found[2]), int(found[3])))
    for found in _NUMBERS.finditer(text):
        one, other, year = int(found[1]), int(found[3]), int(found[4])
        yield PrintedDay(*found.span(), _one_of({_day(year, other, one), _day(year, one, other)}))
    for found in _CHINESE.finditer(text):
        yield PrintedDay(*found.span(), _of_year(found[1], int(found[2]), int(found[3]), days))
    for found in _DAY_FIRST.finditer(text):
        month, named = _month(found[2])
        if month:
            end = found.end() if named == found[2] else found.end(2) - len(found[2]) + len(named)
            yield PrintedDay(found.start(), end, _of_year(found[3], month, int(found[1]), days))
    for found in _MONTH_FIRST.finditer(text):
        month, _named = _month(found[1])
        if month:
            yield PrintedDay(*found.span(), _of_year(found[3], month, int(found[2]), days))


def _month(text: str) -> tuple[int, str]:
    """The month that a word or two name, and which of them do."""
    for name in (text, text.partition("/")[0].strip(), text.split()[0]):
        if number := MONTHS.get(fold_header(name), 0):
            return number, text if "/" in text else name
    return 0, ""


def _of_year(year: str | None, month: int, day: int, days: Days | None) -> date | None:
    if year:
        return _day(int(year), month, day)
    if days is None:
        return None
    possible = {_day(one, month, day) for one in (days[0].year, days[1].year)}
    return _one_of({one for one in possible if one and days[0] <= one <= days[1]})


def _one_of(possible: set[date] | set[date | None]) -> date | None:
    """The only one that there is."""
    found = [day for day in possible if day]
    return found[0] if len(found) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
