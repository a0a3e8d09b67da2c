"""What is done to a task: begin it, record it, write a note."""

from collections.abc import Sequence

from pinzhi.cases.actions import hand_in_records
from pinzhi.common.states import MoveRefused
from pinzhi.field.sync.doing import Doing, Result, file_photos
from pinzhi.field.sync.lookups import find_task
from pinzhi.field.sync.reading import MOST_ANSWERS, Fields
from pinzhi.field.sync.refusals import NoRight, TaskTaken
from pinzhi.field.sync.scans import passings
from pinzhi.field.sync.states import Flag
from pinzhi.field.sync.times import LATE
from pinzhi.field.sync.tokens import read_time
from pinzhi.places.models import Place
from pinzhi.plans.actions import note_task, start_task
from pinzhi.plans.models import Task, Walk
from pinzhi.plans.rules import may_carry_out
from pinzhi.plans.states import Status
from pinzhi.records.actions import HandedIn
from pinzhi.records.rounds import proof_of
from pinzhi.records.submissions import Given, Submission
from pinzhi.trail import actions as trail
from pinzhi.trail.models import Event


def start(doing: Doing) -> Result:
    task = find_task(doing)
    _require_carrier(doing, task)
    if task.status == Status.DUE:
        start_task(task, by=doing.by, at=doing.at)
    elif task.status == Status.CANCELLED:
        raise MoveRefused
    elif task.assignee_id not in {doing.by.pk, None} and task.status != Status.MISSED:
        raise TaskTaken
    return {"task": task.pk}


def record(doing: Doing) -> Result:
    return record_all([(doing, read_record(doing))])[0]


def read_record(doing: Doing) -> HandedIn:
    """What is handed in, by somebody who may. Raises what refuses it; writes nothing."""
    task = find_task(doing)
    submission = _submission(doing, task)
    _require_carrier(doing, task)
    return HandedIn(
        submission,
        task,
        now=doing.now,
        rules_at=read_time(doing.data.raw("form")),
        beside=doing.decider is not None and task.records.exists(),
        device=doing.device,
    )


def record_all(read: Sequence[tuple[Doing, HandedIn]]) -> list[Result]:
    """Take in the records of one author, all or none; the refusals are those of the deed."""
    by = read[0][0].by
    file_photos([doing for doing, _one in read])
    taken = hand_in_records([one for _doing, one in read], by=by)
    late = [_lateness(doing, one.task) for doing, one in read if _came_late(doing, one)]
    trail.record_many(late, by=by)
    return [
        {"record": str(made.pk), "task": one.task.pk}
        for (made, _new), (_doing, one) in zip(taken, read, strict=True)
    ]


def _came_late(doing: Doing, one: HandedIn) -> bool:
    missed = one.task.status == Status.MISSED
    return not one.beside and (missed or doing.now - doing.at > LATE)


def _lateness(doing: Doing, task: Task) -> trail.Deed:
    """What came late counts by its capture, and the trail says what that changed."""
    status = Status.DONE if doing.at <= task.closes_at else Status.LATE
    return trail.Deed(
        "task.recorded_before",
        task,
        before={"status": task.status},
        after={"status": status, "received_at": doing.now},
        captured_at=doing.at,
    )


def _submission(doing: Doing, task: Task) -> Submission:
    told = doing.data
    walk = Walk.objects.filter(pk=task.pk).first() if told.has("scans") else None
    scans = tuple(passings(doing, walk)) if walk else ()
    return Submission(
        uid=doing.uid,
        started_at=min(told.moment("started_at"), doing.at),
        captured_at=doing.at,
        answers=[_given(one) for one in told.rows("answers", MOST_ANSWERS)],
        note=told.text("note", 2000),
        proof=proof_of(walk, scans) if walk else _proof(doing, task),
        signature=told.uuid_or_none("signature"),
        scans=scans,
    )


def _given(told: Fields) -> Given:
    return Given(
        item_id=told.key("item"),
        value=told.text("value", 2000),
        note=told.text("note", 500),
        photos=told.uuids("photos"),
        put_right=told.flag("put_right"),
        put_right_photos=told.uuids("put_right_photos"),
        at_once=told.flag("at_once"),
        voice=told.uuid_or_none("voice"),
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


def note(doing: Doing) -> Result:
    task = find_task(doing)
    text = doing.data.text("text", 1000, least=1)
    doing.require(lambda user: Task.objects.visible_to(user).filter(pk=task.pk).exists())
    note_task(task, text=text, at=doing.at, by=doing.by)
    return {"task": task.pk}


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
