"""``give_role``: the first administrator's role, and others where no second person is there to agree."""

from __future__ import annotations

import argparse
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from accounts.actions.roles import give_role_from_machine
from meetings.actions.accounts import account_named
from meetings.actions.refusals import ActionRefused


class Command(BaseCommand):
    help = "Give an account a role. The trail notes it, and who answers for data protection gets a mail."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("account", help="user name of the account")
        parser.add_argument("role", help="admin, data_protection, clerk, reviewer …")
        parser.add_argument("--by", default="", help="user name of who says so; default: the command line")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            account, by = User.objects.get(username=options["account"]), account_named(options["by"])
            give_role_from_machine(account, options["role"], by=by)
        except User.DoesNotExist:
            raise CommandError("There is no account of this name.", returncode=2) from None
        except ActionRefused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"account {account} role {options['role']}")
