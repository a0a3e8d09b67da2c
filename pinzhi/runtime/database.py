"""The database of an instance: the embedded one, or the server that DATABASE_URL names."""

from collections.abc import Iterator
from contextlib import contextmanager

from pinzhi.config.env import Env, database
from pinzhi.runtime.cluster import use_cluster
from pinzhi.runtime.failures import DatabaseFailed, DatabaseUnreachable
from pinzhi.runtime.layout import read_layout
from pinzhi.runtime.postmaster import Say
from pinzhi.runtime.words import gettext as _

OLDEST = 15


@contextmanager
def use_database(env: Env, *, say: Say = lambda _text: None) -> Iterator[None]:
    """Have a usable database inside the block. Raises DatabaseUnreachable, DatabaseFailed, …"""
    if env.database_url:
        require_server(env.database_url)
        yield
    else:
        with use_cluster(env.var, say=say):
            yield


def require_existing(env: Env) -> None:
    """Raise DatabaseFailed when the embedded database has not been created yet."""
    if not env.database_url and not read_layout(env.var).data.exists():
        raise DatabaseFailed(_("There is no database yet; pinzhi up creates it."))


def require_server(url: str) -> None:
    """Raise DatabaseUnreachable unless the server answers, is new enough and keeps UTF-8."""
    import psycopg

    try:
        with psycopg.connect(conninfo(url)) as db:
            version, encoding = db.info.server_version, db.info.encoding
            kept = db.info.parameter_status("server_encoding")
    except psycopg.Error as error:
        text = _("DATABASE_URL does not lead to a usable database: {reason}")
        raise DatabaseUnreachable(text.format(reason=reason(error))) from error
    require_fit(version, kept or encoding)


def require_fit(version: int, encoding: str) -> None:
    """Raise DatabaseUnreachable for a server (as 150018) or a database that cannot serve us."""
    if version < OLDEST * 10_000:
        text = _("The server of DATABASE_URL is PostgreSQL {found}; at least {oldest} is needed.")
        raise DatabaseUnreachable(text.format(found=version // 10_000, oldest=OLDEST))
    if encoding != "UTF8":
        text = _("The database of DATABASE_URL keeps text as {found}; it must be UTF8.")
        raise DatabaseUnreachable(text.format(found=encoding))


def conninfo(url: str) -> str:
    """Turn DATABASE_URL into the words of libpq, read the same way as the settings read it."""
    from psycopg.conninfo import make_conninfo

    parts = database(url)
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
    found = {key: str(parts[name]) for key, name in names.items() if parts[name]}
    if parts["PORT"]:
        found["port"] = str(parts["PORT"])
    return make_conninfo("", connect_timeout=5, **found)


def reason(error: Exception) -> str:
    """The one telling line of a connection error."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    telling = [line for line in lines if "failed:" in line] or lines or [type(error).__name__]
    return telling[-1].split("failed:")[-1].removeprefix(" FATAL:").strip().rstrip(".") + "."
