"""`pinzhi doctor`: look at everything an instance needs and say in plain words what is wrong."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from pinzhi.cli.preparing import pending_migrations, require_known_migrations
from pinzhi.config.env import ROOT, Env, read_env
from pinzhi.runtime.checks import require_port, require_space, require_var
from pinzhi.runtime.database import require_existing, use_database
from pinzhi.runtime.explain import explain
from pinzhi.runtime.failures import CannotRun, PortTaken, TooOld
from pinzhi.runtime.instance import answers
from pinzhi.runtime.libraries import missing_libraries
from pinzhi.runtime.words import gettext as _

OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True)
class Finding:
    """One thing looked at: its name and, when it is wrong, the sentence that says so."""

    name: str
    trouble: str = ""


def examine() -> Iterator[Finding]:
    """Look at one thing after the other; without usable settings the rest cannot be looked at."""
    settings = _look(_("settings"), read_env)
    yield settings
    if settings.trouble:
        return
    env = read_env()
    yield _look(_("Python"), require_python)
    yield _look(_("packages"), require_packages)
    yield _look(_("client bundle"), require_bundle)
    yield _look(_("printing"), require_printing)
    yield _look(_("folder for data"), lambda: require_var(env.var))
    yield _look(_("disk space"), lambda: require_space(env.var))
    yield _look(_("port"), lambda: require_own_port(env))
    yield _look(_("database"), lambda: require_database(env))


def require_python() -> None:
    """Raise TooOld below Python 3.11."""
    if sys.version_info < OLDEST_PYTHON:
        text = _("Python {found} is too old; at least 3.11 is needed.")
        raise TooOld(text.format(found=sys.version.split()[0]))


def require_packages() -> None:
    """Raise CannotRun when an installed package is missing or not the one in the lock file."""
    wrong = [name for name, wanted in _locked() if _installed(name) != wanted]
    if wrong:
        text = _("These packages are missing or not as locked: {names}; run make setup.")
        raise CannotRun(text.format(names=", ".join(wrong)))


def require_bundle() -> None:
    """Raise CannotRun when the client bundle has not been built."""
    if not any((ROOT / "client" / "dist").glob("*")):
        raise CannotRun(_("The client bundle is not built; run make setup."))


def require_printing() -> None:
    """Raise CannotRun when a library that printed forms need is missing on this machine."""
    if missing_libraries():
        text = _("Printed forms need Pango; run: apt-get install {packages}")
        raise CannotRun(text.format(packages=" ".join(missing_libraries())))


def require_own_port(env: Env) -> None:
    """Raise PortTaken when a stranger has the port; our own running instance may have it."""
    try:
        require_port(env.host, env.port)
    except PortTaken:
        if not answers(env):
            raise


def require_database(env: Env) -> None:
    """Raise when the database cannot be used, is not prepared, or belongs to newer code."""
    require_existing(env)
    with use_database(env):
        import django

        django.setup()
        require_known_migrations()
        if count := pending_migrations():
            text = _("The database lacks {count} steps of this version; run: pinzhi prepare")
            raise CannotRun(text.format(count=count))


def _look(name: str, check: Callable[[], object]) -> Finding:
    try:
        check()
    except Exception as error:
        sentence = explain(error)
        if sentence is None:
            raise
        return Finding(name, sentence)
    return Finding(name)


def _locked() -> Iterator[tuple[str, str]]:
    for line in (ROOT / "requirements" / "runtime.txt").read_text().splitlines():
        name, equal, rest = line.partition("==")
        if equal and not line.startswith(" ") and ";" not in rest:
            yield name.split("[")[0], rest.split()[0]


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
