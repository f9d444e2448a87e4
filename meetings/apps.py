"""Django's configuration of the app ``meetings``."""

from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Warning, register
from django.utils.translation import gettext_lazy as _

from meetings.reading import alone


class MeetingsConfig(AppConfig):
    """The app ``meetings``."""

    name = "meetings"
    verbose_name = _("Meetings and lists of participants")

    def ready(self) -> None:
        register(the_reader_is_alone, deploy=True)


def the_reader_is_alone(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """`check --deploy` says what a machine cannot keep from the process that reads uploads."""
    lacking = " and ".join(alone.missing())
    sentence = f"The process that reads uploads is not kept from {lacking} (docs/security.md says what that means)."
    return [Warning(sentence, id="meetings.W001")] if lacking else []
