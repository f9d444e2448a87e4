"""What the desk's views share: what a form is bound to, and how the trail names the desk."""

from django.http import HttpRequest, QueryDict

# How the trail names what was done on these pages.
DESK = "desk"


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, or nothing when the page is only opened."""
    return request.POST if request.method == "POST" else None
