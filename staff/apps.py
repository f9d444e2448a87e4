"""Django's configuration of the app ``staff``."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StaffConfig(AppConfig):
    """The app ``staff``."""

    name = "staff"
    verbose_name = _("Staff")
