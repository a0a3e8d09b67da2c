"""Where the embedded database keeps its files, and how that is remembered under var/."""

import hashlib
import json
import os
import pwd
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pinzhi.runtime.accounts import can_reach, choose_account, give

SYSTEM_HOME = Path("/var/lib/pinzhi")
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 100  # bytes; the kernel takes 107


@dataclass(frozen=True)
class Layout:
    """The places of one cluster. `folder` is ours under var/, `home` is the server's own."""

    folder: Path
    home: Path
    socket: Path
    account: pwd.struct_passwd | None = None

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def owner(self) -> pwd.struct_passwd:
        if self.account is None:
            raise ValueError("this layout was only read, not settled")
        return self.account


def read_layout(var: Path) -> Layout:
    """Say where the cluster of `var` is or would be, without touching anything."""
    folder = var / "postgres"
    try:
        noted = json.loads((folder / "places.json").read_text())
    except (OSError, ValueError):
        noted = {}
    home = Path(noted.get("home") or folder / "server")
    return Layout(folder, home, Path(noted.get("socket") or home / "socket"))


def settle_folder(var: Path) -> Path:
    """Create var/postgres, through which the server's account may walk but not look."""
    folder = var / "postgres"
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    return folder


def settle_layout(var: Path) -> Layout:
    """Create the folders of the cluster, decide what is undecided, and note it under var/.

    No folder that was there before changes its mode (a private home stays private): where the
    server's account cannot walk to var/, its files go to /var/lib/pinzhi instead.
    """
    folder = settle_folder(var)
    old = read_layout(var)
    account = choose_account(old.data if old.data.exists() else folder)
    home = old.home if old.data.exists() else _home(folder, account)
    _private(home, account)
    socket = _socket(home, old.socket, account)
    layout = Layout(folder, home, socket, account)
    _note(layout)
    return layout


def _home(folder: Path, account: pwd.struct_passwd) -> Path:
    if can_reach(account, folder):
        return folder / "server"
    SYSTEM_HOME.mkdir(mode=0o711, exist_ok=True)
    name = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    return SYSTEM_HOME / name


def _socket(home: Path, noted: Path, account: pwd.struct_passwd) -> Path:
    inside = home / "socket"
    if len(os.fsencode(inside / SOCKET_NAME)) <= LONGEST_SOCKET:
        _private(inside, account)
        return inside
    if noted != inside and _is_private(noted, account):
        return noted
    made = Path(tempfile.mkdtemp(prefix="pinzhi-", dir=_short_place()))  # mode 0700
    give(made, account)
    return made


def _short_place() -> str:
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    fits = own and os.geteuid() != 0 and os.access(own, os.W_OK) and len(own) < 60  # noqa: PLR2004 -- room for the rest
    return own if fits else "/tmp"  # noqa: S108 -- mkdtemp makes a private folder in it


def _private(folder: Path, account: pwd.struct_passwd) -> None:
    if not folder.is_dir():
        folder.mkdir(mode=0o700)
        give(folder, account)


def _is_private(folder: Path, account: pwd.struct_passwd) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700  # noqa: PLR2004 -- a file mode
    return private and found.st_uid == account.pw_uid


def _note(layout: Layout) -> None:
    # Only what lies elsewhere is noted, so that var/ as a whole can be moved.
    noted = {}
    if not layout.home.is_relative_to(layout.folder):
        noted["home"] = str(layout.home)
    if not layout.socket.is_relative_to(layout.home):
        noted["socket"] = str(layout.socket)
    path, text = layout.folder / "places.json", json.dumps(noted)
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
