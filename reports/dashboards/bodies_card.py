"""The overview's card for expert bodies, for whoever reads them."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.dashboards.bodies import BodiesPage
from reports.dashboards.cards import Card
from reports.presentation.findings import OK, WATCH


def selection_card(card: Card, page: BodiesPage | None) -> Card:
    """The card of bodies with how many are balanced and the next deadline; unchanged for whoever does not read them."""
    if page is None:
        return card
    url = reverse("bodies")
    if not page.rows:
        return replace(card, url=url)
    balanced, every = page.balanced, len(page.rows)
    due = next((row for row in page.deadlines if row.late), None)
    words = {"body": str(due.body), "day": due.closes_text} if due else {}
    return replace(
        card,
        url=url,
        first="",
        state=OK if balanced == every else WATCH,
        word=_("Balanced") if balanced == every else _("Not all balanced"),
        big=number_format(balanced),
        unit=_("of %(known)s") % {"known": number_format(every)},
        base=[ngettext("body is balanced", "bodies are balanced", every)],
        say=_("%(body)s: nominations close on %(day)s.") % words if due else "",
    )
