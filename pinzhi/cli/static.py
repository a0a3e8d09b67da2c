"""Gather the static files into var/static, only when one of them has changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

SIGNATURE = ".signature"


def collect_static() -> bool:
    """Gather and name the files by content; return whether anything had to be done.

    Older ones stay: an instance that still runs may serve pages that ask for them.
    """
    root = Path(settings.STATIC_ROOT)
    noted, now = root / SIGNATURE, _signature()
    if noted.is_file() and noted.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    root.mkdir(parents=True, exist_ok=True)
    noted.write_text(now)
    return True


def _signature() -> str:
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
