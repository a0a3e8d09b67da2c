"""Hold given answers against a checklist. Pure but for reading the items' fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from pinzhi.records.refusals import BadAnswers
from pinzhi.records.submissions import Given
from pinzhi.standards.answers import AnswerError, Verdict, judge
from pinzhi.standards.models import Item
from pinzhi.standards.words import AnswerType, EvidenceRule

PHOTO_ALWAYS = {EvidenceRule.PHOTO, EvidenceRule.PHOTO_AND_SIGNATURE}
SIGNED = {EvidenceRule.SIGNATURE, EvidenceRule.PHOTO_AND_SIGNATURE}
UNSEEN = {EvidenceRule.NONE, EvidenceRule.PHOTO_ON_FAIL}


@dataclass(frozen=True)
class Judged:
    """One item, what was answered, and what that means."""

    item: Item
    given: Given
    verdict: Verdict

    @property
    def failed(self) -> bool:
        return self.verdict == Verdict.FAIL

    @property
    def deduction(self) -> Decimal:
        return self.item.deduction if self.failed else Decimal(0)


def judge_answers(
    items: Sequence[Item], answers: Sequence[Given], *, signed: bool, rest_fine: bool = False
) -> list[Judged]:
    """Judge every item in the order of the checklist. BadAnswers names the first that is wrong.

    `rest_fine`: whether the checklist lets one press call the rest fine.
    """
    given = _by_item(items, answers)
    judged = [_judged(item, given.get(item.pk, Given(item.pk))) for item in items]
    for one in judged:
        _check_evidence(one, signed=signed)
        if one.given.at_once:
            _check_at_once(one, rest_fine=rest_fine)
    return judged


def _by_item(items: Sequence[Item], answers: Sequence[Given]) -> Mapping[int, Given]:
    known = {item.pk for item in items}
    given = {answer.item_id: answer for answer in answers}
    if not given.keys() <= known:
        raise BadAnswers(_("An answer belongs to another checklist."))
    if len(given) < len(answers):
        raise BadAnswers(_("An item was answered twice."))
    return given


def _judged(item: Item, given: Given) -> Judged:
    try:
        verdict = judge(item, given.value)
    except AnswerError as error:
        raise BadAnswers(f"{item.code} {item.title}: {error}") from None
    if verdict == Verdict.UNANSWERED and item.required:
        raise BadAnswers(_("%(item)s still needs an answer.") % {"item": _name(item)})
    return Judged(item, given, verdict)


def _check_evidence(one: Judged, *, signed: bool) -> None:
    item, given = one.item, one.given
    if one.verdict in {Verdict.NOT_APPLICABLE, Verdict.UNANSWERED}:
        return
    shown = item.evidence in PHOTO_ALWAYS
    shown = shown or (item.evidence == EvidenceRule.PHOTO_ON_FAIL and one.failed)
    if shown and not given.photos:
        raise BadAnswers(_("%(item)s needs a photo.") % {"item": _name(item)})
    if item.evidence in SIGNED and not signed:
        raise BadAnswers(_("%(item)s needs a signature.") % {"item": _name(item)})
    if given.put_right:
        _check_put_right(one)


def _check_put_right(one: Judged) -> None:
    name = {"item": _name(one.item)}
    if not one.failed:
        raise BadAnswers(_("%(item)s did not fail, so nothing was put right.") % name)
    if not one.item.on_the_spot:
        raise BadAnswers(_("%(item)s cannot be put right on the spot.") % name)
    if not (one.given.photos and one.given.put_right_photos):
        raise BadAnswers(_("%(item)s needs a photo from before and one from after.") % name)


def _check_at_once(one: Judged, *, rest_fine: bool) -> None:
    """One press gives a pass, where the checklist allows it and nobody has to see anything."""
    plain = one.item.answer_type == AnswerType.VERDICT and one.item.evidence in UNSEEN
    if not (plain and one.verdict == Verdict.PASS and rest_fine):
        raise BadAnswers(_("%(item)s has to be answered by itself.") % {"item": _name(one.item)})


def _name(item: Item) -> str:
    return f"{item.code} {item.title}"
