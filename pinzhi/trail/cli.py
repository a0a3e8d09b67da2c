"""`pinzhi trail …`: seal, verify, export-head."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pinzhi.trail.head import Head

FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def trail() -> None:
    """Seal, verify and export the trail of events.

    \b
    Example: pinzhi trail verify --head /mnt/usb/head.json
    """


@contextmanager
def _database() -> Iterator[None]:
    import os

    import django
    from django.db import Error

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pinzhi.config.settings")
    django.setup()
    try:
        yield
    except Error as error:
        first = str(error).strip().splitlines()[0] if str(error).strip() else "no reason given"
        raise click.ClickException(f"The database cannot be read: {first}.") from None


@trail.command()
@click.option("--head", "path", type=FILE, help="A head exported earlier, to compare with.")
def verify(path: Path | None) -> None:
    """Recompute every seal; exit 1 and name the first place where something is wrong.

    Without --head, somebody who owns the database and recomputes the whole chain is not found.

    \b
    Example: pinzhi trail verify --head /mnt/usb/head.json
    """
    with _database():
        from pinzhi.trail.verify import ChainBroken, verify_chain

        head = _read(path) if path else None
        try:
            report = verify_chain(head)
        except ChainBroken as broken:
            raise click.ClickException(str(broken)) from None
    click.echo(
        f"All is as it was sealed: {report.blocks} blocks, {report.events} events;"
        f" {report.unsealed} events are not sealed yet."
    )
    if head:
        click.echo(f"The chain holds block {head.seq} as exported on {head.exported_at}.")


@trail.command()
@click.argument("path", metavar="FILE", type=FILE)
def export_head(path: Path) -> None:
    """Write the newest block's number and hash to FILE, to be kept outside this machine.

    \b
    Example: pinzhi trail export-head /mnt/usb/head.json
    """
    with _database():
        from pinzhi.trail.head import NoBlockError, current_head, write_head

        try:
            head = current_head()
        except NoBlockError:
            raise click.ClickException(
                "No block has been sealed yet; run: pinzhi trail seal"
            ) from None
    try:
        write_head(head, path)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from None
    click.echo(f"Block {head.seq} ({head.count} events) written to {path}. Keep it elsewhere.")


@trail.command()
def seal() -> None:
    """Seal what is not sealed yet; the worker does so every minute by itself.

    \b
    Example: pinzhi trail seal
    """
    with _database():
        from pinzhi.trail.actions import seal_block

        blocks = events = 0
        while block := seal_block():
            blocks, events = blocks + 1, events + block.count
    click.echo(f"Sealed {events} events in {blocks} blocks.")


def _read(path: Path) -> Head:
    from pinzhi.trail.head import HeadFileError, read_head

    try:
        return read_head(path)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be read: {error.strerror}.") from None
    except HeadFileError:
        raise click.ClickException(f"{path} is not an exported head.") from None
