"""Standards: read by everybody they are meant for, changed by quality officers."""

from django.core.files.uploadedfile import SimpleUploadedFile

from pinzhi.places.models import Role
from pinzhi.standards.actions import submit_edition
from pinzhi.standards.loading import load_pack
from pinzhi.standards.models import Checklist, Clause, Edition, Standard, Variant
from pinzhi.standards.pack import read_pack
from tests.planting import plant_checklist
from tests.rights.matrix import EVERY, POST, Kwargs, Rule, Sort
from tests.rights.world import Ground
from tests.standards.test_pack_terms import FULL

OFFICER = {Role.QUALITY_OFFICER}
SECOND = {Role.SITE_MANAGER}


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


def waiting(ground: Ground) -> Edition:
    """Submitted by the only quality officer there is, so the site manager decides."""

    def make() -> Edition:
        found = plant(ground, "WAITS", Edition.Status.DRAFT)
        return submit_edition(found, by=ground.people[Role.QUALITY_OFFICER])

    return ground.once("standards.waiting", make)


def superseded(ground: Ground) -> Kwargs:
    found = ground.once("standards.old", lambda: plant(ground, "OLD", Edition.Status.SUPERSEDED))
    return {"pk": found.pk}


def waits(ground: Ground) -> Kwargs:
    return {"pk": waiting(ground).pk}


def pair(ground: Ground) -> Kwargs:
    """The edition in force beside the one before it."""

    def make() -> Edition:
        standard = in_force(ground).standard
        return Edition.objects.create(standard=standard, number="0", status="superseded")

    return {"pk": in_force(ground).pk, "other": ground.once("standards.before", make).pk}


def reason(_: Ground) -> Kwargs:
    return {"reason": "Too lax"}


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


def its_site(ground: Ground) -> Kwargs:
    return {"site": ground.site.pk}


def variant(ground: Ground) -> Kwargs:
    def plant_variant() -> Variant:
        edition = load_pack(read_pack(FULL))
        return Variant.objects.get(edition=edition)

    found = ground.once("standards.variant", plant_variant)
    return {"site": ground.site.pk, "pk": found.pk}


RULES = [
    Rule("standards:pack_list", may=EVERY, sort=Sort.LIST),
    Rule(
        "standards:pack_load",
        POST,
        may=OFFICER,
        sort=Sort.LIST,
        at=lambda _: {"code": "PZ-GREEN"},
    ),
    Rule("standards:variants", may=EVERY, at=its_site),
    Rule(
        "standards:choose_variant",
        POST,
        may={Role.SITE_MANAGER, Role.QUALITY_OFFICER},
        at=variant,
        body=lambda _: {"option": "four-days"},
    ),
    Rule(
        "standards:standard_list",
        may=EVERY,
        sort=Sort.LIST,
        hides=lambda ground: in_force(ground).standard.title,
    ),
    Rule("standards:search", may=EVERY, sort=Sort.LIST, query=lambda _: {"q": "floor"}),
    Rule("standards:upload", may=OFFICER, sort=Sort.LIST),
    Rule("standards:upload", POST, may=OFFICER, sort=Sort.LIST, body=file),
    Rule("standards:edition", may=EVERY, at=edition),
    Rule("standards:compare", may=EVERY, at=pair),
    Rule("standards:submit", POST, may=OFFICER, at=draft),
    Rule("standards:approve", POST, may=SECOND, at=waits, body=lambda _: {"starts_on": ""}),
    Rule("standards:send_back", POST, may=SECOND, at=waits, body=reason),
    Rule("standards:withdraw", POST, may=OFFICER, at=waits),
    Rule("standards:roll_back", POST, may=OFFICER, at=superseded, body=reason),
    Rule("standards:discard", POST, may=OFFICER, at=draft),
    Rule("standards:clause", may=EVERY, at=clause),
    Rule("standards:checklist", may=EVERY, at=checklist),
]
