"""`pinzhi bench`: how fast it is here, each figure against a bare counterpart of the same run."""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from pinzhi.runtime.words import gettext as _

RUNS = click.option("--runs", type=click.IntRange(1, 20), default=3, help=_("Median of how many."))
JSON = click.option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("Write the figures to a file too."),
)


@click.group(help=_("Measure how fast it is here, on data made for it."))
def bench() -> None:
    pass


def example(command: str) -> str:
    return _("Example: {command}").format(command=command)


def _rows(default: int) -> Callable[[Any], Any]:
    return click.option(
        "--rows", type=click.IntRange(1_000), default=default, help=_("How many rows.")
    )


@bench.command(help=_("One day's tasks for many sites."), epilog=example("pinzhi bench tasks"))
@click.option("--sites", type=click.IntRange(1), default=1_000, help=_("How many sites."))
@RUNS
@JSON
def tasks(*, sites: int, runs: int, json_file: Path | None) -> None:
    _show([_run("filling:bench_tasks", sites, 200, runs)], json_file)


@bench.command(help=_("A year's tasks for many sites."), epilog=example("pinzhi bench plans"))
@click.option("--sites", type=click.IntRange(1), default=1_000, help=_("How many sites."))
@click.option("--days", type=click.IntRange(1, 366), default=365, help=_("How many days ahead."))
@JSON
def plans(*, sites: int, days: int, json_file: Path | None) -> None:
    _show([_run("planning:bench_plans", sites, days, 50)], json_file)


@bench.command(
    name="list", help=_("The task list, short and long."), epilog=example("pinzhi bench list")
)
@_rows(5_000_000)
@RUNS
@JSON
def list_(*, rows: int, runs: int, json_file: Path | None) -> None:
    _show([_run("listing:bench_list", rows, runs)], json_file)


@bench.command(
    help=_("Pieces of text among many rows."), epilog=example("pinzhi bench search --rows 100000")
)
@_rows(1_000_000)
@JSON
def search(*, rows: int, json_file: Path | None) -> None:
    _show([_run("searching:bench_search", rows)], json_file)


@bench.command(help=_("Handing in records of 20 answers."), epilog=example("pinzhi bench intake"))
@_rows(2_000)
@RUNS
@JSON
def intake(*, rows: int, runs: int, json_file: Path | None) -> None:
    _show([_run("intake:bench_intake", rows, runs)], json_file)


@bench.command(
    help=_("Phones that push records and pull their day."), epilog=example("pinzhi bench sync")
)
@_rows(2_000)
@RUNS
@JSON
def sync(*, rows: int, runs: int, json_file: Path | None) -> None:
    _show(
        [
            _run("syncing:bench_intake_by_phone", rows, runs),
            _run("syncing:bench_pull", runs),
        ],
        json_file,
    )


@bench.command(
    help=_("A whole company sends at once while people look at their boards."),
    epilog=example("pinzhi bench storm --phones 100"),
)
@click.option("--phones", type=click.IntRange(1, 5_000), default=500, help=_("How many phones."))
@click.option("--items", type=click.IntRange(1, 200), default=200, help=_("Records on each."))
@JSON
def storm(*, phones: int, items: int, json_file: Path | None) -> None:
    _show([_run("storm:bench_storm", phones, items)], json_file)


@bench.command(help=_("What events and seals cost."), epilog=example("pinzhi bench trail"))
@_rows(1_500)
@RUNS
@JSON
def trail(*, rows: int, runs: int, json_file: Path | None) -> None:
    _show([_run("intake:bench_trail", rows, runs)], json_file)


@bench.command(
    help=_("The boards on a year of data."), epilog=example("pinzhi bench pages --days 60")
)
@click.option("--days", type=click.IntRange(1, 800), default=365, help=_("How long a past."))
@JSON
def pages(*, days: int, json_file: Path | None) -> None:
    _show([_run("paging:bench_pages", days)], json_file)


@bench.command(
    name="compile", help=_("Reading written standards."), epilog=example("pinzhi bench compile")
)
@RUNS
@JSON
def compile_(*, runs: int, json_file: Path | None) -> None:
    _show([_run("compiling:bench_compile", runs)], json_file)


@bench.command(
    help=_("What the detectors of doubtful records find, and whom they suspect wrongly."),
    epilog=example("pinzhi bench integrity --honest 5000 --planted 60 --seed 3"),
)
@click.option("--honest", type=click.IntRange(10), default=5_000, help=_("How many honest months."))
@click.option("--planted", type=click.IntRange(5), default=60, help=_("How many of each cheat."))
@click.option("--seed", type=int, default=3, help=_("The same seed, the same months."))
@JSON
def integrity(*, honest: int, planted: int, seed: int, json_file: Path | None) -> None:
    from pinzhi.bench.integrity.publishing import bench_integrity

    _show([bench_integrity(honest, planted, seed)], json_file)


@bench.command(
    help=_("Phones on a bad line, a server that is killed: is anything lost, doubled or changed?"),
    epilog=example("pinzhi bench faults --submissions 2000 --faults 50 --seed 7"),
)
@click.option(
    "--submissions", type=click.IntRange(100), default=20_000, help=_("How many deeds are saved.")
)
@click.option(
    "--faults", type=click.IntRange(20), default=200, help=_("How many faults must have fired.")
)
@click.option("--phones", type=click.IntRange(1, 200), default=20, help=_("How many phones."))
@click.option("--seed", type=int, default=1, help=_("The same seed, the same plan of faults."))
@JSON
def faults(
    *, submissions: int, faults: int, phones: int, seed: int, json_file: Path | None
) -> None:
    found = _run("faults.running:bench_faults", submissions, faults, seed, phones)
    _show([found], json_file)
    if any(one.ok is False for one in found):
        raise SystemExit(1)


@bench.command(
    help=_("The app in Chromium with a large shift (needs the tests' browser)."),
    epilog=example("pinzhi bench phone --json phone.json"),
)
@JSON
def phone(*, json_file: Path | None) -> None:
    try:
        import_module("playwright")
    except ImportError:
        raise click.ClickException(
            _("The browser is not here: install requirements/dev.txt and Chromium.")
        ) from None
    _show([_run("phone:bench_phone")], json_file)


@bench.command(name="all", help=_("All of them."), epilog=example("pinzhi bench all --json f.json"))
@JSON
def all_(*, json_file: Path | None) -> None:
    _show(
        [
            _run("filling:bench_tasks", 1_000, 200, 3),
            _run("planning:bench_plans", 100, 365, 50),
            _run("listing:bench_list", 5_000_000, 3),
            _run("searching:bench_search", 1_000_000),
            _run("intake:bench_intake", 2_000, 3),
            _run("syncing:bench_intake_by_phone", 2_000, 3),
            _run("syncing:bench_pull", 3),
            _run("storm:bench_storm", 500, 200),
            _run("intake:bench_trail", 1_500, 3),
            _run("paging:bench_pages", 365),
            _run("compiling:bench_compile", 3),
        ],
        json_file,
    )


def _run(place: str, *sizes: int) -> Sequence[Any]:
    """Run one bench in a process of its own: each has a database of its own, and Django one."""
    from multiprocessing import get_context

    with get_context("spawn").Pool(1) as pool:
        return list(pool.apply(measure, (place, sizes)))


def measure(place: str, sizes: Sequence[int]) -> Sequence[Any]:
    """One bench on its scratch database."""
    from pinzhi.bench.scratch import scratch

    module, name = place.split(":")
    with scratch():
        return list(getattr(import_module(f"pinzhi.bench.{module}"), name)(*sizes))


def _show(parts: Sequence[Sequence[Any]], json_file: Path | None) -> None:
    from pinzhi.bench.results import as_json, table

    found = [one for part in parts for one in part]
    click.echo(table(found))
    if json_file is not None:
        json_file.write_text(as_json(found) + "\n", encoding="utf-8")
