"""Requests of somebody who is signed in."""

from django.contrib.auth.models import User
from django.http import HttpRequest, QueryDict

# How the trail names what was done on these pages.
DESK = "desk"


class SignedInRequest(HttpRequest):
    """What a view behind ``login_required`` receives: never an anonymous user."""

    user: User


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, or nothing when the page is only opened."""
    return request.POST if request.method == "POST" else None
