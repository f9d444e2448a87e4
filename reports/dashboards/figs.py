"""The figures of the pages by the word in their address: each is described once, its tools follow from that."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from meetings.rights import Account, Right
from reports.counting.scope import scope_from_query
from reports.dashboards import forum_figs, meeting_figs, overview_figs, panel_figs, practice_figs, state_figs
from reports.dashboards.explore_figs import KIND, explored
from reports.dashboards.fig import Fig
from reports.dashboards.overview import Overview

Built = Callable[[Mapping[str, str], Account], Fig | None]
"""A query and who asks → the figure; nothing where there is nothing to draw."""


def _of_overview(build: Callable[[Overview], Fig | None]) -> Built:
    def built(query: Mapping[str, str], user: Account) -> Fig | None:
        return build(Overview(scope_from_query(query), user))

    return built


KINDS: dict[str, tuple[Right, Built]] = {
    "trend": (Right.READ_FIGURES, _of_overview(overview_figs.trend)),
    "forums": (Right.READ_FIGURES, _of_overview(overview_figs.forums)),
    "forums-by-year": (Right.READ_FIGURES, _of_overview(overview_figs.grid)),
    KIND: (Right.READ_FIGURES, explored),
    "meeting-rooms": (Right.READ_FIGURES, meeting_figs.of_meeting(meeting_figs.rooms)),
    "meeting-groups": (Right.READ_FIGURES, meeting_figs.of_meeting(meeting_figs.groups)),
    "meeting-heads": (Right.READ_FIGURES, meeting_figs.of_meeting(meeting_figs.heads)),
    "meeting-delegations": (Right.READ_FIGURES, meeting_figs.of_meeting(meeting_figs.delegations)),
    "meeting-statements": (Right.READ_FIGURES, meeting_figs.of_meeting(meeting_figs.statements, of_people=False)),
    "forum-trend": (Right.READ_FIGURES, forum_figs.of_forum(forum_figs.trend)),
    "forum-heads": (Right.READ_FIGURES, forum_figs.of_forum(forum_figs.heads)),
    "forum-one-gender": (Right.READ_FIGURES, forum_figs.of_forum(forum_figs.one_gender)),
    "forum-offices": (Right.READ_FIGURES, forum_figs.of_forum(forum_figs.offices)),
    "forum-statements": (Right.READ_FIGURES, forum_figs.of_forum(forum_figs.statements)),
    "state-came": (Right.READ_FIGURES, state_figs.of_state(state_figs.came)),
    "state-beside": (Right.READ_FIGURES, state_figs.of_state(state_figs.beside)),
    "panels-by-year": (Right.READ_PANELS, panel_figs.by_year),
    "staff-levels": (Right.READ_STAFF, practice_figs.staff_levels),
    "bodies": (Right.READ_SELECTION, practice_figs.bodies),
}
"""What must be readable at some meeting, and how the figure is built."""
