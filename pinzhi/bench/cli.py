"""`pinzhi bench`: how fast it is here, each figure against a bare counterpart of the same run."""

import click

from pinzhi.runtime.words import gettext as _


@click.group(help=_("Measure how fast it is here, on data made for it."))
def bench() -> None:
    pass
