from pathlib import Path

import pytest

from tests.docs.pages import anchors, links, name_of, pages


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    dead = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            dead.append(link)
    assert dead == []


def test_index_names_every_page_of_docs() -> None:
    root = next(page for page in pages() if name_of(page) == "docs/README.md").parent
    index = root / "README.md"
    listed = {(root / link.partition("#")[0]).resolve() for link in links(index)}
    own = {page for page in pages() if page.parent == root and page != index}
    assert own - listed == set()


def test_index_of_decisions_names_every_one() -> None:
    found = [page for page in pages() if page.parent.name == "decisions"]
    index = next(page for page in found if page.name == "README.md")
    numbered = sorted(page.name for page in found if page != index)
    assert list(links(index)) == numbered
    assert [int(name[:4]) for name in numbered] == list(range(1, len(numbered) + 1))
