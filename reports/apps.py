"""Django's configuration of the app ``reports``."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """The app ``reports``."""

    name = "reports"
    verbose_name = _("Results and publication")
