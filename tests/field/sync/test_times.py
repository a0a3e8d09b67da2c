"""Clocks that are wrong, moved, or tell stories (A10, T7)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pinzhi.field.sync.times import SLACK, Claim, bound
from pinzhi.field.sync.tokens import read_handover, read_time, sign_handover, sign_time

SEEN = datetime(2026, 9, 16, 8, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return SEEN + timedelta(minutes=minutes)


def span(minutes: float | None) -> timedelta | None:
    return None if minutes is None else timedelta(minutes=minutes)


# minutes after `seen`: captured, counted by the phone, sent, received -> counts as, doubted
CASES = [
    (30, 30, 60, 60, 30, False),  # all is well
    (30, None, 60, 60, 30, False),  # the app was started anew in between
    (30, 27, 60, 60, 30, False),  # within five minutes
    (210, 30, 240, 60, 30, True),  # three hours ahead
    (-150, 30, -120, 60, 30, True),  # three hours behind
    (-150, None, -120, 60, 0, True),  # the same, and nothing to count by
    (210, None, 240, 60, 60, True),  # ahead, and nothing to count by
    (10, 50, 60, 60, 50, True),  # set back before the capture, right again at sending
    (30, 30, 90, 60, 30, True),  # set wrong after the capture
    (30, 600, 60, 60, 60, True),  # counts more time than there was
]


@pytest.mark.parametrize(("captured", "counted", "sent", "received", "expected", "doubted"), CASES)
def test_time_that_counts(
    captured: float,
    counted: float | None,
    sent: float,
    received: float,
    expected: float,
    doubted: bool,
) -> None:
    claim = Claim(at(captured), SEEN, span(counted), at(sent), at(received))
    assert bound(claim) == (at(expected), doubted)


def test_phone_that_cannot_prove_a_time_is_doubted() -> None:
    assert bound(Claim(at(5), None, None, at(6), at(6))) == (at(5), True)


MINUTES = st.integers(-100_000, 100_000)


@settings(max_examples=500)
@given(
    real=st.integers(0, 5_000),
    way=st.integers(0, 5_000),
    error=MINUTES,
    later_error=MINUTES,
    counts=st.booleans(),
)
def test_every_wrong_clock_is_flagged_and_bounded(
    real: int, way: int, error: int, later_error: int, counts: bool
) -> None:
    """Captured `real` minutes after `seen`, received `way` later, by a clock that errs."""
    received = at(real + way)
    claim = Claim(
        captured=at(real + error),
        seen=SEEN,
        elapsed=timedelta(minutes=real) if counts else None,
        sent=received + timedelta(minutes=later_error),
        received=received,
    )
    counted, doubted = bound(claim)
    assert SEEN <= counted <= received
    if counts and real:
        assert abs(counted - at(real)) <= SLACK
        assert doubted == (abs(timedelta(minutes=error)) > SLACK or abs(later_error) > 5)
    if abs(later_error) > 5:
        assert doubted


@pytest.mark.parametrize("token", ["", "x", "2026-09-16T08:00:00+00:00:forged", None, 3, "x" * 500])
def test_forged_time_proves_nothing(token: object) -> None:
    assert read_time(token) is None


def test_signed_time_comes_back() -> None:
    assert read_time(sign_time(SEEN)) == SEEN


def test_handover_is_nobodys_but_the_signers() -> None:
    token = sign_handover(7, "phone")
    found = read_handover(token)
    assert found is not None
    assert (found.staff_id, found.device) == (7, "phone")
    assert [read_handover(t) for t in ("", token[:-1], "a:b:c", "x" * 500)] == [None] * 4
