"""Words for the trail's actions on accounts."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, str | Promise] = {
    "change_password": _("changed their password"),
    "refuse_sign_in": _("was refused at the sign-in"),
    "sign_in": _("signed in"),
}
