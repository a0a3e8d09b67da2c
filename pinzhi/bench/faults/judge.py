"""Lost, doubled, corrupt, silent: what phones were promised against what the server holds.

LOST: saved, yet neither on the server with an equal hash, nor in the outbox, nor set aside where
worker and foreman see it. DUP: more than one effect of one deed. CORRUPT: something differs from
what was saved. SILENT: the phone claims success that the server does not have.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pinzhi.bench.faults.journal import ASIDE, RECEIVED, WAITING, Deed
from pinzhi.cases.models import Case, Comment, Report
from pinzhi.field.sync.models import Operation
from pinzhi.files.actions import evidence_store
from pinzhi.files.models import Evidence
from pinzhi.plans.models import Task
from pinzhi.plans.states import Status
from pinzhi.records.models import Answer, Record
from pinzhi.trail.models import Event

SAID = ("task.noted", "case.commented")


@dataclass
class Verdict:
    """The four words, and two that must be nothing as well: `unsent` is still in the outbox after
    its rounds on a good line, `undone` is on the server but not carried out."""

    lost: int = 0
    dup: int = 0
    corrupt: int = 0
    silent: int = 0
    unsent: int = 0
    undone: int = 0
    aside: int = 0
    examples: list[str] = field(default_factory=list)

    def count(self, word: str, deed: Deed, why: str) -> None:
        setattr(self, word, getattr(self, word) + 1)
        if len(self.examples) < 20:  # noqa: PLR2004 -- enough to look into
            self.examples.append(f"{word}: {deed.kind} {deed.uuid} {deed.state} ({why})")


class Held:
    """All that the server holds, read once."""

    def __init__(self) -> None:
        self.rows = {(str(o.uid), o.body_hash): o for o in Operation.objects.iterator(2_000)}
        events = Event.objects.filter(verb__in=(*SAID, "record.submitted", "task.running"))
        found = events.values_list("verb", "reason", "object_id")
        self.said: Counter[str] = Counter()
        self.events: Counter[tuple[str, str]] = Counter()
        for verb, reason, thing in found.iterator(5_000):
            self.said[reason] += verb in SAID
            self.events[verb, thing] += 1
        self.done = set(Task.objects.filter(status=Status.DONE).values_list("pk", flat=True))
        self.records = dict(Record.objects.values_list("uid", "by_id"))
        self.answers: dict[UUID, list[tuple[int, str]]] = defaultdict(list)
        rows = Answer.objects.values_list("record_id", "item_id", "value")
        for record, item, value in rows.iterator(5_000):
            self.answers[record].append((item, value))
        self.reports = dict(Report.objects.values_list("uid", "case__title"))
        self.titles = Counter(Case.objects.values_list("title", flat=True))
        self.comments = dict(Comment.objects.values_list("uid", "text"))
        self.findings = Counter(Case.objects.values_list("finding__record_id", flat=True))
        self.evidence = {
            e.uid: e.blob for e in Evidence.objects.select_related("blob").iterator(2_000)
        }
        self._sound: dict[str, bool] = {}

    def is_sound(self, uid: UUID, sha256: str) -> bool:
        """Whether the photo is there under its name and its stored bytes have its hash."""
        blob = self.evidence.get(uid)
        if blob is None or blob.sha256 != sha256:
            return False
        if sha256 not in self._sound:
            with evidence_store().open(blob.original) as stored:
                found = hashlib.sha256(stored.read()).hexdigest()
            self._sound[sha256] = found == sha256
        return self._sound[sha256]


def judge(deeds: Iterable[tuple[int, Deed]], held: Held) -> Verdict:
    """Go through all that was ever saved. `deeds`: whose (the author's key), and what."""
    verdict = Verdict()
    rivals: dict[str, list[tuple[int, Deed]]] = defaultdict(list)
    for author, deed in deeds:
        if deed.expects == "aside":
            _judge_poison(deed, held, verdict)
        elif deed.expects == "rival":
            rivals[deed.uuid].append((author, deed))
        else:
            _judge_one(author, deed, held, verdict)
    for pair in rivals.values():
        _judge_rivals(pair, held, verdict)
    return verdict


def _judge_poison(deed: Deed, held: Held, verdict: Verdict) -> None:
    if (deed.uuid, deed.hash) in held.rows:
        verdict.count("corrupt", deed, "the server took what cannot be read")
    elif deed.state == ASIDE:
        verdict.aside += 1
    elif deed.state == WAITING:
        verdict.unsent += 1
    else:
        verdict.count("silent", deed, "claimed for poison")


def _judge_one(author: int, deed: Deed, held: Held, verdict: Verdict) -> None:
    row = _row_of(author, deed, held, verdict)
    if row is None:
        return
    effects = effects_of(deed, held)
    if effects > 1:
        verdict.count("dup", deed, f"{effects} effects")
    if row.state == "accepted":
        if effects == 0:
            verdict.count("silent", deed, "accepted without effect")
        elif not _is_whole(author, deed, held):
            verdict.count("corrupt", deed, "what came of it differs")
        return
    if deed.state == RECEIVED and deed.answer in {"accepted", "had"}:
        verdict.count("silent", deed, f"the server has it {row.state}")
    verdict.count("undone", deed, f"{row.state} {row.code}")


def _row_of(author: int, deed: Deed, held: Held, verdict: Verdict) -> Operation | None:
    """The operation as the server holds it; None, and a word, when it does not or differs."""
    row = held.rows.get((deed.uuid, deed.hash))
    if row is None and effects_of(deed, held):
        verdict.count("dup", deed, "carried out under another number")
    elif row is None and deed.state == WAITING:
        verdict.count("unsent", deed, deed.code)
    elif row is None:
        verdict.count("lost", deed, deed.code)
        if deed.state == RECEIVED:
            verdict.count("silent", deed, "claimed to be there")
    elif row.by_id != author or hashlib.sha256(row.body.encode()).hexdigest() != deed.hash:
        verdict.count("corrupt", deed, "another author or body")
        return None
    return row


def _judge_rivals(pair: Sequence[tuple[int, Deed]], held: Held, verdict: Verdict) -> None:
    """One of the two counts, the other is kept for a person, and nothing happened twice."""
    rows = [_row_of(author, deed, held, verdict) for author, deed in pair]
    states = sorted(row.state for row in rows if row is not None)
    first = pair[0][1]
    if sum(effects_of(deed, held) for _author, deed in pair) > 1 or states.count("accepted") > 1:
        verdict.count("dup", first, "both of two bodies count")
    elif None not in rows and states != ["accepted", "conflict"]:
        verdict.count("undone", first, " and ".join(states))


def effects_of(deed: Deed, held: Held) -> int:
    """How often the deed was done."""
    data, uid = json.loads(deed.body)["data"], UUID(deed.uuid)
    if deed.kind in {"task.note", "case.comment"}:
        return held.said[data["text"]]
    if deed.kind == "finding.report":
        return max(held.titles[data["title"]], int(uid in held.reports))
    if deed.kind == "task.start":
        begun = held.events["task.running", str(data["task"])]
        return begun or int(data["task"] in held.done)  # its record was quicker on the way
    cases = held.findings[uid] if _fails(data) else 0
    return max(held.events["record.submitted", deed.uuid], int(uid in held.records), cases)


def _fails(data: Any) -> bool:
    return "fail" in {one["value"] for one in data["answers"]}


def _is_whole(author: int, deed: Deed, held: Held) -> bool:
    """Whether what came of it says what was saved, photos to the byte."""
    told, uid = json.loads(deed.body), UUID(deed.uuid)
    data = told["data"]
    if not all(held.is_sound(UUID(one["uuid"]), one["sha256"]) for one in told["files"]):
        return False
    if deed.kind == "record.submit":
        given = sorted((one["item"], one["value"]) for one in data["answers"])
        same = sorted(held.answers[uid]) == given and held.records.get(uid) == author
        return same and held.findings[uid] == int(_fails(data))
    if deed.kind == "case.comment":
        return bool(held.comments.get(uid) == data["text"])
    return True
