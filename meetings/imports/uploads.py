"""Storage of uploads under random names, and the limits of one upload."""

from __future__ import annotations

import secrets

from django.conf import settings

from meetings.actions.uploads import upload_path
from meetings.reading.sheet import Limits, Unreadable


def limits(rows: int | None = None) -> Limits:
    """What one upload may hold here; ``rows`` where somebody says it (``--max-rows``)."""
    return Limits(
        upload_bytes=settings.PARITY_UPLOAD_BYTES,
        rows=settings.PARITY_MAX_ROWS if rows is None else rows,
        document_bytes=settings.PARITY_DOCUMENT_BYTES,
        document_pages=settings.PARITY_DOCUMENT_PAGES,
        document_memory_bytes=settings.PARITY_DOCUMENT_MEMORY_BYTES,
        document_cpu_seconds=settings.PARITY_DOCUMENT_CPU_SECONDS,
        document_wall_seconds=settings.PARITY_DOCUMENT_SECONDS,
    )


def new_name() -> str:
    """A name that nobody can guess."""
    return secrets.token_hex(16)


def store_upload(name: str, data: bytes) -> None:
    path = upload_path(name)
    path.touch(mode=0o600)
    path.write_bytes(data)


def stored_upload(name: str) -> bytes:
    """Raises Unreadable when the server stopped before the file was whole."""
    try:
        return upload_path(name).read_bytes()
    except OSError:
        raise Unreadable(
            "upload_lost", "The upload was interrupted when the server stopped; discard it and upload the file again."
        ) from None
