"""Erasure of one person everywhere: record, invitations, bodies, staff and readers' reports; releases name nobody."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from bodies.actions.erasure import erase_from_bodies
from meetings.actions.erasure import Erased, erase_name, erase_people
from meetings.actions.trail import note_change
from meetings.models import Person
from panels.actions.erasure import erase_from_invitations
from reports.public.reader_reports import remove_names_from_reports
from reports.upkeep.subject_access import spellings_of_name
from staff.actions.erasure import erase_from_staff


@transaction.atomic
def erase_person(person: Person, *, by: User, reason: str) -> Erased:
    """Erase a person at their request or for another ``reason``, which stays in the trail without the name.

    Backups that were made before still name the person; ``restore`` says so.
    """
    erased = erase_people([person.pk], by=by, reason=reason)
    erase_from_invitations(erased.spellings)
    erase_from_bodies(erased.spellings)
    erase_from_staff(erased.spellings)
    remove_names_from_reports(erased.spellings)
    return erased


@transaction.atomic
def erase_named(name: str, *, by: User, reason: str) -> int:
    """Erase somebody who is on no list of participants: a speaker elsewhere, an expert. Returns how many rows of all
    kinds it touched; namesakes go with them, since nothing but the name is on record. Lists of participants stay."""
    spellings = spellings_of_name(name)
    touched = erase_name(spellings) + erase_from_bodies(spellings) + erase_from_staff(spellings)
    touched += remove_names_from_reports(spellings)
    erased = erase_from_invitations(spellings)
    note_change(by=by, action="erase_name", subject=by, meeting=None, evidence=spellings.removed_from(reason.strip()))
    return touched + erased.seats + erased.experts + erased.texts
