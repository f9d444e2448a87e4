"""What every response carries, whatever view made it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class PrivatePagesMiddleware:
    """Pages of a signed-in person are never stored, by a browser or on the way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # Asking `is_authenticated` would open a session on public pages; the cookie's presence is enough.
        if getattr(request, "session", None) is not None and request.session.session_key:
            response["Cache-Control"] = "no-store"
        return response
