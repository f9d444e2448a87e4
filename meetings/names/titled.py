"""Splitting of one cell or line into courtesy title and name, wherever the title is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from meetings.folding import fold_name, normalise, plainly
from meetings.names.parts import NAME_SUFFIXES, PARTICLES
from meetings.names.titles import ARTICLES, TitleRules, title_words, with_blanks

# fmt: off
# Titles that are given names or surnames as often ("Dame Diop", "Sheikh Hasina"): inside a name they are left there.
ALSO_NAMES = frozenset((
    "prince", "princess", "sheikh", "shaikh", "sheik", "shaykh", "sheikha", "shaikha", "dame", "lady", "lord", "don",
    "doña", "dona", "shri", "kumari", "pan", "pani", "paní", "king", "baron", "count", "duke", "earl", "judge",
    "justice", "bishop", "pastor", "dean", "deacon", "canon", "chief", "major", "general", "mayor", "minister",
    "senator", "imam",
    "mufti", "frei", "fray", "da", "sig", "pere", "frere", "abbe", "maitre", "mere", "madre",
    "queen", "baroness", "countess", "duchess", "dama", "frate", "شيخة", "شيخه", "пан", "пані", "майор", "الشيخ", "شيخ",
    "الشيخة", "الشيخه", "الأمير", "الامير", "الأميرة", "الاميره",
))
# Behind or between names these are names more often than titles; they are titles there with a dot or a stroke only.
_NAMES_INSIDE = ALSO_NAMES | frozenset((
    "السيد", "سيد", "السيدة", "سيدة", "السيده", "سيده", "السادة", "السيدات", "herr", "frau", "miss", "misses", "sir",
    "sieur", "puan", "encik", "dom", "dl", "dna", "hr", "mw", "mm", "sem", "smt", "dhr", "mvr", "sister", "rouva",
    "gospa",
))
# Short titles that say nothing are read without a dot only when they are nothing else: "Dr", not "HE", "May", "Eng".
NEVER_NAMES = frozenset(("dr", "prof", "amb", "rev", "mx"))
DOTTED_TITLES = frozenset(("he", "se"))
# fmt: on
_EXCELLENCY = frozenset((("se",), ("s", "e"), ("son", "excellence"), ("su", "excelencia")))
_BEFORE_POSTS = frozenset(("madame", "monsieur", "mme", "señora", "señor", "senora", "senor"))
SHORT = 4
LONGEST_TITLE = 6  # words
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}")
_CLOSING = re.compile(r"\s*[(（]([^()（）]+)[)）]$")
_ELISION = re.compile(r"[lL]['’ʼ](?=\w)")
_AND_WORDS = frozenset(("and", "et", "y", "e", "und", "и", "و", "&", "+"))
# Before a person: "12.", "(3)", "a)", a bullet.
LIST_MARK = re.compile(
    r"^\s*(?:(?:[•·▪‣◦●○■□►*–—‒-]+|№?\s*\(?\d{1,4}[.)\]]|\(?[a-z]\)|\(\d{1,4}\))\s*|\d{1,4}\s+)+(?=[^\W\d_])"
)


def split_honorific(full_name: str, rules: TitleRules, titles_inside: bool = False) -> tuple[str, str]:
    """(honorific, name) of a cell that may hold both: "H.E. Mr. Ivan PETROV", "PETROV, Mr. Ivan", "张伟先生".

    An initial is not taken for a title: "M." is Monsieur only when the caller knows that this column prints titles
    (``titles_inside``, see ``prints_titles``) and no second initial follows ("M. K. Rao"). Words that are names as
    often as titles stay in the name. Both cost some people their gender (*not recorded*) and give nobody a wrong one.
    """
    name = normalise(full_name)
    honorific, rest = _leading(name, rules, titles_inside)
    if not name or not rest or (honorific and rules.read(honorific).status == "joint"):
        return honorific, rest
    behind, without = _behind(rest, rules, titles_inside)
    says_more = rules.read(behind).claim or stands_alone(behind)
    if honorific and not (says_more and name.rstrip(")） ").endswith(behind)):
        return honorific, rest  # "Ms. Ana RUIZ, Ambassador": a post
    rest = without
    return " ".join(filter(None, (honorific, behind))), rest


def _behind(name: str, rules: TitleRules, titles_inside: bool) -> tuple[str, str]:
    """The title that stands behind a name, behind its comma or between its words."""
    closing = _CLOSING.search(name) if name[-1] in ")）" else None
    if closing and closing.start() and not _leading(closing[1], rules, titles_inside)[1]:
        return closing[1], name[: closing.start()]
    if "," in name:
        honorific, rest = _behind_comma(name, rules, titles_inside)
    else:
        honorific, rest = _last_words(name, rules)
    if honorific:
        return honorific, rest
    unspaced = 0 if name.isascii() else rules.unspaced_title(name)
    return (name[-unspaced:], name[:-unspaced].strip()) if unspaced else ("", name)


def _behind_comma(name: str, rules: TitleRules, titles_inside: bool) -> tuple[str, str]:
    """ "PETROV, Mr. Ivan", "PETROV, Ivan, Mr."; of "Robert BROWN, Sr." nothing, he is the elder of two."""
    before, _, last = name.rpartition(",")
    last = last.strip()
    if last and fold_name(last) not in NAME_SUFFIXES and not _leading(last, rules, titles_inside)[1]:
        return ("", name) if _is_degree(last, before) else (last, before.strip(" ,"))
    family, _, given = name.partition(",")
    if fold_name(given) in NAME_SUFFIXES:
        return "", name
    honorific, rest = _leading(given.strip(), rules, titles_inside)
    if honorific:
        return honorific.rstrip(","), f"{family}, {rest.lstrip(', ')}" if rest else family
    honorific, rest = _last_words(given.strip(), rules)
    return (honorific, f"{family}, {rest}") if honorific and rest else ("", name)


def _is_degree(printed: str, before: str) -> bool:
    """ "John SMITH, MS": a Master of Science as likely as Ms."""
    return printed == "MS" and not before.isupper()


def _last_words(name: str, rules: TitleRules) -> tuple[str, str]:
    """ "Ana RUIZ Ms.", "RUIZ Ms. Ana" of one word before the title: a title that says a gender, and nothing else."""
    if not rules.may_hold_title(name, behind=1):
        return "", name
    tokens = name.split()
    for at in range(1, len(tokens)):
        if not is_title_inside(tokens[at], rules) or _is_degree(tokens[at], " ".join(tokens[:at])):
            continue
        start = at
        while start > 1 and rules.begin(tokens[start - 1]) and stands_alone(tokens[start - 1]):
            start -= 1
        before, after = tokens[:start], tokens[at + 1 :]
        if after and not is_family(before):
            return "", name
        return " ".join(tokens[start : at + 1]).rstrip(","), " ".join([*before, *after])
    return "", name


def is_family(words: Sequence[str]) -> bool:
    """Whether words before a title are a family name alone: one word with its particles, or all in capitals."""
    plain = [word for word in words if word.casefold() not in PARTICLES]
    return len(plain) <= 1 or all(word.isupper() and "." not in word for word in plain)


def is_title_inside(token: str, rules: TitleRules) -> bool:
    """Whether a token behind or between the words of a name is a title that says a gender, beyond doubt."""
    words = title_words(token)
    if not words or words[-1] in NAME_SUFFIXES or rules.match(words) != len(words) or not rules.claim(words):
        return False
    dotted = token.rstrip(",").endswith(".") and not _INITIALS.fullmatch(token.rstrip(","))
    return (dotted or words[0] not in _NAMES_INSIDE) and len(words[0]) > 1 and words[0] not in ALSO_NAMES


def stands_alone(token: str) -> bool:
    """Whether a title without a gender is one beyond doubt: "H.E.", "Dr", not "May"."""
    words = title_words(token)
    return bool(words) and (words[0] in NEVER_NAMES or (words[0] in DOTTED_TITLES and "." in token))


def _leading(name: str, rules: TitleRules, titles_inside: bool) -> tuple[str, str]:
    """The titles at the beginning of a name, and what follows them."""
    first, _, later = name.partition(" ")
    article = plainly(first.casefold()) in ARTICLES
    if not article and not rules.begin(with_blanks(first) if "." in first else first) and not _ELISION.match(first):
        return "", name
    tokens = [*with_blanks(first).split(), *later.split()]
    return _Titles(tokens, rules, titles_inside).split(name)


class _Titles:
    """The first tokens of a name, read title by title."""

    def __init__(self, tokens: list[str], rules: TitleRules, titles_inside: bool) -> None:
        self.tokens, self.rules, self.titles_inside = _closed_up(tokens, rules), rules, titles_inside
        self.words: list[str] = []
        self.ends = {0: 0}  # number of words → number of tokens, where a token ends
        for count, token in enumerate(self.tokens[:LONGEST_TITLE], 1):
            elided = _ELISION.match(token)
            behind = title_words(token[elided.end() :]) if elided else ()
            self.words.extend(behind if behind and rules.match(behind) else title_words(token))
            self.ends[len(self.words)] = count

    def split(self, name: str) -> tuple[str, str]:
        at, read = 0, [0]
        before: tuple[str, ...] = ()
        while at < len(self.words) and (length := self._title_at(at, before)):
            before = tuple(self.words[at : at + length])
            at += length
            if at in self.ends:
                read.append(at)
        while read[-1] and self.ends[read[-1]] == len(self.tokens) and len(read) > 2 and self._is_name(read[-2]):
            read.pop()  # somebody of this name: "Mme L'Abbé"
        end = self.ends[read[-1]]
        return (" ".join(self.tokens[:end]), " ".join(self.tokens[end:])) if end else ("", name)

    def _is_name(self, at: int) -> bool:
        last = self.tokens[self.ends[at] :]
        return len(last) == 1 and "." not in last[0] and not self.rules.read(last[0]).claim

    def _title_at(self, at: int, before: tuple[str, ...]) -> int:
        """How many words from here on are a title, with the article or the "and" before it; 0 when none is."""
        words = self.words
        skipped = 1 if words[at] in ARTICLES or (before and self._joins(at)) else 0
        if skipped and (at + 1 >= len(words) or (not before and self.rules.match(words, at))):
            skipped = 0
        length = self.rules.match(words, at + skipped)
        if not length:
            return 0
        last = at + skipped + length - 1
        if length > 1 and len(words[last]) == 1 and last in self.ends and len(words[last - 1]) > 1:
            length -= 1  # the initial of "Prof. A. Noor", not the ending of "Prof(a)"
        title, following = words[at + skipped : at + skipped + length], words[at + skipped + length :]
        printed = self.tokens[self.ends.get(at + skipped, 0)]
        if skipped and not (self.rules.claim(title) or before or self._post_after_article(printed, following)):
            return 0
        stands = self._stands_as_title(title, printed, following, before)
        return skipped + length if stands else 0

    def _joins(self, at: int) -> bool:
        """Whether an "and" between two titles begins here."""
        return self.tokens[self.ends.get(at, 0)].casefold() in _AND_WORDS

    def _post_after_article(self, printed: str, following: Sequence[str]) -> bool:
        """ "Le Ministre Jean PETIT", but "LE MAITRE Jean"."""
        return len(following) > 1 and not printed.isupper() and len(printed) > SHORT

    def _stands_as_title(
        self, title: Sequence[str], printed: str, following: Sequence[str], before: tuple[str, ...]
    ) -> bool:
        """Whether words that are a title on file are one *here*, inside a name, and not initials or a name."""
        word, rules = title[0], self.rules
        before_a_title = bool(following) and following[0] not in ALSO_NAMES and rules.match(following) > 0
        if len(title) > 1:
            return before_a_title or not all(len(part) == 1 for part in title)  # "H. E. Mr.", not "H. E. Rao"
        if word in ALSO_NAMES:
            return bool(before) and before[-1] in _BEFORE_POSTS and len(following) > 1
        if word == "sem":
            return before_a_title or (printed.isupper() and len(following) > 1 and len(following[0]) > 1)
        if printed.isupper() and len(word) == 2 and rules.claim(title) and word not in ("mr", "ms"):
            return before_a_title or (word == "sr" and len(following) > 1)  # "HR KHAN", "MM Rao": initials
        if len(word) == 1:
            joined = len(following) > 1 and following[0] in _AND_WORDS and rules.match(following, 1) > 0
            if joined:
                return bool(rules.claim(title))
            told = self.titles_inside or before in _EXCELLENCY
            return (told and bool(following) and len(following[0]) > 1) if word.isascii() else "." in printed
        if _INITIALS.fullmatch(printed) and word not in DOTTED_TITLES:
            return before_a_title  # "M.P. Sharma"
        if word.isascii() and len(word) <= SHORT and word not in NEVER_NAMES and not rules.claim(title):
            return before_a_title or "." in printed
        return True


def _closed_up(tokens: list[str], rules: TitleRules) -> list[str]:
    """Titles typed against each other or against an "and", each a token of its own: "Mr&Mrs", "والسيدة"."""
    spaced: list[str] = []
    for token in tokens[:LONGEST_TITLE]:
        if "&" in token or "+" in token:
            spaced += re.sub(r"([&+])", r" \1 ", token).split()
        elif spaced and token[:1] == "و" and rules.match(title_words(token[1:]) or ("",)):
            spaced += ["و", token[1:]]
        elif spaced and "." in token[:-1] and rules.begin(with_blanks(token)):
            spaced += with_blanks(token).split()
        else:
            spaced.append(token)
    return spaced + tokens[LONGEST_TITLE:]


def prints_titles(names: Iterable[str], rules: TitleRules) -> bool:
    """Whether a column of full names prints courtesy titles inside them: most rows do, one at least beyond doubt."""
    begins = beyond_doubt = seen = 0
    for name in names:
        if not name.strip():
            continue
        seen += 1
        beyond_doubt += bool(split_honorific(name, rules)[0])
        begins += bool(split_honorific(name, rules, titles_inside=True)[0])
    return beyond_doubt > 0 and begins * 2 > seen
