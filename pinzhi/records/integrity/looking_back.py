"""Once a night, site by site: what only weeks can tell."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import Count, F, Q

from pinzhi.files.models import Evidence
from pinzhi.places.models import Site
from pinzhi.plans.models import Task
from pinzhi.plans.states import Status
from pinzhi.records.integrity.actions import Seen, raise_flags
from pinzhi.records.integrity.detectors.digits import digit_pattern, without_repeats
from pinzhi.records.integrity.detectors.doing import (
    MISSED_IN_A_ROW,
    begun_unrecorded,
    left_out,
    missed_unexplained,
)
from pinzhi.records.integrity.detectors.photos import no_camera
from pinzhi.records.integrity.detectors.repeats import identical, noiseless
from pinzhi.records.integrity.facts import Sign, Usual, Window
from pinzhi.records.integrity.preparing import asked_by, readings_of
from pinzhi.records.models import Answer, AnswerEvidence, Record
from pinzhi.standards.answers import Verdict
from pinzhi.standards.words import AnswerType

BACK = timedelta(days=60)
WORDS = 6  # shorter remarks repeat by nature
Series = list[tuple[str, str]]
Key = tuple[int, Any, Any, int]  # item, place, machine, person


def look_back(site: Site, *, now: datetime) -> int:
    """Run the detectors that need weeks over one site; returns how many new signs there are."""
    since = now - BACK
    found = [
        *_tasks(site, since, now),
        *_readings(site, since),
        *_remarks(site, since),
        *_left_out(site, since),
        *_cameras(site, since),
    ]
    return len(raise_flags(found))


def _tasks(site: Site, since: datetime, now: datetime) -> Iterator[Seen]:
    over = Task.objects.filter(site=site, opens_at__gte=since, lost_at__lte=now)
    missed = over.filter(status=Status.MISSED).values("target").annotate(n=Count("pk"))
    often = missed.filter(n__gte=MISSED_IN_A_ROW).order_by().values("target")
    kept = over.filter(target__in=often).exclude(status=Status.CANCELLED)
    rows: dict[int, list[Task]] = defaultdict(list)
    for task in kept.order_by("opens_at"):
        rows[task.target_id].append(task)
    for row in rows.values():
        sign = missed_unexplained([_window(task) for task in row], now)
        if sign is not None:
            yield _of_tasks(sign, row, site, sign.about[-1])
    for task in over.filter(status=Status.MISSED, started_at__isnull=False):
        sign = begun_unrecorded(_window(task), now)
        if sign is not None:
            yield _of_tasks(sign, [task], site, str(task.pk))


def _window(task: Task) -> Window:
    missed = task.status == Status.MISSED
    return Window(task.pk, task.opens_at, task.lost_at, missed, task.started_at)


def _of_tasks(sign: Sign, row: Sequence[Task], site: Site, key: str) -> Seen:
    tasks = {str(task.pk): task for task in row}
    about = [tasks[pk] for pk in sign.about]
    down = Counter(task.assignee_id for task in about if task.assignee_id)
    person = down.most_common(1)[0][0] if down else None
    return Seen(
        sign=sign,
        key=key,
        site=site,
        at=about[0].opens_at,
        person_id=person,
        people=frozenset(down),
        departments=frozenset({about[0].department}),
        task_id=about[0].pk,
    )


def _readings(site: Site, since: datetime) -> Iterator[Seen]:
    """Each person's readings of each gauge against those of everybody else at that item."""
    for rows in _by_item(readings_of(site, since, AnswerType.NUMBER)):
        yield from _repeats("identical_readings", rows, site)
        for key, mine in _series(rows).items():
            for sign in filter(None, _of_gauge(key, mine, rows)):
                yield _of_series(sign, rows, site, key)


def _of_gauge(key: Key, mine: Series, rows: Sequence[Any]) -> Iterator[Sign | None]:
    _, place, machine, by = key
    steps = [abs(float(b) - float(a)) for one in _others(rows, by) for a, b in pairwise(one)]
    step = sum(steps) / len(steps) if steps else 0.0
    numbers = [(uid, float(value)) for uid, value in mine]
    yield noiseless(numbers, step, len(steps), _division(mine))
    same = [("", row[5]) for row in rows if row[1:3] == (place, machine) and row[3] != by]
    yield digit_pattern(mine, Counter(value[-1] for _, value in without_repeats(same)))


def _remarks(site: Site, since: datetime) -> Iterator[Seen]:
    said = readings_of(site, since, AnswerType.TEXT)
    for rows in _by_item(row for row in said if len(row[5]) >= WORDS):
        yield from _repeats("identical_answers", rows, site)


def _repeats(kind: str, rows: Sequence[Any], site: Site) -> Iterator[Seen]:
    for key, mine in _series(rows).items():
        pairs = [pair for one in _others(rows, key[3]) for pair in pairwise(one)]
        sign = identical(kind, mine, Usual(sum(a == b for a, b in pairs), len(pairs)))
        if sign is not None:
            yield _of_series(sign, rows, site, key)


def _by_item(rows: Iterable[Any]) -> list[list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return list(found.values())


def _series(rows: Sequence[Any]) -> dict[Key, Series]:
    """By item, place, machine and person: (record, value) in order of time."""
    found: dict[Key, Series] = defaultdict(list)
    for item, place, machine, by, record, value, _ in rows:
        found[item, place, machine, by].append((str(record), value))
    return found


def _others(rows: Sequence[Any], by: int) -> list[list[str]]:
    """What everybody else said at this item, one row for each person and spot."""
    found: dict[tuple[Any, Any, int], list[str]] = defaultdict(list)
    for row in rows:
        if row[3] != by:
            found[row[1], row[2], row[3]].append(row[5])
    return list(found.values())


def _division(mine: Series) -> float:
    return 10.0 ** -max(len(value.partition(".")[2]) for _, value in mine)


def _of_series(sign: Sign, rows: Sequence[Any], site: Site, key: tuple[int, Any, Any, int]) -> Seen:
    item, place, machine, by = key
    when = {str(row[4]): row[6] for row in rows if row[0] == item and row[3] == by}
    told = Sign(sign.detector, sign.score, sign.about, {**sign.numbers, "item": item})
    first = sign.about[-1] if sign.detector.startswith("identical") else ""
    return Seen(
        sign=told,
        key=f"{item}:{place}:{machine}:{by}:{first}",
        site=site,
        at=when[sign.about[0]],
        person_id=by,
    )


def _left_out(site: Site, since: datetime) -> Iterator[Seen]:
    """Items skipped or called not applicable, by person and checklist."""
    records = Record.objects.filter(site=site, captured_at__gte=since)
    counted: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    rows = records.values("checklist_id", "by_id").annotate(n=Count("pk")).order_by()
    for row in rows:
        asked = sum(asked_by(row["checklist_id"]).values()) * row["n"]
        counted[row["checklist_id"]][row["by_id"]] = (0, asked)
    skipped = Answer.objects.filter(
        record__in=records, verdict=Verdict.NOT_APPLICABLE, item__required=True
    )
    told = skipped.values("record__checklist_id", "record__by_id").annotate(n=Count("pk"))
    for one in told.order_by():
        theirs, by = counted[one["record__checklist_id"]], one["record__by_id"]
        theirs[by] = (one["n"], theirs[by][1])
    for checklist, people in counted.items():
        for by, (left, of) in people.items():
            rest = [pair for other, pair in people.items() if other != by]
            others = Usual(sum(p[0] for p in rest), sum(p[1] for p in rest))
            about = _about_skipped(skipped, checklist, by) if left else []
            sign = left_out(about, Usual(left, of), others)
            if sign is not None:
                yield _of_records(sign, site, by, f"{checklist}:{by}:{since:%Y-%m}")


def _about_skipped(skipped: Any, checklist: int, by: int) -> list[str]:
    mine = skipped.filter(record__checklist_id=checklist, record__by_id=by)
    rows = mine.values("record_id", "record__captured_at").annotate(n=Count("pk"))
    return [str(row["record_id"]) for row in rows.order_by("-n", "-record__captured_at")]


def _cameras(site: Site, since: datetime) -> Iterator[Seen]:
    """Photos whose files name no camera, by person."""
    shown = AnswerEvidence.objects.filter(
        answer__record__site=site,
        answer__record__captured_at__gte=since,
        evidence__kind=Evidence.Kind.PHOTO,
        evidence__blob__print__camera__isnull=False,
    )
    rows = shown.values(by=F("answer__record__by_id")).annotate(
        of=Count("pk"), yes=Count("pk", filter=Q(evidence__blob__print__camera=True))
    )
    counts: Mapping[int, Usual] = {r["by"]: Usual(r["yes"], r["of"]) for r in rows.order_by()}
    for by, mine in counts.items():
        rest = [one for other, one in counts.items() if other != by]
        others = Usual(sum(one.yes for one in rest), sum(one.of for one in rest))
        bare = shown.filter(answer__record__by_id=by, evidence__blob__print__camera=False)
        told = bare.order_by("-answer__record__captured_at")
        about = [str(pk) for pk in told.values_list("answer__record_id", flat=True)]
        sign = no_camera(list(dict.fromkeys(about)), mine, others)
        if sign is not None:
            yield _of_records(sign, site, by, f"{site.pk}:{by}:{since:%Y-%m}")


def _of_records(sign: Sign, site: Site, by: int, key: str) -> Seen:
    at = Record.objects.values_list("captured_at", flat=True).get(pk=sign.about[0])
    return Seen(sign=sign, key=key, site=site, at=at, person_id=by)
