"""House rules about documents: every page, section, module and setting that is named is there.

Made-up trees prove that each rule can fail.
"""

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.rooms import product
from tests.worlds.places import ROOT

CODE = ("meetings", "panels", "bodies", "staff", "accounts", "reports", "parity", "templates", "tests")
PAGE = re.compile(r"(?<![\w./…*-])(?:[\w.-]+/)*[\w-]+\.md\b")
SECTIONS = re.compile(r"([\w./-]+\.md),\s+((?:\*[^*]+\*(?:,| and)?\s*)+)")
MODULE = re.compile(r"`((?:[\w.-]+/)*\w+\.py)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


def code_files(root: Path) -> Iterator[tuple[str, str]]:
    """Path and text of every module and template; what lies in this folder plants breaches and is left out."""
    for folder in CODE:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix in {".py", ".html", ".txt", ".csv"} and not name.startswith("tests/house/test_"):
                yield name, path.read_text(encoding="utf-8")


def documents(root: Path) -> dict[str, str]:
    """The text of every Markdown file by its path; blocks of code are left out."""
    folders = ("*.md", "docs/**/*.md", "*/reference/*.md")
    paths = {path for pattern in folders for path in root.glob(pattern)}
    return {
        path.relative_to(root).as_posix(): FENCED.sub("", path.read_text(encoding="utf-8")) for path in sorted(paths)
    }


def found_as(name: str, pages: dict[str, str]) -> str:
    """The path of a page that is named bare or with its folder, or ""."""
    return next((page for page in pages if page == name or page.endswith(f"/{name}")), "")


def missing_pages(root: Path) -> list[str]:
    """Pages and sections that code names and nobody can open."""
    pages = documents(root)
    found = []
    for name, text in code_files(root):
        found += [
            f"{name} names {page}, which is not there" for page in PAGE.findall(text) if not found_as(page, pages)
        ]
        for page, titles in SECTIONS.findall(_without_wraps(text)):
            known = _titles(pages.get(found_as(page, pages), ""))
            for title in re.findall(r"\*([^*]+)\*", titles):
                if _plain(title) not in known:
                    found.append(f"{name} names *{title}*, which is no section of {page}")
    return found


def _without_wraps(text: str) -> str:
    """The text with every sentence on one line: comments and docstrings wrap anywhere."""
    return re.sub(r"\s*\n\s*(?:#\s*)?", " ", text)


def _titles(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {_plain(title) for title in (*headings, *BOLD.findall(text))}


def _plain(title: str) -> str:
    return " ".join(title.replace("`", "").rstrip(".:").split()).casefold()


def missing_modules(root: Path) -> list[str]:
    """Modules that code and documents name in backquotes and that were moved or deleted."""
    folders = (root / folder for folder in CODE)
    modules = [path.as_posix() for folder in folders for path in folder.rglob("*.py")]
    modules += [path.as_posix() for path in root.glob("*.py")]
    texts = (*code_files(root), *documents(root).items())
    named = ((name, module) for name, text in texts for module in MODULE.findall(text))
    return [
        f"{name} names {module}, which is not there"
        for name, module in named
        if not any(path.endswith(f"/{module}") for path in modules)
    ]


def broken_links(root: Path) -> list[str]:
    """Links from page to page that lead nowhere, and anchors that no heading has."""
    found = []
    for name, text in documents(root).items():
        for link in LINK.findall(text):
            place, _, anchor = link.partition("#")
            if re.match(r"[a-z]+:", link):
                continue
            target = (root / name).parent / place if place else root / name
            if not target.exists():
                found.append(f"{name} links {link}, which is not there")
            elif anchor and target.suffix == ".md" and anchor not in _anchors(target.read_text(encoding="utf-8")):
                found.append(f"{name} links {link}, and no heading is called so")
    return found


def _anchors(text: str) -> set[str]:
    """The anchors that a heading gets: small letters and figures, a hyphen for each space."""
    headings = re.findall(r"^#+ (.+)$", FENCED.sub("", text), re.MULTILINE)
    return {
        "".join(
            "-" if letter == " " else letter
            for letter in heading.strip().casefold()
            if letter in " -_" or unicodedata.category(letter)[0] in "LN"
        )
        for heading in headings
    }


def settings_read(root: Path) -> set[str]:
    """Names that ``parity/settings.py`` and those beside it read from the environment."""
    tree = ast.parse("\n".join(path.read_text(encoding="utf-8") for path in (root / "parity").glob("settings*.py")))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {
        call.args[0].value
        for call in calls
        if ast.unparse(call.func).startswith("env.") and call.args and isinstance(call.args[0], ast.Constant)
        if isinstance(call.args[0].value, str)
    }


def undescribed_settings(root: Path) -> list[str]:
    """Settings that are read and not described, and the other way round."""
    page = (root / "docs" / "settings.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE))
    read = settings_read(root)
    return [
        f"parity/settings.py reads {name}, which docs/settings.md does not describe" for name in read - described
    ] + [f"docs/settings.md describes {name}, which parity/settings.py does not read" for name in described - read]


def problems(root: Path) -> list[str]:
    return missing_pages(root) + missing_modules(root) + broken_links(root) + undescribed_settings(root)


def test_every_page_section_module_and_setting_is_there() -> None:
    assert problems(ROOT) == []


def test_the_settings_are_found() -> None:
    assert {"SECRET_KEY", "DATABASE_URL", "PARITY_SIDE"} <= settings_read(ROOT)
    assert len(list(code_files(ROOT))) > len(product(ROOT))


SETTINGS = "env = Env()\nDEBUG = env.bool('DEBUG', False)\n"
PAGES = {
    "docs/measures.md": "# Measures\n\n## Precision, change, ranking\n\n**Run length.** Of a State.\n",
    "docs/settings.md": "| setting |\n|---|\n| `DEBUG` | pages | off |\n",
    "README.md": "[Measures](docs/measures.md#precision-change-ranking)\n",
    "parity/settings.py": SETTINGS,
}
BROKEN = [
    ("reports/series.py", '"""Figures (formulae.md)."""', "names formulae.md, which is not there"),
    ("meetings/names.py", "# See docs/lists.md.", "names docs/lists.md, which is not there"),
    ("templates/base.html", "{# as in docs/interfaces.md #}", "names docs/interfaces.md, which is not there"),
    ("reports/series.py", '"""Runs (measures.md, *Runs*)."""', "names *Runs*, which is no section of measures.md"),
    ("reports/series.py", "# measures.md,\n# *Run length* and *Pace*", "names *Pace*, which is no section"),
    ("reports/series.py", '"""As ``grouped.py`` does."""', "names grouped.py, which is not there"),
    ("docs/lists.md", "`counting/grouped.py` groups", "names counting/grouped.py, which is not there"),
    ("docs/lists.md", "[Settings](setting.md)", "links setting.md, which is not there"),
    ("docs/lists.md", "[Words](measures.md#words)", "links measures.md#words, and no heading is called so"),
    ("parity/settings.py", f"{SETTINGS}KEY = env.str('SECRET_KEY', '')", "reads SECRET_KEY, which docs/settings.md"),
    ("parity/settings.py", "env = Env()", "describes DEBUG, which parity/settings.py does not read"),
]
SOUND = [
    ("reports/series.py", '"""Runs (measures.md, *Run\n    length* and *Precision, change, ranking*); README.md."""'),
    ("docs/lists.md", "`settings.py` and `parity/settings.py` alike"),
    ("reports/series.py", "FILE = name + '.md'"),
    ("docs/lists.md", "```\n[x](nowhere.md)\n```\n[Measures](measures.md) [site](https://parity.example/a.md)"),
]


def plant(root: Path, file: str, source: str) -> Path:
    for name, text in (PAGES | {file: source}).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(("file", "source", "expected"), BROKEN)
def test_what_is_not_there_is_noticed(tmp_path: Path, file: str, source: str, expected: str) -> None:
    assert any(expected in problem for problem in problems(plant(tmp_path, file, source)))


@pytest.mark.parametrize(("file", "source"), SOUND)
def test_what_is_there_passes(tmp_path: Path, file: str, source: str) -> None:
    assert problems(plant(tmp_path, file, source)) == []
