"""Everything that raises a sign, draws somebody to look, and takes the answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from secrets import choice

from django.db import transaction
from django.utils import timezone

from pinzhi.common.states import require_move
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.records.integrity.drawing import candidates
from pinzhi.records.integrity.facts import Sign
from pinzhi.records.integrity.models import Flag
from pinzhi.records.integrity.refusals import NotDrawn, NoteMissing
from pinzhi.records.integrity.states import MOVES, Answer
from pinzhi.trail import actions as trail

MOST_ABOUT = 60


@dataclass(frozen=True)
class Seen:
    """A sign with what it is of: one row for each detector and `key`, however often it is seen."""

    sign: Sign
    key: str
    site: Site
    at: datetime
    person_id: int | None = None
    people: frozenset[int] = field(default_factory=frozenset)
    departments: frozenset[str] = field(default_factory=frozenset)
    task_id: int | None = None


@transaction.atomic
def raise_flags(seen: Iterable[Seen]) -> list[Flag]:
    """Write the signs down and draw somebody to look at each that is new; gives those.

    One that was seen before keeps its person and gets the newer numbers, as long as nobody
    answered. Safe to run twice or in parallel. It changes no record, score or task.
    """
    new = []
    for one in seen:
        flag, created = Flag.objects.get_or_create(
            detector=one.sign.detector, key=one.key, defaults=_fields(one)
        )
        if created:
            new.append(flag)
        elif list(flag.about) != list(one.sign.about[:MOST_ABOUT]):
            _refresh(flag, one)
    deeds = [trail.Deed("flag.raised", flag, after={"status": flag.status}) for flag in new]
    trail.record_many(deeds, by=None)
    return new


@transaction.atomic
def answer_flag(flag: Flag, answer: Answer, *, note: str, by: Staff) -> Flag:
    """Say what looking at it showed; with this the detector's precision is known better.

    Refusals: NotDrawn for anybody else, NoteMissing, MoveRefused once it is answered.
    """
    flag = Flag.objects.select_for_update().get(pk=flag.pk)
    if flag.checker_id != by.pk:
        raise NotDrawn
    if not note.strip():
        raise NoteMissing
    old = Answer(flag.status)
    require_move(MOVES, old, answer)
    flag.status, flag.note, flag.answered_at = answer, note.strip(), timezone.now()
    flag.save(update_fields=["status", "note", "answered_at"])
    trail.record("flag.answered", flag, by=by, before={"status": old}, after={"status": answer})
    return flag


@transaction.atomic
def draw_again(site: Site) -> int:
    """Give waiting flags that nobody can answer any more to somebody else; returns how many."""
    drawn = 0
    waiting = Flag.objects.select_for_update(of=("self",)).filter(site=site).waiting()
    for flag in waiting.select_related("checker"):
        if flag.checker and flag.checker.is_active and site.pk in flag.checker.scope.site_ids:
            continue
        old, flag.checker_id = flag.checker_id, _draw(site, frozenset(flag.people), frozenset())
        if flag.checker_id != old:
            flag.save(update_fields=["checker"])
            trail.record("flag.drawn_again", flag, by=None)
            drawn += 1
    return drawn


def _fields(one: Seen) -> dict[str, object]:
    people = one.people | ({one.person_id} if one.person_id else set())
    return {
        "site": one.site,
        "record_id": None if one.task_id or not one.sign.about else one.sign.about[0],
        "task_id": one.task_id,
        "person_id": one.person_id,
        "people": sorted(people),
        "score": one.sign.score,
        "numbers": dict(one.sign.numbers),
        "about": list(one.sign.about[:MOST_ABOUT]),
        "happened_at": one.at,
        "checker_id": _draw(one.site, frozenset(people), one.departments),
    }


def _refresh(flag: Flag, one: Seen) -> None:
    Flag.objects.filter(pk=flag.pk, status=Answer.WAITING).update(
        score=one.sign.score,
        numbers=dict(one.sign.numbers),
        about=list(one.sign.about[:MOST_ABOUT]),
        people=sorted({*flag.people, *one.people}),
    )


def _draw(site: Site, people: frozenset[int], departments: frozenset[str]) -> int | None:
    """A third person by lot, whom nobody can know beforehand."""
    found: Sequence[int] = candidates(site, people, departments)
    return choice(found) if found else None
