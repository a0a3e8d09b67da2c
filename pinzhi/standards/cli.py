"""`pinzhi standards …`: list what is here, load a pack."""

from pathlib import Path

import click
from django.utils.translation import gettext as _

from pinzhi.common.refusals import Refusal
from pinzhi.standards.loading import load_pack
from pinzhi.standards.models import Edition
from pinzhi.standards.pack import PackError, read_pack

FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def standards() -> None:
    """List the standards in the database and load new ones.

    \b
    Example: pinzhi standards load my-standard.yaml
    """


@standards.command("list")
def list_standards() -> None:
    """List every edition: code, edition, status, number of checklists, title.

    \b
    Example: pinzhi standards list
    """
    editions = Edition.objects.select_related("standard").order_by("standard__code", "number")
    for edition in editions:
        count = edition.checklists.count()
        columns = (edition.standard.code, edition.number, edition.get_status_display(), str(count))
        click.echo("\t".join((*columns, edition.standard.title)))
    if not editions:
        click.echo(_("There are no standards yet."))


@standards.command()
@click.argument("file", type=FILE)
def load(file: Path) -> None:
    """Load a standard from a YAML FILE and put its edition in force.

    Nothing is loaded when the file has a fault; all faults are listed. The same file again has no
    effect.

    \b
    Example: pinzhi standards load my-standard.yaml
    """
    try:
        edition = load_pack(read_pack(file))
    except (PackError, Refusal) as fault:
        raise click.ClickException(str(fault)) from None
    click.echo(_("%(edition)s is here.") % {"edition": edition})
