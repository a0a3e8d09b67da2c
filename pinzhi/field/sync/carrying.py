"""The deed behind each kind of operation. All of them call the deeds of their rooms."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from pinzhi.cases import rules as case_rules
from pinzhi.cases.actions import (
    assign_case,
    comment_case,
    fix_case,
    hand_in_record,
    recheck_case,
    report_case,
)
from pinzhi.cases.models import Case, Report
from pinzhi.cases.states import RecheckOutcome
from pinzhi.common.states import MoveRefused
from pinzhi.field.sync.authors import Author
from pinzhi.field.sync.models import Operation
from pinzhi.field.sync.reading import MOST_ANSWERS, Fields, Told
from pinzhi.field.sync.refusals import ChangedMeanwhile, NoRight, TaskTaken, UnknownThing
from pinzhi.field.sync.states import Flag, Kind, State
from pinzhi.field.sync.times import LATE
from pinzhi.field.sync.tokens import read_time
from pinzhi.files.actions import Picture, file_pictures
from pinzhi.people.departments import Department
from pinzhi.people.models import Staff
from pinzhi.places.models import Equipment, Place, Site
from pinzhi.plans.actions import note_task, start_task
from pinzhi.plans.models import Task
from pinzhi.plans.rules import may_carry_out
from pinzhi.plans.states import Status
from pinzhi.records.models import Finding
from pinzhi.records.submissions import Given, Submission
from pinzhi.trail import actions as trail
from pinzhi.trail.models import Event

Result = Mapping[str, Any]
REMEMBERED = timedelta(days=30)


class ParentMissingError(Exception):
    """What it builds on is not here yet."""


@dataclass
class Known:
    """What was looked up for a whole push at once. A task is good for one operation: it changes."""

    tasks: dict[int, Task] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)


@dataclass
class Doing:
    """One operation about to be carried out.

    `at` is the time that counts, `uid` names what comes of it (another one than the phone's for a
    rival that somebody accepted). `decider` is that somebody: then rights are his to answer for.
    """

    told: Told
    author: Author
    at: datetime
    now: datetime
    uid: UUID
    decider: Staff | None = None
    known: Known = field(default_factory=Known)
    flags: list[Flag] = field(default_factory=list)
    version: str = ""
    in_sequence: bool = False
    site: Site | None = None
    device: str = ""

    @property
    def data(self) -> Fields:
        return self.told.data

    @property
    def by(self) -> Staff:
        return self.author.now

    def require(self, right: Callable[[Staff], bool]) -> None:
        if self.decider is None:
            self.flags += self.author.judge(right, self.at)

    def at_site(self, site: Site) -> None:
        """Everything the author ever reached may be named; the rest is as if it were not."""
        if not self.author.reaches(site.pk, self.at):
            raise UnknownThing
        self.site = site

    def file_photos(self) -> None:
        assert self.site is not None  # noqa: S101 -- at_site comes first
        pictures = [
            Picture(one.uid, one.sha256, one.kind, min(one.captured_at, self.now))
            for one in self.told.files
        ]
        if pictures:
            file_pictures(pictures, site=self.site, by=self.by)


def find_site(doing: Doing) -> None:
    """Look the thing up that an operation is about.

    UnknownThing, ParentMissingError, BadOperation.
    """
    told = doing.data
    if doing.told.kind in {Kind.TASK_START, Kind.RECORD, Kind.NOTE}:
        _task(doing)
    elif doing.told.kind == Kind.FINDING:
        doing.at_site(_one(Site, told.key("site")))
    else:
        _case(doing)


def carry_out(doing: Doing) -> Result:
    """Do it; the refusals are those of the deed."""
    return DEEDS[doing.told.kind](doing)


def _start(doing: Doing) -> Result:
    task = _task(doing)
    _require_carrier(doing, task)
    if task.status == Status.DUE:
        start_task(task, by=doing.by, at=doing.at)
    elif task.status == Status.CANCELLED:
        raise MoveRefused
    elif task.assignee_id not in {doing.by.pk, None} and task.status != Status.MISSED:
        raise TaskTaken
    return {"task": task.pk}


def _record(doing: Doing) -> Result:
    task = _task(doing)
    submission = _submission(doing, task)
    _require_carrier(doing, task)
    doing.file_photos()
    before = task.status
    beside = doing.decider is not None and task.records.exists()
    record, _new = hand_in_record(
        submission,
        task=task,
        by=doing.by,
        now=doing.now,
        rules_at=read_time(doing.data.raw("form")),
        beside=beside,
        device=doing.device,
    )
    if not beside and (before == Status.MISSED or doing.now - doing.at > LATE):
        _tell_lateness(doing, task, before)
    return {"record": str(record.pk), "task": task.pk}


def _tell_lateness(doing: Doing, task: Task, before: str) -> None:
    """What came late counts by its capture, and the trail says what that changed."""
    status = Status.DONE if doing.at <= task.closes_at else Status.LATE
    trail.record(
        "task.recorded_before",
        task,
        by=doing.by,
        before={"status": before},
        after={"status": status, "received_at": doing.now},
        captured_at=doing.at,
    )


def _submission(doing: Doing, task: Task) -> Submission:
    told = doing.data
    return Submission(
        uid=doing.uid,
        started_at=min(told.moment("started_at"), doing.at),
        captured_at=doing.at,
        answers=[_given(one) for one in told.rows("answers", MOST_ANSWERS)],
        note=told.text("note", 2000),
        proof=_proof(doing, task),
        signature=told.uuid_or_none("signature"),
    )


def _given(told: Fields) -> Given:
    return Given(
        item_id=told.key("item"),
        value=told.text("value", 2000),
        note=told.text("note", 500),
        photos=told.uuids("photos"),
        put_right=told.flag("put_right"),
        put_right_photos=told.uuids("put_right_photos"),
    )


def _proof(doing: Doing, task: Task) -> str:
    """How presence was proved: by the tag that hangs there, and by no other."""
    if not doing.data.has("scan"):
        return ""
    scan = doing.data.fields("scan")
    tag, how = scan.uuid("tag"), scan.raw("how")
    if how not in {Place.Proof.QR, Place.Proof.ROTATING_QR, Place.Proof.NFC}:
        raise scan.bad("how")
    if tag in {thing.tag for thing in (task.place, task.equipment) if thing is not None}:
        return str(how)
    doing.flags.append(Flag.SCAN_MISMATCH)
    return ""


def _report(doing: Doing) -> Result:
    told = doing.data
    site = _one(Site, told.key("site"))
    department = told.raw("department")
    if department not in Department.values:
        raise told.bad("department")
    place, equipment = _spot(doing, site)
    words = told.text("title", 200, least=1), told.text("text", 1000)
    doing.at_site(site)
    doing.require(lambda user: site.pk in user.scope.site_ids)
    doing.file_photos()
    case = report_case(
        site,
        uid=doing.uid,
        title=words[0],
        text=words[1],
        department=str(department),
        place=place,
        equipment=equipment,
        photos=told.uuids("photos"),
        at=doing.at,
        by=doing.by,
    )
    return _told(doing, case)


def _spot(doing: Doing, site: Site) -> tuple[Place | None, Equipment | None]:
    place_id, machine_id = doing.data.key_or_none("place"), doing.data.key_or_none("equipment")
    place = Place.objects.filter(site=site, pk=place_id).first() if place_id else None
    machine = Equipment.objects.filter(site=site, pk=machine_id).first() if machine_id else None
    if (place_id and place is None) or (machine_id and machine is None):
        raise UnknownThing
    if place is None and machine is not None:
        place = machine.place
    return place, machine


def _assign(doing: Doing) -> Result:
    case = _case(doing)
    to = Staff.objects.filter(pk=doing.data.key("to")).first()
    if to is None:
        raise UnknownThing
    doing.require(lambda user: case_rules.may_assign(user, case))
    if not doing.in_sequence and doing.decider is None:
        raise ChangedMeanwhile
    return _told(doing, assign_case(case, to=to, by=doing.by))


def _fix(doing: Doing) -> Result:
    case = _case(doing)
    text, photos = doing.data.text("text", 1000), doing.data.uuids("photos")
    if case.owner_id == doing.by.pk:
        doing.require(lambda user: case_rules.may_fix(user, case))
    doing.file_photos()
    if doing.decider is not None and case.owner_id != doing.by.pk:
        case = assign_case(case, to=doing.by, by=doing.decider)
    case = fix_case(
        case, uid=doing.uid, text=text, photos=photos, at=doing.at, by=doing.by, now=doing.now
    )
    return _told(doing, case)


def _recheck(doing: Doing) -> Result:
    case = _case(doing)
    told = doing.data
    outcome = told.raw("outcome")
    if outcome not in RecheckOutcome.values:
        raise told.bad("outcome")
    text, photos = told.text("text", 1000), told.uuids("photos")
    # one's own work is refused by the deed itself, with a code of its own
    if not case.fixes.filter(by=doing.by).exists():
        doing.require(lambda user: case_rules.may_recheck(user, case))
    doing.file_photos()
    case = recheck_case(
        case,
        RecheckOutcome(str(outcome)),
        uid=doing.uid,
        text=text,
        photos=photos,
        at=doing.at,
        by=doing.by,
        now=doing.now,
    )
    return _told(doing, case)


def _comment(doing: Doing) -> Result:
    case = _case(doing)
    text = doing.data.text("text", 1000, least=1)
    doing.require(lambda user: Case.objects.visible_to(user).filter(pk=case.pk).exists())
    return _told(doing, comment_case(case, text=text, at=doing.at, by=doing.by))


def _note(doing: Doing) -> Result:
    task = _task(doing)
    text = doing.data.text("text", 1000, least=1)
    doing.require(lambda user: Task.objects.visible_to(user).filter(pk=task.pk).exists())
    note_task(task, text=text, at=doing.at, by=doing.by)
    return {"task": task.pk}


def _told(doing: Doing, case: Case) -> Result:
    doing.version = version_of(case)
    return {"case": case.pk}


def version_of(case: Case) -> str:
    """What two people must not change at once: where a case stands and who answers for it."""
    return f"{case.status}.{case.owner_id or 0}.{case.round}"


def whole_tasks(keys: Collection[int]) -> dict[int, Task]:
    """Tasks with all that carrying one out asks of them. One query."""
    return Task.objects.select_related("checklist", "site", "place", "equipment").in_bulk(keys)


def _task(doing: Doing) -> Task:
    key = doing.data.key("task")
    task = doing.known.tasks.pop(key, None) or whole_tasks([key]).get(key)
    if task is None:
        raise UnknownThing
    doing.at_site(task.site)
    return task


def _require_carrier(doing: Doing, task: Task) -> None:
    """The right to carry a task out: now, at capture, or by whom it was taken from since."""
    try:
        doing.require(lambda user: may_carry_out(user, task))
    except NoRight:
        if not _was_given(doing, task):
            raise
        doing.flags.append(Flag.REASSIGNED)


def _was_given(doing: Doing, task: Task) -> bool:
    """Whether it was this author's at capture: the first change of hands after says from whom."""
    since = Event.objects.filter(
        object_id=str(task.pk), object_type="plans.task", at__gt=doing.at
    ).order_by("id")
    for event in since:
        if event.verb == "task.assigned":
            return bool(event.before.get("assignee") == doing.by.name)
        if "assignee" in event.before:
            return bool(event.before["assignee"] == doing.by.name)
    return False


def _case(doing: Doing) -> Case:
    """The case by its key, or by the operation it came from. Locked: two phones may act at once."""
    rows = Case.objects.select_related("site", "finding").select_for_update(of=("self",))
    ref = doing.data.raw("case")
    if isinstance(ref, dict):
        case = rows.filter(pk=_case_of(doing.data.fields("case")) or 0).first()
        if case is None:
            raise ParentMissingError
    else:
        case = rows.filter(pk=doing.data.key("case")).first()
        if case is None:
            raise UnknownThing
    doing.at_site(case.site)
    doing.in_sequence = _in_sequence(doing, case)
    return case


def _case_of(ref: Fields) -> int | None:
    uid = ref.uuid("operation")
    if ref.has("item"):
        found = Finding.objects.filter(record_id=uid, item_id=ref.key("item"))
        return found.values_list("case__pk", flat=True).first()
    return Report.objects.filter(uid=uid).values_list("case_id", flat=True).first()


def _in_sequence(doing: Doing, case: Case) -> bool:
    """Whether the author knew the case as it stands: as pulled, or as he himself left it since."""
    now, base = version_of(case), doing.told.base_version
    if now == base:
        return True
    if not base:  # the phone's own, so anybody else's hand on it is news
        events = Event.objects.filter(object_id=str(case.pk), object_type="cases.case")
        others = events.exclude(actor_id=doing.by.pk).exclude(verb="case.commented")
        return not others.exists()
    mine = Operation.objects.filter(
        by=doing.by, received_at__gte=doing.now - REMEMBERED, state=State.ACCEPTED
    )
    last = mine.filter(result__case=case.pk).order_by("-received_at", "-pk").first()
    chained = last is not None and last.in_sequence and last.base_version == base
    return chained and last is not None and last.version == now


def _one(model: type[Site], key: int) -> Site:
    found = model.objects.filter(pk=key).first()
    if found is None:
        raise UnknownThing
    return found


DEEDS: Mapping[Kind, Callable[[Doing], Result]] = {
    Kind.TASK_START: _start,
    Kind.RECORD: _record,
    Kind.FINDING: _report,
    Kind.ASSIGN: _assign,
    Kind.FIX: _fix,
    Kind.RECHECK: _recheck,
    Kind.COMMENT: _comment,
    Kind.NOTE: _note,
}
