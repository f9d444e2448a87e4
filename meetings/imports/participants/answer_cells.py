"""Cells of a row that answer a form's questions: head, attendance, registration, order, gender."""

from sys import intern

from meetings.imports.participants.list_row import ListRow, Reporter
from meetings.words.answers import registration_state, yes_or_no
from meetings.words.gender_columns import word_gender
from meetings.words.posts import head_or_deputy


def read_answers(row: ListRow, cells: dict[str, str], reporter: Reporter) -> None:
    """Head of delegation, attendance, registration, order and the gender cell of one row; blank is *not known*."""
    if text := cells.get("head_of_delegation"):
        answer = yes_or_no(text) or {"head": "yes", "deputy_head": "no"}.get(head_or_deputy(text), "")
        if answer == "yes":
            row.role = "head"
        elif not answer:
            _unread(row, "head_of_delegation", text, "yes or no", reporter)
    if text := cells.get("attended"):
        row.attended = yes_or_no(text) or ("yes" if _is_moment(text) else "unknown")
        if row.attended == "unknown" and word_gender(text) != "unknown":
            _unread(row, "attended", text, "yes, no or the time of arrival", reporter)
    if text := cells.get("registration_state"):
        state = registration_state(text)
        if state == "rejected":
            row.ignored = "registration_rejected"
        elif not state:
            _unread(row, "registration_state", text, "a state such as approved or withdrawn", reporter)
    if text := cells.get("gender"):
        # What it means, the column says as a whole (gender_column.py).
        row.gender_cell, row.gender_column = intern(text), reporter.headers.get("gender", "")
    order = cells.get("list_order", "").rstrip(".")
    if order.isdecimal() and len(order) < 9:
        row.list_order = int(order)


def _unread(row: ListRow, name: str, found: str, expected: str, reporter: Reporter) -> None:
    reporter.warning(
        row,
        f"unread_{name}",
        name,
        found,
        expected,
        "nothing is recorded from this cell. Correct it and import the list again if it matters.",
    )


def _is_moment(text: str) -> bool:
    """A date or a time in an attendance column: the moment somebody checked in."""
    return sum(1 for character in text if character.isdigit()) >= 3
