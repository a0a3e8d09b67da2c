"""What the words of a document may stand for at one's sites, suggested before anybody chooses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce, Left, NullIf

from pinzhi.people.departments import Department
from pinzhi.people.models import Post, Staff
from pinzhi.places.models import Equipment, EquipmentSystem, Place
from pinzhi.standards.models import Document, Passage, Proposal, Wire
from pinzhi.standards.words import CaseKind, PlaceKind
from pinzhi.studio.parts import doer, first, of_key, wording
from pinzhi.studio.sayings import say

Kind, Status = Wire.Kind, Wire.Status
WORDS = 120
ARROW = " → "
ALIKE = 0.6  # of the letters in common, from which on a post is suggested
# Words of an event, and the kind of case they speak of; the first that fits.
CASES = (
    ("复查", CaseKind.RECTIFICATION), ("整改", CaseKind.RECTIFICATION),
    ("投诉", CaseKind.COMPLAINT),
    ("报修", CaseKind.REPAIR), ("维修", CaseKind.REPAIR), ("咨询", CaseKind.ENQUIRY),
    ("建议", CaseKind.SUGGESTION), ("困人", CaseKind.EMERGENCY), ("火警", CaseKind.EMERGENCY),
    ("突发", CaseKind.EMERGENCY), ("报警", CaseKind.EMERGENCY), ("险情", CaseKind.EMERGENCY),
    ("违章", CaseKind.VIOLATION), ("违规", CaseKind.VIOLATION), ("修复", CaseKind.REPAIR),
)  # fmt: skip
# Classes of things that a task is carried out at one by one; a lobby or a garage is named in the
# items of a round of the whole site.
_CLASSES = frozenset(
    (PlaceKind.EQUIPMENT.value, PlaceKind.BUILDING.value, PlaceKind.CHECKPOINT.value)
)
_NO_CLASS = frozenset((EquipmentSystem.OTHER.value, EquipmentSystem.BUILDING_FABRIC.value, ""))
Target = dict[str, Any]
Key = tuple[str, str]


@dataclass
class Wiring:
    """Some words and what they stand for: stored by a person, or only suggested so far."""

    kind: str
    words: str
    status: str
    target: Target
    version: int
    uses: int = 0
    stored: Wire | None = None

    @property
    def holds(self) -> bool:
        """Whether the draft may be made with it."""
        return self.status in {Status.SUGGESTED, Status.WIRED}

    @property
    def in_words(self) -> str:
        """What it stands for, as a page says it."""
        told = self.target
        if self.kind == Kind.POST:
            department = dict(Department.choices).get(told.get("department", ""), "")
            return " · ".join(str(one) for one in (told.get("post"), department) if one)
        if self.kind == Kind.PLACE:
            kind = dict(PlaceKind.choices).get(told.get("place_kind", ""), "")
            system = dict(EquipmentSystem.choices).get(told.get("system", ""), "")
            return " · ".join(str(one) for one in (kind, system) if one)
        if self.kind == Kind.CLOCK:
            case = dict(CaseKind.choices).get(told.get("case_kind", ""), "")
            span = ARROW.join(str(told[name]) for name in ("event", "action") if told.get(name))
            return " · ".join(str(one) for one in (case, span) if one)
        return str(told.get("title") or told.get("scheme") or "")


@dataclass(frozen=True)
class Ground:
    """What one's sites have to wire to: posts by name with their department, machines by system,
    kinds of places."""

    posts: Mapping[str, str]
    systems: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


def ground_of(user: Staff) -> Ground:
    posts = Post.objects.visible_to(user).order_by("name", "department")
    machines = Equipment.objects.visible_to(user).order_by().values_list("system", flat=True)
    places = Place.objects.visible_to(user).order_by().values_list("kind", flat=True)
    return Ground(
        dict(posts.values_list("name", "department").distinct()),
        frozenset(machines.distinct()),
        frozenset(places.distinct()),
    )


def accepted_in(document: Document, *, whole: bool = True) -> list[Proposal]:
    """The accepted proposals in reading order, with their passages where they are wanted whole."""
    asks = Proposal.objects.filter(passage__document=document, status=Proposal.Status.ACCEPTED)
    asks = asks.order_by("passage__order", "order", "pk")
    return list(asks.select_related("passage") if whole else asks.only("passage", "parts"))


def schemes_of(document: Document) -> dict[int, str]:
    """For each passage the topmost heading it stands under; the standard's title without one."""
    title = document.edition.standard.title
    words = Coalesce(NullIf("title", Value("")), Left("text", 60))
    rows = document.passages.order_by("order").values_list("pk", "parent", "kind", words)
    found: dict[int, str] = {}
    for pk, parent, kind, own in rows:
        above = found.get(parent) if parent else None
        named = own.strip()[:60] if kind == Passage.Kind.HEADING else ""
        found[pk] = above or named or ""
    return {pk: name or title for pk, name in found.items()}


def keys_of(parts: Iterable[Mapping[str, Any]], scheme: str) -> list[tuple[Key, Any]]:
    """What a proposal has to be wired to, with the value each was understood from."""
    parts = list(parts)
    keys: list[tuple[Key, Any]] = []
    if first(parts, "recurrence") is not None:
        keys.append(((Kind.POST, doer(parts)[:WORDS]), None))
        place = first(parts, "place")
        keys.append(((Kind.PLACE, wording(place)[:WORDS]), place))
    keys += [((Kind.FORM, str(form)[:WORDS]), None) for form in of_key(parts, "forms")[:1]]
    for part in parts:
        if part["key"] == "time_limit":
            keys.append(((Kind.CLOCK, event_of(parts, part)[:WORDS]), part["value"]))
    if first(parts, "money") is not None or first(parts, "score_band") is not None:
        keys.append(((Kind.SCHEME, scheme[:WORDS]), None))
    return keys


def event_of(parts: Iterable[Mapping[str, Any]], limit: Mapping[str, Any]) -> str:
    """The words a time limit is known by: "what starts it → what it is until"."""
    value = limit["value"]
    until = str(value.get("of") or "") if isinstance(value, Mapping) else ""
    deeds = [say(part)[0] for part in parts if part["key"] == "activity"]
    until = until or next(iter(deeds), "") or str(limit.get("words") or "")
    events = [say(part)[0] for part in parts if part["key"] == "condition"]
    return ARROW.join(one for one in (next(iter(events), ""), until) if one)


@dataclass(frozen=True)
class Accepted:
    """What was accepted in a document, and all that it needs, as stored or as suggested."""

    asks: list[Proposal]
    schemes: dict[int, str]
    wiring: dict[Key, Wiring]
    ground: Ground


def accepted_of(document: Document, user: Staff, *, whole: bool = False) -> Accepted:
    """Six queries."""
    ground, schemes = ground_of(user), schemes_of(document)
    asks = accepted_in(document, whole=whole)
    stored = {(w.kind, w.words): w for w in document.wires.select_related("changed_by")}
    found: dict[Key, Wiring] = {}
    for ask in asks:
        for key, value in keys_of(ask.parts, schemes[ask.passage_id]):
            if key not in found:
                found[key] = _wiring(key, value, stored.get(key), ground)
            found[key].uses += 1
    return Accepted(asks, schemes, found, ground)


def _wiring(key: Key, value: Any, wire: Wire | None, ground: Ground) -> Wiring:
    if wire is not None:
        return Wiring(wire.kind, wire.words, wire.status, wire.target, wire.version, stored=wire)
    kind, words = key
    target = suggested(kind, words, value, ground)
    status = Status.SUGGESTED if target else Status.OPEN
    return Wiring(kind, words, status, target, 0)


def suggested(kind: str, words: str, value: Any, ground: Ground) -> Target:
    """What the words most likely stand for; empty when nothing is likely enough."""
    if kind == Kind.POST:
        return post_like(words, ground)
    if kind == Kind.PLACE:
        return _place(value, ground)
    if kind == Kind.FORM:
        return {"title": words}
    if kind == Kind.CLOCK:
        case = next((case for word, case in CASES if word in words), CaseKind.OTHER)
        event, _, action = words.partition(ARROW)
        return {"case_kind": case.value, "event": event[:80], "action": action[:80] or event[:80]}
    return {"scheme": words[:60]}


def post_like(role: str, ground: Ground) -> Target:
    """The post of this name, else the one most like it."""
    if not role:
        return {}
    best, name = max(((_likeness(role, post), post) for post in ground.posts), default=(0.0, ""))
    return {"post": name, "department": ground.posts[name]} if best >= ALIKE else {}


def _likeness(role: str, post: str) -> float:
    if role == post:
        return 2.0
    if role in post or post in role:
        return 1 + min(len(role), len(post)) / max(len(role), len(post))
    return SequenceMatcher(None, role, post, autojunk=False).ratio()


def _place(value: Any, ground: Ground) -> Target:
    """Machines by their system, where there are any; else the site as a whole."""
    told = value if isinstance(value, Mapping) else {}
    kind, system = str(told.get("kind", "")), str(told.get("system", ""))
    if kind == PlaceKind.EQUIPMENT and system in ground.systems - _NO_CLASS:
        return {"place_kind": kind, "system": system}
    if kind in _CLASSES & ground.kinds and kind != PlaceKind.EQUIPMENT:
        return {"place_kind": kind, "system": ""}
    return {"place_kind": PlaceKind.SITE.value, "system": ""}


def department_of(target: Target) -> str:
    told = target.get("department", "")
    return told if told in Department.values else Department.ADMINISTRATION.value
