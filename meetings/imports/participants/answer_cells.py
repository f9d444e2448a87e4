"""Cells of a row that answer a form's questions: head, attendance, registration, order, gender."""

from meetings.imports.participants.list_row import ListRow, Reporter
from meetings.words.answers import registration_state, stated_gender, yes_or_no
from meetings.words.posts import head_or_deputy
from meetings.words.synonyms import fold_header


def read_answers(row: ListRow, cells: dict[str, str], reporter: Reporter) -> None:
    """Head of delegation, attendance, registration, order and stated gender of one row; blank is *not known*."""
    if text := cells.get("head_of_delegation"):
        answer = yes_or_no(text) or {"head": "yes", "deputy_head": "no"}.get(head_or_deputy(text), "")
        if answer == "yes":
            row.role = "head"
        elif not answer:
            _unread(row, "head_of_delegation", text, "yes or no", reporter)
    if text := cells.get("attended"):
        row.attended = yes_or_no(text) or ("yes" if _is_moment(text) else "unknown")
        if row.attended == "unknown" and stated_gender(text) != "unknown":
            _unread(row, "attended", text, "yes, no or the time of arrival", reporter)
    if text := cells.get("registration_state"):
        state = registration_state(text)
        if state == "rejected":
            row.ignored = "registration_rejected"
        elif not state:
            _unread(row, "registration_state", text, "a state such as approved or withdrawn", reporter)
    if text := cells.get("gender"):
        # In Spanish forms M is "mujer" beside H and "masculino" beside F: alone it tells nothing.
        either = fold_header(text) == "m" and fold_header(reporter.headers.get("gender", "")) in ("sexo", "genero")
        row.declared_gender = "" if either else stated_gender(text)
        if not row.declared_gender:
            _unread(row, "gender", text, "woman, man, another gender or prefers not to say", reporter)
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
