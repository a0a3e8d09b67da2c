"""A sign with everything it rests on, side by side; and what is known of each detector."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from pinzhi.common.wording import say_duration
from pinzhi.files.models import Evidence
from pinzhi.people.models import Staff
from pinzhi.plans.models import Task
from pinzhi.records.integrity.models import Flag
from pinzhi.records.integrity.precision import Precision, estimate
from pinzhi.records.integrity.sentences import LOOKS_AT, say
from pinzhi.records.integrity.states import POINTS_TO, Answer, Detector, Offence, Strength
from pinzhi.records.integrity.strength import strength_of
from pinzhi.records.models import Answer as Given
from pinzhi.records.models import AnswerEvidence, Record

SHOWN = 24
BY_THE_SECOND = timedelta(minutes=5)
LOOKS = {
    Answer.WAITING: "waiting",
    Answer.CONFIRMED: "late",
    Answer.REFUTED: "done",
    Answer.UNCLEAR: "stopped",
}
WITH_PHOTOS = {
    Detector.REUSED_PHOTO,
    Detector.NEAR_DUPLICATE_PHOTO,
    Detector.OLD_PHOTO,
    Detector.FOREIGN_CODE,
}


@dataclass(frozen=True)
class Line:
    """One record a sign rests on. `said` is the answer it is about, `gap` the time since the line
    before."""

    record: Record
    said: str
    photos: Sequence[UUID]
    gap: timedelta | None

    @property
    def gap_said(self) -> str:
        return _say(self.gap) if self.gap is not None else "–"

    @property
    def took_said(self) -> str:
        return _say(self.record.captured_at - self.record.started_at)

    @property
    def delay(self) -> timedelta:
        return self.record.received_at - self.record.captured_at


@dataclass(frozen=True)
class Shown:
    """A sign as a page shows it. `elsewhere` counts records of sites the reader does not reach."""

    flag: Flag
    sentence: str
    offence: str
    look: str
    lines: Sequence[Line]
    tasks: Sequence[Task]
    elsewhere: int
    more: int

    @property
    def with_photos(self) -> bool:
        return any(line.photos for line in self.lines)

    @property
    def with_answers(self) -> bool:
        return any(line.said for line in self.lines)


def _say(length: timedelta) -> str:
    """To the second while seconds matter."""
    if length < BY_THE_SECOND:
        return _("%(n)s seconds") % {"n": round(length.total_seconds())}
    return say_duration(length)


def sentence_of(flag: Flag) -> str:
    return say(flag.detector, flag.numbers)


def show_flag(flag: Flag, user: Staff) -> Shown:
    """What the sign rests on, as far as the reader reaches. At most five queries."""
    lines, tasks, elsewhere = [], [], 0
    told = flag.about[:SHOWN]
    if flag.task_id:
        seen = Task.objects.visible_to(user).select_related("assignee")
        tasks = list(seen.filter(pk__in=told).order_by("opens_at"))
    else:
        lines = _lines(flag, told, user)
        elsewhere = len(told) - len(lines)
    return Shown(
        flag=flag,
        sentence=sentence_of(flag),
        offence=str(Offence(POINTS_TO[flag.detector]).label),
        look=LOOKS[Answer(flag.status)],
        lines=lines,
        tasks=tasks,
        elsewhere=elsewhere,
        more=len(flag.about) - len(told),
    )


def _lines(flag: Flag, told: Sequence[str], user: Staff) -> list[Line]:
    rows = Record.objects.visible_to(user).select_related("by", "place", "site")
    records = list(rows.filter(pk__in=told).order_by("captured_at"))
    said = _said(flag, told)
    photos = _photos(told) if flag.detector in WITH_PHOTOS else {}
    lines: list[Line] = []
    before: datetime | None = None
    for record in records:
        gap = None if before is None else record.captured_at - before
        lines.append(Line(record, said.get(record.pk, ""), photos.get(record.pk, ()), gap))
        before = record.captured_at
    return lines


def _uids(told: Sequence[str]) -> list[UUID]:
    return [UUID(one) for one in told]


def _said(flag: Flag, told: Sequence[str]) -> Mapping[UUID, str]:
    item = flag.numbers.get("item")
    if item is None:
        return {}
    rows = Given.objects.filter(record__in=_uids(told), item_id=item).select_related("item")
    return {row.record_id: f"{row.value} {row.item.unit}".strip() for row in rows}


def _photos(told: Sequence[str]) -> Mapping[UUID, Sequence[UUID]]:
    rows = AnswerEvidence.objects.filter(
        answer__record__in=_uids(told), evidence__kind=Evidence.Kind.PHOTO
    )
    found: dict[UUID, list[UUID]] = {}
    for record, uid in rows.order_by("pk").values_list("answer__record_id", "evidence_id"):
        found.setdefault(record, []).append(uid)
    return found


@dataclass(frozen=True)
class Known:
    """One detector: what it looks at, what it points to, and how often it was right."""

    detector: Detector
    offence: Offence
    looks_at: str
    flags: int
    waiting: int
    unclear: int
    precision: Precision

    @property
    def answered(self) -> int:
        return self.precision.confirmed + self.precision.refuted


def known_detectors() -> list[Known]:
    """All detectors with what everybody's answers say of them, over the whole organisation: a
    site alone answers too little. One query."""
    counted = Flag.objects.values("detector").annotate(
        n=Count("pk"),
        **{one.value: Count("pk", filter=Q(status=one)) for one in Answer},
    )
    by_name: dict[str, Any] = {row["detector"]: row for row in counted.order_by()}
    return [_known(one, by_name.get(one, {})) for one in Detector]


def _known(detector: Detector, row: Mapping[str, int]) -> Known:
    return Known(
        detector=detector,
        offence=POINTS_TO[detector],
        looks_at=str(LOOKS_AT[detector]),
        flags=row.get("n", 0),
        waiting=row.get(Answer.WAITING, 0),
        unclear=row.get(Answer.UNCLEAR, 0),
        precision=estimate(row.get(Answer.CONFIRMED, 0), row.get(Answer.REFUTED, 0)),
    )


@dataclass(frozen=True)
class Notice:
    """What a record's page says of signs to whoever reads it."""

    flags: Sequence[tuple[Flag, str, str]]
    drawn: bool
    strength: str


def notice_of(record: Record, user: Staff, *, photos: int) -> Notice:
    """The signs one may see; to him who filled it in only that it was drawn, and what was
    confirmed. Two queries."""
    about = Flag.objects.filter(site_id=record.site_id, about__contains=[str(record.pk)])
    seen = list(about.visible_to(user).order_by("-score", "pk"))
    own = list(about.order_by("pk")) if record.by_id == user.pk else []
    seen += [flag for flag in own if flag.status == Answer.CONFIRMED]
    shown = [(flag, sentence_of(flag), LOOKS[Answer(flag.status)]) for flag in seen]
    strength = strength_of(record.proof, photos=photos)
    drawn = any(flag.status == Answer.WAITING for flag in own)
    return Notice(shown, drawn, str(Strength(strength).label))
