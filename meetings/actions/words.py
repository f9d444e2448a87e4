"""What the trail's actions are called on pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, str | Promise] = {
    "add_office_holder": _("entered an office-holder"),
    "answer_code": _("decided between code and name"),
    "answer_country": _("decided a delegation"),
    "answer_gender": _("decided between two sources on a gender"),
    "answer_same_person": _("decided whether two are one person"),
    "answer_title": _("decided what a title says"),
    "answer_two_titles": _("decided between two titles"),
    "approve_label": _("approved a designation"),
    "approved_release": _("approved a release"),
    "build_release": _("built a release"),
    "change_planned_release": _("changed the release calendar"),
    "checked_release": _("checked a release"),
    "code_topic": _("coded what a statement raises"),
    "correct_participation": _("corrected an entry"),
    "create_meeting": _("created a meeting"),
    "create_panel": _("entered a panel"),
    "discard_release": _("discarded a draft release"),
    "drop_planned_release": _("took a day out of the release calendar"),
    "edit_meeting": _("edited a meeting"),
    "edit_office_holder": _("edited an office-holder"),
    "edit_panel": _("edited a panel"),
    "edit_statement": _("edited a statement"),
    "embargoed_release": _("put a release under embargo"),
    "enter_delegation": _("entered a delegation"),
    "erase_person": _("erased a person"),
    "exempt_panel": _("exempted a panel"),
    "lock_meeting": _("locked a meeting"),
    "merge_people": _("said that two are one person"),
    "note_correspondence": _("noted correspondence with a delegation"),
    "part_namesakes": _("said that two are not one person"),
    "plan_release": _("announced a release"),
    "published_release": _("published a release"),
    "read_names": _("read names"),
    "record_gender": _("recorded evidence of a gender"),
    "record_head_count": _("recorded a head-count"),
    "record_statement": _("entered a statement"),
    "reject_batch": _("gave up an import"),
    "reject_statements": _("gave up a list of statements"),
    "rekey_delegation": _("decided which delegation it is"),
    "remove_head_count": _("removed a head-count"),
    "remove_office_holder": _("removed an office-holder"),
    "remove_statement": _("removed a statement"),
    "restore_backup": _("restored a backup"),
    "restore_release": _("restored a release to the latest"),
    "set_clerks": _("said who the clerks are"),
    "state_totals": _("noted a document’s own totals"),
    "supersede_release": _("superseded a release"),
    "superseded_release": _("superseded a release"),
    "unlock_meeting": _("unlocked a meeting"),
    "withdraw_batch": _("undid an import"),
    "withdraw_release": _("withdrew a release"),
    "withdraw_statements": _("undid a list of statements"),
}


def action_label(action: str) -> str:
    """The action in words; of an import what became of the row."""
    return str(ACTIONS.get(action, action.replace("_", " ").replace(":", ": ")))
