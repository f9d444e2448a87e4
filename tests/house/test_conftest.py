"""The rules of the suite itself: a misspelt template variable fails, a required engine is never skipped quietly."""

import pytest
from django.template.loader import render_to_string

from tests import conftest


def test_a_variable_that_nothing_passes_fails_the_test() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"empty_state\.html names reason"):
        render_to_string("components/empty_state.html", {"title": "Nothing yet"})


def test_a_template_with_all_it_names_renders() -> None:
    assert "Nothing yet" in render_to_string("components/empty_state.html", {"title": "Nothing yet", "reason": "New."})


def test_what_is_missing_is_skipped_unless_it_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conftest, "REQUIRED", frozenset({"browser"}))
    conftest.need("browser", True, "")
    with pytest.raises(pytest.skip.Exception):
        conftest.need("postgres", False, "Start one.")
    with pytest.raises(pytest.fail.Exception, match="Install it"):
        conftest.need("browser", False, "Install it.")
