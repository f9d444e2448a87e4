"""Encryption of backups, by age or GnuPG to the public keys of the office: a server that makes them cannot read them.

The programs are those of the system. They read and write through pipes, so that nothing plain gets a name on the disk.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.utils.translation import gettext as _

from meetings.actions.refusals import ActionRefused

AGE, GPG = "age", "gpg"
BEGINS = {b"PK\x03\x04": "", b"age-encryption.org/": AGE, b"-----BEGIN PGP": GPG}
"""How a file begins that is not encrypted, and one of each program; GnuPG's binary form begins with a packet."""


def program() -> str:
    """The program that PARITY_BACKUP_TO names; empty where backups are not encrypted."""
    name, _colon, _keys = settings.PARITY_BACKUP_TO.partition(":")
    return name.strip()


def suffix() -> str:
    """What the name of a backup ends with after ``.zip``."""
    return f".{program()}" if program() else ""


@contextmanager
def unnamed(folder: Path) -> Iterator[BinaryIO]:
    """A file without a name, open for reading and writing: whatever ends the process, nobody finds it afterwards."""
    with tempfile.TemporaryFile(dir=folder) as file:
        yield cast(BinaryIO, file)


def encrypted(plain: BinaryIO, target: BinaryIO) -> None:
    """Write what is in ``plain`` to ``target``, for the keys of PARITY_BACKUP_TO. Raises ActionRefused."""
    name, _colon, written = settings.PARITY_BACKUP_TO.partition(":")
    keys = [key.strip() for key in written.split(",") if key.strip()]
    if name.strip() not in (AGE, GPG) or not keys:
        raise ActionRefused(
            _("PARITY_BACKUP_TO is “%(found)s”; write age: or gpg: and the public keys, with commas between them.")
            % {"found": settings.PARITY_BACKUP_TO}
        )
    if name.strip() == AGE:
        options = ["--encrypt", *(part for key in keys for part in ("--recipient", key))]
    else:
        of_keys = (part for key in keys for part in ("--recipient", key))
        options = ["--batch", "--yes", "--trust-model", "always", "--encrypt", *of_keys, "--output", "-"]
    _run(name.strip(), options, plain, target)


@contextmanager
def opened(path: Path, identity: Path | None = None) -> Iterator[BinaryIO]:
    """A backup as it was before it was encrypted. ``identity``: the private keys of age; GnuPG finds its own.

    Raises ActionRefused where it cannot be opened or decrypted.
    """
    try:
        file: BinaryIO = path.open("rb")
    except OSError as refusal:
        words = {"file": path.name, "why": refusal.strerror or type(refusal).__name__}
        raise ActionRefused(_("%(file)s cannot be opened: %(why)s.") % words) from refusal
    with file:
        name = _encrypted_by(file)
        if not name:
            yield file
            return
        with unnamed(path.parent if os.access(path.parent, os.W_OK) else Path(tempfile.gettempdir())) as plain:
            _run(name, _to_decrypt(name, identity), file, plain)
            plain.seek(0)
            yield plain


def _encrypted_by(file: BinaryIO) -> str:
    start = file.read(20)
    file.seek(0)
    known = next((name for begins, name in BEGINS.items() if start.startswith(begins)), None)
    if known is not None:
        return known
    # The first byte of an OpenPGP packet has its highest bit set; anything else is no backup, which is said later.
    return GPG if start and start[0] & 0x80 else ""


def _to_decrypt(name: str, identity: Path | None) -> list[str]:
    if name == GPG:
        return ["--batch", "--quiet", "--decrypt"]
    if identity is None:
        raise ActionRefused(_("The backup is encrypted with age: name the file with the private key by --identity."))
    return ["--decrypt", "--identity", str(identity)]


def _run(name: str, options: list[str], source: BinaryIO, target: BinaryIO) -> None:
    """Let the program read one file and write the other. Raises ActionRefused with what it said."""
    found = shutil.which(name)
    if found is None:
        raise ActionRefused(_("The program %(name)s is not installed; backups need it here.") % {"name": name})
    source.flush()
    # The program goes on where the file is, which is behind what was buffered here.
    os.lseek(source.fileno(), 0, os.SEEK_SET)
    done = subprocess.run([found, *options], stdin=source, stdout=target, stderr=subprocess.PIPE, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        words = {"name": name, "said": said[-1] if said else done.returncode}
        raise ActionRefused(_("%(name)s refuses: %(said)s") % words)
    target.flush()
