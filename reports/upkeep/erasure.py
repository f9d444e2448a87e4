"""Erasure of one person everywhere: the record, invitations to panels and readers' reports; releases name nobody."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from meetings.actions.erasure import Erased, erase_people
from meetings.models import Person
from panels.actions.erasure import erase_from_invitations
from reports.public.reader_reports import remove_names_from_reports


@transaction.atomic
def erase_person(person: Person, *, by: User, reason: str) -> Erased:
    """Erase a person at their request or for another ``reason``, which stays in the trail without the name.

    Backups that were made before still name the person; ``restore`` says so.
    """
    erased = erase_people([person.pk], by=by, reason=reason)
    erase_from_invitations(erased.spellings)
    remove_names_from_reports(erased.spellings)
    return erased
