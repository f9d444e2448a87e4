"""Forms of letters: one that is edited before it goes out, and a wording of the office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from panels.letters.drafts import unknown_fields
from panels.letters.wordings import FIELDS
from panels.vocabulary import LetterKind, LetterLanguage


class ChosenLetter(forms.Form):
    """Which letter, in which language; what is not understood becomes the first of each."""

    kind = forms.ChoiceField(choices=LetterKind, label=gettext_lazy("Letter"))
    language = forms.ChoiceField(choices=LetterLanguage, label=gettext_lazy("Language"))

    @classmethod
    def of(cls, query: Any, kinds: list[str]) -> tuple[str, str]:
        form = cls(query)
        form.is_valid()
        kind = form.cleaned_data.get("kind", "")
        return kind if kind in kinds else kinds[0], form.cleaned_data.get("language") or LetterLanguage.ENGLISH.value


class LetterForm(forms.Form):
    """A subject and a text."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    text = forms.CharField(label=gettext_lazy("Text"), max_length=10_000, widget=forms.Textarea({"rows": 18}))


class WordingForm(LetterForm):
    """The same with words in square brackets that the record fills."""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name in ("subject", "text"):
            if unknown := unknown_fields(values.get(name, "")):
                words = {"found": f"[{unknown[0]}]", "wanted": ", ".join(f"[{one}]" for one in FIELDS)}
                self.add_error(name, _("“%(found)s” is not a field; use one of %(wanted)s.") % words)
        return values
