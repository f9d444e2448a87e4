"""Uploads on their way: kept under names of our own until they are confirmed or given up, and what one may hold."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.conf import settings

from meetings.roster.reading.sheet import Limits, Unreadable


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


def uploads() -> Path:
    """Where uploads wait: outside the web root, readable by the server only."""
    folder = Path(settings.PARITY_DATA) / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def new_name() -> str:
    """A name that nobody can guess."""
    return secrets.token_hex(16)


def keep_upload(name: str, data: bytes) -> None:
    path = uploads() / name
    path.touch(mode=0o600)
    path.write_bytes(data)


def kept_upload(name: str) -> bytes:
    """Raises Unreadable when the server stopped before the file was whole."""
    try:
        return (uploads() / name).read_bytes()
    except OSError:
        raise Unreadable(
            "upload_lost", "The file did not arrive whole before the server stopped; give this up and upload it again."
        ) from None


def delete_upload(name: str) -> None:
    if name:
        (uploads() / name).unlink(missing_ok=True)
