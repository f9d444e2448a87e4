"""What can be done with a letter: the right, the form and the action of each step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.actions.letters import approve, close, edit_letter, note_answer, note_sent, withdraw
from meetings.forms.letters import LetterForm
from meetings.forms.letters_to_delegations import AnswerForm, SentForm, WithdrawForm
from meetings.rights import Right


class EditForm(LetterForm):
    """The words of a draft, with the version that its editor saw."""

    version = forms.CharField(max_length=32)


@dataclass(frozen=True, slots=True)
class LetterVerb:
    """One step of a letter, and what is said when it is done."""

    right: Right
    form: type[forms.Form]
    act: Callable[..., None]
    done: str | Promise


VERBS: Mapping[str, LetterVerb] = {
    "edit": LetterVerb(Right.PREPARE_LETTERS, EditForm, edit_letter, _("The letter is changed.")),
    "approve": LetterVerb(Right.APPROVE_LETTERS, forms.Form, approve, _("The letter is approved.")),
    "sent": LetterVerb(Right.PREPARE_LETTERS, SentForm, note_sent, _("The letter is noted as sent.")),
    "answer": LetterVerb(Right.PREPARE_LETTERS, AnswerForm, note_answer, _("The answer is noted.")),
    "close": LetterVerb(Right.PREPARE_LETTERS, forms.Form, close, _("The letter is closed.")),
    "withdraw": LetterVerb(Right.PREPARE_LETTERS, WithdrawForm, withdraw, _("The letter is withdrawn.")),
}
