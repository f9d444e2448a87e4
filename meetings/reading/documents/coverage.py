"""How far a reading of a document can be trusted as a whole: names left out, totals that differ, odd delegations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from meetings.reading.documents.masthead import is_title_of_list
from meetings.reading.documents.occupation import leads_with
from meetings.reading.documents.page import COVER, FURNITURE, NOT_UNDERSTOOD, PERSON, Line
from meetings.reading.documents.people import Person
from meetings.reading.documents.titled import NUMBER, Titles, has_family_capitals, looks_like_name
from meetings.reading.line_account import Doubt, PrintedLine, Statistic
from meetings.words.sections import is_section, plain_heading
from meetings.words.synonyms import EXACT, TITLE_WORDS, fold_header

_FEW = 0.03  # of the lines that hold names
_LEAST = 3  # lines: fewer are told one by one
_UNLIKE = 0.02  # of a total, by which what was read may differ from it
_MOST_DIGITS = 5  # of a delegation's name
_WITH_DIGITS = 0.1  # of all delegations
_LARGEST, _MANY = 1 / 3, 30  # share of all people in one delegation, in lists of so many
_NUMBERED = re.compile(r"^\s*\(?(\d{1,4})\s?[.):]?\)?\s+(?=[^\W\d_])")
_LEAST_NUMBERED = 5
_WORDS = 4  # of a name
_SHOWN = 20


def doubts_about(
    lines: Sequence[Line],
    people: Sequence[Person],
    statistics: Sequence[Statistic],
    titles: Titles,
    is_state: Callable[[str], bool],
) -> list[Doubt]:
    """What makes the reading doubtful as a whole, each with the lines to look at; none of most lists."""
    return [
        *_left_out(lines, titles),
        *_totals(statistics),
        *_delegations(people, is_state),
    ]


def numbered_without_titles(lines: Sequence[Line], people: Sequence[Person], titles: Titles) -> int:
    """How many people a list numbers, where it prints hardly a title and not everybody was found; else 0."""
    numbered = [line for line in lines if line.kind != FURNITURE and _numbers_a_name(line.text)]
    if len(numbered) < _LEAST_NUMBERED or not _counts_up(numbered):
        return 0
    titled = sum(1 for line in numbered if titles.says_gender(line.text))
    found = {id(line) for person in people for line in person.source[:1]}
    missed = sum(1 for line in numbered if id(line) not in found)
    few_titles = titled < len(numbered) / 2
    return len(numbered) if few_titles and missed > _FEW * len(numbered) else 0


def _numbers_a_name(text: str) -> bool:
    number = _NUMBERED.match(text)
    return number is not None and looks_like_name(re.split(r",|\s[–—-]\s|\s{2,}|\t", text[number.end() :])[0])


def _counts_up(numbered: Sequence[Line]) -> bool:
    """Whether the numbers mostly follow each other; they may begin anew in each delegation."""
    found = [int(match[1]) for line in numbered if (match := _NUMBERED.match(line.text))]
    steps = [later == earlier + 1 or later == 1 for earlier, later in pairwise(found)]
    return sum(steps) * 2 > len(steps)


def _left_out(lines: Sequence[Line], titles: Titles) -> list[Doubt]:
    """Lines that hold names and were read as no person's."""
    named = sum(line.kind == PERSON for line in lines)
    left = [line for line in lines if line.kind == NOT_UNDERSTOOD]
    cover = [line.text for line in lines if line.kind == COVER]
    named_there = _names_on_cover(cover, titles)
    left += [line for line in lines if line.kind == COVER and line.text in named_there]
    if len(left) < _LEAST or len(left) <= _FEW * (named + len(left)):
        return []
    return [Doubt("left_out", len(left), named + len(left), _printed(left))]


def _names_on_cover(cover: Sequence[str], titles: Titles) -> set[str]:
    """The lines above the list that name somebody: with a title, a number or capitals; or as bare names
    that stand together or have a post."""
    found = {text for text in cover if _names(text, titles)}
    for text, following in zip(cover, [*cover[1:], ""], strict=False):
        if not _is_bare_name(text):
            continue
        if _is_bare_name(following):
            found |= {text, following}
        elif leads_with(following) == "post" or leads_with(text.partition(",")[2].strip()) == "post":
            found.add(text)
    return found


def _names(text: str, titles: Titles) -> bool:
    if is_title_of_list(text):
        return False
    plain = NUMBER.sub("", text)
    return titles.says_gender(text) or has_family_capitals(plain.split(",")[0]) or _numbers_a_name(text)


def _is_bare_name(text: str) -> bool:
    name = text.split(",")[0]
    short = len(name.split()) <= _WORDS and not name.isupper() and not is_title_of_list(text)
    return short and looks_like_name(name) and not is_section(name)


def _totals(statistics: Sequence[Statistic]) -> list[Doubt]:
    """Totals of the cover that differ by more than a few people from those of the list itself."""
    return [
        Doubt("cover_total", one.read_people, one.people, [PrintedLine(one.page, 0, one.label)])
        for one in statistics
        if one.read_people is not None and abs(one.people - one.read_people) > _UNLIKE * one.people
    ]


def _delegations(people: Sequence[Person], is_state: Callable[[str], bool]) -> list[Doubt]:
    first: dict[str, Line] = {}
    for person in people:
        if person.source:
            first.setdefault(person.delegation, person.source[0])
    odd = [name for name in first if _is_odd(name, is_state)]
    digits = [name for name in first if name not in odd and any(map(str.isdigit, name))]
    if len(digits) > max(1, _WITH_DIGITS * len(first)):
        odd += digits
    found = [Doubt("delegations", len(odd), len(first), _headed(odd, first))] if odd else []
    sizes = Counter(person.delegation for person in people)
    for name, number in sizes.most_common(1):
        if len(people) >= _MANY and len(sizes) > 1 and number > _LARGEST * len(people):
            found.append(Doubt("one_delegation", number, len(people), _headed([name], first)))
    return found


def _is_odd(name: str, is_state: Callable[[str], bool]) -> bool:
    """A header of a column, an address, a State with a number, or many digits: no name of a delegation."""
    folded = fold_header(name)
    if "@" in name or folded in EXACT or folded in TITLE_WORDS:
        return True
    digits = sum(map(str.isdigit, name))
    bare = plain_heading(re.sub(r"[\d().:#–—-]+", " ", name)).strip(" ,;")
    return digits >= _MOST_DIGITS or (digits > 0 and is_state(" ".join(bare.split())))


def _headed(names: Sequence[str], first: dict[str, Line]) -> list[PrintedLine]:
    """The names, with the place of the first person under each."""
    return [PrintedLine(first[name].page, first[name].number, name) for name in names if name in first][:_SHOWN]


def _printed(lines: Sequence[Line]) -> list[PrintedLine]:
    return [PrintedLine(line.page, line.number, line.text) for line in lines[:_SHOWN]]
