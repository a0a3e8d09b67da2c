"""The one console script. Each failure that can be foreseen is one sentence and an exit code."""

import sys

import click

from pinzhi.cli.lazy import LazyGroup
from pinzhi.runtime.explain import explain
from pinzhi.runtime.words import gettext as _

TABLE = {
    "up": ("pinzhi.cli.up:up", _("Start everything and serve until Ctrl-C.")),
    "prepare": ("pinzhi.cli.up:prepare", _("Bring the database and the files up to date.")),
    "doctor": ("pinzhi.cli.doctor:doctor", _("Say what is missing or misconfigured.")),
    "database": ("pinzhi.cli.database:database", _("Look at, dump and restore the database.")),
    "found": (
        "pinzhi.places.cli:found",
        _("Begin an organisation and make its three administrators."),
    ),
    "import": (
        "pinzhi.places.importing.cli:import_group",
        _("Bring in sites, people and equipment from a spreadsheet."),
    ),
    "demo": ("pinzhi.demo.cli:demo", _("Fill an empty database with a made-up group.")),
    "bench": ("pinzhi.bench.cli:bench", _("Measure how fast it is here.")),
    "compile": (
        "pinzhi.standards.compiler.cli:compile_command",
        _("Read written standards and show what is understood."),
    ),
    "standards": ("pinzhi.standards.cli:standards", _("List standards and load new ones.")),
    "packs": (
        "pinzhi.standards.packs_cli:packs",
        _("List, load and compare the standards shipped here."),
    ),
    "trail": ("pinzhi.trail.cli:trail", _("Verify and export the sealed trail.")),
}
WITH_DATABASE = {"demo", "import", "packs", "standards", "trail"}
WITHOUT_DATABASE = {
    "import template",
    "import sample",
    "packs verify",
    "packs coverage",
    "packs compare",
}
DATABASE_IF_THERE = {"packs list", "packs diff"}

cli = LazyGroup(
    name="pinzhi",
    table=TABLE,
    with_database=WITH_DATABASE,
    without_database=WITHOUT_DATABASE,
    database_if_there=DATABASE_IF_THERE,
    help=_("Pinzhi turns written service standards into daily work, evidence and scores."),
    epilog=_("Example: pinzhi up"),
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line and exit; docs/operations.md lists the failures and their sentences."""
    try:
        code = cli.main(prog_name="pinzhi", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        code = 0
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (KeyboardInterrupt, click.Abort):
        code = 130
    except BrokenPipeError:
        code = 141
    except Exception as error:
        sentence = explain(error)
        if sentence is None:
            raise
        click.echo(sentence, err=True)
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
