"""What the desk's views share: what a form is bound to, and how the trail names the desk."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django_htmx.http import HttpResponseClientRedirect

# How the trail names what was done on these pages.
DESK = "desk"


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, or nothing when the page is only opened."""
    return request.POST if request.method == "POST" else None


def go_on(request: HttpRequest, url: str) -> HttpResponse:
    """The next page: by a redirect, or told to the script that sent the form and shows how far the server is."""
    return HttpResponseClientRedirect(url) if request.htmx else HttpResponseRedirect(url)  # type: ignore[attr-defined]
