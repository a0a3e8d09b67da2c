"""A site's past, task by task: who did what when, what was found, and what was made up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from random import Random

from pinzhi.demo import words
from pinzhi.demo.copying import NULL, Lines, moment, text
from pinzhi.demo.days import Days
from pinzhi.demo.following import Follow, Found
from pinzhi.demo.forms import Form
from pinzhi.demo.history import History
from pinzhi.demo.stage import Duty, Spot, Stage

NOBODY, NO_SIGNAL = 0.35, 0.04
HOUR, NIGHT = 3600.0, 14 * 3600.0
CHEATED_FROM, CHEATED_UNTIL = 45, 18  # days before now
WEEKEND = {6, 7}
STEP = timedelta(days=31)
ROUND, APART, TRIES = 8, 75, 8  # points, seconds, draws


@dataclass(frozen=True)
class Pictures:
    """Blobs to show: what was found, what was put right, one used again and again, a signature."""

    found: Sequence[str]
    right: Sequence[str]
    worn: str
    signature: str


class Site:
    """Simulates one site into lines of COPY. The same seed gives the same past."""

    def __init__(
        self, stage: Stage, lines: Lines, pictures: Pictures, *, seed: str, now: datetime
    ) -> None:
        self.stage, self.lines, self.pictures = stage, lines, pictures
        self.now = now.timestamp()
        self.site_id = stage.site.pk
        self.chance = Random(f"{seed}:{stage.site.code}")  # noqa: S311 -- a made-up past
        self.days = Days(seed, stage.site.code)
        self.history = History(lines, self.site_id, stage.names)
        self.follow = Follow(stage, lines, self.history, pictures, self.chance, self.now)
        self.records = 0
        self.busy: set[tuple[int, int]] = set()
        self._pick_cheats(now)

    def run(self, start: datetime) -> None:
        """Everything from `start` until now. Month by month, so that it needs little memory."""
        until = datetime.fromtimestamp(self.now, UTC)
        while start < until:
            end = min(start + STEP, until)
            for duty in self.stage.duties(start, end):
                self._carry_out(duty)
            self.history.tell(end.timestamp() if end < until else float("inf"))
            self.lines.flush()
            self.busy.clear()
            start = end

    def _pick_cheats(self, now: datetime) -> None:
        """Four people bend the rules: for some weeks a whole round within a minute, the same
        readings and photo day after day, records written the day after; always a checker who
        finds nothing."""
        self.hasty, self.copycat, self.tardy = (
            next((pk for name in posts for pk in self.stage.posted.get(name, ())[1:]), 0)
            for posts in words.CHEATS
        )
        self.cheating = (
            (now - timedelta(days=CHEATED_FROM)).date(),
            (now - timedelta(days=CHEATED_UNTIL)).date(),
        )

    def _carry_out(self, duty: Duty) -> None:
        job, form, chance = duty.job, duty.job.form, self.chance
        rain = self.days.rainy(duty.day)
        slow = form.outdoor and rain
        weekend = duty.day.isoweekday() in WEEKEND
        missing = 0.008 + (0.012 if weekend else 0.0) + (0.02 if slow else 0.0)
        late = 0.025 + (0.16 if slow else 0.0)
        weights = form.weights(rain=rain)
        likely = min(sum(weights) * self.days.trouble(duty.day), 0.9)
        turn = 0
        for spot in job.spots:
            assignee = duty.staff[spot.order % len(duty.staff)] if duty.staff else None
            doer = self._doer(duty, assignee)
            draw = chance.random()
            if doer is None or draw < missing:
                self._leave(duty, spot, assignee)
                continue
            turn += 1
            is_late = draw < missing + late and duty.lost > duty.closes
            started, captured = self._when(duty, doer, turn, is_late=is_late)
            if captured > self.now:
                self._leave(duty, spot, assignee or doer, started)
                continue
            failed = _failures(weights, likely, chance) if chance.random() < likely else ()
            self._hand_in(duty, spot, doer, started, captured, failed)

    def _doer(self, duty: Duty, assignee: int | None) -> int | None:
        """Whoever is down for it; a colleague for somebody absent, more often than not."""
        if assignee is not None and not self.days.absent(self.stage.numbers[assignee], duty.day):
            return assignee
        if not duty.pool or self.chance.random() < NOBODY:
            return None
        return duty.pool[int(self.chance.random() * len(duty.pool))]

    def _when(self, duty: Duty, doer: int, turn: int, *, is_late: bool) -> tuple[float, float]:
        chance, seconds = self.chance, duty.job.form.seconds
        takes = seconds * (0.6 + chance.random())
        if is_late:
            captured = duty.closes + (duty.lost - duty.closes) * (0.03 + 0.9 * chance.random())
            return max(duty.opens, captured - takes), captured
        if doer == self.hasty and self._cheats(duty.day):
            # a whole round within the minute, long before or after anybody walked it
            captured = duty.closes - min(600.0, (duty.closes - duty.opens) / 2) + 3.7 * turn
            return max(duty.opens, captured - 3.0), min(captured, duty.closes - 1)
        opens, length = self._part(duty)
        captured = self._free(duty, doer, turn, opens, length)
        return max(duty.opens, captured - min(takes, captured - duty.opens)), captured

    def _free(self, duty: Duty, doer: int, turn: int, opens: float, length: float) -> float:
        """A moment at which this person is nowhere else; on a round one point after the other."""
        chance, spots = self.chance, len(duty.job.spots)
        if spots >= ROUND:
            step = length * 0.9 / spots
            captured = opens + length * 0.05 + step * (turn - 0.4 * chance.random())
            self.busy.add((doer, int(captured // APART)))
            return captured
        for _ in range(TRIES):
            captured = opens + length * (0.08 + 0.86 * chance.random())
            at = int(captured // APART)
            if self.busy.isdisjoint(((doer, at - 1), (doer, at), (doer, at + 1))):
                break
        self.busy.add((doer, at))
        return captured

    def _part(self, duty: Duty) -> tuple[float, float]:
        """The window itself; of one that lasts for days, the daylight of one of them."""
        length = duty.closes - duty.opens
        if length <= NIGHT:
            return duty.opens, length
        days = int(length // 86400) or 1
        day = duty.day + timedelta(days=int(days * self.chance.random()))
        zone = self.stage.calendar.zone
        begin = datetime(day.year, day.month, day.day, 8, 30, tzinfo=zone).timestamp()
        begin = min(max(begin, duty.opens), duty.closes - HOUR)
        return begin, min(8.5 * HOUR, duty.closes - begin)

    def _cheats_at(self, at: float) -> bool:
        return self._cheats(datetime.fromtimestamp(at, self.stage.calendar.zone).date())

    def _cheats(self, day: date) -> bool:
        return self.cheating[0] <= day <= self.cheating[1]

    def _leave(
        self, duty: Duty, spot: Spot, assignee: int | None, started: float | None = None
    ) -> None:
        """Not done: missed once its last moment is over, until then still to be done."""
        status, begun = "due", NULL
        if duty.lost <= self.now:
            status = "missed"
        elif started is not None and started <= self.now:
            status, begun = "running", moment(started)
        pk = self._task(duty, spot, assignee, status, begun)
        if status == "missed":
            self.history.add(
                duty.lost, None, "task.missed", "plans.task", pk, spot.title, '{"status": "due"}',
                '{"status": "missed"}',
            )  # fmt: skip

    def _task(
        self,
        duty: Duty,
        spot: Spot,
        assignee: int | None,
        status: str,
        started: str = NULL,
        done: str = NULL,
    ) -> int:
        plan, pk = duty.job.plan, self.lines.number("plans_task")
        self.lines.waiting["plans_task"].append(
            f"{pk}\t{self.site_id}\t{plan.pk}\t{spot.target_id}\t{plan.checklist_id}"
            f"\t{spot.place_id or NULL}\t{spot.equipment_id or NULL}\t{plan.post_id}"
            f"\t{duty.job.department}\t{assignee or NULL}\t{text(spot.title)}"
            f"\t{duty.window}\t{status}\t{started}\t{done}"
        )
        return pk

    def _hand_in(
        self,
        duty: Duty,
        spot: Spot,
        doer: int,
        started: float,
        captured: float,
        failed: Sequence[int],
    ) -> None:
        form, plan, waiting = duty.job.form, duty.job.plan, self.lines.waiting
        status = "done" if captured <= duty.closes else "late"
        begun, stamp = moment(started), moment(captured)
        task = self._task(duty, spot, doer, status, begun, stamp)
        received = self._received(captured, doer, duty.day)
        uid = self._uid(captured)
        digest = sha256(uid.encode()).hexdigest()
        signature = self._evidence(doer, captured, received, "signature") if form.signed else NULL
        photo = self._evidence(doer, captured, received, "photo") if form.photos else ""
        first = self._answers(form, uid, doer, duty.day, photo, failed)
        deducted = sum(form.questions[at].item.deduction for at in failed)
        note = words.REMARKS_ON_FAILURE[task % 6] if failed else ""
        waiting["records_record"].append(
            f"{uid}\t{self.site_id}\t{task}\t{plan.checklist_id}\t{spot.place_id or NULL}"
            f"\t{spot.equipment_id or NULL}\t{doer}\t{text(spot.title)}\t{begun}"
            f"\t{stamp}\t{moment(received)}\t{digest}\t{spot.proof}\t{form.total}"
            f"\t{deducted}\t{len(failed)}\t{note}\t{signature}"
        )
        self.records += 1
        for at in failed:
            question = form.questions[at]
            self.follow.find(
                Found(duty, spot, question.item, uid, first[at], doer, captured, received)
            )
        self.history.add(
            received, doer, f"task.{status}", "plans.task", task, spot.title, '{"status": "due"}',
            f'{{"status": "{status}"}}', stamp,
        )  # fmt: skip
        self.history.add(
            received, doer, "record.submitted", "records.record", uid, spot.title, "{}",
            f'{{"body_hash": "{digest}", "failed": {len(failed)}, "deducted": "{deducted}"}}',
            stamp,
        )  # fmt: skip

    def _answers(
        self,
        form: Form,
        uid: str,
        doer: int,
        day: date,
        photo: str,
        failed: Sequence[int],
    ) -> dict[int, int]:
        """The lines of all answers; gives the number of each answer to a question that matters."""
        answers, chance = self.lines.waiting["records_answer"], self.chance
        pk = self.lines.number("records_answer", len(form.questions))
        same = doer == self.copycat and self._cheats(day)
        draw = int(chance.random() * 7919)
        kept: dict[int, int] = {}
        for at, question in enumerate(form.questions):
            if at in failed:
                value = question.fails[draw % len(question.fails)]
                note = words.REMARKS_ON_FAILURE[(draw + at) % 6]
                answers.append(f"{pk + at}\t{uid}\t{question.item.pk}\t{text(value)}\tfail\t{note}")
                kept[at] = pk + at
                continue
            tails = question.passes
            tail = tails[0 if same or len(tails) == 1 else (draw + at * 13) % len(tails)]
            if tail:
                answers.append(f"{pk + at}\t{uid}\t{tail}")
        for at in form.photos:
            self.lines.waiting["records_answerevidence"].append(f"{pk + at}\t{photo}\tfound")
        return kept

    def _received(self, captured: float, doer: int, day: date) -> float:
        draw = self.chance.random()
        if doer == self.tardy and self._cheats(day):
            later = captured + HOUR * (18 + 20 * draw)  # written down the day after
        elif draw < NO_SIGNAL:
            later = captured + 40 * 60 * draw / NO_SIGNAL  # a basement without signal
        else:
            later = captured + 1 + 4 * draw
        return min(later, self.now)

    def _evidence(self, by: int, captured: float, received: float, kind: str) -> str:
        blob = self.pictures.signature
        if kind == "photo":
            found = self.pictures.found
            blob = found[int(self.chance.random() * len(found))]
            if by == self.copycat and self._cheats_at(captured):
                blob = self.pictures.worn
        return self.follow.evidence(by, captured, received, blob, kind)

    def _uid(self, at: float) -> str:
        return make_uid(self.chance, at)


def make_uid(chance: Random, at: float) -> str:
    """A name as devices make them, version 7: the time first, so that neighbours lie together."""
    raw = f"{int(at * 1000):012x}7{chance.getrandbits(12):03x}{0x8000 | chance.getrandbits(14):04x}"
    raw += f"{chance.getrandbits(48):012x}"
    return f"{raw[:8]}-{raw[8:12]}-{raw[12:16]}-{raw[16:20]}-{raw[20:]}"


def _failures(weights: Sequence[float], likely: float, chance: Random) -> tuple[int, ...]:
    """One question that fails, by its weight, and now and then a second."""
    ways = [at for at, weight in enumerate(weights) if weight]
    first = chance.choices(ways, [weights[at] for at in ways])[0]
    if chance.random() < min(0.12 + likely / 2, 0.5):
        second = chance.choice(ways)
        return tuple(sorted({first, second}))
    return (first,)
