"""`pinzhi demo`: fill an empty database with a made-up group and its past."""

import sys

import click

from pinzhi.demo.actions import load_demo
from pinzhi.demo.ground import MIDDLE, SMALL, WHOLE, Size
from pinzhi.runtime.words import gettext as _

MANY = 3  # from so many estates on they are small ones, but for the first


@click.command(
    help=_("Make up a group of estates and bank outlets with a past of many days."),
    epilog="pinzhi demo --sites 3 --days 60 --seed 1",
)
@click.option("--sites", type=click.IntRange(1, 2_000), default=2, help=_("How many estates."))
@click.option("--days", type=click.IntRange(1, 800), default=60, help=_("How long a past."))
@click.option("--seed", type=int, default=1, help=_("The same seed, the same past."))
@click.option(
    "--outlets",
    type=click.IntRange(0, 24),
    default=4,
    help=_("How many bank outlets."),
)
def demo(*, sites: int, days: int, seed: int, outlets: int) -> None:
    with click.progressbar(length=100, file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.update(100 * done // total - bar.pos)

        group = load_demo(sizes_of(sites), outlets=outlets, days=days, seed=seed, progress=progress)
    seconds = max(group.seconds, 0.001)
    told = _("{sites} sites, {records} records in {rows} rows, written in {seconds:.1f} s.")
    click.echo(
        told.format(
            sites=group.sites, records=group.records, rows=group.rows, seconds=group.seconds
        )
    )
    told = _("That is {records:.0f} records/s and {rows:.0f} rows/s.")
    click.echo(told.format(records=group.records / seconds, rows=group.rows / seconds))
    told = _("Sign in as demo-manager with the password {password}.")
    click.echo(told.format(password=group.password))


def sizes_of(sites: int) -> list[Size]:
    """The first estate is the whole sample; a few more are half of it, many are small."""
    return [WHOLE, *[MIDDLE if sites <= MANY else SMALL] * (sites - 1)]
