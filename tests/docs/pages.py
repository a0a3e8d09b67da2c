"""The documentation as text: every page, its links, and the commands it names."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
CODE = re.compile(r"`[^`\n]+`|^ {4}.+$", re.MULTILINE)


@cache
def files() -> tuple[Path, ...]:
    """Every text of the repository, also what is not committed yet."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = (ROOT / name for name in listed.split("\0") if name)
    return tuple(path for path in found if path.is_file())


@cache
def pages() -> tuple[Path, ...]:
    return tuple(path for path in files() if path.suffix == ".md")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def links(page: Path) -> Iterator[str]:
    """Where a page leads within the repository."""
    text = re.sub(r"^ {4,}.+$", "", page.read_text(), flags=re.MULTILINE)
    for link in LINK.findall(text):
        if not re.match(r"[a-z]+:", link):
            yield link


def anchors(page: Path) -> set[str]:
    """The headings of a page, spelt as an address does."""
    heads = (re.sub(r"[^\w\- ]", "", head.lower()) for head in HEADING.findall(page.read_text()))
    return {head.strip().replace(" ", "-") for head in heads}


def code(page: Path) -> Iterator[str]:
    """Whatever a page sets as code: in backticks, or indented by four."""
    for piece in CODE.findall(page.read_text()):
        yield piece.strip("` ")


def settings_table() -> set[str]:
    """The names in the table of settings."""
    text = (ROOT / "docs" / "operations.md").read_text()
    section = text.split("\n## Settings\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE))
