"""Recognising lines that name somebody: a courtesy title that is not part of a post."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from meetings.names import TitleRules
from meetings.names.parts import NAME_SUFFIXES, PARTICLES
from meetings.names.people import people_in
from meetings.names.titled import LIST_MARK, split_honorific
from meetings.reading.documents.occupation import is_post_beyond_doubt, leads_with
from meetings.words.sections import is_section

# "M. Sc. in Physics", "B. A.": a degree, not Monsieur Sc.
_DEGREES = frozenset(("sc", "phil", "eng", "ed", "tech", "arch", "com", "div", "hab", "ing"))
_NO_NAME = re.compile(r"[\d@:;]|https?")
_MOST_WORDS = 9
# Señor, and the senior of "Sr. Adviser"; Herr, and the "HR Officer".
_ALSO_SHORT = re.compile(r"(?!m[rs]\b)[^\W\d_]{1,2}\.?", re.IGNORECASE)
# Before a person: "12.", "(3)", "a)", a bullet.
NUMBER = re.compile(rf"{LIST_MARK.pattern}|^\s*(?:\(?\d{{1,4}}[.)]|\(?[a-z][.)]|[•·▪‣◦●–—-])\s+")
_BEGINS_NO_NAME = frozenset(("and", "or", "of", "is", "in", "for", "the", "to", "et", "ou", "est", "y", "o", "es"))
_SECTION_NUMBER = re.compile(r"[IVX]{1,5}\.|[A-Z]\.")
_SEVERAL = 3
_FAMILY = 5  # words that a family name, or the given ones, stay below
_LONGEST_TITLE = 20  # letters
_MONSIEUR = re.compile(r"M\.\s+(?=(?:[A-Z]\.[ -]?)+[A-Z]\w)")
_ENDING = re.compile(r"[,;:]$")


class Titles:
    """The titles on file, and whether a line that begins with one names somebody; distinct lines are few."""

    def __init__(self, rules: TitleRules) -> None:
        self.rules = rules
        self.initials_follow = False
        self.untitled = False
        self.bare: frozenset[str] = frozenset()  # lines that name somebody without a title
        self.split = lru_cache(maxsize=65_536)(self._split)

    def names_somebody(self, text: str) -> bool:
        if self.untitled:
            return has_family_capitals(NUMBER.sub("", text).split(",")[0])
        return text in self.bare or bool(self.split(text)[0])

    def people(self, text: str) -> list[str]:
        """The parts of a line that name somebody each; the line itself where it names one, or where it is not clear."""
        parts = people_in(NUMBER.sub("", text), self.rules, in_a_sentence=True)
        return parts if len(parts) > 1 and all(map(self.names_somebody, parts)) else [text]

    def is_bare_title(self, text: str) -> bool:
        """Whether a text is a title, or a number, and nothing else: the name stands in the next column."""
        if NUMBER.fullmatch(f"{text} ") or _SECTION_NUMBER.fullmatch(text):
            return True
        return len(text) < _LONGEST_TITLE and not self.names_somebody(text) and self.names_somebody(f"{text} Xx")

    def says_gender(self, text: str) -> bool:
        """Whether the title claims a gender; "Ambassador" or "Dr" begins many a post, "Mr" hardly any."""
        honorific = self.split(text)[0]
        return bool(honorific) and bool(self.rules.read(honorific).claim)

    def learn(self, texts: Iterable[str]) -> None:
        """Learn from all lines of a list how it prints people.

        Where "M." stands before several full names, "M. L. Jacques MOULINS" is Monsieur too. Where no title stands
        anywhere, people are recognized by family names in capitals.
        """
        several = list(texts)
        begun = sum(1 for text in several if text.startswith("M.") and self.split(text)[0] == "M.")
        if begun >= _SEVERAL:
            self.initials_follow = True
            self.split.cache_clear()
        if not any(map(self.names_somebody, several)):
            self.untitled = sum(has_family_capitals(text.split(",")[0]) for text in several) >= _SEVERAL

    def reads_as_post(self, text: str) -> bool:
        """Whether the title of a line is a post as often as a form of address: "Director", "Professor", "Minister"."""
        honorific = self.split(text)[0]
        return bool(honorific) and not self.rules.read(honorific).claim and leads_with(honorific) == "post"

    def _split(self, text: str) -> tuple[str, str]:
        """(honorific, the rest of the line) of a line that names somebody, else ("", the line); without its number."""
        text = NUMBER.sub("", text)
        if self.initials_follow and (initial := _MONSIEUR.match(text)):
            return "M.", text[initial.end() :]
        honorific, rest = split_honorific(text, self.rules, titles_inside=True)
        if not honorific or not rest or _ENDING.search(honorific):
            return "", text
        closed, title = "".join(text.split()), "".join(honorific.split())
        if closed.startswith(title):
            return (honorific, rest) if self._is_name(rest, honorific) else ("", text)
        return (honorific, rest) if self._stands_behind(text, honorific, rest) else ("", text)

    def _stands_behind(self, text: str, honorific: str, rest: str) -> bool:
        """ "PETROV, Mr. Ivan", and a title of a man or a woman at the end: "PETROV, Ivan, Mr.", "Ivan PETROV (Mr.)"."""
        family, comma, given = text.partition(",")
        if comma and given.strip().startswith(honorific) and family.isupper() and len(family.split()) < _FAMILY:
            return True
        if not self.rules.read(honorific).claim or not text.rstrip(" )）").endswith(honorific.split()[-1]):
            return False
        family, comma, given = rest.partition(",")
        if comma:
            return family.isupper() and len(family.split()) < _FAMILY and 0 < len(given.split()) < _FAMILY
        return has_family_capitals(rest) or (text.rstrip().endswith(f", {honorific}") and looks_like_name(rest))

    def _is_senior_post(self, honorific: str, name: str) -> bool:
        """ "Sr. Policy Adviser", "HR Officer", "Sr. Director General": two letters before a post are no title."""
        short, _, posts = honorific.partition(" ")
        if not _ALSO_SHORT.fullmatch(short):
            return False
        if posts and leads_with(posts) == "post":
            return not (looks_like_name(name, titled=True) or (name.isupper() and not honorific.isupper()))
        return is_post_beyond_doubt(name_and_post(name)[0]) or is_section(name)

    def _is_name(self, rest: str, honorific: str) -> bool:
        words = rest.split(",")[0].split()
        first = words[0].strip(".").casefold()
        if (first in _DEGREES and len(honorific) < 3) or rest[0] in "(,;-–/&" or not any(map(str.isalpha, words[0])):
            return False
        name = " ".join(words)
        title = self.rules.read(honorific)
        says_gender = bool(title.claim) or title.status == "joint"
        if words[0][0].islower() and first not in PARTICLES and "'" not in words[0] and "’" not in words[0]:
            return says_gender and not _ALSO_SHORT.fullmatch(honorific) and _is_typed_small(words)
        if says_gender:
            return not self._is_senior_post(honorific, name)
        if leads_with(honorific) == "post":
            if not looks_like_name(name, titled=True):
                return False
        else:
            name = name_and_post(name)[0]
        tells_post = leads_with(name) == "body" or is_post_beyond_doubt(name)
        return not tells_post and leads_with(f"{honorific} {name}") != "body" and not words[0][0].islower()


def _is_typed_small(words: list[str]) -> bool:
    """ "karina FINGIDA" behind a title that says a gender: a given name typed without its capital."""
    first = words[0].strip(".,").casefold()
    capitals = any(word[0].isupper() for word in words[1:])
    return len(first) > 1 and first not in _BEGINS_NO_NAME and capitals and len(words) < _FAMILY


def looks_like_name(text: str, titled: bool = False) -> bool:
    """Whether a line could be a person's name: a few words, each with a capital, none of a post.

    ``titled``: a title stands before it, so that what only resembles a post is a name ("Ambassador Juan Delgado").
    """
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= _MOST_WORDS or _NO_NAME.search(text):
        return False
    if leads_with(text) and (not titled or leads_with(text) == "body" or is_post_beyond_doubt(text)):
        return False
    return all(
        word[0].isupper() or word.casefold() in PARTICLES or word[0] in "\"'“(’" or not word[0].isascii()
        for word in words
    ) and not (text.isupper() and len(words) > 4)


def name_and_post(text: str) -> tuple[str, str]:
    """The name and the post of a line that nothing parts but the capitals of the family name: "Ana RUIZ Adviser".

    Copied from a page on which names and posts stand side by side. The post is "" where none is told.
    """
    words = text.split()
    capitals = [_is_family_name(word) for word in words]
    if True not in capitals:
        return text, ""
    first = capitals.index(True)
    end = next((at for at in range(first, len(words)) if not capitals[at]), len(words))
    end += first == 0  # a family name first has a given name behind it
    post = " ".join(words[end:])
    if "," in "".join(words[:end]):
        return text, ""
    if post and post[0].isupper() and (leads_with(post) == "post" or words[end].endswith(",")):
        return " ".join(words[:end]), post
    return text, ""


def _is_family_name(word: str) -> bool:
    return len(word) > 1 and word.isupper() and re.sub("[-'’]", "", word).isalpha()


def has_family_capitals(text: str) -> bool:
    """ "Maria SILVA": given names in small letters and a family name in capitals, as lists of States print people."""
    words = [word for word in re.split(r"[\s,]+", text) if len(word) > 1 and word.casefold() not in NAME_SUFFIXES]
    capitals = [word for word in words if word.isupper() and word.isalpha()]
    return bool(capitals) and len(capitals) < len(words) and looks_like_name(text)
