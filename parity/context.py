"""Context of every page: the disclaimer and the navigation this person may use."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.letters.rights import letter_kinds
from meetings.rights import Right, may, may_somewhere


def page_frame(request: HttpRequest) -> dict[str, object]:
    """The disclaimer, and the navigation this person may use."""
    return {"disclaimer": settings.PARITY_DISCLAIMER, "navigation": list(navigation(request))}


def navigation(request: HttpRequest) -> Iterator[dict[str, Any]]:
    """The pages this person can open, and which of them is open; nothing for a visitor."""
    user = request.user
    offered = [
        (may_somewhere(user, Right.DECIDE), _("Your desk"), reverse("reports:desk")),
        (may_somewhere(user, Right.READ_FIGURES), _("Dashboards"), reverse("reports:overview")),
        (may_somewhere(user, Right.READ_FIGURES), _("Meetings"), reverse("meetings")),
        (may_somewhere(user, Right.READ_PANELS), _("Panels"), reverse("panels")),
        (may(user, Right.READ_SELECTION), _("Expert bodies"), reverse("bodies")),
        (may(user, Right.READ_STAFF), _("Staff"), reverse("staff")),
        (bool(letter_kinds(user, Right.READ_LETTERS)), _("Letters"), reverse("letters")),
        (may(user, Right.BUILD_RELEASES), _("Releases"), reverse("reports:releases")),
        (may(user, Right.BUILD_RELEASES), _("Reports from readers"), reverse("reports:reader-reports")),
        (may(user, Right.READ_TRAIL), _("Trail"), reverse("reports:trail")),
        (may(user, Right.ANSWER_PEOPLE), _("Requests of persons"), reverse("reports:people")),
        (may(user, Right.ADMINISTER) or may(user, Right.READ_TRAIL), _("Accounts"), reverse("office-accounts")),
        (may(user, Right.ADMINISTER), _("Reference data"), reverse("admin:index")),
    ]
    covering = max((url for _may, _label, url in offered if request.path.startswith(url)), key=len, default="")
    for allowed, label, url in offered:
        if allowed:
            yield {"label": label, "url": url, "current": url == covering}
