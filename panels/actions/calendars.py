"""Secret addresses of calendars: made when first asked for, and made anew when somebody saw one."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from panels.models import CalendarAddress


@transaction.atomic
def new_address(person: User) -> CalendarAddress:
    """A new secret; the old one leads nowhere from now on."""
    values = {"secret": secrets.token_urlsafe(32), "made_at": timezone.now()}
    made, _new = CalendarAddress.objects.update_or_create(person=person, defaults=values)
    return made
