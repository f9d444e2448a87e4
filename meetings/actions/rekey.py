"""Changing which State or organization a delegation is; its people move with it."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from meetings.actions.delegations import settle_heads, touch
from meetings.actions.people import forget_unlisted, settle_recorded
from meetings.actions.trail import note_change
from meetings.models import Country, Delegation, GenderRecord, ImportRow, Participation, Person, Question


@transaction.atomic
def rekey_delegation(
    *, delegation: Delegation, key: str, category: str, country: Country | None, name: str, by: User
) -> Delegation:
    """Give a delegation its right key and category; merge it into the one that has them already."""
    before = {"entity_key": delegation.entity_key, "category": delegation.category}
    target = Delegation.objects.filter(meeting=delegation.meeting, entity_key=key, category=category).first()
    before_people = set(delegation.participations.values_list("person_id", flat=True))
    people = [
        _rekey_participation(one, target or delegation, key)
        for one in delegation.participations.select_related("person").order_by("pk")
    ]
    if target and target.pk != delegation.pk:
        if hasattr(delegation, "head_count") and not hasattr(target, "head_count"):
            delegation.head_count.delegation = target
            delegation.head_count.save()
        delegation.delete()
    else:
        target = delegation
        target.entity_key, target.category, target.country, target.name = key, category, country, name[:300]
        target.undecided = False
        target.save()
    forget_unlisted(before_people)
    settle_recorded(people)
    settle_heads(target.meeting, [target.pk])
    touch(target.meeting)
    note_change(
        by=by,
        action="rekey_delegation",
        subject=target,
        meeting=target.meeting,
        before=before,
        after={"entity_key": key, "category": category},
    )
    return target


def _rekey_participation(participation: Participation, target: Delegation, key: str) -> int:
    """Move one participation; the person becomes the one known under the new key, or gets that key."""
    person = participation.person
    if person.entity_key != key:
        person = _person_under(person, key, participation)
    twin = Participation.objects.filter(delegation=target, person=person).exclude(pk=participation.pk).first()
    if twin:
        ImportRow.objects.filter(participation=participation).update(participation=twin)
        Question.objects.filter(participation=participation).update(participation=twin)
        participation.delete()
        return person.pk
    # Head marks are settled again for the whole delegation; two must not meet on the way.
    participation.person, participation.delegation, participation.head_basis = person, target, ""
    participation.save(update_fields=["person", "delegation", "head_basis"])
    return person.pk


def _person_under(person: Person, key: str, participation: Participation) -> Person:
    """The person of this name under another entity: exactly one without a contradicting title, else a new one."""
    under_key = Person.objects.filter(name_key=person.name_key, entity_key=key).order_by("namesake")
    known = [one.merged_into or one for one in under_key.select_related("merged_into")]
    mine = _titles(person, participation)
    agreeing = [one for one in known if not mine or not (titles := _titles(one)) or titles == mine]
    elsewhere = person.participations.exclude(pk=participation.pk).exists()
    if len(agreeing) == 1 and len(known) == 1:
        evidence = GenderRecord.objects.filter(person=person)
        if elsewhere:  # what was said about the person stays with those other participations
            evidence = evidence.filter(meeting=participation.meeting)
        evidence.update(person=agreeing[0])
        return agreeing[0]
    namesake = max((one.namesake for one in under_key), default=-1) + 1
    if elsewhere:
        moved = Person.objects.create(
            name_key=person.name_key,
            entity_key=key,
            namesake=namesake,
            full_name=person.full_name,
            given_names=person.given_names,
            family_name=person.family_name,
        )
        GenderRecord.objects.filter(person=person, meeting=participation.meeting).update(person=moved)
        return moved
    person.entity_key, person.namesake = key, namesake
    person.save(update_fields=["entity_key", "namesake"])
    return person


def _titles(person: Person, participation: Participation | None = None) -> set[str]:
    records = GenderRecord.objects.filter(person=person, withdrawn_at__isnull=True, basis="courtesy_title")
    if participation:
        records = records.filter(meeting=participation.meeting)
    return set(records.values_list("value", flat=True))
