"""Breadcrumbs of the panel desk's pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

Crumb = dict[str, str]


def below_desk(here: str, *between: tuple[str, str]) -> list[Crumb]:
    """Panel invitations › the pages in between, each with its address › here."""
    above = [(_("Panel invitations"), reverse("panel-desk")), *between]
    return [*({"label": label, "url": url} for label, url in above), {"label": here, "url": ""}]
