"""Phrases that no text for a reader may hold, and what to write instead."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.house.rooms import syntax

OF_THINGS = r"\b(people|persons?|rows?|lists?|panels?|figures|names?|entries|counts?|offices?|releases?|it|they)"
RETIRED: dict[str, str] = {
    # Sentences of an earlier version, in their kinds.
    r"stands? with its base": "shows how many people it covers",
    r"with those of whom": "shows how many are not recorded",
    r"cannot be told": "is undecided",
    r"\b(is|are|was|were) told (by|from|of)\b": "is recognized by, is known from",
    r"nothing (else )?tells\b": "there is no evidence of",
    r"in (the )?place of a? ?(man|men|woman|women)": "replace 33 men with women",
    r"(women|men|woman|man) in addition": "or add 65 women",
    r"from session to session": "larger than 2 of the last 5 changes",
    r"panels? ahead": "upcoming panels",
    r"only because of (us|our participant)": "without our speaker, this panel is all men",
    r"(?<![-\w])single-gender (only|if|because)": "all men, all women",
    r"[Ss]ingle-gender:": "3 of 5 panels had only men or only women",
    r"lists are left out": "meetings with closed lists are not included",
    r"of them no\b": "none of them",
    r"Delegations that no State": "unrecognized delegations",
    r"[Ww]hat the lists leave open": "please answer these",
    r"nothing is guessed": "these people count as not recorded",
    r"stop the import": "you can import now and answer later",
    r"a list of the same part": "fix these rows and import the file again",
    r"(nothing|nobody) is written are": "empty rows are ignored",
    r"\b(never|always) tells it": "never guess from the name",
    r"title tells the gender": "gender is taken from the title",
    r"for a frame on another site": "embed this figure",
    r"version that this list replaces": "five people are missing from the new version",
    r"known only as the person": "one assumed (first listed)",
    r"is with the office": "we will check it",
    r"announced here stands": "announced dates appear",
    r"of one gender on end": "runs of delegations of one gender",
    r"were the last two delegations": "no run of delegations of one gender",
    r"second scope": "compare with …",
    # Words of a translation.
    OF_THINGS + r" stands?\b": "is, is shown, appears",
    r"\bkept nowhere\b|\bnot kept anywhere\b": "not stored, never stored",
    r"\b(is|are) given up\b|\bgive (it|this) up\b|\bgiven up\b": "discarded",
    r"\bwait(s|ing)? to be\b": "to check, to confirm",
    r"\bhas to be (unlocked|chosen|found)\b": "unlock it, choose it",
    r"\bwhat became of\b": "what happened to",
    r"\bno list (in force )?prints\b|\bin no list in force\b": "on no current list",
    r"\bbut for (their )?(order|accents|particles)\b": "except for",
    r"\bIt is noted (that|whom)\b": "reading these names is logged",
    r"\bcounted all the same\b": "still counted",
    r"\bat once, until\b|\bstands? on the public site\b": "immediately",
    r"\bas arithmetic allows\b": "as possible",
    r"\bmeans nothing here\b": "cannot be answered",
    r"(?<!there )\bis no (year|disaggregation|metric|date|version|backup|target|encoding|field)\b": "is not a",
    r"\bcarry the right\b": "has the right",
    r"\bhang(s)? on\b": "depends on",
}
"""Patterns of retired phrases, and what is said instead (the language of pages: short, active, idiomatic)."""

TRANSLATED = {
    "_",
    "_l",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "npgettext",
}
RAISED = re.compile(r"(Refused|Unreadable|CommandError|ValidationError)$")
TEMPLATE_TEXT = re.compile(
    r"\{%\s*trans(?:late)?\s+(?:\"([^\"]*)\"|'([^']*)')|\{%\s*blocktrans(?:late)?\b[^%]*%\}(.*?)\{%\s*endblocktrans",
    re.S,
)
FOR_USERS = (
    "README.md",
    "docs/manual.md",
    "docs/lists.md",
    "docs/measures.md",
    "docs/go-live.md",
    "docs/publication.md",
    "docs/settings.md",
)
"""Pages of the documentation that people read who do not write code."""


@dataclass(frozen=True)
class Text:
    """A text that a person reads, and where it is."""

    where: str
    text: str


def texts(root: Path) -> Iterator[Text]:
    """Every text of templates, every translated or refused sentence, every help of a command, and the users' pages."""
    pages = (one for one in (root / "templates").rglob("*") if one.suffix in (".html", ".svg", ".txt", ".xml"))
    for path in sorted(pages):
        for match in TEMPLATE_TEXT.finditer(path.read_text(encoding="utf-8")):
            yield Text(str(path.relative_to(root)), next(filter(None, match.groups()), ""))
    for app in (*sorted(one.parent.name for one in root.glob("*/apps.py")), "parity"):
        for path in sorted((root / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from (
                    Text(f"{path.relative_to(root)}:{line}", said) for line, said in sentences(path.read_text("utf-8"))
                )
    for name in FOR_USERS:
        if (root / name).exists():
            yield Text(name, (root / name).read_text(encoding="utf-8"))


def sentences(source: str) -> Iterator[tuple[int, str]]:
    """What a module says to people: translated texts, what refusals and errors say, help of commands and fields."""
    read = syntax(source)
    for call in read.each(ast.Call):
        if _speaks(call.func):
            yield from ((call.lineno, said) for argument in call.args for said in _literal(argument))
        for keyword in call.keywords:
            if keyword.arg in ("help", "help_text", "description", "epilog"):
                yield from ((call.lineno, said) for said in _literal(keyword.value))
    for node in read.each(ast.Assign):
        if any(getattr(one, "id", "") == "help" for one in node.targets):
            yield from ((node.lineno, said) for said in _literal(node.value))


def _speaks(function: ast.expr) -> bool:
    name = getattr(function, "id", getattr(function, "attr", ""))
    return name in TRANSLATED or name in ("error", "warning", "Problem") or bool(RAISED.search(name))


def _literal(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    elif isinstance(node, ast.Call) and node.args:
        yield from (said for argument in node.args for said in _literal(argument))
    elif isinstance(node, ast.BinOp):
        yield from (*_literal(node.left), *_literal(node.right))


def retired(root: Path) -> list[str]:
    """Where a retired phrase is still said, with what to say instead."""
    patterns = [(re.compile(rf"(?<![\w-])(?:{phrase})", re.IGNORECASE), instead) for phrase, instead in RETIRED.items()]
    found = []
    for one in texts(root):
        plain = " ".join(one.text.split())
        found += [
            f"{one.where}: “…{plain[max(0, match.start() - 30) : match.end() + 20]}…”: write “{instead}”"
            for pattern, instead in patterns
            for match in pattern.finditer(plain)
        ]
    return found
