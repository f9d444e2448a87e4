#!/usr/bin/env python
"""Entry point of every command; development unless the environment says otherwise."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parity.settings")
    os.environ.setdefault("PARITY_MODE", "development")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
