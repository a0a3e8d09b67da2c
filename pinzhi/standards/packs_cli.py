"""`pinzhi packs …`: the standards shipped with the software, and where each requirement went."""

from pathlib import Path

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pinzhi.common.refusals import Refusal
from pinzhi.standards.comparing_documents.cli import compare_command
from pinzhi.standards.coverage import read_coverage
from pinzhi.standards.coverage_page import page
from pinzhi.standards.library import find_pack, read_library
from pinzhi.standards.loading import load_pack
from pinzhi.standards.models import Edition, Standard
from pinzhi.standards.pack import Pack, PackError, read_pack
from pinzhi.standards.pack.differences import differences
from pinzhi.standards.unloading import pack_of
from pinzhi.standards.verifying import library_faults

NO_DATABASE = "pinzhi.no_database"  # set by the command line where there is none yet


@click.group()
def packs() -> None:
    """List, load, compare and verify the standards shipped with Pinzhi.

    \b
    Example: pinzhi packs list
    """


@packs.command("list")
def list_packs() -> None:
    """List every pack: code, edition, whether it is loaded, what it holds, title.

    \b
    Example: pinzhi packs list
    """
    known = _editions() if _has_database() else {}
    for pack in _library():
        columns = (pack.code, pack.edition, _state(pack, known), _holds(pack), pack.title)
        click.echo("\t".join(columns))


@packs.command()
@click.argument("packs", nargs=-1, metavar="[PACK]…")
@click.option("--all", "everything", is_flag=True, help="Every pack not loaded in any edition.")
def load(packs: tuple[str, ...], everything: bool) -> None:  # noqa: FBT001 -- a flag of click
    """Put packs in force, each a code of the library or a YAML file.

    The same pack again has no effect. With --all, a standard that is here in any edition is left
    alone: what you work by does not change.

    \b
    Example: pinzhi packs load PZ-LIFT PZ-WATER
    """
    if everything == bool(packs):
        raise click.UsageError(_("Name packs, or give --all."))
    wanted = [_pack(one) for one in packs]
    if everything:
        here = set(Standard.objects.values_list("code", flat=True))
        wanted = [pack for pack in _library() if pack.code not in here]
    refused = [sentence for pack in wanted if (sentence := _load(pack))]
    if refused:
        raise click.ClickException("\n".join(refused))
    if not wanted:
        click.echo(_("Every pack is here already."))


@packs.command()
@click.argument("pack")
@click.argument("other", required=False)
def diff(pack: str, other: str | None) -> None:
    """Show what PACK changes: clause by clause, checklist by checklist, item by item.

    PACK is a code of the library or a YAML file. It is compared with OTHER, likewise a code or a
    file, or the number of an edition in the database; without OTHER, with the edition in force.

    \b
    Example: pinzhi packs diff PZ-LIFT my-lifts.yaml
    """
    after = _pack(pack)
    if other is not None and _is_pack(other):
        before = _pack(other)
    else:
        before = pack_of(_edition(after.code, other))
    lines = [str(one) for one in differences(before, after)]
    click.echo(f"{before.code} {before.edition} → {after.code} {after.edition}")
    click.echo("\n".join(lines) or _("They say the same."))


@packs.command()
@click.argument("files", nargs=-1, metavar="[FILE]…")
def verify(files: tuple[str, ...]) -> None:
    """Check every pack of the library, or the YAML files named, and list every fault.

    \b
    Example: pinzhi packs verify my-lifts.yaml
    """
    faults = _faults([Path(one) for one in files]) if files else library_faults()
    if faults:
        raise click.ClickException("\n".join(faults))
    count = len(files) or len(_library())
    said = ngettext("%(count)d pack, no fault.", "%(count)d packs, no fault.", count)
    click.echo(said % {"count": count})


@packs.command()
def coverage() -> None:
    """Write where each requirement went, as the page docs/coverage.md.

    \b
    Example: pinzhi packs coverage > docs/coverage.md
    """
    try:
        click.echo(page(read_coverage()), nl=False)
    except PackError as fault:
        raise click.ClickException(str(fault)) from None


packs.add_command(compare_command)


def _library() -> list[Pack]:
    try:
        return read_library()
    except PackError as fault:
        raise click.ClickException(str(fault)) from None


def _is_pack(name: str) -> bool:
    """Whether it names a file or a pack of the library, not an edition."""
    is_file = name.endswith((".yaml", ".yml")) or Path(name).is_file()
    return is_file or any(pack.code == name for pack in _library())


def _pack(name: str) -> Pack:
    """The pack of this code, or in this file."""
    try:
        if name.endswith((".yaml", ".yml")) or Path(name).is_file():
            return read_pack(Path(name))
        found = find_pack(name)
    except PackError as fault:
        raise click.ClickException(str(fault)) from None
    if found is None:
        sentence = _("There is no pack %(code)s; pinzhi packs list names them.")
        raise click.ClickException(sentence % {"code": name})
    return found


def _load(pack: Pack) -> str:
    """Load it and say so; the sentence of a refusal."""
    try:
        edition = load_pack(pack)
    except Refusal as refusal:
        return f"{pack.code} {pack.edition}: {refusal}"
    click.echo(_("%(edition)s is here.") % {"edition": edition})
    return ""


def _has_database() -> bool:
    return NO_DATABASE not in click.get_current_context().meta


def _edition(code: str, number: str | None) -> Edition:
    if not _has_database():
        raise click.ClickException(_("There is no database yet; compare with a pack or a file."))
    editions = Edition.objects.select_related("standard").filter(standard__code=code)
    if number is None:
        found = editions.filter(status=Edition.Status.PUBLISHED).first()
    else:
        found = editions.filter(number=number).first()
    if found is None:
        sentence = _("%(code)s is not in the database in that edition.")
        raise click.ClickException(sentence % {"code": code})
    return found


def _editions() -> dict[tuple[str, str], Edition]:
    editions = Edition.objects.select_related("standard")
    return {(one.standard.code, one.number): one for one in editions}


def _state(pack: Pack, known: dict[tuple[str, str], Edition]) -> str:
    edition = known.get((pack.code, pack.edition))
    if edition is not None:
        return str(edition.get_status_display())
    if any(code == pack.code for code, _number in known):
        return _("other edition here")
    return _("not loaded")


def _holds(pack: Pack) -> str:
    counts = (
        (len(pack.clauses), _("clauses %(count)d")),
        (len(pack.checklists), _("checklists %(count)d")),
        (len(pack.clocks), _("clocks %(count)d")),
        (len(pack.schemes), _("rules of money and points %(count)d")),
        (len(pack.variants), _("variants %(count)d")),
    )
    return ", ".join(text % {"count": count} for count, text in counts if count)


def _faults(files: list[Path]) -> list[str]:
    faults: list[str] = []
    for file in files:
        try:
            read_pack(file)
        except PackError as fault:
            faults += fault.problems
    return faults
