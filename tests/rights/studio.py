"""The studio: for quality officers, on the standards they answer for."""

from django.core.files.uploadedfile import SimpleUploadedFile

from pinzhi.files.actions import keep_original
from pinzhi.places.models import Role
from pinzhi.standards.models import Document, Edition, Passage, Proposal, Standard
from pinzhi.studio.parts import part
from tests.rights.matrix import GET, POST, Kwargs, Rule, Sort
from tests.rights.world import Ground

OFFICER = {Role.QUALITY_OFFICER}
RHYTHM = {"times": 1, "every": 1, "unit": "day"}
SWEPT = "保洁员每日清扫大堂；每周擦拭扶手。"


def plant(ground: Ground, code: str, status: str = Document.Status.READY) -> Document:
    """A document of Lakeside's own standard: one passage, two proposals."""
    standard = Standard.objects.create(
        code=code, title=f"Sweeping {code}", line="property", owner=ground.site.node
    )
    document = Document.objects.create(
        edition=Edition.objects.create(standard=standard, number="1"),
        blob=keep_original(SWEPT.encode(), media_type="text/plain"),
        file_name=f"{code}.txt",
        kind="txt",
        status=status,
        text=SWEPT,
        done=100,
        uploaded_by=ground.people[Role.QUALITY_OFFICER],
    )
    passage = Passage.objects.create(
        document=document, order=0, kind="clause", number="1", text=SWEPT, start=0, end=len(SWEPT)
    )
    parts = [part("recurrence", RHYTHM), part("roles", "保洁员"), part("forms", "日检表")]
    for order in range(2):
        Proposal.objects.create(passage=passage, order=order, parts=parts, status="accepted")
    return document


def a_document(ground: Ground) -> Document:
    return ground.once("studio.document", lambda: plant(ground, "SWEEP"))


def document(ground: Ground) -> Kwargs:
    return {"pk": a_document(ground).pk}


def a_failed_one(ground: Ground) -> Kwargs:
    made = ground.once("studio.failed", lambda: plant(ground, "FAILED", Document.Status.FAILED))
    return {"pk": made.pk}


def passage(ground: Ground) -> Kwargs:
    return {"pk": Passage.objects.get(document=a_document(ground)).pk}


def ask(ground: Ground) -> Kwargs:
    first = Proposal.objects.filter(passage__document=a_document(ground)).order_by("order").first()
    assert first is not None
    return {"pk": first.pk}


def version(_: Ground) -> Kwargs:
    return {"version": "1"}


def marking(_: Ground) -> Kwargs:
    return {"version": "1", "blocking": "1"}


def reviewing(_: Ground) -> Kwargs:
    return {"version": "1", "done": "1"}


def removal(_: Ground) -> Kwargs:
    return {"version": "1", "index": "0"}


def splitting(_: Ground) -> Kwargs:
    return {"version": "1", "part": "0"}


def rhythm(ground: Ground) -> Kwargs:
    """The whole form of a recurrence."""
    told = {
        "times": "2",
        "every": "1",
        "unit": "week",
        "window_from": "08:00",
        "window_to": "09:30",
        "time": "",
        "weekday": "1",
        "monthday": "",
        "month": "3 4",
        "before_day": "",
        "condition": "",
        "bound": "",
    }
    fields = {f"p{ask(ground)['pk']}-{name}": value for name, value in told.items()}
    return {"version": "1", "key": "recurrence", "index": "0", **fields}


def addition(ground: Ground) -> Kwargs:
    prefix = f"n{passage(ground)['pk']}"
    return {f"{prefix}-verb": "擦拭", f"{prefix}-object": "扶手"}


def wire(_: Ground) -> Kwargs:
    told = {"kind": "post", "words": "保洁员", "version": "0", "row": "0", "deed": "set"}
    return {**told, "post": "保洁员", "department": "environment"}


def which_wire(_: Ground) -> Kwargs:
    return {"kind": "place", "words": "", "row": "1"}


def upload(_: Ground) -> Kwargs:
    return {
        "file": SimpleUploadedFile("规程.txt", SWEPT.encode()),
        "text": "",
        "title": "大堂保洁规程",
        "code": "UPLOADED",
        "number": "1",
        "line": "property",
    }


RULES = [
    Rule(
        "studio:document_list",
        may=OFFICER,
        sort=Sort.LIST,
        hides=lambda g: a_document(g).edition.standard.title,
    ),
    Rule("studio:upload", may=OFFICER, sort=Sort.LIST),
    Rule("studio:upload", POST, may=OFFICER, sort=Sort.LIST, body=upload),
    *(
        Rule(f"studio:{name}", GET, may=OFFICER, at=document)
        for name in ("document", "reading", "original", "passages", "progress", "news")
    ),
    *(
        Rule(f"studio:{name}", GET, may=OFFICER, at=document)
        for name in ("wiring", "preview", "building")
    ),
    Rule("studio:again", POST, may=OFFICER, at=a_failed_one),
    Rule("studio:discard", POST, may=OFFICER, at=a_failed_one),
    Rule("studio:accept_sure", POST, may=OFFICER, at=document),
    Rule("studio:undo", POST, may=OFFICER, at=document),
    Rule("studio:build", POST, may=OFFICER, at=document),
    Rule("studio:wire", GET, may=OFFICER, at=document, query=which_wire),
    Rule("studio:wire", POST, may=OFFICER, at=document, body=wire),
    Rule("studio:passage", may=OFFICER, at=passage),
    Rule("studio:accept_passage", POST, may=OFFICER, at=passage, body=version),
    Rule("studio:review", POST, may=OFFICER, at=passage, body=reviewing),
    Rule("studio:add", may=OFFICER, at=passage),
    Rule("studio:add", POST, may=OFFICER, at=passage, body=addition),
    Rule("studio:accept", POST, may=OFFICER, at=ask, body=version),
    Rule("studio:reject", POST, may=OFFICER, at=ask, body=version),
    Rule("studio:mark", POST, may=OFFICER, at=ask, body=marking),
    Rule("studio:part", may=OFFICER, at=ask),
    Rule("studio:part", POST, may=OFFICER, at=ask, body=rhythm),
    Rule("studio:remove", POST, may=OFFICER, at=ask, body=removal),
    Rule("studio:split", may=OFFICER, at=ask),
    Rule("studio:split", POST, may=OFFICER, at=ask, body=splitting),
    Rule("studio:join", POST, may=OFFICER, at=ask, body=version),
]
