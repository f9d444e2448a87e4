"""Passwords that are guessed soon are refused: words, names, dates, repetitions, sequences, and leaked passwords."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LOOKED_AT = 72
"""Characters of a password that are weighed: what is longer only gets harder, and weighing takes longer."""
LEAST = 3
"""Of zxcvbn's 0 to 4: more than a hundred million guesses."""


class GuessedPasswordValidator:
    """Asks zxcvbn, whose lists of leaked passwords, words and names ship with the package: nobody is asked."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError with a sentence to act on."""
        from zxcvbn import zxcvbn

        known = ["parity", *([user.get_username(), user.email, user.first_name, user.last_name] if user else [])]
        if zxcvbn(password[:LOOKED_AT], user_inputs=[one for one in known if one])["score"] < LEAST:
            raise ValidationError(
                _(
                    "This password is soon guessed: it is common, or made of repetitions, sequences or known words. "
                    "Four or more words that do not belong together are easy to remember and hard to guess."
                ),
                code="password_guessed",
            )

    def get_help_text(self) -> str:
        return _("Common passwords, repetitions such as aaaa and sequences such as 1234 are refused.")
