"""Words for the trail's actions on bodies."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, str | Promise] = {
    "add_body": _("entered a body"),
    "add_rule": _("entered a change of procedure"),
    "add_substitution": _("entered that a member was replaced"),
    "change_body": _("edited a body"),
    "change_cycle": _("edited a cycle of selection"),
    "open_cycle": _("opened a cycle of selection"),
    "record_stages": _("entered who was nominated or chosen"),
}
