"""Words for the trail's actions on the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, str | Promise] = {
    "add_office_holder": _("entered an office-holder"),
    "answer_code": _("decided between code and name"),
    "answer_country": _("decided a delegation"),
    "answer_gender": _("decided between two sources on a gender"),
    "answer_same_person": _("decided whether two are one person"),
    "answer_section": _("decided whether States belong to a section"),
    "answer_title": _("decided what a title says"),
    "answer_two_titles": _("decided between two titles"),
    "code_topic": _("coded what a statement raises"),
    "correct_participation": _("corrected an entry"),
    "create_meeting": _("created a meeting"),
    "create_panel": _("entered a panel"),
    "edit_meeting": _("edited a meeting"),
    "edit_office_holder": _("edited an office-holder"),
    "edit_panel": _("edited a panel"),
    "edit_statement": _("edited a statement"),
    "enter_delegation": _("entered a delegation"),
    "erase_person": _("erased a person"),
    "exempt_panel": _("exempted a panel"),
    "import_offices": _("imported a list of office-holders"),
    "import_statements": _("imported a list of statements"),
    "lock_meeting": _("locked a meeting"),
    "merge_people": _("said that two are one person"),
    "note_correspondence": _("noted correspondence with a delegation"),
    "part_namesakes": _("said that two are not one person"),
    "read_names": _("read names"),
    "record_gender": _("recorded evidence of a gender"),
    "record_head_count": _("recorded a head-count"),
    "record_statement": _("entered a statement"),
    "reject_batch": _("gave up an import"),
    "reject_offices": _("gave up a list of office-holders"),
    "reject_statements": _("gave up a list of statements"),
    "rekey_delegation": _("decided which delegation it is"),
    "remove_head_count": _("removed a head-count"),
    "remove_office_holder": _("removed an office-holder"),
    "remove_statement": _("removed a statement"),
    "set_clerks": _("said who the clerks are"),
    "state_totals": _("noted a document’s own totals"),
    "unlock_meeting": _("unlocked a meeting"),
    "withdraw_batch": _("undid an import"),
    "withdraw_offices": _("undid a list of office-holders"),
    "withdraw_statements": _("undid a list of statements"),
}


def action_label(action: str) -> str:
    """The action in words; of an import what became of the row."""
    return str(ACTIONS.get(action, action.replace("_", " ").replace(":", ": ")))
