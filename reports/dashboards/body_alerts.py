"""Alerts about expert bodies: what somebody can still change, each with why, by when and one button."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bodies.models import Body
from bodies.vocabulary import POOLS, ClauseStrength, CycleStatus
from reports.dashboards.bodies import SOON, BodiesPage, BodyRow
from reports.dashboards.todo import Item
from reports.measures.selection import thin_pool
from reports.measures.tally import Counts
from reports.practice_results.bodies import CycleResult, StagedCycle, at_its_stages, first_counted

KIND = "bodies"


def alerts(page: BodiesPage, today: datetime.date) -> list[Item]:
    """What is to be done about bodies with a cycle, soonest first; what has no day comes last."""
    found = [item for row in page.every for item in _about(row, today)]
    return sorted(found, key=lambda one: one.day or datetime.date.max)


def _about(row: BodyRow, today: datetime.date) -> Iterator[Item]:
    closing = [item for one in row.result.cycles if (item := _about_cycle(row, one, today))]
    yield from closing
    if not closing and row.result.away and row.result.open_seats:
        yield _vacancy(row)
    yield from _renewal(row.body, today)
    if left := row.result.left_band_on:
        what = _("%(body)s left the band when a member was replaced") % {"body": row.body}
        why = _("Women are now %(share)s.") % {"share": row.result.text}
        yield Item(KIND, 1, what, why, row.body.get_absolute_url(), _("See the body"), left)


def without_cycles(page: BodiesPage, today: datetime.date) -> list[Item]:
    """The same of bodies that nobody counted yet: a mandate without a gender clause that comes up for renewal."""
    return [item for body in page.without for item in _renewal(body, today)]


def _renewal(body: Body, today: datetime.date) -> Iterator[Item]:
    due = body.renewal_due
    if body.clause_strength == ClauseStrength.NONE and due and due >= today:
        what = _("%(body)s: the mandate has no gender clause") % {"body": body}
        why = _("Its renewal is on the agenda: a clause can be proposed until then.")
        yield Item(KIND, 1, what, why, body.get_absolute_url(), _("See the mandate"), due, due - today <= SOON)


def _about_cycle(row: BodyRow, counted: StagedCycle, today: datetime.date) -> Item | None:
    """The pool is thin shortly before the deadline, or even the best outcome is outside the band."""
    cycle = counted.cycle
    day = cycle.nominations_close
    if cycle.status != CycleStatus.OPEN or (day and day < today):
        return None
    result = at_its_stages(cycle, counted.stages)
    pool = first_counted(result.stages, POOLS)
    soon = bool(day and day - today <= SOON)
    thin = thin_pool(pool) if pool and soon else ""
    out = bool(result.close and not result.close.reaches())
    if not thin and not out:
        return None
    what = {
        "women": _("%(body)s: too few women are nominated"),
        "men": _("%(body)s: too few men are nominated"),
        "": _("%(body)s cannot reach the band with this pool"),
    }[thin] % {"body": row.body}
    why = " ".join([*([_pool(pool)] if pool else []), *([_best(result)] if out else [])])
    return Item(KIND, 1, what, why, cycle.get_absolute_url(), _("See the cycle"), day, soon)


def _pool(pool: Counts) -> str:
    women = ngettext("%(number)s woman", "%(number)s women", pool.women) % {"number": number_format(pool.women)}
    men = ngettext("%(number)s man", "%(number)s men", pool.men) % {"number": number_format(pool.men)}
    return _("So far %(women)s and %(men)s.") % {"women": women, "men": men}


def _best(result: CycleResult) -> str:
    if result.close is None:
        return ""
    words = {"best": number_format(result.close.best), "seats": number_format(result.close.seats)}
    return _("At best women are %(best)s of %(seats)s.") % words


def _vacancy(row: BodyRow) -> Item:
    free = row.result.open_seats or 0
    what = ngettext(
        "%(body)s: %(number)s open seat, and outside the band", "%(body)s: %(number)s open seats, and outside the band",
        free,
    ) % {"body": row.body, "number": number_format(free)}  # fmt: skip
    why = _("Women are now %(share)s.") % {"share": row.result.text}
    return Item(KIND, 1, what, why, row.body.get_absolute_url(), _("See the body"), row.closes, row.late)
