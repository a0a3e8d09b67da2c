from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.utils import translation

from pinzhi.standards.answers import AnswerError, Judged, Verdict, judge, read_number
from pinzhi.standards.models import Item
from pinzhi.standards.pack import Choice, PackItem

PASS, FAIL = Verdict.PASS, Verdict.FAIL
NOT_APPLICABLE, UNANSWERED = Verdict.NOT_APPLICABLE, Verdict.UNANSWERED


@dataclass(frozen=True)
class Asked:
    answer_type: str
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    choices: tuple[Choice, ...] = ()


LOOK = Asked("verdict")
CELSIUS = Asked("number", "℃", Decimal(5), Decimal(40))
AT_LEAST = Asked("number", "天", minimum=Decimal(31))
AT_MOST = Asked("number", "mm", maximum=Decimal("0.1"))
FREE = Asked("number", "A")
SOUND = Asked(
    "choice",
    choices=(
        Choice(value="normal", label="正常", ok=True),
        Choice(value="noisy", label="异响", ok=False),
    ),
)
WORDS = Asked("text")


@pytest.mark.parametrize(
    ("item", "answer", "verdict"),
    [
        (LOOK, "pass", PASS),
        (LOOK, "fail", FAIL),
        (LOOK, "not_applicable", NOT_APPLICABLE),
        (LOOK, None, UNANSWERED),
        (LOOK, "", UNANSWERED),
        (CELSIUS, "5", PASS),  # the lower limit itself
        (CELSIUS, "40", PASS),  # the upper limit itself
        (CELSIUS, "4.9999", FAIL),  # just below
        (CELSIUS, "40.0001", FAIL),  # just above
        (CELSIUS, " 22.5 ", PASS),  # spaces around
        (CELSIUS, "２２．５", PASS),  # full-width figures
        (CELSIUS, "－３", FAIL),  # full-width minus
        (CELSIUS, 22, PASS),  # a whole number from JSON
        (CELSIUS, 22.5, PASS),  # a fraction from JSON
        (CELSIUS, Decimal("40.0"), PASS),  # from our own code
        (CELSIUS, "   ", UNANSWERED),  # only spaces
        (AT_LEAST, "30", FAIL),  # one limit only: below it
        (AT_LEAST, "9999999999", PASS),  # one limit only: no other side
        (AT_MOST, 0.1, PASS),  # binary 0.1 is read as it was written
        (AT_MOST, "-5", PASS),
        (FREE, "0", PASS),  # a reading without limits cannot fail
        (SOUND, "normal", PASS),
        (SOUND, "noisy", FAIL),
        (SOUND, None, UNANSWERED),
        (WORDS, "三号楼东侧", PASS),  # text never fails
        (WORDS, "fail", PASS),  # not even this one
        (WORDS, "\n", UNANSWERED),
        (WORDS, "字" * 2000, PASS),  # the longest
    ],
)
def test_judge_gives_verdict(item: Asked, answer: object, verdict: Verdict) -> None:
    assert judge(item, answer) is verdict


@pytest.mark.parametrize(
    ("item", "answer", "sentence"),
    [
        (LOOK, "ok", "Expected pass, fail or not applicable, got “ok”."),
        (LOOK, "unanswered", "Expected pass, fail or not applicable, got “unanswered”."),
        (LOOK, True, "Expected pass, fail or not applicable, got “True”."),  # JSON true
        (CELSIUS, "warm", "Expected a number like 12.5 with at most 4 decimals, got “warm”."),
        (CELSIUS, True, "Expected a number like 12.5 with at most 4 decimals, got “True”."),
        (CELSIUS, [5], "Expected a number like 12.5 with at most 4 decimals, got “[5]”."),
        (CELSIUS, "1e3", "Expected a number like 12.5 with at most 4 decimals, got “1e3”."),
        (CELSIUS, "5.00001", "Expected a number like 12.5 with at most 4 decimals, got “5.00001”."),
        (SOUND, "loud", "Expected one of 正常, 异响, got “loud”."),
        (SOUND, 1, "Expected one of 正常, 异响, got “1”."),
        (WORDS, 7, "Expected text, got “7”."),
        (WORDS, "字" * 2001, "Expected at most 2000 characters of text, got 2001."),
    ],
)
def test_judge_refuses_what_was_not_asked(item: Asked, answer: object, sentence: str) -> None:
    with translation.override("en"), pytest.raises(AnswerError) as refusal:
        judge(item, answer)
    assert str(refusal.value) == sentence
    assert refusal.value.code == "answer_not_understood"


@pytest.mark.parametrize("answer", [float("nan"), float("inf"), "NaN", "١٢", "1,5", "", "--1"])
def test_read_number_refuses_what_is_no_plain_number(answer: object) -> None:
    with pytest.raises(AnswerError):
        read_number(answer)


def test_read_number_keeps_every_digit() -> None:
    assert str(read_number("0.1000")) == "0.1000"


def test_judge_takes_a_row_of_the_database() -> None:
    row: Judged = Item(answer_type="number", unit="℃", minimum=Decimal(5), maximum=Decimal(40))
    assert judge(row, "41") is FAIL


def test_judge_takes_an_item_of_a_pack(noisy_or_not: PackItem) -> None:
    packed: Judged = noisy_or_not
    assert judge(packed, "noisy") is FAIL


@pytest.fixture
def noisy_or_not() -> PackItem:
    return PackItem(
        code="01",
        clause="1",
        title="运行声音",
        hint="",
        methods=("listen",),
        answer_type="choice",
        required=True,
        unit="",
        minimum=None,
        maximum=None,
        choices=SOUND.choices,
        evidence="none",
        deduction=Decimal(1),
        fix_within=None,
        on_the_spot=False,
    )
