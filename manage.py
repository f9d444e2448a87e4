#!/usr/bin/env python
"""Entry point of every command; development unless the environment says otherwise."""

import os
import sys
import tomllib
from pathlib import Path

from meetings.reading.alone import keep_to_itself


def version() -> str:
    """What ``--version`` says; left to Django, it would say Django's."""
    project = tomllib.loads(Path(__file__).with_name("pyproject.toml").read_text(encoding="utf-8"))["project"]
    return f"Parity {project['version']}"


def main() -> None:
    keep_to_itself()
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"{version()}\n")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parity.settings")
    os.environ.setdefault("PARITY_MODE", "development")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db.utils import InterfaceError, OperationalError, ProgrammingError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fault:
        sys.exit(f"The settings cannot be used: {fault}")
    except (OperationalError, ProgrammingError) as fault:
        if "no such table" in str(fault) or "does not exist" in str(fault):
            sys.exit("The database is not set up. Run `python manage.py quickstart`, or migrate and load_reference.")
        end_with_outage(fault)
        raise
    except (InterfaceError, OSError) as fault:
        end_with_outage(fault)
        raise


def end_with_outage(fault: Exception) -> None:
    """Exit with one sentence where the database or the disk is away; anything else goes on as it was."""
    from meetings.actions.outages import outage

    if said := outage(fault):
        sys.exit(said)


if __name__ == "__main__":
    main()
