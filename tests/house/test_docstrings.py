"""House rules about docstrings: the first lines of all modules read as a table of contents."""

import ast
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.rooms import PACKAGES, product
from tests.worlds.places import ROOT

LONGEST = 120
RIDDLES = {"apart", "held", "kept", "stand", "stands", "told", "voices"}
"""Words that a first line does without: they say nothing to whoever has not seen the code."""


def beginning(source: str) -> str:
    """A module as far as its first statement, which is the docstring where there is one: no more need be parsed."""
    lines = source.splitlines(keepends=True)
    if not source.lstrip().startswith(('"', "#")):
        return source
    for token in tokenize.generate_tokens(iter(lines).__next__):
        if token.type == tokenize.NEWLINE:
            return "".join(lines[: token.end[0]])
    return source


def problems(root: Path) -> Iterator[str]:
    """Modules of the product and of the tests whose docstring does not begin with one whole short sentence."""
    for module in product(root, (*PACKAGES, "tests")):
        first = (ast.get_docstring(ast.parse(beginning(module.source))) or "").partition("\n")[0]
        quoted = len('"""') + len(first)
        if not first:
            yield f"{module.name} has no docstring: say in one line what the module is"
        elif not first.endswith("."):
            yield f"{module.name}: the first line is no whole sentence; end it with a period"
        elif quoted > LONGEST:
            yield f"{module.name}: the first line has {quoted} characters, more than {LONGEST}"
        for word in sorted(RIDDLES & set(first.lower().replace(",", " ").rstrip(".").split())):
            yield f"{module.name}: “{word}” in the first line is a riddle; say what the module is"


def test_first_lines_read_as_a_table_of_contents() -> None:
    assert list(problems(ROOT)) == []


BROKEN = [
    ("meetings/odds.py", "x = 1\n", "meetings.odds has no docstring"),
    ("reports/odds/__init__.py", "", "reports.odds has no docstring"),
    ("parity/odds.py", '"""Odds"""\n', "is no whole sentence"),
    ("tests/odds/test_odds.py", '"""Odds, which are\nmany."""\n', "is no whole sentence"),
    ("meetings/apps.py", f'"""{"O" * 117}."""\n', "has 121 characters"),
    ("reports/odds.py", '"""What is kept, and told."""\n', "“told” in the first line"),
]
SOUND = [
    (
        "meetings/odds.py",
        '"""Odds.\n\nWhat is kept stands here: no riddle is looked for below the first line\n"""\n',
    ),
    ("meetings/apps.py", f'"""{"O" * 116}."""\n'),
    ("meetings/migrations/0001_initial.py", "x = 1\n"),
]


def plant(root: Path, file: str, source: str) -> Path:
    path = root / file
    path.parent.mkdir(parents=True)
    path.write_text(source, encoding="utf-8")
    return root


@pytest.mark.parametrize(("file", "source", "expected"), BROKEN)
def test_a_first_line_that_says_too_little_is_noticed(tmp_path: Path, file: str, source: str, expected: str) -> None:
    assert any(expected in problem for problem in problems(plant(tmp_path, file, source)))


@pytest.mark.parametrize(("file", "source"), SOUND)
def test_a_whole_short_sentence_passes(tmp_path: Path, file: str, source: str) -> None:
    assert list(problems(plant(tmp_path, file, source))) == []
