"""Snapshots of staff: entered whole or not at all, locked by a second person, undone before that."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_change
from staff.levels import classification, level_called, levels
from staff.models import Snapshot, StaffCount
from staff.vocabulary import Contract, Location, ScopeRule

NUMBERS = ("women", "men", "another", "not_recorded")


@dataclass(frozen=True, slots=True)
class CountRow:
    """People of one unit, level, contract and location, by gender."""

    unit: str
    level: str
    contract: str
    location: str
    women: int = 0
    men: int = 0
    another: int = 0
    not_recorded: int = 0

    @property
    def total(self) -> int:
        return self.women + self.men + self.another + self.not_recorded

    @property
    def place(self) -> tuple[str, str, str, str]:
        """What the row is of; two rows of one place are one."""
        return self.unit, self.level, self.contract, self.location


@dataclass(frozen=True, slots=True)
class SnapshotHead:
    """What a snapshot is of: the day, who is counted, where the counts come from, which levels there were."""

    as_of: datetime.date
    source: str
    scope: str = ScopeRule.ONE_YEAR_OR_MORE
    classification: str = ""


def added_up(rows: Iterable[CountRow]) -> list[CountRow]:
    """The same people with one row for each place, in the order in which places come first."""
    sums: dict[tuple[str, str, str, str], Counter[str]] = {}
    for row in rows:
        numbers = sums.setdefault(row.place, Counter())
        for name in NUMBERS:
            numbers[name] += getattr(row, name)
    return [CountRow(*place, *(numbers[name] for name in NUMBERS)) for place, numbers in sums.items()]


def by_level(rows: Iterable[CountRow]) -> list[CountRow]:
    """The same people with one row for each level, the highest first, whatever their unit."""
    sums = added_up(replace(_spelt(row), unit="", contract="", location="") for row in rows)
    order = list(levels())
    return sorted(sums, key=lambda row: order.index(row.level))


def as_rows(snapshot: Snapshot) -> list[CountRow]:
    """The counts of a snapshot as rows."""
    return [CountRow(**values) for values in snapshot.counts.values("unit", "level", "contract", "location", *NUMBERS)]


def refusals(head: SnapshotHead, rows: Sequence[CountRow], stated_total: int | None) -> list[str]:
    """Everything that keeps these counts from being a snapshot, as sentences; empty where they can be one."""
    found = []
    if head.as_of > timezone.localdate():
        found.append(_("That day is still to come: enter staff as they are, on a day that has passed."))
    if not head.source.strip():
        found.append(_("Say where the counts come from, such as “HR list of 31 October 2026”."))
    taken = Snapshot.objects.filter(as_of=head.as_of, scope=head.scope).first()
    if taken:
        said = {"day": head.as_of.isoformat(), "scope": ScopeRule(taken.scope).label}
        found.append(
            _("Staff on %(day)s (%(scope)s) are on record already: undo them first, or choose another day.") % said
        )
    total = sum(row.total for row in rows)
    if not total:
        found.append(_("Nobody is counted: enter at least one level with its people."))
    elif stated_total is not None and stated_total != total:
        said = {"stated": str(stated_total), "sum": str(total)}
        found.append(_("The levels add up to %(sum)s, but the total is %(stated)s: correct whichever is wrong.") % said)
    return found + [problem for row in rows for problem in _about(row)]


def _about(row: CountRow) -> list[str]:
    found = []
    if level_called(row.level) is None:
        found.append(_("“%(level)s” is no known level: write P-3, D-1, GS-5 and so on.") % {"level": row.level[:20]})
    if row.contract not in Contract or row.location not in Location or min(getattr(row, n) for n in NUMBERS) < 0:
        found.append(_("A row has no known contract or location, or counts less than nobody."))
    return found


@transaction.atomic
def enter_snapshot(
    head: SnapshotHead,
    rows: Sequence[CountRow],
    *,
    by: User,
    stated_total: int | None = None,
    demonstration: bool = False,
) -> Snapshot:
    """Enter staff on one day, all or nothing. Raises ActionRefused with every reason at once."""
    if reasons := refusals(head, rows, stated_total):
        raise ActionRefused(*dict.fromkeys(reasons))
    total = sum(row.total for row in rows)
    made = Snapshot.objects.create(
        as_of=head.as_of, scope=head.scope, source=head.source.strip()[:300],
        classification=head.classification.strip() or classification(), stated_total=total, entered_by=by,
        entered_at=timezone.now(), demonstration=demonstration,
    )  # fmt: skip
    StaffCount.objects.bulk_create(_count(made, row) for row in added_up(map(_spelt, rows)) if row.total)
    note_change(
        by=by, action="enter_snapshot", subject=made, meeting=None, evidence=made.source,
        after={"as_of": made.as_of, "scope": made.scope, "total": total},
    )  # fmt: skip
    return made


def _spelt(row: CountRow) -> CountRow:
    """The row with the level as the reference writes it, and its unit without spaces around it."""
    level = level_called(row.level)
    return replace(row, level=level.code if level else row.level, unit=row.unit.strip()[:120])


def _count(snapshot: Snapshot, row: CountRow) -> StaffCount:
    return StaffCount(
        snapshot=snapshot, unit=row.unit, category=levels()[row.level].category, level=row.level,
        contract=row.contract, location=row.location, women=row.women, men=row.men, another=row.another,
        not_recorded=row.not_recorded,
    )  # fmt: skip


@transaction.atomic
def lock_snapshot(snapshot: Snapshot, *, by: User) -> Snapshot:
    """Say that a snapshot is complete. Raises ActionRefused for whoever entered it."""
    held = _hold(snapshot)
    if held.locked_at:
        raise ActionRefused(_("This snapshot is locked already."))
    if held.entered_by_id == by.pk:
        raise ActionRefused(_("You entered this snapshot: somebody else has to lock it."))
    held.locked_by, held.locked_at = by, timezone.now()
    held.save(update_fields=["locked_by", "locked_at"])
    note_change(by=by, action="lock_snapshot", subject=held, meeting=None)
    return held


@transaction.atomic
def unlock_snapshot(snapshot: Snapshot, *, by: User, reason: str) -> Snapshot:
    """Open a snapshot again, with a reason, so that it can be undone and entered anew. Raises ActionRefused."""
    held = _hold(snapshot)
    if not held.locked_at:
        raise ActionRefused(_("This snapshot is not locked."))
    if not reason.strip():
        raise ActionRefused(_("Say why the snapshot has to be opened again."))
    held.locked_by, held.locked_at = None, None
    held.save(update_fields=["locked_by", "locked_at"])
    note_change(by=by, action="unlock_snapshot", subject=held, meeting=None, evidence=reason.strip())
    return held


@transaction.atomic
def undo_snapshot(snapshot: Snapshot, *, by: User) -> None:
    """Take a snapshot that nobody locked off the record. Raises ActionRefused."""
    held = _hold(snapshot)
    if held.locked_at:
        raise ActionRefused(_("This snapshot is locked: unlock it first, with a reason."))
    note_change(
        by=by, action="undo_snapshot", subject=held, meeting=None, evidence=held.source,
        before={"as_of": held.as_of, "scope": held.scope, "total": held.stated_total},
    )  # fmt: skip
    held.delete()


def _hold(snapshot: Snapshot) -> Snapshot:
    held = Snapshot.objects.select_for_update().filter(pk=snapshot.pk).first()
    if held is None:
        raise ActionRefused(_("This snapshot was undone meanwhile."))
    return held
