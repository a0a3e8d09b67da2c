"""`pinzhi compile`: show what the compiler understands, without a database."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from pinzhi.runtime.words import gettext as _
from pinzhi.standards.compiler.refusals import Unreadable
from pinzhi.standards.compiler.understanding import expect, understand

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(
    name="compile",
    help=_("Read written standards and show what is asked of whom, how often and by when."),
    epilog=_("Example: pinzhi compile regulation.docx"),
)
@click.argument("files", type=FILE, nargs=-1)
@click.option("--json", "as_json", is_flag=True, help=_("Write everything found as JSON."))
@click.option(
    "--jsonl",
    "units",
    is_flag=True,
    help=_("Read objects with id and text from standard input, write id and expect, a line each."),
)
def compile_command(files: tuple[Path, ...], *, as_json: bool, units: bool) -> None:
    if units:
        _compile_units(sys.stdin.buffer)
        return
    if not files:
        raise click.UsageError(_("Name a file, or use --jsonl."))
    refused = [file for file in files if not _show(file, as_json=as_json)]
    if refused:
        sys.exit(1)


def _show(file: Path, *, as_json: bool) -> bool:
    from pinzhi.standards.compiler.document import compile_document
    from pinzhi.standards.compiler.report import as_object, report

    try:
        document = compile_document(file.name, file)
    except Unreadable as error:
        click.echo(str(error), err=True)
        return False
    if as_json:
        click.echo(json.dumps({"file": str(file), **as_object(document)}, ensure_ascii=False))
    else:
        click.echo("\n".join(report(document)))
    return True


def _compile_units(lines: Iterable[bytes]) -> None:
    for unit in _units(lines):
        answer = {"id": unit["id"], "expect": expect(understand(unit["text"]))}
        click.echo(json.dumps(answer, ensure_ascii=False))


def _units(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        unit = _object(line)
        if unit is None:
            text = _("Line {number} is not an object with id and text.")
            raise click.ClickException(text.format(number=number))
        yield unit


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        unit = json.loads(line.decode("utf-8-sig"))
    except ValueError:
        return None
    whole = isinstance(unit, dict) and "id" in unit and isinstance(unit.get("text"), str)
    return unit if whole else None
