"""The one check of whom a cell or line names: one person with their title, or several.

Lists, statements, offices, panels and typed entry all ask here; nothing that names two people becomes one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.folding import normalise
from meetings.names.parts import PARTICLES, split_name, without_letters, without_unknown_parts
from meetings.names.titled import (
    LIST_MARK,
    LONGEST_TITLE,
    is_family,
    is_title_inside,
    split_honorific,
    stands_alone,
)
from meetings.names.titles import TitleRules, title_key, title_words, with_blanks

TWO_PEOPLE, TITLE_INSIDE = "two_people", "title_inside"
# fmt: off
_SURE = frozenset(("and", "&", "+", ";", "؛", "und", "et", "и", "和", "及", "與", "与", "、"))  # in no name
_BEFORE_A_TITLE = frozenset(("y", "e", "و", "/", "|", ","))  # also in names: "Ortega y Gasset"
_WITH_SOMEBODY = frozenset((
    "spouse", "wife", "husband", "partner", "family", "guest", "delegation", "others", "épouse", "époux", "conjoint",
    "conjointe", "famille", "esposa", "esposo", "cónyuge", "familia", "супруга", "супруг", "жена", "муж", "семья",
))
_TITLES_OF_THE_NEXT = frozenset(("frau", "herr", "miss", "sir", "السيدة", "السيده", "الآنسة"))
# fmt: on
_MARKS = re.compile(r"\s*([;؛&+/|、；／])\s*")
_MAY_BE_SEVERAL = re.compile(r"[;؛&+/|、；／,]|\.\w\w|\s(?:and|et|y|e|und|и|و)\s|\sو", re.IGNORECASE)
_LONGEST_NAME = 7  # words
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")  # behind a title in a cell of its own "S.E." is Samuel Emil
_CJK_AND = re.compile(r"\s*[和及與与、，,;；/&]\s*")
_CJK_CLOSING = re.compile(r"\s*[(（]")


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """``doubt`` is why the text cannot be one person as it stands: two people, or a title inside the name; else ""."""

    honorific: str
    name: str
    doubt: str = ""


def read_name(text: str, honorific: str, rules: TitleRules, *, titles_inside: bool = False) -> NamedPerson:
    """The person that a name cell names, with the title of a cell of its own, if there is one.

    After the title is split off, no known title of a man or a woman and nobody else may stand in what remains.
    """
    text = without_list_mark(text)
    if len(people_in(text, rules)) > 1:
        return NamedPerson(honorific, text, TWO_PEOPLE)
    inside, name = split_honorific(without_letters(text), rules, titles_inside)
    if not name or (inside and honorific and _INITIALS.fullmatch(inside)):
        inside, name = "", text
    name = without_letters(without_unknown_parts(name))
    if inside and title_key(inside) != title_key(honorific):
        honorific = f"{honorific} {inside}" if honorific else inside
    return NamedPerson(honorific, name, TITLE_INSIDE if _holds_title(name, rules) else "")


def without_list_mark(text: str) -> str:
    return LIST_MARK.sub("", text)


def _holds_title(name: str, rules: TitleRules) -> bool:
    tokens = name.split()
    if not name.isascii() and rules.unspaced_titles(name):
        return True
    if len(tokens) < 2 or not rules.may_hold_title(name):
        return False
    return any(is_title_inside(token, rules) for token in tokens)


def people_in(text: str, rules: TitleRules, *, in_a_sentence: bool = False) -> list[str]:
    """The part of a text that names each person; one part where it names one.

    ``in_a_sentence``: posts may stand behind the names, so that only a title behind "and", a comma or a mark begins
    the next person ("Ms. Ana RUIZ, Adviser to Mr. Leo SOL" is one, and so is "Ms. Ana RUIZ, Peace and Security").
    """
    if not text.isascii() and len(parts := _unspaced_people(text, rules)) > 1:
        return parts
    if not _MAY_BE_SEVERAL.search(text) and not rules.may_hold_title(text, behind=1):
        return [text]
    tokens = _tokens(text, rules)
    begins = [at for at in range(1, len(tokens)) if _may_begin(tokens[at - 1], tokens[at], rules)]
    if not begins:
        return [text]
    people: list[list[str]] = []
    start = 0
    for at in begins:
        if at <= start:
            continue
        before, after = tokens[start:at], tokens[at:]
        skipped = int(_is_mark(after[0]))
        if _next_person(before, after, skipped, rules, in_a_sentence):
            people.append(before)
            start = at + skipped
    return [_joined(part) for part in [*people, tokens[start:]]] if people else [text]


def _tokens(text: str, rules: TitleRules) -> list[str]:
    """Words and the marks between them; the Arabic "and" is written against the word behind it."""
    tokens: list[str] = []
    for token in _MARKS.sub(_blanks_around, text).split():
        first, stroke, second = token.partition("/")
        if stroke and _begins_title(second, rules) and not rules.match(title_words(first) or ("",)):
            tokens += [first, "/"]
            token = second
        parts = with_blanks(token).split() if "." in token[:-1] else [token]
        if len(parts) > 1 and any(is_title_inside(part, rules) for part in parts):
            tokens += parts
            continue
        if token[:1] == "و" and len(token) > 1 and rules.match(title_words(token[1:]) or ("",)):
            tokens.append("و")
            token = token[1:]
        tokens.append(token)
    return tokens


def _begins_title(token: str, rules: TitleRules) -> bool:
    first = with_blanks(token).split()[:1]
    return bool(first) and is_title_inside(first[0], rules)


def _blanks_around(mark: re.Match[str]) -> str:
    closed_up = mark[1] in "/／|" and mark[0] == mark[1]  # "Ms/Dr", "Kim/Lee"
    return mark[0] if closed_up else f" {mark[1]} "


def _may_begin(above: str, token: str, rules: TitleRules) -> bool:
    """Whether somebody may begin here: at a mark, at a title beyond doubt, at any title behind a comma."""
    if _is_mark(token) or is_title_inside(token, rules) or token.casefold() in _TITLES_OF_THE_NEXT:
        return True
    return stands_alone(token) or (above.endswith((",", ";")) and rules.begin(token))


def _is_mark(token: str) -> bool:
    return token in _BEFORE_A_TITLE or token.casefold() in _SURE


def _next_person(
    before: Sequence[str], after: Sequence[str], skipped: int, rules: TitleRules, in_a_sentence: bool
) -> bool:
    """Whether the words before name somebody, and the words after somebody else."""
    title, name = split_honorific(_joined(before), rules, titles_inside=True)
    following = after[skipped:]
    if not following or not name or _is_mark(name) or (len(before) == 1 and rules.read(before[0]).status == "clear"):
        return False
    claims = bool(title) and bool(rules.read(title).claim)
    length = _title_length(following, rules)
    if length:
        behind = following[length:]
        if not behind or not _is_name(behind, rules) or following[length - 1].endswith((",", ";")):
            return False  # "RUIZ, Ana, Ms., Blue House": the title of whoever stands before it
        if skipped or before[-1].endswith((",", ";")):
            says_gender = bool(rules.read(_joined(following[:length])).claim)
            return bool(skipped) or (says_gender and (claims or not is_family(name.split())))
        if following[0].casefold() in _TITLES_OF_THE_NEXT:  # a surname as well, so that much has to speak for it
            return not in_a_sentence and claims and len(name.split()) > 1 and len(behind) > 1
        sure = any(is_title_inside(token, rules) for token in following[:length])
        return not in_a_sentence and sure and (claims or not is_family(name.split()))
    if in_a_sentence or not skipped or not _is_name(name.split(), rules):
        return False
    return _untitled(name, after[0], following, rules)


def _untitled(name: str, mark: str, following: Sequence[str], rules: TitleRules) -> bool:
    """Whether somebody without a title is named behind a mark: "Ana RUIZ and Leo SOL", "Ana RUIZ and spouse"."""
    if mark.casefold() in _SURE:
        somebody = following[0].strip(".,").casefold() in _WITH_SOMEBODY or following[0].isdigit()
        return somebody or _is_name(following, rules)
    told = bool(split_name(name)[0]) and bool(split_name(_joined(following))[0])
    return told and _is_name(following, rules) and mark != ","


def _title_length(tokens: Sequence[str], rules: TitleRules) -> int:
    """How many tokens at the beginning are titles."""
    some = _joined(tokens[: LONGEST_TITLE + 1])
    honorific, rest = split_honorific(some, rules, titles_inside=True)
    return len(honorific.split()) if honorific and rest and some.startswith(honorific.split()[0]) else 0


def _is_name(tokens: Sequence[str], rules: TitleRules) -> bool:
    """Whether words could be a name: few, each with a capital or from an alphabet without, up to the next mark."""
    words = []
    for token in tokens:
        if _is_mark(token) or is_title_inside(token, rules):
            break
        words.append(token)
        if token.endswith((",", ";")):
            break
    letters = [word for word in words if any(map(str.isalpha, word))]
    if not letters or len(words) > _LONGEST_NAME or any(map(str.isdigit, "".join(words))):
        return False
    return all(not word[:1].islower() or word.casefold() in PARTICLES or "'" in word or "’" in word for word in words)


def _joined(tokens: Sequence[str]) -> str:
    return normalise(" ".join(tokens)).strip(" ,;/&+|、；／")


def _unspaced_people(text: str, rules: TitleRules) -> list[str]:
    """ "张伟先生和李娜女士" → two; "张伟先生（大使）" and "王毅大使先生" are one."""
    titles = rules.unspaced_titles(text)
    ends = [end for _, end in titles if text[end:].strip() and not _CJK_CLOSING.match(text[end:])]
    parts, start = [], 0
    for end in ends:
        rest = _CJK_AND.sub("", text[end:], count=1) if _CJK_AND.match(text[end:]) else text[end:]
        if rest and not rest[0].isspace():
            parts.append(text[start:end])
            start = len(text) - len(rest)
    return [*parts, text[start:]]
