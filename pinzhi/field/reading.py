"""From what the worker's form sent to a submission. It trusts nothing that came in."""

from datetime import datetime
from uuid import UUID

from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from pinzhi.common.refusals import Refusal
from pinzhi.records.submissions import Given, Submission
from pinzhi.standards.models import Item

MOST_PHOTOS = 10
LONGEST_NOTE = 500


class BadForm(Refusal):
    """The form is damaged: a sentence that names the field."""

    code = "bad_form"
    status = 422


def read_submission(told: QueryDict, items: list[Item]) -> Submission:
    """Read the fields uid, started_at, captured_at, note, signature, and for each item
    answer-N, note-N, photo-N, right-N, right-photo-N. Raises BadForm."""
    signature = told.get("signature", "")
    return Submission(
        uid=_uuid(told.get("uid", ""), "uid"),
        started_at=_moment(told, "started_at"),
        captured_at=_moment(told, "captured_at"),
        answers=[_given(told, item) for item in items],
        note=_text(told, "note", 2000),
        signature=_uuid(signature, "signature") if signature else None,
    )


def _given(told: QueryDict, item: Item) -> Given:
    n = item.pk
    return Given(
        item_id=n,
        value=_text(told, f"answer-{n}", 2000),
        note=_text(told, f"note-{n}", LONGEST_NOTE),
        photos=_photos(told, f"photo-{n}"),
        put_right=told.get(f"right-{n}") == "on",
        put_right_photos=_photos(told, f"right-photo-{n}"),
    )


def _text(told: QueryDict, name: str, longest: int) -> str:
    text = told.get(name, "").strip()
    if len(text) > longest or "\x00" in text:
        raise BadForm(_("%(name)s: at most %(n)d characters.") % {"name": name, "n": longest})
    return text


def _photos(told: QueryDict, name: str) -> tuple[UUID, ...]:
    sent = [value for value in told.getlist(name) if value]
    if len(sent) > MOST_PHOTOS:
        raise BadForm(_("%(name)s: at most %(n)d photos.") % {"name": name, "n": MOST_PHOTOS})
    return tuple(dict.fromkeys(_uuid(value, name) for value in sent))


def _uuid(value: str, name: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise BadForm(_("%(name)s: expected a number the device gave.") % {"name": name}) from None


def _moment(told: QueryDict, name: str) -> datetime:
    try:
        moment = parse_datetime(told.get(name, ""))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise BadForm(_("%(name)s: expected a time with its zone.") % {"name": name})
    return moment
