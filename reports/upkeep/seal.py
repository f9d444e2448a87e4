"""The seal at the end of a backup: a hash that any changed byte breaks, and a code that needs the key of the office.

A zip has bytes that nothing reads back, such as the times in its headers, and its own sums can be made anew by whoever
changes it. The seal is over every byte before it.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from meetings.actions.refusals import ActionRefused

PIECE = 1 << 20
_SEAL = re.compile(rb"parity-seal:([0-9a-f]{64}):([0-9a-f]{64})\n")
LENGTH = len(b"parity-seal:") + 64 + 1 + 64 + 1


def seal(target: BinaryIO) -> None:
    """Put the seal behind everything that was written into a file, which is open for reading too."""
    target.flush()
    digest, code = _sums(target, target.seek(0, os.SEEK_END))
    target.seek(0, os.SEEK_END)
    target.write(b"parity-seal:%b:%b\n" % (digest.encode(), code.encode()))


def unbroken(file: BinaryIO, name: str, *, foreign: bool = False) -> None:
    """Raises ActionRefused where the seal is broken, missing, or of another installation; ``foreign`` permits the last
    two: the file is as it was written, or nothing says so."""
    size = file.seek(0, os.SEEK_END) - LENGTH
    file.seek(max(size, 0))
    found = _SEAL.fullmatch(file.read())
    if found is None and foreign:
        return
    words = {"file": name}
    if found is None:
        raise ActionRefused(
            _(
                "%(file)s is not a backup, or is damaged: it has no seal. Where you know its way here, and that it was "
                "made before backups had one, say --foreign."
            )
            % words
        )
    digest, code = _sums(file, size)
    if not hmac.compare_digest(found[1], digest.encode()):
        raise ActionRefused(_("%(file)s is damaged: its bytes are not those that were written.") % words)
    if not foreign and not hmac.compare_digest(found[2], code.encode()):
        raise ActionRefused(
            _(
                "%(file)s was not sealed with the key of this installation. Set the PARITY_BACKUP_KEY it was made with "
                "or, where you know its way here, say --foreign."
            )
            % words
        )


def _sums(file: BinaryIO, size: int) -> tuple[str, str]:
    """SHA-256 and keyed code of the first ``size`` bytes."""
    digest, code = hashlib.sha256(), hmac.new(_key(), digestmod=hashlib.sha256)
    file.seek(0)
    while size > 0 and (piece := file.read(min(PIECE, size))):
        digest.update(piece)
        code.update(piece)
        size -= len(piece)
    return digest.hexdigest(), code.hexdigest()


def _key() -> bytes:
    """The key for backups, or one that follows from the secret key and is of no use for anything else."""
    own = settings.PARITY_BACKUP_KEY
    return own.encode() if own else hmac.digest(settings.SECRET_KEY.encode(), b"parity backups", hashlib.sha256)
