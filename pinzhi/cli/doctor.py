"""`pinzhi doctor`."""

import os

import click

from pinzhi.cli.examining import examine
from pinzhi.runtime.words import gettext as _


@click.command(
    help=_("Look at everything Pinzhi needs; exit with 1 if anything is wrong."),
    epilog=_("Example: pinzhi doctor"),
)
def doctor() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pinzhi.config.settings")
    wrong = 0
    for finding in examine():
        click.echo(
            f"✗ {finding.name}: {finding.trouble}" if finding.trouble else f"✓ {finding.name}"
        )
        wrong += bool(finding.trouble)
    raise SystemExit(1 if wrong else 0)
