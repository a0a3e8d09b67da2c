"""`pinzhi found`: begin an organisation of one's own."""

import click
from django.utils.translation import gettext as _

from pinzhi.places.actions.founding import found_group
from pinzhi.places.models import Line


@click.command()
@click.argument("code")
@click.argument("name")
@click.option("--bank", is_flag=True, help="A bank's outlets instead of property management.")
def found(code: str, name: str, *, bank: bool) -> None:
    """Make the top of an organisation in an empty database, and its three administrators.

    Their first passwords are printed once and have to be changed at the first sign-in.

    \b
    Example: pinzhi found GROUP "Lakeside Property Group"
    """
    line = Line.BANK if bank else Line.PROPERTY
    for staff, password in found_group(code, name, line=line):
        click.echo(f"{staff.number}\t{password}")
    click.echo(_("Sign in as system-admin to bring in sites, as security-admin to give rights."))
