"""Words for the trail: releases, designations, readers’ reports, the release calendar, backups; all words together."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actions.words import ACTIONS as ON_ACCOUNTS
from bodies.actions.words import ACTIONS as ON_BODIES
from meetings.actions.words import action_label
from panels.actions.words import ACTIONS as ON_INVITATIONS
from staff.actions.words import ACTIONS as ON_STAFF

ACTIONS: dict[str, str | Promise] = {
    "answer_report": _("answered a reader’s report"),
    "approve_label": _("approved a designation"),
    "approved_release": _("approved a release"),
    "assign_report": _("assigned a reader’s report"),
    "build_release": _("built a release"),
    "change_planned_release": _("changed the release calendar"),
    "checked_release": _("checked a release"),
    "close_report": _("closed a reader’s report"),
    "discard_release": _("discarded a draft release"),
    "drop_planned_release": _("took a day out of the release calendar"),
    "embargoed_release": _("put a release under embargo"),
    "plan_release": _("announced a release"),
    "published_release": _("published a release"),
    "reopen_report": _("opened a reader’s report again"),
    "restore_backup": _("restored a backup"),
    "restore_release": _("restored a release to the latest"),
    "send_back_release": _("sent a release back"),
    "supersede_release": _("superseded a release"),
    "superseded_release": _("superseded a release"),
    "withdraw_release": _("withdrew a release"),
}


def trail_label(action: str) -> str:
    """An action in words, whether the record, an invitation, a body, staff or a release was changed."""
    known = ON_INVITATIONS | ON_BODIES | ON_STAFF | ON_ACCOUNTS | ACTIONS
    return str(known[action]) if action in known else action_label(action)
