"""`pinzhi import`: a site from a spreadsheet, without a browser."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pinzhi.people.models import Staff
from pinzhi.places.importing import actions
from pinzhi.places.importing.planning import ImportPlan, Progress
from pinzhi.places.importing.problems import FileRefusedError
from pinzhi.places.importing.sample import write_sample
from pinzhi.places.importing.tables import Outcome
from pinzhi.places.importing.template import write_template

SHOWN = 20
MARKS = {Outcome.CREATED: "+", Outcome.CHANGED: "~"}
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
NEW_FILE = click.Path(path_type=Path, dir_okay=False, writable=True)


@click.group("import", help=str(gettext_lazy("Bring in sites, people and equipment.")))
def import_group() -> None:
    pass


@import_group.command(
    help=str(gettext_lazy("Bring in FILE (.xlsx or .csv), all of it or nothing.")),
    epilog="pinzhi import site site.xlsx --dry-run",
)
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help=str(gettext_lazy("Only say what would happen.")))
@click.option("--by", "number", default="", help=str(gettext_lazy("Staff number of who does it.")))
def site(file: Path, *, dry_run: bool, number: str) -> None:
    by = _person(number)
    try:
        with _bar() as progress:
            if dry_run:
                plan = actions.try_file(file, by=by, progress=progress)
            else:
                plan, _batch = actions.import_file(file, by=by, progress=progress)
    except FileRefusedError as refused:
        raise click.ClickException(str(refused)) from refused
    except actions.PlanRefused as refused:
        plan = refused.plan
    _show(plan, dry_run=dry_run)
    sys.exit(1 if plan.problems else 0)


@import_group.command(
    help=str(gettext_lazy("Write an empty workbook to fill in.")),
    epilog="pinzhi import template template.xlsx",
)
@click.argument("file", type=NEW_FILE)
def template(file: Path) -> None:
    write_template(file)
    click.echo(_("Written: %(file)s") % {"file": file})


@import_group.command(
    help=str(gettext_lazy("Write a made-up estate and a bank's outlets, to try with.")),
    epilog="pinzhi import sample sample.xlsx --seed 7",
)
@click.argument("file", type=NEW_FILE)
@click.option("--seed", default=1, show_default=True)
def sample(file: Path, seed: int) -> None:
    write_sample(file, seed)
    click.echo(_("Written: %(file)s") % {"file": file})


def _person(number: str) -> Staff | None:
    if not number:
        return None
    person: Staff | None = Staff.objects.filter(number__iexact=number, is_active=True).first()
    if person is None:
        raise click.ClickException(_("Nobody has the staff number %(n)s.") % {"n": number})
    return person


@contextmanager
def _bar() -> Iterator[Progress]:
    with click.progressbar(length=100, file=sys.stderr) as bar:
        # reading a file and writing the rows take about as long as comparing does
        def progress(done: int, total: int) -> None:
            bar.update(30 + 50 * done // total - bar.pos)

        bar.update(5)
        yield progress
        bar.update(100 - bar.pos)


def _show(plan: ImportPlan, *, dry_run: bool) -> None:
    _show_counts(plan)
    for row in plan.rows[:SHOWN]:
        changes = "; ".join(f"{name}: {old} → {new}" for name, old, new in row.changes)
        click.echo(f"{MARKS[row.outcome]} {row.sheet} {row.row}: {row.title}  {changes}".rstrip())
    if len(plan.rows) > SHOWN:
        click.echo("…")
    for note in plan.notes:
        click.echo(f"! {note}", err=True)
    for problem in plan.problems:
        click.echo(f"✗ {problem}", err=True)
    click.echo(_verdict(plan, dry_run=dry_run))


def _verdict(plan: ImportPlan, *, dry_run: bool) -> str:
    if plan.problems:
        return _("%(n)s problems; nothing was brought in.") % {"n": len(plan.problems)}
    if dry_run:
        return _("A dry run; nothing was written.")
    return _("Done.") if plan.has_effect else _("Everything is there already; nothing to do.")


def _show_counts(plan: ImportPlan) -> None:
    heads = (_("Created"), _("Changed"), _("Unchanged"))
    click.echo(_cell(_("Sheet"), 12) + "".join(_cell(head, 10, right=True) for head in heads))
    for sheet, counts in plan.counts.items():
        numbers = (str(counts[outcome]) for outcome in Outcome)
        click.echo(_cell(sheet, 12) + "".join(_cell(n, 10, right=True) for n in numbers))


def _cell(text: str, width: int, *, right: bool = False) -> str:
    """Pad to a width in terminal columns, of which a Chinese character takes two."""
    gap = " " * max(0, width - sum(2 if ord(letter) > 0x2E7F else 1 for letter in text))  # noqa: PLR2004 -- from here on scripts are wide
    return gap + text if right else text + gap
