"""A database of its own for each bench, so that real data is neither touched nor in the way."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from psycopg import sql

from pinzhi.config.env import read_env
from pinzhi.runtime.cluster import use_cluster
from pinzhi.runtime.database import conninfo
from pinzhi.runtime.layout import read_layout


@contextmanager
def scratch() -> Iterator[None]:
    """Django on an empty, migrated database: of the server that DATABASE_URL names, else of an
    embedded server started for it, with the durability that `pinzhi up` has."""
    url = read_env().database_url
    var = Path(tempfile.mkdtemp(prefix="pinzhi-bench-"))
    os.environ["PINZHI_VAR"] = str(var)
    try:
        with _on_server(url) if url else _on_own(var):
            _set_up()
            try:
                yield
            finally:
                _close()
    finally:
        layout = read_layout(var)
        for folder in (layout.socket, layout.home, var):
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _on_own(var: Path) -> Iterator[None]:
    if os.geteuid() == 0:
        var.chmod(0o711)  # the server's account has to walk through
    with use_cluster(var):
        yield


@contextmanager
def _on_server(url: str) -> Iterator[None]:
    name = f"pinzhi_bench_{uuid4().hex[:8]}"
    with psycopg.connect(conninfo(url), autocommit=True) as server:
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name))
        )
        os.environ["DATABASE_URL"] = urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        try:
            yield
        finally:
            os.environ["DATABASE_URL"] = url
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            server.execute(drop)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pinzhi.config.settings")
    import django

    django.setup()
    from django.conf import settings

    # pages are looked at without having collected their pictures and styles
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    _one_connection_each()


def _one_connection_each() -> None:
    """Without the pool, whose threads do not outlive the fork of a bench's processes."""
    from django.db import connections

    _close()
    for connection in connections.all():
        connection.settings_dict["OPTIONS"].pop("pool", None)


def _close() -> None:
    from django.db import connections

    connections.close_all()
    for connection in connections.all(initialized_only=True):
        connection.close_pool()  # type: ignore[attr-defined] # PostgreSQL only


def bare() -> "psycopg.Connection[tuple[object, ...]]":
    """A plain psycopg connection to the bench's database."""
    from django.db import connection

    known = connection.settings_dict
    return psycopg.connect(
        host=known["HOST"] or None,
        port=known["PORT"] or None,
        user=known["USER"] or None,
        password=known["PASSWORD"] or None,
        dbname=known["NAME"],
    )
