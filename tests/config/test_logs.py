import json
import logging
import sys

import pytest
from django.core.exceptions import PermissionDenied

from pinzhi.config.logs import LOGGING


def line_of(error: Exception) -> dict[str, str]:
    """What the log says of an error that came out of a view."""
    made = dict(LOGGING["formatters"]["json"])  # type: ignore[index]
    formatter: logging.Formatter = made.pop("()")(**made)
    try:
        raise error
    except type(error):
        found = sys.exc_info()
    record = logging.LogRecord("django.request", 30, "", 0, "Refused: /studio/", (), found)
    line: dict[str, str] = json.loads(formatter.format(record))
    return line


def test_a_refusal_is_one_short_line() -> None:
    assert "exception" not in line_of(PermissionDenied())


@pytest.mark.parametrize("error", [ValueError("x"), PermissionError()])
def test_a_fault_is_told_with_its_place(error: Exception) -> None:
    assert "line_of" in line_of(error)["exception"]
