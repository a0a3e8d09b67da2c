"""Which operating-system account the database server runs under. PostgreSQL refuses root."""

import os
import pwd
import subprocess
from pathlib import Path
from typing import Any

from pinzhi.runtime.failures import NoAccount
from pinzhi.runtime.words import gettext as _

UNPRIVILEGED = ("postgres", "nobody")


def choose_account(owned: Path) -> pwd.struct_passwd:
    """Return our own account; for root the owner of `owned`, else an unprivileged account."""
    if os.geteuid() != 0:
        return _named(os.geteuid())
    owner = owned.stat().st_uid
    if owner != 0:
        return _named(owner)
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoAccount(_("Root may not run PostgreSQL and there is no account postgres or nobody."))


def run_as(account: pwd.struct_passwd) -> dict[str, Any]:
    """Arguments for subprocess that give up root for the account; none when we are it already."""
    if os.geteuid() != 0:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def can_reach(account: pwd.struct_passwd, path: Path) -> bool:
    """Whether the account may walk through (a folder) or execute (a file) the path.

    Asked of the kernel as that account, so that private parents count and none is changed.
    """
    found = subprocess.run(  # noqa: S603 -- a fixed program, a path of ours
        ["/usr/bin/test", "-x", str(path)], check=False, **run_as(account)
    )
    return found.returncode == 0


def give(path: Path, account: pwd.struct_passwd) -> None:
    """Make the account the owner of a file or folder that root has just created."""
    if os.geteuid() == 0:
        os.chown(path, account.pw_uid, account.pw_gid)


def _named(uid: int) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        text = _("User number {uid} has no name on this machine, which PostgreSQL needs.")
        raise NoAccount(text.format(uid=uid)) from None
