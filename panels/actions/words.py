"""Words for the trail's actions on invitations."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, str | Promise] = {
    "add_line_up": _("entered a line-up of an invitation"),
    "check_line_up_again": _("checked a line-up again"),
    "describe_invitation": _("edited an invitation"),
    "erase_name": _("erased a name that is on no list of participants"),
    "forget_speakers": _("took names out of an old invitation"),
    "propose_decision": _("put a decision to an approver"),
    "receive_invitation": _("entered an invitation"),
    "settle_decision": _("answered a decision waiting for approval"),
    "take_invitation_step": _("took an invitation further"),
    "note_suggestion": _("noted what happened to a suggested expert"),
    "remove_expert": _("removed an expert from the list"),
    "suggest_expert": _("suggested an expert"),
    "write_expert": _("wrote an expert down"),
    "write_wording": _("wrote the wording of a letter"),
}
