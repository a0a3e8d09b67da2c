"""Hand-overs of shifts."""

from django.utils import timezone

from pinzhi.handovers.models import Handover, HandoverItem
from pinzhi.handovers.states import Kind
from pinzhi.people.models import Post
from pinzhi.places.models import Role
from pinzhi.plans.rules import DOERS
from tests.handovers.shifts import HOUR, plant_shifts_now
from tests.rights.matrix import EVERY, POST, Kwargs, Rule, Sort
from tests.rights.world import Ground

READERS = EVERY - {Role.CONTRACTOR_WORKER}
HIDDEN = {Role.CONTRACTOR_WORKER}  # others' notes are not there for him
GIVERS = {Role.SITE_MANAGER, Role.DEPARTMENT_HEAD, Role.FOREMAN}


def a_post(ground: Ground) -> Post:
    """The worker's shift runs now; the foreman comes on after it."""

    def make() -> Post:
        post = Post.objects.create(
            site=ground.site, code="GATE", name="Lakeside gate", department="engineering"
        )
        worker, foreman = (ground.people[role] for role in (Role.WORKER, Role.FOREMAN))
        ends = plant_shifts_now(post, worker, foreman)
        ground.once("handovers.ends", lambda: int(ends.timestamp()))
        return post

    return ground.once("handovers.post", make)


def turn(ground: Ground) -> Kwargs:
    post = a_post(ground)
    return {"post": post.pk, "ends": ground.kept["handovers.ends"]}


def a_note(ground: Ground, status: str = "signed") -> Handover:
    def make() -> Handover:
        at = timezone.now() - len(ground.kept) * HOUR
        taken = {"accepted_by": ground.people[Role.FOREMAN], "accepted_at": at}
        return Handover.objects.create(
            site=ground.site,
            post=a_post(ground),
            starts_at=at - HOUR,
            ends_at=at,
            signed_at=at,
            outgoing=ground.people[Role.WORKER],
            status=status,
            **({} if status == "signed" else taken),
        )

    return ground.once(f"handovers.{status}", make)


def note(ground: Ground) -> Kwargs:
    return {"pk": a_note(ground).pk}


def item(ground: Ground) -> Kwargs:
    def make() -> HandoverItem:
        return HandoverItem.objects.create(
            handover=a_note(ground, "disputed"), order=0, kind=Kind.THING, title="Key", dispute="No"
        )

    return {"pk": ground.once("handovers.item", make).pk}


RULES = [
    Rule("handovers:mine", sort=Sort.SIGNED_IN),
    # only who is on the shift
    Rule("handovers:sign", may={Role.WORKER}, at=turn),
    Rule(
        "handovers:sign",
        POST,
        may={Role.WORKER},
        at=turn,
        body=lambda ground: {
            "to": ground.people[Role.FOREMAN].pk,
            "things": "Key 12\nRadio 3",
            "remarks": "All quiet",
        },
    ),
    Rule(
        "handovers:handover_list",
        may=READERS,
        sort=Sort.LIST,
        hides=lambda ground: a_note(ground).post.name,
    ),
    Rule("handovers:handover", may=READERS, at=note, hidden=HIDDEN),
    # anyone of the department but the worker who signed it
    Rule(
        "handovers:accept",
        POST,
        may={*DOERS} - {Role.WORKER, Role.BUTLER},
        at=note,
        hidden=HIDDEN,
    ),
    Rule(
        "handovers:settle",
        POST,
        may=GIVERS,
        at=item,
        hidden=HIDDEN,
        body=lambda _: {"answer": "Found"},
    ),
]
