"""Everything between a database and a running instance. Safe to repeat, and quick when done."""

from collections.abc import Iterator
from contextlib import contextmanager

from pinzhi.runtime.failures import DatabaseNewer
from pinzhi.runtime.postmaster import Say
from pinzhi.runtime.translations import compile_translations
from pinzhi.runtime.words import gettext as _
from pinzhi.runtime.words import terminal_language

LOCK = 0x70696E7A6869  # "pinzhi"


def prepare_instance(*, say: Say) -> None:
    """Translations, tables, static files, first trail block, starter standards, demo group.

    Needs a running database. Raises DatabaseNewer when it was used by a later version.
    """
    if compile_translations():
        say(_("Translations compiled."))
    import django

    django.setup()
    with _alone(say):
        require_known_migrations()
        migrate_tables(say)
        gather_static(say)
        fill_database(say)
        show_demo(say)


def require_known_migrations() -> None:
    """Raise DatabaseNewer when the database has migrations that this code does not know."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    known = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        known.update(migration.replaces)
    unknown = sorted(set(loader.applied_migrations) - known)
    if unknown:
        text = _("The database was used by a newer version of Pinzhi (it has {app} {name}).")
        raise DatabaseNewer(text.format(app=unknown[0][0], name=unknown[0][1]))


def pending_migrations() -> int:
    """Return how many migrations are still to be applied."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate_tables(say: Say) -> None:
    """Apply what is pending, and make the table of the cache."""
    from django.core.management import call_command

    if pending := pending_migrations():
        say(_("Preparing the tables ({count} steps).").format(count=pending))
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def gather_static(say: Say) -> None:
    """Collect the static files when one has changed."""
    from pinzhi.cli.static import collect_static

    if collect_static():
        say(_("Static files collected."))


def fill_database(say: Say) -> None:
    """Seal the first block of the trail and load the starter standards that are not here yet."""
    from pinzhi.standards.loading import load_starter
    from pinzhi.trail.actions import seal_block
    from pinzhi.trail.models import Block

    if not Block.objects.exists():
        seal_block()
    for edition in load_starter():
        say(_("Standard loaded: {edition}").format(edition=edition))


def show_demo(say: Say) -> None:
    """Load the demonstration into an empty database, and say who can sign in to it.

    Not in production, and not with PINZHI_DEMO=0.
    """
    from django.utils import translation

    from pinzhi.config.env import read_env
    from pinzhi.demo import actions as demo
    from pinzhi.people.roles import Role
    from pinzhi.places.models import OrgNode

    env = read_env()
    if env.production or not env.demo:
        return
    if not OrgNode.objects.exists():
        say(_("The database is empty; loading the demonstration group."))
        demo.load_demo_group()
    sign_ins = demo.demo_sign_ins()
    if not sign_ins:
        return
    say(
        _("Sign-ins of the demonstration, all with the password {password}:").format(
            password=demo.PASSWORD
        )
    )
    with translation.override(terminal_language()):
        for one in sign_ins:
            say(f"  {one.number:<22} {one.name}  {Role(one.role).label}")


@contextmanager
def _alone(say: Say) -> Iterator[None]:
    # Two machines may start on one database at once; the second then finds all done.
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            say(_("Another pinzhi is preparing this database; waiting for it."))
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
