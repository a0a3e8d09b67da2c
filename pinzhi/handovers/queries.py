"""Which shifts change, what is open at a post, and which hand-overs are wanting."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from pinzhi.cases.models import Case
from pinzhi.cases.states import Status as CaseStatus
from pinzhi.common.calendar import Window
from pinzhi.handovers.changes import Change, changes
from pinzhi.handovers.models import Handover, HandoverItem
from pinzhi.handovers.states import Kind, Status
from pinzhi.people.models import Post, Staff
from pinzhi.people.queries import roster_map
from pinzhi.places.models import Site
from pinzhi.plans.models import Task
from pinzhi.plans.queries.modes import modes_on
from pinzhi.plans.states import OPEN
from pinzhi.plans.states import Status as TaskStatus

DAY = timedelta(days=1)
LATEST = timedelta(hours=4)  # so long after the end of a shift it can still be handed over
GRACE = timedelta(minutes=30)  # after that it is late
BACK = timedelta(days=2)  # so far back the foreman is told of what is wanting


@dataclass(frozen=True)
class Turn:
    """A change of shift at one post."""

    post: Post
    change: Change

    @property
    def starts_at(self) -> datetime:
        return self.change.shift.start

    @property
    def ends_at(self) -> datetime:
        return self.change.shift.end


def turns_of(site: Site, since: datetime, until: datetime) -> list[Turn]:
    """The changes of shift at a site in [since, until], by time. Four queries."""
    zone = ZoneInfo(site.time_zone)
    first, last = since.astimezone(zone).date() - DAY, until.astimezone(zone).date() + DAY
    duties: dict[int, list[tuple[Window, int]]] = defaultdict(list)
    for (post, _day), found in roster_map(site, first, last).items():
        duties[post] += found
    posts = Post.objects.select_related("site").in_bulk(list(duties))
    turns = [
        Turn(posts[post], change)
        for post, on in duties.items()
        for change in changes(on)
        if since <= change.shift.end <= until
    ]
    return sorted(turns, key=lambda t: (t.ends_at, t.post.pk))


def turns_around(user: Staff, now: datetime) -> list[Turn]:
    """The changes of shift of the last two days and the next wherever this person works."""
    sites = sites_worked_at(user, now)
    return [turn for site in sites for turn in turns_of(site, now - BACK, now + DAY)]


def to_hand_over(user: Staff, around: Sequence[Turn], now: datetime) -> list[Turn]:
    """The shifts this person is on or has just left, not handed over yet, latest first."""
    found = [t for t in around if user.pk in t.change.outgoing and is_time(t, now)]
    done = _signed(found)
    left = [t for t in found if (t.post.pk, t.ends_at) not in done]
    return sorted(left, key=lambda t: t.ends_at, reverse=True)


def is_time(turn: Turn, now: datetime) -> bool:
    return turn.starts_at <= now <= turn.ends_at + LATEST


def sites_worked_at(user: Staff, now: datetime) -> list[Site]:
    """Where this person is posted or on the roster around now."""
    today = timezone.localdate(now)
    near = user.roster.filter(day__range=(today - BACK, today + DAY)).values("site")
    posted = user.postings.not_over(today - DAY).filter(starts_on__lte=today).values("site")
    stands_in = user.stands_in.granted().between(today - DAY, today).values("site")
    sites = Site.objects.visible_to(user)
    wanted = Q(pk__in=near) | Q(pk__in=posted) | Q(pk__in=stands_in)
    return list(sites.filter(wanted).order_by("pk"))


def _signed(turns: Sequence[Turn]) -> set[tuple[int, datetime]]:
    if not turns:
        return set()
    rows = Handover.objects.filter(
        post__in={t.post.pk for t in turns}, ends_at__in={t.ends_at for t in turns}
    )
    return set(rows.values_list("post_id", "ends_at"))


def waiting_for(user: Staff, around: Sequence[Turn], now: datetime) -> list[Handover]:
    """Notes this person is to take over: meant for them, or for the shift they come on. By time."""
    comes_on = {(t.post.pk, t.ends_at) for t in around if user.pk in t.change.incoming}
    posts = {post for post, _ in comes_on}
    mine = Q(to=user) | Q(to=None, post__in=posts)
    rows = Handover.objects.visible_to(user).filter(mine, status=Status.SIGNED)
    recent = rows.filter(ends_at__gte=now - BACK).exclude(outgoing=user)
    found = recent.select_related("post", "site", "outgoing").order_by("ends_at", "pk")
    return [n for n in found if n.to_id == user.pk or (n.post_id, n.ends_at) in comes_on]


def open_items(turn: Turn, now: datetime) -> list[HandoverItem]:
    """Everything open at a post when its shift ends, not saved yet, by kind. Four queries.

    Of its department: what is to be put right and what waits to be checked again. Of the post:
    tasks that are open or were missed on this shift. Of the site: special modes.
    """
    post, site = turn.post, turn.post.site
    lines = [*_modes(site, now), *_cases(post), *_tasks(turn, now), *_things(post)]
    rank = list(Kind)
    lines.sort(key=lambda line: rank.index(Kind(line.kind)))
    for order, line in enumerate(lines):
        line.order = order
    return lines


def _modes(site: Site, now: datetime) -> Iterator[HandoverItem]:
    for mode in modes_on(site, now):
        title, due = str(mode.get_kind_display()), mode.ends_at
        yield HandoverItem(kind=Kind.MODE, title=title, note=mode.note, due_at=due, mode=mode)


def _cases(post: Post) -> Iterator[HandoverItem]:
    rows = Case.objects.unfinished().filter(site_id=post.site_id, department=post.department)
    for case in rows.select_related("owner").order_by("due_at", "pk"):
        kind = Kind.RECHECK if case.status == CaseStatus.FIXED else Kind.CASE
        who = case.owner.name if case.owner else ""
        yield HandoverItem(kind=kind, title=case.title, note=who, due_at=case.due_at, case=case)


def _tasks(turn: Turn, now: datetime) -> Iterator[HandoverItem]:
    still = Q(status__in=OPEN, opens_at__lt=max(now, turn.ends_at))
    missed = Q(status=TaskStatus.MISSED, lost_at__gt=turn.starts_at, lost_at__lte=now)
    rows = Task.objects.filter(still | missed, site_id=turn.post.site_id, post=turn.post)
    near = rows.filter(closes_at__gt=turn.starts_at - BACK).select_related("assignee")
    for task in near.order_by("closes_at", "pk"):
        yield HandoverItem(
            kind=_kind_of(task),
            title=task.title,
            note=task.assignee.name if task.assignee else "",
            due_at=task.closes_at,
            task=task,
        )


def _kind_of(task: Task) -> Kind:
    if task.status == TaskStatus.MISSED:
        return Kind.MISSED
    return Kind.RECHECK if task.rechecks_id else Kind.TASK


def _things(post: Post) -> Iterator[HandoverItem]:
    """Keys and tools stay with the post: they stand on the next note until somebody strikes them
    out."""
    for title in things_of(post):
        yield HandoverItem(kind=Kind.THING, title=title)


def things_of(post: Post) -> list[str]:
    last = Handover.objects.filter(post=post).order_by("-ends_at").first()
    if last is None:
        return []
    return list(last.items.filter(kind=Kind.THING).values_list("title", flat=True))


@dataclass(frozen=True)
class Wanting:
    """A change of shift without a note, or with one that is late, not taken over, or disputed."""

    MISSING, LATE, UNREAD, DISPUTED = "missing", "late", "unread", "disputed"

    state: str
    post: Post
    ends_at: datetime
    people: str
    handover: Handover | None


def wanting_at(site: Site, now: datetime) -> list[Wanting]:
    """What a foreman looks into: changes of the last two days whose note is missing, came late or
    was not taken over, and disputes of any age that nobody settled. Latest first. Six queries."""
    turns = turns_of(site, now - BACK, now - GRACE)
    rows = Handover.objects.filter(site=site).select_related("post", "outgoing")
    recent = Q(ends_at__gte=now - BACK - DAY) | Q(status=Status.DISPUTED)
    notes = {(h.post_id, h.ends_at): h for h in rows.filter(recent)}
    names = dict(
        Staff.objects.filter(pk__in={p for t in turns for p in t.change.outgoing}).values_list(
            "pk", "name"
        )
    )
    found = []
    for turn in turns:
        note = notes.pop((turn.post.pk, turn.ends_at), None)
        state = _wants(note, now) if note else Wanting.MISSING
        who = "、".join(sorted(names[pk] for pk in turn.change.outgoing))
        if state:
            found.append(Wanting(state, turn.post, turn.ends_at, who, note))
    found += [
        Wanting(state, note.post, note.ends_at, note.outgoing.name, note)
        for note in notes.values()
        if (state := _wants(note, now))
    ]
    return sorted(found, key=lambda w: w.ends_at, reverse=True)


def _wants(note: Handover, now: datetime) -> str:
    if note.status == Status.DISPUTED:
        return Wanting.DISPUTED
    if note.status == Status.SIGNED and note.ends_at + GRACE < now:
        return Wanting.UNREAD
    return Wanting.LATE if note.signed_at > note.ends_at + GRACE else ""
