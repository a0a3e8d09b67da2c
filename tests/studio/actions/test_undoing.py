import pytest

from pinzhi.people.models import Staff
from pinzhi.standards.models import Document, Passage, Proposal
from pinzhi.studio.actions import deciding
from pinzhi.studio.actions.undoing import undo_step
from pinzhi.studio.refusals import NothingToUndo, UndoTooLate
from tests.studio.finding import ask_of

pytestmark = pytest.mark.django_db
State = list[tuple[int, int, str, bool, list[object]]]


def state_of(document: Document) -> State:
    """All that a reader decides on, without versions and without who."""
    asks = Proposal.objects.filter(passage__document=document).order_by("pk")
    rows = asks.values_list("pk", "passage", "status", "blocking", "parts")
    return [*rows, *document.passages.filter(reviewed_at__isnull=False).values_list("pk")]  # type: ignore[list-item]  # both are told


def test_undo_takes_back_every_kind_of_step_one_after_the_other(
    document: Document, quality_officer: Staff
) -> None:
    states, by = [state_of(document)], quality_officer

    def done(deed: object) -> None:
        assert deed is not None
        states.append(state_of(document))

    def fresh(nth: int = 0) -> Proposal:
        return ask_of(document, "垃圾桶", nth)

    def passage() -> Passage:
        return Passage.objects.get(pk=fresh().passage_id)

    done(deciding.accept_ask(fresh().pk, version=fresh().version, by=by))
    done(deciding.mark_ask(fresh().pk, version=fresh().version, blocking=True, by=by))
    done(
        deciding.set_part(
            fresh().pk,
            version=fresh().version,
            key="activity",
            value={"verb": "清空", "object": "垃圾桶"},
            index=0,
            by=by,
        )
    )
    done(deciding.remove_part(fresh().pk, version=fresh().version, index=3, by=by))
    done(deciding.split_ask(fresh().pk, version=fresh().version, chosen={0}, by=by))
    done(deciding.join_ask(fresh().pk, version=fresh().version, by=by))
    done(deciding.join_ask(fresh().pk, version=fresh().version, by=by))
    done(deciding.add_ask(passage(), key="activity", value={"verb": "擦拭"}, by=by))
    done(deciding.review_passage(passage(), version=passage().version, done=True, by=by))
    done(deciding.accept_sure(document, by=by))
    done(deciding.accept_passage(passage(), version=passage().version, by=by))
    while len(states) > 1:
        assert state_of(document) == states.pop()
        undo_step(document, by=by)
    assert state_of(document) == states.pop()
    with pytest.raises(NothingToUndo):
        undo_step(document, by=by)


def test_undo_does_not_reach_over_what_somebody_else_did_since(
    document: Document, quality_officer: Staff, second_officer: Staff
) -> None:
    ask = ask_of(document, "大堂地面")
    deciding.accept_ask(ask.pk, version=1, by=quality_officer)
    deciding.reject_ask(ask.pk, version=2, by=second_officer)
    with pytest.raises(UndoTooLate):
        undo_step(document, by=quality_officer)
    undo_step(document, by=second_officer)
    assert ask_of(document, "大堂地面").status == Proposal.Status.ACCEPTED
    undo_step(document, by=quality_officer)  # now nobody stands in between
    assert ask_of(document, "大堂地面").status == Proposal.Status.SUGGESTED


def test_undo_is_each_persons_own(
    document: Document, quality_officer: Staff, second_officer: Staff
) -> None:
    deciding.accept_ask(ask_of(document, "大堂地面").pk, version=1, by=quality_officer)
    deciding.accept_ask(ask_of(document, "楼道扶手").pk, version=1, by=second_officer)
    undo_step(document, by=quality_officer)
    found = [ask_of(document, words).status for words in ("大堂地面", "楼道扶手")]
    assert found == [Proposal.Status.SUGGESTED, Proposal.Status.ACCEPTED]
