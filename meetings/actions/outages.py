"""What goes away under an action, the database or the disk, as a sentence: everybody who catches it says the same."""

from __future__ import annotations

import errno

from django.db.utils import InterfaceError, OperationalError
from django.utils.translation import gettext as _

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
READ_ONLY = {errno.EROFS}
NOT_SET_UP = ("no such table", "does not exist")
"""What engines say of a database that was never migrated: nothing is away."""


def outage(fault: BaseException | None) -> str:
    """What is away, in one sentence; empty where the fault is something else."""
    if isinstance(fault, OSError) and fault.errno in FULL:
        return _("The disk is full: nothing was written. Make room, then do it again.")
    if isinstance(fault, OSError) and fault.errno in READ_ONLY:
        return _("The disk can only be read: nothing was written.")
    if not isinstance(fault, OperationalError | InterfaceError):
        return ""
    said = str(fault).casefold()
    if any(words in said for words in NOT_SET_UP):
        return ""
    if "full" in said or "no space" in said:
        return _("The disk of the database is full: nothing was written. Make room, then do it again.")
    if "readonly" in said or "read-only" in said:
        return _("The database can only be read at this moment: nothing was written.")
    if "locked" in said:
        return _("Somebody else writes to the database for long: nothing was written. Do it again in a minute.")
    return _("The database does not answer: nothing was written. Try again when it is back.")
