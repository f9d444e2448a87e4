"""Base of commands that bring a file into one meeting: its options, the meeting, the account, the bytes."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from meetings.actions.accounts import COMMAND_LINE, command_line_account
from meetings.imports.participants.report import Report
from meetings.imports.proceedings.report import ProceedingsReport
from meetings.models import Meeting
from meetings.reading.lists.columns import Instructions
from meetings.vocabulary import COLUMN_BASES, Gender

ReportT = TypeVar("ReportT", Report, ProceedingsReport)


def pair(text: str) -> tuple[str, str]:
    """``Header=value``; the last ``=`` divides, since headers may hold one."""
    header, divides, value = text.rpartition("=")
    if not divides or not header:
        raise ValueError(text)
    return header, value


SETTLED = {
    "woman": Gender.WOMAN,
    "man": Gender.MAN,
    "another": Gender.ANOTHER,
    "undisclosed": Gender.UNDISCLOSED,
    "unknown": Gender.UNKNOWN,
    "not recorded": Gender.UNKNOWN,
}


def meaning(text: str) -> tuple[str, str]:
    """``Header:value=gender``: a value of a gender column, and what it means."""
    value, gender = pair(text)
    column, _, printed = value.rpartition(":")
    said = SETTLED.get(gender.strip().casefold().replace("_", " "))
    if not column.strip() or not printed.strip() or said is None:
        raise ValueError(text)
    return value, str(said)


def add_reading(parser: ArgumentParser) -> None:
    """The options that say how a file is read."""
    parser.add_argument(
        "--sheet", help="read this sheet of a workbook, by its name or number; default: the only one that holds a list"
    )
    parser.add_argument(
        "--header-row",
        type=int,
        metavar="N",
        help="take the column headers from row N of the sheet; default: recognised by their words",
    )
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        type=pair,
        metavar='"Header=field"',
        help='read the column under this header as that field, such as "Represents=delegation"; may be repeated',
    )
    parser.add_argument(
        "--ignore",
        action="append",
        default=[],
        metavar='"Header"',
        help='do not read the column under this header, such as "Remarks"; may be repeated',
    )
    parser.add_argument(
        "--value",
        action="append",
        default=[],
        type=meaning,
        metavar='"Header:value=gender"',
        help="say what a value of the gender column means: woman, man, another, undisclosed or unknown, such as "
        '"Gender:X=another"; may be repeated, and the meeting remembers it',
    )
    add_encoding(parser)
    parser.add_argument(
        "--max-rows",
        type=int,
        default=settings.PARITY_MAX_ROWS,
        metavar="N",
        help="refuse a list of more than N rows; default: %(default)s, the setting PARITY_MAX_ROWS",
    )
    parser.add_argument(
        "--gender-basis",
        choices=[basis.value for basis in COLUMN_BASES],
        default="",
        help="say where the gender column comes from, without which a list that has one is refused: printed is a "
        "column of the official list itself, everything else is as recorded only",
    )


def add_encoding(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--encoding",
        default="",
        help="read a text file in this encoding, such as utf-8 or 1251 (Cyrillic); default: recognised from the text",
    )


def add_running(parser: ArgumentParser) -> None:
    """The options of every import of rows: what is left out, by whom, and how it answers."""
    parser.add_argument(
        "--skip-invalid",
        action="store_true",
        help="import the other rows and report those that cannot be read; default: one such row refuses the file",
    )
    add_answering(parser)


def add_answering(parser: ArgumentParser) -> None:
    """By whom a file is imported, and how the command answers."""
    parser.add_argument(
        "--by", metavar="USER", help=f"note the import under this account; default: the account {COMMAND_LINE}"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would change; write nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines to read")


def instructions_in(options: dict[str, Any]) -> Instructions:
    """What those options say, for the reader."""
    told = {name: options[name] for name in ("sheet", "header_row", "ignore", "encoding", "max_rows")}
    return Instructions(map=dict(options["map"]), values=dict(options["value"]), only=options.get("only", []), **told)


class IntoMeeting(BaseCommand):
    """A command with ``FILE``, ``--meeting`` and ``--by``; what is not there is wrong usage, exit status 2."""

    requires_migrations_checks = False

    def meeting(self, slug: str) -> Meeting:
        meeting = Meeting.objects.filter(slug=slug).first()
        if meeting is None:
            raise CommandError(f'There is no meeting "{slug}". Make it with create_meeting first.', returncode=2)
        return meeting

    def account(self, username: str | None) -> User:
        if username is None:
            return command_line_account()
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f'There is no active account "{username}".', returncode=2)
        return user

    def answer(self, report: ReportT, tell: Callable[[ReportT], None], *, as_object: bool) -> None:
        """One JSON object, or the same in lines; a refusal is exit status 1."""
        if as_object:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
        else:
            tell(report)
        if report.refused:
            sys.exit(1)

    def bytes_of(self, path: Path) -> bytes:
        """The file, or one byte more than any may have: too large is refused by the reader, with its sentence."""
        most = max(settings.PARITY_UPLOAD_BYTES, settings.PARITY_DOCUMENT_BYTES)
        try:
            with path.open("rb") as file:
                return file.read(most + 1)
        except OSError as fault:
            raise CommandError(f'The file "{path.name}" cannot be opened: {fault.strerror}.', returncode=2) from None
