import hashlib

import pytest

from pinzhi.trail.canonical import FIELDS, block_hash, event_digest, json_text, utc_text

ROW = (
    "7",
    "2026-09-16 02:00:00",
    "2026-09-16 01:59:59.5",
    "3",
    "王工",
    "case.assigned",
    "cases.case",
    "12",
    "电梯异响",
    None,
    "{}",
    '{"b": 1.50, "a": "é"}',
    "",
    "10.0.0.1/32",
    "",
)


def test_event_is_hashed_in_the_written_down_form() -> None:
    """By hand, so that nobody changes the form unawares: old seals would no longer verify."""
    text = (
        "1:7|27:2026-09-16T02:00:00.000000Z|27:2026-09-16T01:59:59.500000Z|1:3|2:王工"
        "|13:case.assigned|10:cases.case|2:12|4:电梯异响|-|2:{}"
        '|26:{"a":"é","b":"\\u00001.50"}|0:|11:10.0.0.1/32|0:'
    ).replace("|", "")
    assert len(ROW) == len(FIELDS)
    assert event_digest(ROW) == hashlib.sha256(text.encode()).digest()


def test_block_is_hashed_in_the_written_down_form() -> None:
    digests = [bytes([n]) * 32 for n in (1, 2)]
    made = block_hash(["2", None, "{}"], b"p" * 32, digests)
    assert made == hashlib.sha256(b"p" * 32 + b"1:2-2:{}" + digests[0] + digests[1]).digest()


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        (None, None),
        ("2026-09-16 02:00:00", "2026-09-16T02:00:00.000000Z"),
        ("2026-09-16 02:00:00.000001", "2026-09-16T02:00:00.000001Z"),
        ("2026-09-16 02:00:00.1", "2026-09-16T02:00:00.100000Z"),
        ("infinity", "infinity"),
        ("2026-09-16 02:00:00 BC", "2026-09-16 02:00:00 BC"),
    ],
)
def test_utc_text(stored: str | None, text: str | None) -> None:
    assert utc_text(stored) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('{"a": 1}', '{"a": 1.0}'),
        ('{"a": 1}', '{"a": "1"}'),
        ('{"a": null}', "{}"),
        ('{"a": [1, 2]}', '{"a": [2, 1]}'),
        ('{"a": true}', '{"a": 1}'),
    ],
)
def test_different_json_has_different_text(one: str, other: str) -> None:
    assert json_text(one) != json_text(other)


def test_order_and_blanks_do_not_matter_in_json() -> None:
    assert json_text('{"b": [1, {"d": 1, "c": 2}], "a": "x"}') == json_text(
        '{"a":"x","b":[1,{"c":2,"d":1}]}'
    )
