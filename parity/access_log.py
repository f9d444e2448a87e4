"""Access log of gunicorn without queries, secrets and persons."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger

from parity.logs import as_logged


class AccessLog(Logger):
    """The access log of gunicorn (``--logger-class``): who asked, and from which page, is left out, too."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        """What a line may be made of."""
        path = as_logged(environ.get("PATH_INFO") or "")
        asked = f"{environ['REQUEST_METHOD']} {path} {environ['SERVER_PROTOCOL']}"
        known = super().atoms(resp, req, environ, request_time)
        safe = {name: known[name] for name in "lmstHbBTDMLp"}
        return safe | {"h": "-", "u": "-", "r": asked, "U": path, "q": "", "f": "-", "a": "-"}
