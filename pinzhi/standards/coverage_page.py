"""The page docs/coverage.md, written from what is shipped. Pure."""

from collections.abc import Iterable, Iterator

from pinzhi.standards.coverage import Account, Coverage
from pinzhi.standards.library import Section
from pinzhi.standards.pack import Pack

LEAD = """\
# Coverage

What good service asks for, requirement by requirement, and where each went: into a pack of the
library, into a function of the software, or consciously left out. Where the software does not do
yet what it should, this page says so. It is generated:

    pinzhi packs coverage > docs/coverage.md

The numbers behind the code of a pack are its clauses; a name is one of its variants. The packs are
explained in [the library](library.md).
"""


def page(coverage: Coverage) -> str:
    """The whole page as Markdown."""
    parts = [LEAD, *_totals(coverage), *_packs(coverage)]
    for section in coverage.sections:
        parts += _section(section, coverage.of(section))
    return "\n".join(parts) + "\n"


def _totals(coverage: Coverage) -> Iterator[str]:
    accounts = list(coverage.accounts.values())
    rows = (
        ("requirements", len(accounts)),
        ("carried by a pack", _count(one.clauses for one in accounts)),
        ("of these also a function", _count(one.clauses and one.functions for one in accounts)),
        ("a function only, built", _count(_only(one, built=True) for one in accounts)),
        ("a function only, not built", _count(_only(one, built=False) for one in accounts)),
        ("left out", _count(one.why for one in accounts)),
        ("not accounted for", len(coverage.missing)),
    )
    functions = [function for one in accounts for function in one.functions]
    built = sum(function.built for function in functions)
    yield "## Totals\n"
    yield "| | |\n|---|---:|"
    yield from (f"| {name} | {count} |" for name, count in rows)
    yield f"| functions named | {len(functions)} |"
    yield f"| of these built | {built} |\n"


def _only(account: Account, *, built: bool) -> bool:
    """Whether nothing but functions answers it, all of them built, or not all of them."""
    if account.clauses or not account.functions:
        return False
    return all(function.built for function in account.functions) is built


def _count(values: Iterable[object]) -> int:
    return sum(map(bool, values))


def _packs(coverage: Coverage) -> Iterator[str]:
    yield "## Packs\n"
    yield "| Code | Title | Clauses | Checklists | Clocks | Rules of money and points | Variants |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    yield from (_pack_row(pack) for pack in coverage.packs)
    yield ""


def _pack_row(pack: Pack) -> str:
    parts = (pack.clauses, pack.checklists, pack.clocks, pack.schemes, pack.variants)
    return f"| {pack.code} | {pack.title} | {' | '.join(str(len(part)) for part in parts)} |"


def _section(section: Section, accounts: list[Account]) -> Iterator[str]:
    yield f"## {section.code} · {section.english} {section.title}\n"
    yield "| | Packs | Function, or why it is left out |\n|---|---|---|"
    yield from (f"| {one.id} | {_clauses(one)} | {_told(one)} |" for one in accounts)
    yield ""


def _clauses(account: Account) -> str:
    return "; ".join(f"{code} {', '.join(at)}" for code, at in account.clauses.items())


def _told(account: Account) -> str:
    functions = [
        f"{one.room}, {'built' if one.built else 'not built'}: {one.does}"
        for one in account.functions
    ]
    told = [*functions, *(f"left out: {why}" for why in account.why)]
    if not account.is_accounted:
        told = ["**not accounted for**"]
    return "; ".join(told).replace("|", "\\|")
