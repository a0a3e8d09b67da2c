"""What was done to a thing, in words, newest first."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.trail.actions import record
from pinzhi.trail.models import Event
from pinzhi.trail.queries import history_of
from pinzhi.trail.words import changes_of, verb_words

pytestmark = pytest.mark.django_db


def _render(thing: object, tag: str = "{% history thing %}") -> str:
    with translation.override("en"):
        text = Template("{% load trail %}" + tag).render(Context({"thing": thing}))
    return " ".join(text.split())


def test_history_is_of_this_thing_newest_first(worker: Staff, foreman: Staff, site: Site) -> None:
    first = record("people.joined", worker, by=foreman)
    record("people.joined", foreman, by=foreman)
    record("site.created", Site(pk=worker.pk, name="same number"), by=None)
    last = record("people.left", worker, by=foreman)
    assert list(history_of(worker)) == [last, first]
    assert list(history_of(site)) == []


def test_visible_to_shows_the_events_of_ones_sites(
    worker: Staff, inspector: Staff, stranger: Staff, site: Site, sister_site: Site
) -> None:
    here = record("people.changed", worker, by=None, site_id=site.pk)
    sister = record("people.changed", worker, by=None, site_id=sister_site.pk)
    record("people.changed", worker, by=None)
    assert list(Event.objects.visible_to(worker)) == [here]
    assert list(Event.objects.visible_to(inspector).order_by("id")) == [here, sister]
    assert list(Event.objects.visible_to(stranger)) == []


def test_history_tells_who_when_what_and_why(worker: Staff, foreman: Staff) -> None:
    record(
        "people.frobbed",
        worker,
        by=foreman,
        before={"name": "Wei", "is_active": False},
        after={"name": "<Wei>", "is_active": True},
        reason="came back",
        captured_at=datetime(2026, 9, 16, 2, 30, tzinfo=UTC),
    )
    page = _render(worker)
    for part in (
        "<strong>people.frobbed</strong>",
        "Gang",
        '<dt class="fw-normal text-secondary">Name</dt>',
        "</span> Wei <span",
        "</span> &lt;Wei&gt;</dd>",
        "</span> no <span",
        "Reason: came back",
        '<time datetime="2026-09-16T10:30:00+08:00">2026-09-16 10:30:00</time>',
    ):
        assert part in page


def test_history_of_an_untouched_thing_says_so(worker: Staff) -> None:
    assert "Nothing has been done here yet." in _render(worker)


def test_long_history_is_cut_and_says_so(worker: Staff) -> None:
    for n in range(4):
        record("people.changed", worker, by=None, after={"n": n})
    page = _render(worker, "{% history thing limit=3 %}")
    assert page.count('<li class="trail-line') == 3
    assert "Older entries are not shown here." in page
    assert "Older entries" not in _render(worker)


@pytest.mark.parametrize("count", [1, 3])
def test_history_costs_one_query(
    worker: Staff, count: int, django_assert_num_queries: object
) -> None:
    for n in range(count):
        record("people.changed", worker, by=None, after={"phone": str(n)})
    with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture
        _render(worker)


def test_unknown_verb_is_shown_as_it_is() -> None:
    assert verb_words("nobody.knows") == "nobody.knows"


def test_changes_are_told_in_the_words_of_the_model() -> None:
    event = Event(
        object_type="people.staff",
        before={"language": "en", "joined_on": None, "password": ""},
        after={"language": "zh-hans", "left_at": "2026-09-16T02:00:00+00:00", "odd": ["a", 1]},
    )
    with translation.override("en"):
        assert list(changes_of(event)) == [
            ("Language", "English", "中文"),
            ("Joined on", "—", "—"),
            ("password", "—", "—"),
            ("Left at", "—", "2026-09-16 10:00:00"),
            ("odd", "—", "a、1"),
        ]


@pytest.mark.parametrize("kind", ["gone.model", "notalabel", "people.gone"])
def test_changes_of_a_forgotten_model_keep_their_names(kind: str) -> None:
    event = Event(object_type=kind, before={"status": "open"}, after={"status": "closed"})
    assert list(changes_of(event)) == [("status", "open", "closed")]
