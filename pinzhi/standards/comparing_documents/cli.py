"""`pinzhi packs compare`: what written documents ask for, held against packs."""

from collections.abc import Iterator
from pathlib import Path

import click

from pinzhi.standards.comparing_documents import (
    Fact,
    compare,
    facts_of_document,
    facts_of_packs,
    page,
)
from pinzhi.standards.compiler.document import compile_document
from pinzhi.standards.compiler.refusals import Unreadable
from pinzhi.standards.library import find_pack, read_library
from pinzhi.standards.pack import Pack, PackError, read_pack

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("compare")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE…")
@click.option("--pack", "names", multiple=True, help="Only this pack: its code, or a YAML file.")
@click.option("--totals", is_flag=True, help="Leave out the lists.")
def compare_command(files: tuple[Path, ...], names: tuple[str, ...], *, totals: bool) -> None:
    """Compile written documents and show what they ask for that packs do not, and the reverse.

    The report is Markdown: how many frequencies, limits, sums of money, grades, forms and posts
    stand in both, only in the documents, only in the packs; then each that stands on one side.

    \b
    Example: pinzhi packs compare regulation.docx --pack PZ-LIFT > comparison.md
    """
    try:
        documents = list(_facts(files))
        packs = [_pack(name) for name in names] or read_library()
    except (Unreadable, PackError) as fault:
        raise click.ClickException(str(fault)) from None
    comparison = compare(documents, facts_of_packs(packs))
    click.echo(page(comparison, lists=not totals), nl=False)


def _facts(files: tuple[Path, ...]) -> Iterator[Fact]:
    for file in files:
        yield from facts_of_document(file.name, compile_document(file.name, file))


def _pack(name: str) -> Pack:
    if Path(name).is_file():
        return read_pack(Path(name))
    found = find_pack(name)
    if found is None:
        raise PackError([f"{name}: expected a code that pinzhi packs list names, or a file."])
    return found
