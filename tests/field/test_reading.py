from collections.abc import Sequence
from uuid import UUID

import pytest
from django.http import QueryDict
from django.utils.http import urlencode

from pinzhi.field.reading import BadForm, read_submission
from pinzhi.standards.models import Item

UID = "6f0c1d1e-5f4c-4f0f-9f0a-0d4a51b9d001"
PHOTO = "6f0c1d1e-5f4c-4f0f-9f0a-0d4a51b9d002"
NOW = "2026-09-16T10:00:00.000Z"
ITEMS = [Item(pk=7)]


def form(**changes: Sequence[str]) -> QueryDict:
    told: dict[str, Sequence[str]] = {
        "uid": UID,
        "started_at": NOW,
        "captured_at": NOW,
        "answer-7": " fail ",
        **changes,
    }
    return QueryDict(urlencode(told, doseq=True))


def test_read_submission_reads_every_field() -> None:
    told = form(
        **{
            "note-7": "wet",
            "photo-7": [PHOTO, PHOTO, ""],
            "right-7": "on",
            "right-photo-7": UID,
            "note": "all",
            "signature": PHOTO,
        }
    )
    submission = read_submission(told, ITEMS)

    answer = submission.answers[0]
    assert (answer.item_id, answer.value, answer.note) == (7, "fail", "wet")
    assert (answer.photos, answer.put_right_photos) == ((UUID(PHOTO),), (UUID(UID),))
    assert (answer.put_right, submission.note, submission.signature) == (True, "all", UUID(PHOTO))
    assert submission.captured_at.isoformat() == "2026-09-16T10:00:00+00:00"


def test_read_submission_takes_an_empty_form_item_as_unanswered() -> None:
    told = form(**{"answer-7": ""})
    answer = read_submission(told, ITEMS).answers[0]
    assert (answer.value, answer.photos, answer.put_right) == ("", (), False)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"uid": "1"}, "uid"),
        ({"uid": ""}, "uid"),
        ({"started_at": "2026-09-16"}, "started_at"),
        ({"started_at": "9999-99-99T00:00:00Z"}, "started_at"),
        ({"captured_at": "2026-09-16T10:00:00"}, "captured_at"),  # no zone
        ({"answer-7": "x" * 2001}, "answer-7"),
        ({"answer-7": "a\x00b"}, "answer-7"),
        ({"note-7": "x" * 501}, "note-7"),
        ({"note": "x" * 2001}, "note"),
        ({"photo-7": "../etc"}, "photo-7"),
        ({"photo-7": [PHOTO] * 11}, "photo-7"),
        ({"signature": "me"}, "signature"),
    ],
)
def test_read_submission_names_the_field_that_is_wrong(
    changes: dict[str, Sequence[str]], field: str
) -> None:
    with pytest.raises(BadForm, match=f"^{field}[:：]"):
        read_submission(form(**changes), ITEMS)
