"""Django's configuration of the app ``panels``."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PanelsConfig(AppConfig):
    """The app ``panels``."""

    name = "panels"
    verbose_name = _("Invitations to panels")
