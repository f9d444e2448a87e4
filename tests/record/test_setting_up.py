"""Reference data into the database, and meetings from the command line."""

import csv
import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model
from django.utils import timezone

from meetings.actions.reference import load_reference
from meetings.countries import REFERENCE, key
from meetings.models import Alias, Change, Country, Forum, Grouping, GroupMember, Honorific, Meeting, Organisation
from meetings.names import title_key
from tests.worlds.builders import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LOADED = (Alias, Country, Forum, GroupMember, Grouping, Honorific, Organisation)


def contents(model: type[Model]) -> list[tuple[Any, ...]]:
    return list(model._default_manager.order_by("pk").values_list())


def edited(tmp_path: Path, file: str, change: Any) -> Path:
    """A copy of the reference files in which the rows of one file went through ``change``."""
    copy = tmp_path / "reference"
    shutil.copytree(REFERENCE, copy)
    with (REFERENCE / file).open(encoding="utf-8", newline="") as before:
        rows = list(csv.DictReader(before))
    with (copy / file).open("w", encoding="utf-8", newline="") as after:
        writer = csv.DictWriter(after, rows[0].keys())
        writer.writeheader()
        writer.writerows(change(rows))
    return copy


def test_loading_twice_changes_nothing() -> None:
    load_reference()
    before = {model: contents(model) for model in LOADED}
    load_reference()
    assert {model: contents(model) for model in LOADED} == before
    assert all(before.values())


def test_the_number_of_statements_does_not_grow_with_the_rows(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(60):
        load_reference()


def test_a_changed_file_changes_its_row_and_a_missing_row_goes(tmp_path: Path) -> None:
    load_reference()
    alias = Alias.objects.exclude(code="").exclude(text="").first()
    assert alias
    load_reference(
        edited(tmp_path, "aliases.csv", lambda rows: [row for row in rows if key(row["alias"]) != alias.key])
    )
    assert not Alias.objects.filter(key=alias.key).exists()
    without = edited(tmp_path / "again", "groupings.csv", lambda rows: rows[1:])
    members = GroupMember.objects.count()
    load_reference(without)
    assert GroupMember.objects.count() == members - 1


def test_what_a_person_answered_stays() -> None:
    load_reference()
    by = make_user("clerk", "clerk")
    Honorific.objects.create(key=title_key("Zzr."), title="Zzr.", claim="woman", by=by, at=timezone.now())
    Honorific.objects.filter(key=title_key("Mr")).update(claim="", by=by, at=timezone.now())
    Alias.objects.create(key=key("Freedonia"), text="Freedonia", code="FRA", by=by, at=timezone.now())
    load_reference()
    assert Honorific.objects.get(key=title_key("Zzr.")).claim == "woman"
    assert Honorific.objects.get(key=title_key("Mr")).claim == ""
    assert Alias.objects.get(key=key("Freedonia")).code == "FRA"


def test_an_ambiguous_text_and_a_label_are_nobodys_alias(tmp_path: Path) -> None:
    taken = {"code": "COD", "alias": "CONGO", "language": "en", "note": ""}
    outside = {"code": "CHN", "alias": "taiwan", "language": "en", "note": ""}
    load_reference(edited(tmp_path, "aliases.csv", lambda rows: [taken, outside, *rows]))
    assert Alias.objects.get(key=key("Congo")).code == ""
    assert Alias.objects.get(key=key("Taiwan")).code == ""


ARGUMENTS = {
    "slug": "spring",
    "forum": "ccw-msp",
    "title": "Spring session",
    "start": "2025-03-03",
    "end": "2025-03-07",
}


def create(**options: str) -> tuple[str, str]:
    """Run the command as the shell does; what it printed and what it said beside."""
    out, beside = StringIO(), StringIO()
    asked = ARGUMENTS | options
    arguments = [part for name, value in asked.items() for part in (f"--{name.replace('_', '-')}", value)]
    call_command("create_meeting", *arguments, stdout=out, stderr=beside)
    return out.getvalue().strip(), beside.getvalue().strip()


@pytest.fixture
def forum() -> Forum:
    return Forum.objects.create(code="ccw-msp", title_en="Parties to the CCW", type="other", area="conventional")


def test_the_command_creates_once_and_leaves_what_is_there(forum: Forum) -> None:
    assert create() == ("spring created", "")
    out, beside = create(title="Another title")
    assert out == "spring is already there"
    assert "title stays Spring session" in beside
    assert Meeting.objects.get().title == "Spring session"
    assert str(Change.objects.get().by) == "command-line"


def test_a_forum_outside_the_table_has_its_own_title(forum: Forum) -> None:
    load_reference()
    create(forum="other", forum_title="Negotiating committee")
    assert Meeting.objects.get().forum_name == "Negotiating committee"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"forum": "no-such-forum"}, "--forum: No forum has this code"),
        ({"start": "3.3.2025"}, "--start: Write the date as year-month-day"),
        ({"end": "2025-03-01"}, "--end: The last day is before the first day"),
        ({"list_access": "open"}, "give its symbol or address"),
        ({"slug": "Spring session"}, "--slug"),
        ({"slug": "new"}, "--slug: “new” is the address"),
    ],
)
def test_the_command_refuses_with_a_sentence_and_writes_nothing(
    forum: Forum, options: dict[str, str], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence) as refused:
        create(**options)
    assert refused.value.returncode == 1
    assert not Meeting.objects.exists()


def test_an_open_list_with_an_address_will_do(forum: Forum) -> None:
    create(list_access="open", list_url="https://example.org/list")
    assert Meeting.objects.get().list_access == "open"
