"""No text for a reader holds a retired phrase; made-up trees prove that each place is read."""

from pathlib import Path

import pytest

from tests.house.phrases import RETIRED, retired

ROOT = Path(__file__).resolve().parents[2]


def test_no_text_holds_a_retired_phrase() -> None:
    assert retired(ROOT) == []


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("templates/a.html", '{% trans "A name never tells it." %}'),
        ("templates/a.html", "{% blocktrans count n=n %}One{% plural %}{{ n }} panels\n ahead{% endblocktrans %}"),
        ("app/a.py", 'x = _("Closed lists are left out.")'),
        ("app/a.py", 'x = ngettext("One is undecided", "It cannot " "be told", 2)'),
        ("app/a.py", 'raise ActionRefused(f"{who} waits to be confirmed.")'),
        ("app/a.py", 'parser.add_argument("x", help="count the second scope")'),
        ("app/a.py", 'class Command:\n    help = "Rows that are kept nowhere."'),
        ("docs/manual.md", "These people stand in\nthe version before."),
    ],
)  # fmt: skip
def test_every_place_is_read(tmp_path: Path, place: str, text: str) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "apps.py").touch()
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).write_text(text, encoding="utf-8")
    assert len(retired(tmp_path)) >= 1


def test_what_is_said_instead_holds_no_retired_phrase(tmp_path: Path) -> None:
    page = tmp_path / "templates" / "a.html"
    page.parent.mkdir()
    page.write_text("".join(f'{{% trans "{instead}" %}}' for instead in RETIRED.values()), encoding="utf-8")
    assert retired(tmp_path) == []
