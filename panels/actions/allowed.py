"""The table of allowed steps: which state of an invitation follows which.

The database holds the same by constraints on every step; a test compares the two, pair by pair.
"""

from __future__ import annotations

from panels.vocabulary import InvitationState as S

_AGAIN = frozenset({S.CHECKED, S.DECLINED, S.CANCELLED})
"""A new line-up, or nothing comes of it."""

ALLOWED: dict[S, frozenset[S]] = {
    S.RECEIVED: frozenset({S.COMPOSITION_ASKED, S.CHECKED, S.CANCELLED}),
    S.COMPOSITION_ASKED: _AGAIN,
    S.CHECKED: frozenset(
        {
            S.ACCEPTED,
            S.ACCEPTED_ON_CONDITION,
            S.CHANGE_REQUESTED,
            S.EXPERTS_SUGGESTED,
            S.COLLEAGUE_SENT,
            S.DECLINED,
            S.CANCELLED,
        }
    ),
    S.CHANGE_REQUESTED: _AGAIN,
    S.EXPERTS_SUGGESTED: _AGAIN,
    S.ACCEPTED_ON_CONDITION: _AGAIN | {S.HELD},
    S.ACCEPTED: _AGAIN | {S.HELD},
    S.COLLEAGUE_SENT: _AGAIN | {S.HELD},
    S.HELD: frozenset({S.CLOSED}),
    S.DECLINED: frozenset({S.CLOSED}),
    S.CANCELLED: frozenset({S.CLOSED}),
    S.CLOSED: frozenset(),
}
