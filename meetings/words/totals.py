"""Lines around a list that count its people or say how final it is: "Total: 120 participants", "PROVISIONAL"; pure."""

import re
from functools import lru_cache

LONGEST = 120
_PEOPLE = (
    r"participants?|delegates?|representatives?|persons?|people|attendees|délégués|personnes|participantes|delegados"
    r"|personas|участник\w*|делегат\w*|человек|مشارك\w*|与会者|人|名"
)
_TOTAL = r"(?:grand\s+)?totale?s?|total\s+gén[ée]ral|итого|всего|المجموع|العدد"
_NUMBER = r"(\d{1,3}(?:[,. \u00a0\u202f]\d{3})+|\d{1,6})"
_COUNTS = re.compile(
    rf"^\W*(?:(?:{_TOTAL})\b[^\d\n]*{_NUMBER}\W*(?:{_PEOPLE})?"
    rf"|(?:共|合计|总计)\W*{_NUMBER}\s*(?:{_PEOPLE})?"
    rf"|(?:number\s+of\s+|nombre\s+(?:total\s+)?de\s+|número\s+(?:total\s+)?de\s+)?(?:{_PEOPLE})\s*[:=–-]\s*{_NUMBER}"
    rf"|{_NUMBER}\s+(?:{_PEOPLE})(?:\s+in\s+(?:total|all))?)\W*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"(?:{_PEOPLE})\b|[人名]", re.IGNORECASE)
_STATUS = re.compile(
    r"^\W*(?:provisional|provisoire|preliminary|draft|final|предварительн\w+|مؤقتة?|临时)"
    r"(?:\s+(?:list|liste|lista|список|قائمة)\b.{0,60})?\W*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def people_counted(text: str) -> int | None:
    """How many people a line says there are, None where it says nothing of the kind; "Total 2026" is a year."""
    found = _COUNTS.match(text) if len(text) < LONGEST else None
    if not found:
        return None
    number = int(re.sub(r"\D", "", next(said for said in found.groups() if said)))
    return None if 1900 <= number <= 2100 and not _COUNTED.search(text) else number


def says_status(text: str) -> bool:
    """Whether a line says nothing but how final the list is."""
    return bool(_STATUS.match(text))
