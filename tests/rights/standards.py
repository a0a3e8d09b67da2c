"""Standards: read by everybody they are meant for, changed by quality officers."""

from django.core.files.uploadedfile import SimpleUploadedFile

from pinzhi.places.models import Role
from pinzhi.standards.models import Checklist, Clause, Edition, Standard
from tests.planting import plant_checklist
from tests.rights.matrix import EVERY, POST, Kwargs, Rule, Sort
from tests.rights.world import Ground

OFFICER = {Role.QUALITY_OFFICER}


def plant(ground: Ground, code: str, status: str) -> Edition:
    """An edition of Lakeside's own standard."""
    standard = Standard.objects.create(
        code=code, title=f"House rules {code}", line="property", owner=ground.site.node
    )
    edition = Edition.objects.create(standard=standard, number="1")
    clause = Clause.objects.create(edition=edition, number="1", title="Floors", order=0)
    plant_checklist(edition, clause)
    Edition.objects.filter(pk=edition.pk).update(status=status)
    return edition


def in_force(ground: Ground) -> Edition:
    return ground.once("standards.force", lambda: plant(ground, "OWN", Edition.Status.PUBLISHED))


def a_draft(ground: Ground) -> Edition:
    return ground.once("standards.draft", lambda: plant(ground, "DRAFT", Edition.Status.DRAFT))


def edition(ground: Ground) -> Kwargs:
    return {"pk": in_force(ground).pk}


def draft(ground: Ground) -> Kwargs:
    return {"pk": a_draft(ground).pk}


def clause(ground: Ground) -> Kwargs:
    return {"pk": Clause.objects.get(edition=in_force(ground)).pk}


def checklist(ground: Ground) -> Kwargs:
    return {"pk": Checklist.objects.get(edition=in_force(ground)).pk}


def file(_: Ground) -> Kwargs:
    return {"file": SimpleUploadedFile("pack.yaml", b"standard: {}")}


RULES = [
    Rule(
        "standards:standard_list",
        may=EVERY,
        sort=Sort.LIST,
        hides=lambda ground: in_force(ground).standard.title,
    ),
    Rule("standards:upload", may=OFFICER, sort=Sort.LIST),
    Rule("standards:upload", POST, may=OFFICER, sort=Sort.LIST, body=file),
    Rule("standards:edition", may=EVERY, at=edition),
    Rule("standards:publish", POST, may=OFFICER, at=draft),
    Rule("standards:discard", POST, may=OFFICER, at=draft),
    Rule("standards:clause", may=EVERY, at=clause),
    Rule("standards:checklist", may=EVERY, at=checklist),
]
