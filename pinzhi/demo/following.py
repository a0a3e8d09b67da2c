"""What becomes of a finding: put right on the spot, or a case until somebody else is content."""

from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

from pinzhi.cases.deadlines import due_at
from pinzhi.demo import words
from pinzhi.demo.copying import NULL, Lines, moment
from pinzhi.demo.history import History
from pinzhi.demo.stage import Duty, Spot, Stage
from pinzhi.places.models import Role
from pinzhi.standards.models import Item

if TYPE_CHECKING:
    from pinzhi.demo.simulating import Pictures

HOUR, DAY = 3600.0, 86400.0
ROUNDS = 3
AT_ONCE, IN_TIME, ASKED, GRANTED = 0.6, 0.8, 0.06, 0.75
PUT_RIGHT, AGAIN = 0.87, 0.98  # of the rechecks, summed up


@dataclass(frozen=True)
class Found:
    """A failed answer, with everything its finding and case take over."""

    duty: Duty
    spot: Spot
    item: Item
    record: str
    answer: int
    by: int
    at: float
    received: float

    @property
    def title(self) -> str:
        return f"{self.item.title} · {self.spot.title}"[:400]


@dataclass
class Open:
    """A case under way."""

    pk: int
    found: Found
    owner: int
    due: float
    status: str = "assigned"
    round: int = 1
    closed: float | None = None


class Follow:
    """Findings, cases, fixes, rechecks and extensions of one site."""

    def __init__(
        self,
        stage: Stage,
        lines: Lines,
        history: History,
        pictures: "Pictures",
        chance: Random,
        now: float,
    ) -> None:
        self.stage, self.lines, self.history = stage, lines, history
        self.pictures, self.chance, self.now = pictures, chance, now

    def find(self, found: Found) -> None:
        at_once = found.item.on_the_spot and self.chance.random() < AT_ONCE
        self._show(found, at_once=at_once)
        pk = self.lines.number("records_finding")
        status = "on_the_spot" if at_once else "open"
        self.history.add(
            found.received, found.by, "finding.found", "records.finding", pk, found.title, "{}",
            f'{{"status": "{status}"}}',
        )  # fmt: skip
        closed = found.at if at_once else None
        case = None if at_once else self._open(found)
        if case is not None:
            self._go_on(case)
            if case.closed is not None:
                closed, status = case.closed, case.status
        self._write_finding(found, pk, status, closed)
        if case is not None:
            self._write_case(case, pk)

    def evidence(self, by: int, captured: float, received: float, blob: str, kind: str) -> str:
        from pinzhi.demo.simulating import make_uid

        uid = make_uid(self.chance, captured)
        site, stamp = self.stage.site.pk, moment(captured)
        self.lines.waiting["files_evidence"].append(
            f"{uid}\t{site}\t{blob}\t{kind}\t{by}\t{stamp}\t{moment(received)}"
        )
        after = f'{{"sha256": "{blob}"}}'
        label = f"{'签名' if kind == 'signature' else '照片'} {blob[:12]}"
        self.history.add(
            received, by, "evidence.kept", "files.evidence", uid, label, "{}", after, stamp
        )
        return uid

    def _photo(self, by: int, at: float, *, right: bool) -> str:
        blobs = self.pictures.right if right else self.pictures.found
        blob = blobs[int(self.chance.random() * len(blobs))]
        return self.evidence(by, at, at + 2, blob, "photo")

    def _show(self, found: Found, *, at_once: bool) -> None:
        before = self._photo(found.by, found.at - 5, right=False)
        self.lines.add("records_answerevidence", found.answer, before, "found")
        if at_once:
            after = self._photo(found.by, found.at - 1, right=True)
            self.lines.add("records_answerevidence", found.answer, after, "put_right")

    def _write_finding(self, found: Found, pk: int, status: str, closed: float | None) -> None:
        item, spot = found.item, found.spot
        self.lines.add(
            "records_finding", pk, self.stage.site.pk, found.record, found.answer, item.pk,
            item.clause_id, spot.place_id, spot.equipment_id, found.title, status, item.deduction,
            found.by, moment(found.at), None if closed is None else moment(closed),
        )  # fmt: skip

    def _open(self, found: Found) -> Open:
        at = datetime.fromtimestamp(found.at, UTC)
        due = due_at(at, found.item.fix_value, found.item.fix_unit, self.stage.calendar)
        case = Open(self.lines.number("cases_case"), found, self._owner(found), due.timestamp())
        owner = self.stage.names[case.owner]
        after = f'{{"owner": "{owner}", "due_at": "{due.astimezone(UTC).isoformat()}"}}'
        self._say(case, found.received, found.by, "case.opened", "{}", after)
        return case

    def _owner(self, found: Found) -> int:
        """As cases.actions.opening: who answers for the spot, else who leads the trade."""
        if found.spot.owner_id is not None:
            return found.spot.owner_id
        department = found.item.checklist.department
        for role in (Role.FOREMAN, Role.DEPARTMENT_HEAD, Role.SITE_MANAGER):
            nearest = self.stage.leaders.get(f"{role}:{department}")
            nearest = nearest or self.stage.leaders.get(f"{role}:")
            if nearest:
                return nearest[0]
        return found.by

    def _go_on(self, case: Open) -> None:
        """Round after round until it is closed or the present is reached."""
        at = case.found.received
        for round_ in range(1, ROUNDS + 1):
            case.round = round_
            fixed = self._fixed_at(case, at)
            if fixed > self.now:
                return
            at = self._recheck(case, self._fix(case, fixed), fixed, last=round_ == ROUNDS)
            if at > self.now or case.closed is not None:
                return

    def _fixed_at(self, case: Open, at: float) -> float:
        chance, room = self.chance, max(case.due - at, 2 * HOUR)
        if chance.random() < ASKED and case.round == 1:
            self._extend(case, at + room * 0.7)
            room = max(case.due - at, 2 * HOUR)
        if chance.random() < IN_TIME:
            return at + room * (0.15 + 0.8 * chance.random())
        return at + room + DAY * 4 * chance.random()

    def _extend(self, case: Open, asked: float) -> None:
        managers = [m for m in self.stage.leaders.get(Role.SITE_MANAGER, ()) if m != case.owner]
        if asked > self.now or not managers:
            return
        until = case.due + DAY * (2 + int(self.chance.random() * 6))
        decided = asked + HOUR * (1 + 20 * self.chance.random())
        reason = words.LATER[int(self.chance.random() * len(words.LATER))]
        status = "approved" if self.chance.random() < GRANTED else "refused"
        if decided > self.now:
            status = "asked"
        self.lines.add(
            "cases_extension", case.pk, moment(until), reason, status, case.owner, moment(asked),
            None if status == "asked" else managers[0],
        )  # fmt: skip
        after = f'{{"until": "{moment(until)}"}}'
        self._say(case, asked, case.owner, "case.extension_asked", "{}", after, reason)
        if status == "asked":
            return
        before = f'{{"due_at": "{moment(case.due)}"}}'
        if status == "approved":
            case.due = until
        after = f'{{"due_at": "{moment(case.due)}"}}'
        self._say(case, decided, managers[0], f"case.extension_{status}", before, after)

    def _fix(self, case: Open, at: float) -> str:
        from pinzhi.demo.simulating import make_uid

        said = words.FIXED if case.round == 1 else words.FIXED_AGAIN
        told = said[int(self.chance.random() * len(said))]
        uid = make_uid(self.chance, at)
        self.lines.add("cases_fix", uid, case.pk, case.round, told, case.owner, moment(at))
        photo = self._photo(case.owner, at - 20, right=True)
        self.lines.add("cases_fix_photos", uid, photo)
        self._move(case, "fixed", at, case.owner, told)
        return uid

    def _recheck(self, case: Open, fix: str, at: float, *, last: bool) -> float:
        """Somebody else looks; gives when. In the future it is still waiting for it."""
        from pinzhi.demo.simulating import make_uid

        looked = at + HOUR * (1.5 + 26 * self.chance.random())
        others = [pk for pk in self.stage.checkers if pk != case.owner]
        if looked > self.now or not others:
            return looked
        by = others[int(self.chance.random() * len(others))]
        outcome, said = self._judge(last=last)
        if by == self.stage.checkers[0]:  # who never finds anything
            outcome, said = "put_right", words.LOOKED_GOOD
        told = said[int(self.chance.random() * len(said))]
        uid = make_uid(self.chance, looked)
        self.lines.add("cases_recheck", uid, fix, outcome, told, by, moment(looked))
        self._move(case, outcome, looked, by, told)
        if outcome == "again":
            case.round += 1
        else:
            case.closed = looked
        return looked

    def _judge(self, *, last: bool) -> tuple[str, tuple[str, ...]]:
        draw = self.chance.random()
        if draw < PUT_RIGHT:
            return "put_right", words.LOOKED_GOOD
        if draw < AGAIN and not last:
            return "again", words.LOOKED_BAD
        return "deducted", words.LOOKED_LOST

    def _move(self, case: Open, status: str, at: float, by: int, reason: str) -> None:
        before, after = f'{{"status": "{case.status}"}}', f'{{"status": "{status}"}}'
        case.status = status
        self._say(case, at + 2, by, f"case.{status}", before, after, reason, captured=moment(at))

    def _say(  # noqa: PLR0917 -- the fields of an event
        self,
        case: Open,
        at: float,
        by: int,
        verb: str,
        before: str,
        after: str,
        reason: str = "",
        captured: str = NULL,
    ) -> None:
        self.history.add(
            at, by, verb, "cases.case", case.pk, case.found.title, before, after, captured, reason
        )

    def _write_case(self, case: Open, finding: int) -> None:
        found, spot = case.found, case.found.spot
        self.lines.add(
            "cases_case", case.pk, self.stage.site.pk, "rectification", finding, found.title,
            found.item.checklist.department, spot.place_id, spot.equipment_id, case.status,
            case.owner, moment(found.at), moment(case.due), case.round,
            None if case.closed is None else moment(case.closed),
        )  # fmt: skip
