"""Erasure of one person everywhere: record, invitations, bodies, staff and readers' reports; releases name nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.contrib.auth.models import User
from django.db import transaction

from bodies.actions.erasure import erase_from_bodies
from meetings.actions.erasure import Erased, erase_name, erase_people, give_up_unread, readdress_panels
from meetings.actions.mentions import remove_names, remove_possible_from_rows
from meetings.actions.spellings import Spellings
from meetings.actions.trail import note_change
from meetings.models import ImportBatch, ImportRow, Panel, Person
from panels.actions.erasure import erase_from_invitations
from reports.public.reader_reports import remove_names_from_reports
from reports.upkeep.subject_access import FREE_TEXTS, NAMES, spellings_of_name
from staff.actions.erasure import erase_from_staff


@transaction.atomic
def erase_person(person: Person, *, by: User, reason: str, also: Collection[str] = ()) -> Erased:
    """Erase a person at their request or for another ``reason``, which stays in the trail without the name. ``also``:
    keys of ``TextsNaming.possible`` in which the word is the person's name, and of ``TextsNaming.unread`` that go.

    Backups that were made before still name the person; ``restore`` says so.
    """
    erased = erase_people([person.pk], by=by, reason=reason)
    erase_from_invitations(erased.spellings)
    erase_from_bodies(erased.spellings)
    erase_from_staff(erased.spellings)
    remove_names_from_reports(erased.spellings)
    _remove_possible(erased.spellings, also)
    erased.given_up += give_up_unread(_chosen(also)[ImportBatch._meta.label_lower], by=by)
    return erased


@transaction.atomic
def erase_named(name: str, *, by: User, reason: str, also: Collection[str] = ()) -> int:
    """Erase somebody who is on no list of participants: a speaker elsewhere, an expert. Returns how many rows of all
    kinds it touched; namesakes go with them, since nothing but the name is on record. Lists of participants stay.
    ``also``: as in ``erase_person``."""
    spellings = spellings_of_name(name)
    touched = erase_name(spellings) + erase_from_bodies(spellings) + erase_from_staff(spellings)
    touched += remove_names_from_reports(spellings)
    erased = erase_from_invitations(spellings)
    touched += _remove_possible(spellings, also)
    touched += give_up_unread(_chosen(also)[ImportBatch._meta.label_lower], by=by)
    kept = spellings.removed_from(reason.strip(), possible=True)
    note_change(by=by, action="erase_name", subject=by, meeting=None, evidence=kept)
    return touched + erased.seats + erased.experts + erased.texts


def _remove_possible(spellings: Spellings, keys: Collection[str]) -> int:
    """Take the word that is the name out of the texts that were chosen; returns how many."""
    ids = _chosen(keys)
    readdress_panels(spellings, ids[Panel._meta.label_lower])
    touched = remove_possible_from_rows(ids[ImportRow._meta.label_lower], spellings)
    for model, names in (*NAMES, *FREE_TEXTS):
        touched += remove_names(model, names, spellings, possible=ids[model._meta.label_lower])
    return touched


def _chosen(keys: Collection[str]) -> defaultdict[str, set[int]]:
    """Keys of texts as ids, by table."""
    ids = defaultdict[str, set[int]](set)
    for label, _colon, pk in (key.partition(":") for key in keys):
        ids[label].add(int(pk))
    return ids
