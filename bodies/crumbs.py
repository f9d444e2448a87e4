"""Breadcrumbs of the pages that enter bodies, with the mark of the demonstration."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from bodies.models import Body, Cycle


def below_bodies(here: str, body: Body | None = None, cycle: Cycle | None = None) -> dict[str, Any]:
    """Expert bodies › the body › its cycle › here."""
    crumbs = [{"label": _("Expert bodies"), "url": reverse("bodies")}]
    crumbs += [{"label": str(one), "url": one.get_absolute_url()} for one in (body, cycle) if one]
    crumbs.append({"label": here, "url": ""})
    return {"crumbs": crumbs, "demo": bool(body and body.forum.demonstration), "heading": here, "about": body}
