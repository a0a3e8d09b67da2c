"""The standards shipped with the software, and the requirements they are accounted against. Pure.

Packs stand in this folder and in starter/ beside it; ids.yaml lists the requirements by subject;
accounts/ says which of them the software itself carries out and which are left out, and why.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pinzhi.standards.pack import Pack, PackError, read_pack
from pinzhi.standards.strict import Fields, load_yaml

LIBRARY = Path(__file__).parent
STARTER = LIBRARY.parent / "starter"
IDS = "ids.yaml"
RANGE = r"[0-9]{2}(-[0-9]{2})?(, [0-9]{2}(-[0-9]{2})?)*"


@dataclass(frozen=True, slots=True)
class Section:
    """The requirements of one subject."""

    code: str
    title: str
    english: str
    ids: tuple[str, ...]


def pack_files() -> list[Path]:
    """Every shipped pack, those of the library first."""
    library = [path for path in LIBRARY.glob("*.yaml") if path.name != IDS]
    return [*sorted(library), *sorted(STARTER.glob("*.yaml"))]


def read_library() -> list[Pack]:
    """Every shipped pack. Raises PackError with the faults of all of them."""
    packs, problems = read_what_can_be_read()
    if problems:
        raise PackError(problems)
    return packs


def read_what_can_be_read() -> tuple[list[Pack], list[str]]:
    """The shipped packs without fault, and a sentence for each fault of the others."""
    packs: list[Pack] = []
    problems: list[str] = []
    for path in pack_files():
        try:
            packs.append(_read(path, path.stat().st_mtime_ns))
        except PackError as fault:
            problems += fault.problems
    return packs, problems


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int) -> Pack:
    """A page that shows the library does not read the same files again."""
    return read_pack(path)


def find_pack(code: str) -> Pack | None:
    """The shipped pack of this code."""
    return next((pack for pack in read_library() if pack.code == code), None)


def read_sections() -> list[Section]:
    """The requirements by subject, in their order. Raises PackError."""
    problems: list[str] = []
    file = Fields(load_yaml((LIBRARY / IDS).read_text(encoding="utf-8")), IDS, problems)
    sections = [_read_section(one) for one in file.each("sections", "section", "code")]
    file.close()
    if problems:
        raise PackError(problems)
    return sections


def _read_section(fields: Fields) -> Section:
    code = fields.text("code", like="[A-Z]{3}")
    section = Section(
        code=code,
        title=fields.text("title", most=30),
        english=fields.text("english", most=60),
        ids=tuple(f"{code}-{number:02}" for number in _numbers(fields.text("ids", like=RANGE))),
    )
    fields.close()
    return section


def _numbers(ranges: str) -> list[int]:
    """The numbers of "01-03, 05"."""
    found: list[int] = []
    for one in ranges.split(", ") if ranges else []:
        first, _, last = one.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found
