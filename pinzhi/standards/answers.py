"""What one answer to one item amounts to. Pure: no clock, no database."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol

from django.utils.translation import gettext as _

from pinzhi.common.refusals import Refusal

NUMBER = re.compile(r"-?[0-9]{1,10}(\.[0-9]{1,4})?")
MOST_TEXT = 2000


class Verdict(StrEnum):
    PASS = "pass"  # noqa: S105 -- a verdict, no secret
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    UNANSWERED = "unanswered"


class AnswerError(Refusal):
    """An answer of a kind the item did not ask for."""

    code = "answer_not_understood"
    status = 422


class Judged(Protocol):
    """What judging needs to know of an item. A row of the database fits, and so does a PackItem.

    `choices` are mappings with value, label and ok; `minimum` and `maximum` are in `unit`.
    """

    @property
    def answer_type(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def minimum(self) -> Decimal | None: ...
    @property
    def maximum(self) -> Decimal | None: ...
    @property
    def choices(self) -> Sequence[Mapping[str, Any]]: ...


def judge(item: Judged, answer: object) -> Verdict:
    """Judge one answer; nothing or blank text is unanswered, whatever the item.

    A number fails outside its limits, which themselves still pass; a choice fails when it is not
    ok; text never fails. Raises AnswerError for what the item cannot take.
    """
    if answer is None or (isinstance(answer, str) and not answer.strip()):
        return Verdict.UNANSWERED
    if item.answer_type == "verdict":
        return _judge_verdict(answer)
    if item.answer_type == "number":
        return _judge_number(item, read_number(answer))
    if item.answer_type == "choice":
        return _judge_choice(item, answer)
    return _judge_text(answer)


def read_number(answer: object) -> Decimal:
    """A reading as an exact decimal: up to 10 digits before the point and 4 after it.

    Text may be typed in full-width figures, as Chinese input methods do.
    """
    text = ""
    if isinstance(answer, str):
        text = unicodedata.normalize("NFKC", answer).strip()
    elif isinstance(answer, int | float | Decimal) and not isinstance(answer, bool):
        text = f"{Decimal(str(answer)):f}"
    if not NUMBER.fullmatch(text):
        raise AnswerError(
            _("Expected a number like 12.5 with at most 4 decimals, got “%(answer)s”.")
            % {"answer": str(answer)[:40]}
        )
    return Decimal(text)


def _judge_verdict(answer: object) -> Verdict:
    given = (Verdict.PASS, Verdict.FAIL, Verdict.NOT_APPLICABLE)
    if isinstance(answer, str) and answer in given:
        return Verdict(answer)
    raise AnswerError(
        _("Expected pass, fail or not applicable, got “%(answer)s”.") % {"answer": str(answer)[:40]}
    )


def _judge_number(item: Judged, number: Decimal) -> Verdict:
    low = item.minimum is not None and number < item.minimum
    high = item.maximum is not None and number > item.maximum
    return Verdict.FAIL if low or high else Verdict.PASS


def _judge_choice(item: Judged, answer: object) -> Verdict:
    for choice in item.choices:
        if choice["value"] == answer:
            return Verdict.PASS if choice["ok"] else Verdict.FAIL
    raise AnswerError(
        _("Expected one of %(choices)s, got “%(answer)s”.")
        % {
            "choices": ", ".join(str(choice["label"]) for choice in item.choices),
            "answer": str(answer)[:40],
        }
    )


def _judge_text(answer: object) -> Verdict:
    if not isinstance(answer, str):
        raise AnswerError(_("Expected text, got “%(answer)s”.") % {"answer": str(answer)[:40]})
    if len(answer) > MOST_TEXT:
        raise AnswerError(
            _("Expected at most %(most)d characters of text, got %(got)d.")
            % {"most": MOST_TEXT, "got": len(answer)}
        )
    return Verdict.PASS
