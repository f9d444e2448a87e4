"""Passwords and names to sign in with that are refused."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.names import is_plain, taken_for

ADA = User(username="ada.okoro", email="ada.okoro@office.example", first_name="Adaeze", last_name="Okoro-Lindqvist")


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaa", "123456789012", "abcabcabcabc", "qwertyuiop12", "passwordpassword", "Password2026!",
        "abcdefghijkl", "okoro-lindqvist", "ada.okoro2026", "111111111111", "letmeinletmein",
    ],
)  # fmt: skip
def test_what_is_soon_guessed_is_refused(password: str) -> None:
    """Found: aaaaaaaaaaaa and 123456789012 were accepted."""
    with pytest.raises(ValidationError):
        validate_password(password, ADA)


@pytest.mark.parametrize(
    "password", ["quarry lantern mossy orbit", "0f3c9a77e15b2d4c8a61", "Vt9#kQz!m2Lx", "ключ облако рояль сосна"]
)
def test_what_is_hard_to_guess_is_taken(password: str) -> None:
    validate_password(password, ADA)


def test_a_password_of_any_length_is_weighed_at_once() -> None:
    validate_password("quarry lantern mossy orbit " * 150, ADA)


@pytest.mark.parametrize(
    ("name", "other"),
    [("adm1n", "admin"), ("Reviewer", "reviewer"), ("rnarie", "marie"), ("p.ublisher", "publisher"), ("c1erk", "clerk"),
     ("vvalter", "walter"), ("0scar", "oscar"), ("bi11", "bill"), ("data-protection", "data_protection")],
)  # fmt: skip
def test_a_name_that_the_eye_takes_for_another_is_found(name: str, other: str) -> None:
    assert taken_for(name, ["somebody", other]) == other


def test_other_names_are_not() -> None:
    assert [taken_for(name, ["admin", "marie"]) for name in ("adam", "maria", "admin2", "mary")] == [""] * 4


@pytest.mark.parametrize(
    ("name", "plain"),
    [("ada.okoro@office.example", True), ("аdmin", False), ("adminé", False), ("ad min", False), (".ada", False),
     ("", False), ("ａdmin", False), ("a\u200bda", False)],
)  # fmt: skip
def test_names_have_plain_letters_only(name: str, plain: bool) -> None:
    assert is_plain(name) == plain
