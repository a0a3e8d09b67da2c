"""A pack comes in as a draft, and is published or thrown away."""

from dataclasses import replace

import pytest

from pinzhi.common.states import MoveRefused
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.standards.actions import discard_edition, publish_edition
from pinzhi.standards.loading import STARTER, draft_pack, load_pack
from pinzhi.standards.models import Checklist, Edition, Item, Standard
from pinzhi.standards.pack import Pack, read_pack
from pinzhi.standards.refusals import EditionChanged, EmptyEdition
from pinzhi.trail.models import Event

pytestmark = pytest.mark.django_db


def bank(edition: str = "2026.1", title: str = "银行网点服务品质标准") -> Pack:
    return replace(read_pack(STARTER / "bank.yaml"), edition=edition, title=title)


def verbs() -> list[str]:
    events = Event.objects.filter(object_type__startswith="standards.").order_by("id")
    return list(events.values_list("verb", flat=True))


def test_draft_pack_puts_nothing_in_force(site: Site, quality_officer: Staff) -> None:
    edition = draft_pack(bank(), owner=site.node, by=quality_officer)
    assert (edition.status, edition.standard.owner) == ("draft", site.node)
    assert verbs() == ["standard.created", "edition.drafted"]


def test_draft_pack_twice_has_one_effect() -> None:
    assert draft_pack(bank()) == draft_pack(bank())
    assert verbs() == ["standard.created", "edition.drafted"]


def test_draft_pack_makes_way_for_a_corrected_one() -> None:
    first = draft_pack(bank())
    second = draft_pack(bank(title="Other"))
    assert list(Edition.objects.all()) == [second]
    assert first.content_hash != second.content_hash
    assert verbs()[2:] == ["edition.discarded", "edition.drafted"]


def test_draft_pack_refuses_other_contents_of_what_was_in_force() -> None:
    load_pack(bank())
    with pytest.raises(EditionChanged):
        draft_pack(bank(title="Other"))
    assert Edition.objects.get().status == "published"


def test_draft_pack_gives_back_what_is_in_force() -> None:
    loaded = load_pack(bank())
    assert draft_pack(bank()) == loaded


def test_load_pack_publishes_a_draft_that_waits() -> None:
    draft = draft_pack(bank())
    assert load_pack(bank()) == draft
    assert Edition.objects.get().status == "published"


def test_a_draft_that_is_published_ends_the_edition_before(quality_officer: Staff) -> None:
    old = load_pack(bank())
    draft = draft_pack(bank("2027.1"))
    publish_edition(draft, by=quality_officer)
    old.refresh_from_db()
    draft.refresh_from_db()
    assert (old.status, draft.status) == ("superseded", "published")
    assert draft.published_by == quality_officer
    with pytest.raises(MoveRefused):
        publish_edition(draft, by=quality_officer)


def test_discard_edition_leaves_what_was_in_force() -> None:
    loaded = load_pack(bank())
    with pytest.raises(EditionChanged):
        discard_edition(loaded, by=None)


def test_publish_edition_refuses_an_empty_one() -> None:
    standard = Standard.objects.create(code="E", title="Empty", line="bank")
    edition = Edition.objects.create(standard=standard, number="1")
    with pytest.raises(EmptyEdition):
        publish_edition(edition, by=None)


def test_notes_and_hints_come_along() -> None:
    pack = bank()
    draft_pack(pack)
    wanted = {one.code: one.note for one in pack.checklists}
    assert dict(Checklist.objects.values_list("code", "note")) == wanted
    hints = {(c.code, item.code): item.hint for c in pack.checklists for item in c.items}
    rows = Item.objects.values_list("checklist__code", "code", "hint")
    assert {(c, code): hint for c, code, hint in rows} == hints
    assert any(wanted.values())
    assert any(hints.values())
