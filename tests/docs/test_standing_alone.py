from pathlib import Path

import pytest

from tests.docs.pages import files

# Written in two parts, so that this file does not find itself.
FOREIGN = tuple(
    "".join(parts)
    for parts in (
        ("/wo", "rk/"),
        ("127.0.0.1:", "54999"),
        ("registry.", "npmjs"),
        ("pypi.org/", "simple"),
        ("files.python", "hosted"),
    )
)


def foreign_in(path: Path) -> list[str]:
    text = path.read_bytes().decode(errors="replace")
    return [f"{path.name}: {word}" for word in FOREIGN if word in text]


def test_nothing_names_the_place_it_was_made_at() -> None:
    assert [found for path in files() for found in foreign_in(path)] == []


@pytest.mark.parametrize("word", FOREIGN)
def test_a_foreign_name_is_noticed(tmp_path: Path, word: str) -> None:
    page = tmp_path / "a.md"
    page.write_text(f"see {word}.")
    assert foreign_in(page) == [f"a.md: {word}"]
