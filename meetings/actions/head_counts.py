"""Head-counts: people of a delegation counted without names."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from meetings.actions.delegations import settle_heads, touch
from meetings.actions.hold import hold_meeting
from meetings.actions.refusals import ChangedMeanwhile
from meetings.actions.stale import version_of
from meetings.actions.trail import note_change, values_of
from meetings.models import Delegation, DelegationCount

COUNTED = ("women", "men", "another", "unknown", "basis", "source")


def head_count_of(delegation: Delegation) -> dict[str, Any]:
    """The head-count as its editor sees it; empty when there is none."""
    count = DelegationCount.objects.filter(delegation=delegation).first()
    return values_of(count, COUNTED) if count else {}


@transaction.atomic
def record_head_count(
    delegation: Delegation,
    *,
    women: int,
    men: int,
    another: int,
    unknown: int,
    basis: str,
    source: str,
    version: str,
    by: User,
) -> DelegationCount:
    """Write the head-count over the one that the editor saw as ``version``. At least one person must be counted.

    Raises ChangedMeanwhile when somebody else wrote another one in between.
    """
    # The meeting is held, not the count: two people may both be writing the first one.
    hold_meeting(delegation.meeting, by)
    earlier = DelegationCount.objects.filter(delegation=delegation).first()
    before = values_of(earlier, COUNTED) if earlier else {}
    if version_of(before) != version:
        raise ChangedMeanwhile(earlier or DelegationCount(delegation=delegation))
    after = dict(zip(COUNTED, (women, men, another, unknown, basis, source), strict=True))
    count, _ = DelegationCount.objects.update_or_create(delegation=delegation, defaults=after)
    if before != after:
        _recount(delegation)
        note_change(
            by=by,
            action="record_head_count",
            subject=delegation,
            meeting=delegation.meeting,
            before=before or None,
            after=after,
            evidence=source,
        )
    return count


@transaction.atomic
def remove_head_count(delegation: Delegation, *, by: User, source: str) -> None:
    """Take the head-count away, for instance because a list now names everyone."""
    hold_meeting(delegation.meeting, by)
    count = DelegationCount.objects.filter(delegation=delegation).first()
    if count is None:
        return
    before = values_of(count, COUNTED)
    count.delete()
    _recount(delegation)
    note_change(
        by=by,
        action="remove_head_count",
        subject=delegation,
        meeting=delegation.meeting,
        before=before,
        evidence=source,
    )


def _recount(delegation: Delegation) -> None:
    """What a head-count changes beside itself: whoever was the only member is so no longer, or again."""
    settle_heads(delegation.meeting, [delegation.pk])
    touch(delegation.meeting)
