"""Help of the commands: every option and every argument says what it does."""

from argparse import SUPPRESS, Action, ArgumentParser
from collections.abc import Iterator

from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

from tests.worlds.places import ROOT

APPS = ("meetings", "panels", "bodies", "staff", "accounts", "reports")
DJANGO_SAYS = BaseCommand().create_parser("manage.py", "any")


def our_commands() -> dict[str, BaseCommand]:
    found = {name: app for name, app in get_commands().items() if app in APPS}
    return {name: load_command_class(app, name) for name, app in sorted(found.items())}


def own_actions(command: BaseCommand) -> Iterator[Action]:
    """The options and arguments that a command adds to those that Django gives to all."""
    inherited = {tuple(action.option_strings): action.help for action in DJANGO_SAYS._actions}
    for action in command.create_parser("manage.py", "any")._actions:
        options = tuple(action.option_strings)
        if options not in inherited or inherited[options] != action.help:
            yield action


def unexplained(command: BaseCommand) -> list[str]:
    """Names of options and arguments whose help is missing, empty or hidden."""
    return [
        "/".join(action.option_strings) or action.dest
        for action in own_actions(command)
        if action.help is None or action.help == SUPPRESS or not action.help.strip()
    ]


def test_the_walk_meets_every_command() -> None:
    files = {path.stem for app in APPS for path in (ROOT / app / "management/commands").glob("[!_]*.py")}
    assert set(our_commands()) == files
    assert len(files) > 15


def test_every_option_and_argument_of_every_command_says_what_it_does() -> None:
    assert {name: found for name, command in our_commands().items() if (found := unexplained(command))} == {}


def test_every_command_says_what_it_does_and_its_help_can_be_printed() -> None:
    for name, command in our_commands().items():
        assert command.help, name
        assert command.create_parser("manage.py", name).format_help(), name


def test_a_help_names_the_default() -> None:
    """Who reads ``{ask,keep,refuse}`` wants to know which of them holds when nothing is said."""
    silent = [
        f"{name} {action.option_strings[0]}"
        for name, command in our_commands().items()
        for action in own_actions(command)
        if action.default not in (None, "", False, [], SUPPRESS)
        and f"default: {action.default}" not in printed_help(command, action)
    ]
    assert silent == []


def printed_help(command: BaseCommand, action: Action) -> str:
    formatter = command.create_parser("manage.py", "any")._get_formatter()
    return formatter._expand_help(action) if action.help else ""


class Planted(BaseCommand):
    """A command that breaks the rule in every way there is, beside one option that keeps it."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--empty", "-e", help=" ")
        parser.add_argument("--hidden", help=SUPPRESS)
        parser.add_argument("--said", help="says what it does")
        either = parser.add_mutually_exclusive_group()
        either.add_argument("--one", action="store_true")
        either.add_argument("--other", action="store_true", help="says what it does")


def test_what_is_not_explained_is_noticed() -> None:
    assert unexplained(Planted()) == ["file", "--empty/-e", "--hidden", "--one"]
