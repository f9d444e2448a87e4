"""Forms of letters: one that is edited before it goes out, and a wording of the office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.letters.wordings import unknown_fields


class LetterForm(forms.Form):
    """A subject and a text."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    text = forms.CharField(label=gettext_lazy("Text"), max_length=10_000, widget=forms.Textarea({"rows": 18}))


class WordingForm(LetterForm):
    """The same with words in square brackets that the record fills."""

    def __init__(self, known: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name in ("subject", "text"):
            if unknown := unknown_fields(values.get(name, ""), self.known):
                words = {"found": f"[{unknown[0]}]", "wanted": ", ".join(f"[{one}]" for one in self.known)}
                self.add_error(name, _("“%(found)s” is not a field; use one of %(wanted)s.") % words)
        return values
