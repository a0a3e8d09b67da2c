"""What the library says of requirements that no pack carries: a function, or left out. Pure."""

from dataclasses import dataclass
from pathlib import Path

from pinzhi.standards.library import LIBRARY
from pinzhi.standards.pack import PackError
from pinzhi.standards.pack.words import SOURCE
from pinzhi.standards.strict import Fields, load_yaml

ACCOUNTS = LIBRARY / "accounts"
ROOMS = (
    "people", "places", "trail", "files", "standards", "plans", "records", "cases", "scores",
    "field", "console", "studio", "portal", "api", "insight", "alarms", "access", "training",
    "contractors", "stores", "energy", "notices", "documents", "customers",
)  # fmt: skip
STATES = ("built", "not_built")


@dataclass(frozen=True, slots=True)
class Function:
    """A requirement that the software itself carries out, or is to."""

    id: str
    does: str
    room: str
    built: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Accounts:
    functions: tuple[Function, ...]
    left_out: tuple[LeftOut, ...]


def read_accounts(folder: Path = ACCOUNTS) -> Accounts:
    """All files of the folder together. Raises PackError with the faults of all of them."""
    functions: list[Function] = []
    left_out: list[LeftOut] = []
    problems: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            data = load_yaml(path.read_text(encoding="utf-8"))
        except ValueError as fault:
            problems.append(f"{path.name}: cannot be read: {fault}.")
            continue
        file = Fields(data, path.name, problems)
        if file.has("functions"):
            rows = file.each("functions", "function", "id", may_be_empty=True)
            functions += [_function(one) for one in rows]
        if file.has("left_out"):
            rows = file.each("left_out", "left out", "id", may_be_empty=True)
            left_out += [_left_out(one) for one in rows]
        file.close()
    if problems:
        raise PackError(problems)
    return Accounts(tuple(functions), tuple(left_out))


def _function(fields: Fields) -> Function:
    function = Function(
        id=fields.text("id", like=SOURCE),
        does=fields.text("does", most=100),
        room=fields.one_of("room", ROOMS),
        built=fields.one_of("state", STATES) == "built",
    )
    fields.close()
    return function


def _left_out(fields: Fields) -> LeftOut:
    left = LeftOut(id=fields.text("id", like=SOURCE), why=fields.text("why", most=100))
    fields.close()
    return left
