"""Words for the trail's actions on accounts."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, str | Promise] = {
    "accept_invitation": _("accepted an invitation"),
    "change_account": _("changed an account"),
    "change_password": _("changed their password"),
    "change_second_step": _("changed their second step"),
    "close_account": _("closed an account"),
    "decline_role": _("declined a role"),
    "give_role": _("gave a role"),
    "invite": _("invited somebody to their account"),
    "open_account": _("opened an account"),
    "propose_role": _("proposed a role"),
    "refuse_sign_in": _("was refused at the sign-in"),
    "reopen_account": _("opened a closed account again"),
    "sign_in": _("signed in"),
    "take_role": _("took a role away"),
}
