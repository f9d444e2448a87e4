"""Words for the trail's actions on staff."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, str | Promise] = {
    "drop_staff_plan": _("took something out of the plan for staff"),
    "enter_movement": _("entered movements of staff"),
    "enter_snapshot": _("entered staff on one day"),
    "lock_snapshot": _("locked staff on one day"),
    "plan_staff": _("changed the plan for staff"),
    "remove_movement": _("took movements of staff off the record"),
    "undo_snapshot": _("undid staff on one day"),
    "unlock_snapshot": _("unlocked staff on one day"),
}
