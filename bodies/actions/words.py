"""Words for the trail's actions on bodies."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, str | Promise] = {
    "add_body": _("entered a body"),
    "add_rule": _("entered a change of procedure"),
    "add_substitution": _("entered that a member was replaced"),
    "change_body": _("edited a body"),
    "change_cycle": _("edited a cycle of selection"),
    "change_rule": _("edited a change of procedure"),
    "open_cycle": _("opened a cycle of selection"),
    "record_stages": _("entered who was nominated or chosen"),
    "remove_substitution": _("took out a replacement entered by mistake"),
    "undo_stages": _("took back counts of stages"),
}
