"""Who may do what with letters to delegations, and letters fetched and authorised at once."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from meetings.models import DelegationLetter, LetterCampaign
from meetings.models.letters import DelegationLetterKind
from meetings.rights import Account, Right, may

OF_NOMINATIONS = {
    Right.READ_LETTERS: Right.READ_SELECTION,
    Right.PREPARE_LETTERS: Right.EDIT_SELECTION,
    Right.APPROVE_LETTERS: Right.READ_SELECTION,
}
"""Calls for nominations are letters of those who know the bodies."""


def may_with_letters(user: Account, right: Right, kind: str) -> bool:
    """Whether the person holds one of the rights over letters of a kind."""
    return may(user, OF_NOMINATIONS[right] if kind == DelegationLetterKind.NOMINATIONS else right)


def letter_kinds(user: Account, right: Right) -> list[str]:
    """The kinds of letters over which the person holds the right."""
    return [kind for kind in DelegationLetterKind.values if may_with_letters(user, right, kind)]


def letter_for(user: Account, pk: int, right: Right) -> DelegationLetter:
    """Fetch a letter *and* authorise: 404 for whoever may not read letters of its kind, 403 for whoever only reads."""
    letters = DelegationLetter.objects.select_related("campaign__forum", "country", "meeting", "approved_by")
    found = get_object_or_404(letters, pk=pk)
    if not may_with_letters(user, Right.READ_LETTERS, found.kind):
        raise Http404
    if not may_with_letters(user, right, found.kind):
        raise PermissionDenied
    return found


def campaign_for(user: Account, pk: int, right: Right) -> LetterCampaign:
    """The same of letters prepared together."""
    found = get_object_or_404(LetterCampaign.objects.select_related("forum", "meeting", "by"), pk=pk)
    if not may_with_letters(user, Right.READ_LETTERS, found.kind):
        raise Http404
    if not may_with_letters(user, right, found.kind):
        raise PermissionDenied
    return found
