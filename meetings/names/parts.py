"""The parts of a name as printed, the letters behind it, and the keys that find it again.

Capitals and commas tell the parts, nothing else does: no given name is known here, and none says a gender.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from meetings.folding import fold_name, normalise, plainly

NAME_SUFFIXES = frozenset(["jr", "junior", "sr", "senior", "ii", "iii", "iv", "phd", "ph d", "md", "m d", "esq"])
# fmt: off
PARTICLES = frozenset((
    "al", "el", "bin", "bint", "ben", "ibn", "abu", "abd", "de", "del", "della", "di", "da", "do", "dos", "das", "du",
    "des", "la", "le", "les", "los", "las", "der", "den", "van", "von", "zu", "zum", "zur", "ter", "ten", "y", "e",
))
# Degrees, honours, orders, services: behind a name they are no part of it. Those that may be names need a comma.
_LETTERS = frozenset((
    "mp", "mep", "msp", "mla", "mlc", "mna", "mhr", "mk", "mpp", "td", "phd", "dphil", "msc", "bsc", "mphil", "mba",
    "mpa", "mph", "mres", "meng", "beng", "mcom", "bcom", "med", "bed", "edd", "llm", "llb", "lld", "jd", "jsd",
    "sjd", "md", "dds", "dvm", "mbbs", "obe", "mbe", "cbe", "dbe", "kbe", "gbe", "cmg", "dcmg", "kcmg", "gcmg", "cvo",
    "lvo", "mvo", "dcvo", "kcvo", "kcb", "gcb", "qc", "kc", "jp", "pc", "esq", "frs", "frse", "frcs", "frcp", "fca",
    "cpa", "cfa", "cissp", "pmp", "peng", "ceng", "ret", "retd", "rtd", "usn", "usaf", "usmc", "raf", "qgm", "dso",
    "dsc", "dsm", "psc", "ndc", "fss", "mss", "gcon", "ofr", "mfr", "oon", "mon", "egh", "ebs", "mbs", "cbs", "ogw",
    "ofm", "osb", "csc", "psm", "onz", "cnzm", "mnzm", "onzm", "dnzm", "knzm", "qso", "dcnzm", "hsc", "ma", "ba",
    "bs", "ms", "am", "ao", "ac", "om", "oam", "sj", "op", "cp", "do", "dd", "dr",
))
_ALSO_NAMES = frozenset(("kc", "ma", "ba", "am", "ao", "om", "do", "mon", "med", "bed", "mk", "op", "ac", "dd", "psm"))
_ALSO_TITLES = frozenset(("ms", "dr"))
# fmt: on
_UNKNOWN_PARTS = ("fnu", "lnu", "nfn", "nln")  # first or last name unknown
_NULL_PARTS = frozenset(("n/a", "#n/a", "nan", "none", "-", "--", "–", "—", ".", "xxx"))
_STOPS = re.compile(r"[.'’()\[\]]")
_MARKS = dict.fromkeys(map(ord, ".'’()[]"))
_ALMOST = 0.8  # of their letters in the same order
_PREFIX = re.compile(r"^(Mc|Mac|Mag|Fitz|[Aa]l-|[Ee]l-|[dlDL]['’])")


def name_key(name: str) -> str:
    """The key under which one person is found again: the folded name, particles kept, given names first.

    ``name`` stands without its honorific. A comma and capitals tell the family name: "SURNAME, Given" and "SURNAME
    Given" give the key of "Given SURNAME". Elsewhere the printed order is kept, because nothing says which word is the
    surname. A Cyrillic "А" never equals a Latin "A".
    """
    name = name if name.islower() else without_letters(name)
    if "," not in name and "，" not in name:
        given, family = split_name(name)
        return fold_name(f"{given} {family}" if given else name)
    parts = [folded for part in re.split("[,，]", name) if (folded := fold_name(part))]
    if len(parts) > 1 and parts[1] not in NAME_SUFFIXES:
        parts[:2] = [parts[1], parts[0]]
    return " ".join(parts)


def alike_key(key: str) -> str:
    """One key for the spellings of one name: whatever the order of its words, with and without accents."""
    return " ".join(sorted(plainly(key).split()))


def akin(one: str, other: str) -> bool:
    """Whether two name keys may be spellings of one name, or share a part of it."""
    mine, theirs = plainly(one), plainly(other)
    shared = {word for word in mine.split() if len(word) > 1 and word not in PARTICLES} & set(theirs.split())
    return bool(shared) or misspelt(mine, theirs)


def misspelt(one: str, other: str) -> bool:
    """Whether two names in plain letters differ by no more than slips of the pen do."""
    return SequenceMatcher(None, one, other).ratio() >= _ALMOST


@lru_cache(maxsize=4_096)
def split_name(full_name: str) -> tuple[str, str]:
    """(given names, family name) where the print tells them apart, by a comma or by capitals; else ("", "").

    Particles before a family name in capitals belong to it: "Maria de la CRUZ" → ("Maria", "de la CRUZ").
    """
    family, comma, given = normalise(full_name).partition(",")
    if comma:
        return (given.strip(), family.strip()) if fold_name(given) not in NAME_SUFFIXES else split_name(family)
    words = family.split()
    capitals = [_in_capitals(word) for word in words]
    if True not in capitals or all(capitals):
        return "", ""
    start = capitals.index(True)
    end = start + next((n for n, capital in enumerate(capitals[start:]) if not capital), len(words) - start)
    while start and words[start - 1].lower() in PARTICLES:
        start -= 1
    if True in capitals[end:] or (start and end < len(words)):
        return "", ""
    return " ".join(words[:start] + words[end:]), " ".join(words[start:end])


def _in_capitals(word: str) -> bool:
    """Whether a word is printed as a family name: in capitals, "McDONALD" and "al-SAYED" included."""
    if word[1:].islower() or word.islower():
        return False
    if word.isupper() and word.isalpha() and len(word) > 1:
        return word.casefold() != word
    rest = _PREFIX.sub("", word)
    letters = [character for character in rest if character.isalpha()]
    return len(letters) > 1 and all(character.isupper() and character.casefold() != character for character in letters)


def without_letters(name: str) -> str:
    """The name without the letters behind it: "Ana RUIZ, OBE, PhD", "Ana RUIZ MSc", "John SMITH (Ret.)" → the name."""
    if "," not in name and name.rpartition(" ")[2].translate(_MARKS).casefold() not in _LETTERS:
        return name
    while True:
        shorter = _without_last_letters(name)
        if shorter == name:
            return name
        name = shorter


def _without_last_letters(name: str) -> str:
    before, comma, last = name.rpartition(",")
    if comma and (not last.strip() or _are_letters(last, before)):
        return before.rstrip()
    before, blank, last = name.rpartition(" ")
    if not blank or len(before.split()) < 2 or not _are_letters(last, before):
        return name
    # Without a comma: in capitals behind a family name that itself stands in capitals, or as only letters are written.
    written = last.strip("()[]").isupper() and "." not in last
    return name if written and not split_name(before)[0] else before.rstrip(" ,")


def _are_letters(text: str, before: str) -> bool:
    """Whether the text is nothing but such letters; behind one word it may be a given name ("YANG, MA")."""
    words = [_STOPS.sub("", word).casefold() for word in text.replace("/", " ").split()]
    printed = text.strip(" .()[]")
    if not words or not all(word in _LETTERS for word in words) or len(before.split()) < 2:
        return False
    if printed.islower() and "." not in text and "(" not in text and words[0] not in ("ret", "retd", "rtd"):
        return False
    if not _ALSO_TITLES.isdisjoint(words) and (len(words) == 1 or printed[-1:].islower()):
        return False
    return _ALSO_NAMES.isdisjoint(words) or bool(split_name(before)[0])


def without_unknown_parts(name: str) -> str:
    """The name without what forms write for a part that is not known: "FNU SHARMA" → "SHARMA"; "" when none is."""
    plain = name.casefold().replace(".", "")
    if not any(part in plain for part in _UNKNOWN_PARTS):
        return name
    words = [word for word in name.split() if fold_name(word.replace(".", "")) not in _UNKNOWN_PARTS]
    return " ".join(words).strip(" ,") if len(words) < len(name.split()) else name


def is_no_name(part: str) -> bool:
    """Whether a cell of given names or of family names says that there is none: FNU, LNU, N/A, NaN."""
    return part.strip().casefold() in _NULL_PARTS or fold_name(part.replace(".", "")) in _UNKNOWN_PARTS
