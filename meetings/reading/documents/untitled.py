"""Finding people without a courtesy title, in plain text where others have one.

"Adrian Mohar" below somebody's post and above another post is a second person. Where no post follows, nothing tells a
person from a company of that name; such lines are pointed out, not read as people.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from meetings.reading.documents.occupation import leads_with
from meetings.reading.documents.page import FURNITURE, Line
from meetings.reading.documents.titled import Titles, looks_like_name
from meetings.words.synonyms import fold_header

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
_MOST_WORDS, _FULL_NAME = 4, 3


@dataclass(slots=True)
class Untitled:
    """People found without a title, and lines that may be some."""

    people: list[Line]
    doubtful: list[Line]  # names of people, or of what they work for


def find_untitled(lines: list[Line], titles: Titles) -> Untitled:
    """Lines that hold a name in words that the list prints nowhere else, behind what another person does."""
    printed = [line for line in lines if line.kind != FURNITURE]
    named = [titles.names_somebody(line.text) for line in printed]
    words = Counter(word for line, is_named in zip(printed, named, strict=True) if not is_named for word in _of(line))
    found = Untitled([], [])
    above: list[Line] = []  # of the same person
    for at, line in enumerate(printed):
        if named[at]:
            above = []
            continue
        following = printed[at + 1] if at + 1 < len(printed) else None
        ends = following is None or named[at + 1] or following.page != line.page
        if above and _is_name(line) and all(words[word] == 1 for word in _of(line)):
            told_post = any(leads_with(each.text) == "post" for each in above)
            if told_post and not ends and following is not None and leads_with(following.text) == "post":
                found.people.append(line)
            elif ends and len(line.text.split()) >= _FULL_NAME:
                found.doubtful.append(line)
        above.append(line)
    return found


def _of(line: Line) -> set[str]:
    return set(fold_header(line.text).split())


def _is_name(line: Line) -> bool:
    words = line.text.split()
    return (
        len(words) <= _MOST_WORDS
        and all(_WORD.fullmatch(word) and not (word.isupper() and len(word) > 1) for word in words)
        and looks_like_name(line.text)
    )
