"""House rules about words: which a package must not use, and which are retired."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.rooms import Module, under

NAMES_RELEASES = {"meetings.rights.table", "meetings.forms.checks"}
"""The one table of rights, and the two sentences that a page of the record owes people about releases."""

RETIRED: dict[str, str] = {
    "apart": "without_closed_lists, split, gap",
    "assembled": "arrays",
    "bearing": "precision_base",
    "facts": "blocks, details",
    "grouped": "groups, by_kind",
    "held": "arrays, subject_access, record",
    "kept": "cached, stored, unmoved, a mask",
    "narrowed": "narrowing, a mask, remaining",
    "outing": "revealing",
    "outs": "reveals_change",
    "reach": "permitted, extent",
    "roster": "list",
    "standing": "on_record, state",
    "told": "readable, shown, found",
    "travel": "publish_in_one_go",
    "voice": "proceedings, statement, office",
    "voices": "proceedings, statements, offices",
}
"""Words that meant two things, or nothing to a newcomer, and what is said instead (architecture.md, *Words*)."""
RETIRED_MODULES = {"account": "line_account", "memberships": "groupings", "periods": "narrowing"}
"""Plain words that only make no name of a module."""
RETIRED_NAMES = {"nobody": "empty_scope", "other_ways": "composition", "what_decides": "if_no_delegation_were_all_men"}
OF_THE_FIELD = {"relative_voice", "_relative_voice"}
"""A measure's own name."""


def words_of_reports(module: Module) -> Iterator[str]:
    """Addresses of reports and words of releases in the record, which knows nothing of either."""
    if not under(module.name, "meetings"):
        return
    if "reports:" in module.source:
        yield "names an address of reports; shared pages have names of their own in parity/urls.py"
    if module.name not in NAMES_RELEASES and "release" in module.source.lower():
        yield "speaks of releases: the record does not know what becomes of it"


def addresses_of_reports(root: Path) -> list[str]:
    """Templates of the record that name an address of reports."""
    return [
        f"{path.relative_to(root)} names an address of reports; shared pages have names of their own in parity/urls.py"
        for path in sorted((root / "templates" / "meetings").rglob("*.html"))
        if "reports:" in path.read_text(encoding="utf-8")
    ]


def riddles(module: Module) -> Iterator[str]:
    """Retired words in the name of the module, or of a class, a function or a field in it."""
    own = module.name.split(".")[-1]
    if own in RETIRED_MODULES:
        yield f"is called {own}; call it {RETIRED_MODULES[own]}"
    for name in [own, *_names(module)]:
        words = {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}
        for word in sorted(words & RETIRED.keys() if name not in OF_THE_FIELD else ()):
            yield f"{name}: “{word}” is retired; say what it is ({RETIRED[word]} …)"
        if name in RETIRED_NAMES:
            yield f"{name} is retired; it is called {RETIRED_NAMES[name]}"


def _names(module: Module) -> Iterator[str]:
    yield from (function.name for function in module.each(ast.FunctionDef))
    for node in module.each(ast.ClassDef):
        yield node.name
        fields = (one.target for one in node.body if isinstance(one, ast.AnnAssign))
        yield from (field.id for field in fields if isinstance(field, ast.Name))
