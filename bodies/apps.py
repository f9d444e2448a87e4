"""Django's configuration of the app ``bodies``."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BodiesConfig(AppConfig):
    """The app ``bodies``."""

    name = "bodies"
    verbose_name = _("Expert bodies")
