"""The parts of the overview by name, as its template prints them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from meetings.rights import Account, Right, may
from reports.dashboards import cards, overview_figs, waiting
from reports.dashboards.bodies import bodies_for
from reports.dashboards.bodies_card import selection_card
from reports.dashboards.body_alerts import alerts
from reports.dashboards.cards import Card
from reports.dashboards.moves import latest, moves
from reports.dashboards.needs_you import beside, days_ahead, needs_you, replies
from reports.dashboards.overview import Overview
from reports.dashboards.panels import panels_of
from reports.dashboards.published_by_others import ON_OVERVIEW, published
from reports.dashboards.quotes import Quote
from reports.dashboards.staff_card import staff_card, staff_for, staff_waits
from reports.practice_results.panels import FlaggedPanel
from reports.presentation import sentences
from reports.presentation.findings import ACT
from reports.presentation.undecided import undecided_notes


def contents(found: Overview, user: Account) -> Iterator[tuple[str, Any]]:
    """Names and values of the template, of a scope that counts somebody."""
    every = panels_of(replace(found.scope, years=None), user)
    today = found.today
    ahead = waiting.urgent_ahead(user, today) if every is None else waiting.urgent_among(every, today)
    matters = waiting.matters(user, found.ever, today, ahead)
    bodies, staff = cards.without_data()
    selection, own = bodies_for(user, today), staff_for(user)
    four = [*_cards(found, every, ahead), selection_card(bodies, selection), staff_card(staff, own)]
    yield "quotes", quoted(found, every)
    yield "matters", matters
    days = days_ahead(user, today)
    answers = replies(user, today, days.replies)
    others = [*(alerts(selection, today) if selection else ()), *(staff_waits(own, user) if own else ())]
    yield "items", needs_you(matters, ahead, today, days, answers, others)
    yield "beside", beside(matters)
    yield "cards", four
    yield "outlook", [*_outlook(four), *undecided_notes(found.now)]
    trend = found.trend()
    yield "trend", trend
    yield "trend_fig", overview_figs.trend(found, trend)
    changes = moves(found.settled)
    yield "changes", changes
    yield "moves", latest(changes)
    if not sentences.names_a_state(found.now):
        side_by_side = found.side_by_side()
        yield "side_by_side", side_by_side
        yield "rows", side_by_side.rows()
        yield "forums_fig", overview_figs.forums(found, side_by_side)
        yield "grid_fig", overview_figs.grid(found, side_by_side)
    yield "sections", found.sections()
    yield "published", published(ON_OVERVIEW)
    yield "may_read_published", may(user, Right.READ_PUBLISHED)


def _cards(
    found: Overview, every: Sequence[FlaggedPanel] | None, ahead: Sequence[FlaggedPanel] | None
) -> Iterator[Card]:
    since = _("on %(year)s, same forums") % {"year": str(found.years[0] - 1)}
    yield cards.participation(found.now, found.points, found.moved(), since)
    if every is not None:
        yield cards.panels(every, ahead or (), found.years)


def _outlook(four: Sequence[Card]) -> list[str]:
    """The line below the title: what is to be done first, then what is not balanced or not settled."""
    return [one.outlook for one in sorted(four, key=lambda one: one.state != ACT) if one.outlook]


def quoted(found: Overview, every: Sequence[FlaggedPanel] | None) -> list[Quote]:
    """The sentences of the period; of the panels ``every`` those in it."""
    return found.sentences(None if every is None else [one for one in every if _in_period(one, found)])


def _in_period(one: FlaggedPanel, found: Overview) -> bool:
    return bool(one.panel.date and found.years[0] <= one.panel.date.year <= found.years[1])
