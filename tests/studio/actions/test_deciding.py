from datetime import UTC

import pytest
from django.utils.timezone import localtime

from pinzhi.people.models import Staff
from pinzhi.standards.models import Document, Edition, Passage, Proposal, Step
from pinzhi.studio.actions import deciding
from pinzhi.studio.parts import UNSURE
from pinzhi.studio.refusals import (
    NoSuchPart,
    NothingToJoin,
    SplitRefused,
    StudioChanged,
    StudioClosed,
)
from pinzhi.trail.models import Event
from tests.studio.finding import ask_of

pytestmark = pytest.mark.django_db
TWICE = {"times": 2, "every": 1, "unit": "day"}


def keys(ask: Proposal) -> list[str]:
    return [part["key"] for part in Proposal.objects.get(pk=ask.pk).parts]


def test_accepting_raises_the_version_and_goes_on_the_trail(
    document: Document, quality_officer: Staff
) -> None:
    ask = ask_of(document, "大堂地面")
    deciding.accept_ask(ask.pk, version=1, by=quality_officer)
    now = Proposal.objects.get(pk=ask.pk)
    assert (now.status, now.version, now.changed_by) == ("accepted", 2, quality_officer)
    event = Event.objects.get(verb="proposal.accepted")
    assert (event.object_id, event.before, event.after) == (
        str(ask.pk),
        {"status": "suggested"},
        {"status": "accepted"},
    )
    assert Passage.objects.get(pk=ask.passage_id).version == 2


def test_who_comes_second_is_told_who_was_first_and_writes_nothing(
    document: Document, quality_officer: Staff, second_officer: Staff
) -> None:
    ask = ask_of(document, "大堂地面")
    deciding.reject_ask(ask.pk, version=1, by=second_officer)
    with pytest.raises(StudioChanged) as refused:
        deciding.accept_ask(ask.pk, version=1, by=quality_officer)
    now = Proposal.objects.get(pk=ask.pk)
    assert now.changed_at is not None
    time = f"{localtime(now.changed_at.astimezone(UTC)):%H:%M}"
    assert (refused.value.code, now.status) == ("studio_changed", "rejected")
    assert ("Min" in str(refused.value), time in str(refused.value)) == (True, True)


def test_a_corrected_part_is_sure(document: Document, quality_officer: Staff) -> None:
    ask = ask_of(document, "大堂地面")
    at = keys(ask).index("recurrence")
    Proposal.objects.filter(pk=ask.pk).update(confidence=0.5)
    deciding.set_part(
        ask.pk, version=1, key="recurrence", value=TWICE, index=at, by=quality_officer
    )
    now = Proposal.objects.get(pk=ask.pk)
    assert (now.parts[at]["value"], now.parts[at]["words"]) == (TWICE, "每日07:30-09:30")
    assert (now.parts[at]["confidence"], now.confidence >= UNSURE) == (1.0, True)


@pytest.mark.parametrize(("index", "key"), [(99, "recurrence"), (-1, "roles"), (0, "money")])
def test_a_part_that_is_not_there_cannot_be_corrected(
    document: Document, quality_officer: Staff, index: int, key: str
) -> None:
    ask = ask_of(document, "大堂地面")
    with pytest.raises(NoSuchPart):
        deciding.set_part(ask.pk, version=1, key=key, value="x", index=index, by=quality_officer)


def test_the_last_part_stays(document: Document, quality_officer: Staff) -> None:
    ask = ask_of(document, "大堂地面")
    Proposal.objects.filter(pk=ask.pk).update(parts=ask.parts[:1])
    with pytest.raises(NoSuchPart):
        deciding.remove_part(ask.pk, version=1, index=0, by=quality_officer)


def test_split_and_join_are_each_others_way_back(
    document: Document, quality_officer: Staff
) -> None:
    ask = ask_of(document, "大堂地面")
    before = keys(ask)
    deciding.split_ask(ask.pk, version=1, chosen={0, 3}, by=quality_officer)
    following = ask_of(document, "大堂地面", 1)
    assert (keys(following), following.order) == ([before[0], before[3]], ask.order + 1)
    deciding.join_ask(ask.pk, version=2, by=quality_officer)
    assert sorted(keys(ask)) == sorted(before)
    assert not Proposal.objects.filter(pk=following.pk).exists()


@pytest.mark.parametrize("chosen", [set(), set(range(40)), {77}])
def test_a_split_takes_some_and_leaves_some(
    document: Document, quality_officer: Staff, chosen: set[int]
) -> None:
    ask = ask_of(document, "大堂地面")
    with pytest.raises(SplitRefused):
        deciding.split_ask(ask.pk, version=1, chosen=chosen, by=quality_officer)


def test_nothing_to_join_after_the_last(document: Document, quality_officer: Staff) -> None:
    ask = ask_of(document, "垃圾桶", 1)
    with pytest.raises(NothingToJoin):
        deciding.join_ask(ask.pk, version=1, by=quality_officer)


def test_accept_sure_leaves_the_unsure_and_the_decided(
    document: Document, quality_officer: Staff
) -> None:
    unsure, rejected = ask_of(document, "制定本规程"), ask_of(document, "楼道扶手")
    deciding.reject_ask(rejected.pk, version=1, by=quality_officer)
    count = deciding.accept_sure(document, by=quality_officer)
    asks = Proposal.objects.filter(passage__document=document)
    assert unsure.confidence < UNSURE
    assert list(asks.filter(status="suggested")) == [unsure]
    assert list(asks.filter(status="rejected")) == [rejected]
    assert asks.filter(status="accepted").count() == count
    assert deciding.accept_sure(document, by=quality_officer) == 0
    assert Step.objects.filter(verb="document.sure_accepted").count() == 1


def test_a_passage_is_reviewed_as_it_was_seen(
    document: Document, quality_officer: Staff, second_officer: Staff
) -> None:
    ask = ask_of(document, "垃圾桶")
    passage = ask.passage
    deciding.accept_ask(ask.pk, version=1, by=second_officer)
    with pytest.raises(StudioChanged, match="Min"):
        deciding.accept_passage(passage, version=1, by=quality_officer)
    deciding.accept_passage(passage, version=2, by=quality_officer)
    found = list(passage.proposals.values_list("status", flat=True))
    passage.refresh_from_db()
    assert (found, passage.reviewed_by) == (["accepted", "accepted"], quality_officer)


def test_nothing_is_decided_on_what_is_no_draft(document: Document, quality_officer: Staff) -> None:
    ask = ask_of(document, "大堂地面")
    by = quality_officer
    Edition.objects.filter(pk=document.edition_id).update(
        status="review", submitted_at=document.uploaded_at, submitted_by=by
    )
    document = Document.objects.select_related("edition").get(pk=document.pk)
    for deed in (
        lambda: deciding.accept_ask(ask.pk, version=1, by=by),
        lambda: deciding.split_ask(ask.pk, version=1, chosen={0}, by=by),
        lambda: deciding.add_ask(ask.passage, key="roles", value="x", by=by),
        lambda: deciding.review_passage(ask.passage, version=1, done=True, by=by),
        lambda: deciding.accept_sure(document, by=by),
    ):
        with pytest.raises(StudioClosed):
            deed()
