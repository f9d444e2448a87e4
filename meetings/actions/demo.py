"""Forums and accounts of the demonstration, and the removal of everything that belongs to it."""

import secrets
from collections.abc import Mapping

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import ProtectedError

from meetings import rights
from meetings.actions.people import forget_unlisted
from meetings.actions.trail import SIGNING_IN, subject_of
from meetings.actions.uploads import delete_upload
from meetings.models import (
    Change,
    Forum,
    GenderRecord,
    ImportBatch,
    Meeting,
    OfficeHolder,
    Participation,
    ProceedingsImport,
)

ADDRESS = "demonstration.invalid"
"""Accounts of the demonstration are told by their mail address, which can receive nothing."""


def open_forums(forums: Mapping[str, tuple[str, str, str]]) -> None:
    """Make the invented forums (title, type and area by code) that are missing."""
    Forum.objects.bulk_create(
        [
            Forum(code=code, title_en=title, type=kind, area=area, demonstration=True)
            for code, (title, kind, area) in forums.items()
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def open_accounts() -> dict[str, str]:
    """Make one account for each group, named like it, and return the passwords of those that are new."""
    made = {}
    for name in rights.Group:
        if not User.objects.filter(username=name.value).exists():
            made[name.value] = secrets.token_hex(10)
            account = User.objects.create_user(
                name.value, f"{name.value}@{ADDRESS}", made[name.value], is_staff=name is rights.Group.ADMIN
            )
            account.groups.add(Group.objects.get(name=name.value))
    return made


@transaction.atomic
def remove_demonstration() -> dict[str, int]:
    """Delete the invented meetings with all they hold, their people, forums and accounts; nothing else is touched.

    A forum that a real meeting uses stays, and an account to whose name something real stands is closed instead.
    Files kept of the lists go when the transaction has succeeded. Returns what was removed, by kind.
    """
    meetings = Meeting.objects.filter(demonstration=True)
    people = set(Participation.objects.filter(meeting__in=meetings).values_list("person_id", flat=True))
    stored = ImportBatch.objects.filter(document__meeting__in=meetings).exclude(stored="")
    files = list(stored.values_list("stored", flat=True))
    transaction.on_commit(lambda: _delete_files(files))
    GenderRecord.objects.filter(meeting__in=meetings).delete()
    Change.objects.filter(meeting__in=meetings).delete()
    of_forums = [
        one for model in (OfficeHolder, ProceedingsImport) for one in model.objects.filter(forum__demonstration=True)
    ]
    Change.objects.filter(subject__in=[subject_of(one) for one in of_forums]).delete()
    removed = meetings.count()
    meetings.delete()
    forget_unlisted(people)
    Forum.objects.filter(demonstration=True, meetings__isnull=True).delete()
    return {"meetings": removed, "people": len(people), "accounts": _close_accounts()}


def _close_accounts() -> int:
    accounts = list(User.objects.filter(email__endswith=f"@{ADDRESS}"))
    Change.objects.filter(by__in=accounts, action__in=SIGNING_IN).delete()
    for account in accounts:
        try:
            account.delete()
        except ProtectedError:
            account.is_active = False
            account.set_unusable_password()
            account.save()
    return len(accounts)


def _delete_files(names: list[str]) -> None:
    for name in names:
        delete_upload(name)
