"""A person in a document: lines become name, courtesy title, post, organisation and role."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from meetings.names.parts import without_letters
from meetings.reading.documents.measures import Measures
from meetings.reading.documents.occupation import leads_with
from meetings.reading.documents.page import Line
from meetings.reading.documents.titled import name_and_post
from meetings.words.posts import head_or_deputy

_CONNECTS = re.compile(
    r"(?:[,&/–(+-]|\b(?:and|of|for|the|to|in|on|at|with|or|de|du|des|la|le|les|et|pour|en|à|au|aux|y|e|del|los|las|el|para|und|der"
    r"|für|its|their|a|an|d['’]|l['’]))$",
    re.IGNORECASE,
)
# An adjective at the end of a full line wants its noun: "Manager, Life Cycle and Environmental / Sustainability".
_MODIFIES = re.compile(r"\b\w{2,}(?:al|ic|ive|able|ible|ary|ory|ous|ern|ean|ian)$")
_GOES_ON = re.compile(r"[a-zà-öø-ÿ&/(,)–]|and\b|-\s")
_FOOTNOTE = re.compile(r"(?<=\S)\s*(?:\*+|†+|‡+)$")
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]$")
_POST_AFTER = re.compile(r"\s*[,;]\s+|\s+[–—-]\s+|\s{2,}|\t+")
_SUFFIX = re.compile(r"(?:Jr|Sr|Ph\.?\s?D|M\.?D|Esq|II|III|IV|S\.?J|MP|OBE|CMG|QC)\.?\s*(?:,|$)", re.IGNORECASE)
_MORE_NAME = 2  # lines


@dataclass(slots=True)
class Person:
    """One person as printed, with the page and the lines that say so."""

    page: int
    line: int
    section: str
    delegation: str
    honorific: str
    full_name: str
    rank: str = ""
    organisation: str = ""
    role: str = ""
    source: list[Line] = field(default_factory=list)


def read_blocks(lines: list[Line], measures: Measures) -> list[Person]:
    """The people of a block of lines: one, or all whom its first line names ("Ms. Ana RUIZ and Mr. Leo SOL")."""
    first, rest = lines[0], lines[1:]
    parts = measures.titles.people(first.text)
    if len(parts) == 1:
        return [read_block(lines, measures)]
    people = [read_block([replace(first, text=part), *rest], measures) for part in parts]
    for person in people:
        person.source = list(lines)
    return people


def read_block(lines: list[Line], measures: Measures) -> Person:
    """The person of a block of lines, the first of which names them."""
    first, rest = lines[0], lines[1:]
    text = first.text
    for line in _names_column(first, rest):
        text = f"{text} {line.text}"
        rest.remove(line)
    while rest and name_goes_on(first, rest[0], text, measures):
        text = f"{text} {rest.pop(0).text}"
    honorific, name = measures.titles.split(without_footnote(text))
    name, behind = _split_behind(without_letters(name))
    above = first
    while behind and rest and _same_paragraph(first, above, rest[0], measures):
        above = rest.pop(0)
        text += ("" if text.endswith(("-", "/")) else " ") + above.text
        behind = _split_behind(without_letters(measures.titles.split(without_footnote(text))[1]))[1]
    person = Person(first.page, first.number, "", "", honorific, name, source=list(lines))
    _read_posts(person, behind + _logical_lines(rest, measures))
    return person


def without_footnote(text: str) -> str:
    return _FOOTNOTE.sub("", text)


def connects(text: str) -> bool:
    """Whether a text ends where it cannot end: "Manager, Research and"."""
    return _CONNECTS.search(text) is not None


def _names_column(first: Line, rest: list[Line]) -> list[Line]:
    """Where posts stand in the next column, the lines below a name are more of the name, unless they say a post."""
    if not first.row or not any(line.cell > first.cell for line in rest):
        return []
    below = [line for line in rest if line.cell == first.cell and line.text[:1].isalpha()]
    return [line for line in below if not leads_with(line.text) and not head_or_deputy(line.text)][:_MORE_NAME]


def name_goes_on(first: Line, following: Line, text: str, measures: Measures) -> bool:
    """A long name that breaks before the family name, in a list that prints posts below names."""
    if following.cell != first.cell or leads_with(following.text) or head_or_deputy(following.text):
        return False
    shown = measures.family_capitals and not measures.typed  # no type, but the list shows what a name lacks
    if len(text.split()) < (2 if shown else 3) or len(following.text.split()) > 3:
        return False
    if not shown and not measures.runs_on(first, following):
        return False
    letters = following.text.replace(" ", "").replace("-", "")
    return following.text.isupper() and letters.isalpha() and _has_no_family_name(text)


def _same_paragraph(first: Line, above: Line, line: Line, measures: Measures) -> bool:
    """Where name and post are one sentence, its further lines hang below the first, or go on from full lines."""
    return line.cell == first.cell and (line.indent > first.indent + 3 or measures.runs_on(above, line))


def _has_no_family_name(text: str) -> bool:
    return not any(word.isupper() and len(word.replace(".", "")) > 2 for word in text.split())


def _split_behind(name: str) -> tuple[str, list[str]]:
    """The name, and what the same line says behind it: "Jean DUPONT, Ambassador", "Ana RUIZ (Head of Delegation)"."""
    behind: list[str] = []
    bracketed = _BRACKETED.search(name)
    if bracketed and (head_or_deputy(bracketed[1]) or leads_with(bracketed[1])):
        behind.append(bracketed[1])
        name = name[: bracketed.start()]
    name, post = name_and_post(name)
    if post:
        return name, [post, *behind]
    parts = _POST_AFTER.split(name, maxsplit=1)
    family_first = parts[0].isupper() and len(parts) == 2 and not leads_with(parts[1])
    if len(parts) == 2 and len(parts[0].split()) > 1 and not family_first and not _SUFFIX.match(parts[1]):
        name = parts[0]
        behind.insert(0, parts[1])
    return name.strip(" ,;"), behind


def _logical_lines(lines: list[Line], measures: Measures) -> list[str]:
    """Printed lines with those that go on in the next made one."""
    joined: list[str] = []
    for position, line in enumerate(lines):
        above = lines[position - 1] if position else None
        if above is not None and above.cell == line.cell and _goes_on(joined[-1], above, line, measures):
            joined[-1] += ("" if joined[-1].endswith(("-", "/")) else " ") + line.text
        else:
            joined.append(line.text)
    return [without_footnote(text) for text in joined]


def _goes_on(text: str, above: Line, line: Line, measures: Measures) -> bool:
    if connects(text) or text.count("(") > text.count(")"):
        return True
    runs_on = measures.runs_on(above, line)
    if _GOES_ON.match(line.text):
        return runs_on or not measures.wraps
    if not runs_on or head_or_deputy(line.text):
        return False
    return " " not in line.text or _MODIFIES.search(text) is not None


def _read_posts(person: Person, lines: list[str]) -> None:
    posts: list[str] = []
    bodies: list[str] = []
    for text in lines:
        if not text:
            continue
        if head_or_deputy(text) and len(text.split()) < 6 and not person.role:
            person.role = text
        elif leads_with(text) == "post":
            posts.append(text)
        else:
            bodies.append(text)
    person.rank, person.organisation = "; ".join(posts), "; ".join(bodies)
