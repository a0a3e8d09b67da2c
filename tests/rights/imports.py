"""Imports are their owner's: a system administrator's or a site manager's."""

from django.core.files.uploadedfile import SimpleUploadedFile

from pinzhi.places.models import ImportBatch, Role
from tests.rights.matrix import GET, POST, Kwargs, Rule, Sort
from tests.rights.world import Ground

BRINGERS = frozenset({Role.SYSTEM_ADMIN, Role.SITE_MANAGER})
ADMIN = frozenset({Role.SYSTEM_ADMIN})
CSV = "项目编码,编码,名称,部门\nLAKESIDE,GC,维修,工程部\n".encode()


def _batch(ground: Ground, status: str) -> Kwargs:
    def make() -> ImportBatch:
        return ImportBatch.objects.create(
            file_name="site.csv",
            sha256="0" * 64,
            content=CSV,
            status=status,
            undo={"created": {}, "changed": {}, "event": 0},
            by=ground.people[Role.SYSTEM_ADMIN],
        )

    return {"pk": ground.once(f"import {status}", make).pk}


def checked(ground: Ground) -> Kwargs:
    return _batch(ground, "checked")


def applied(ground: Ground) -> Kwargs:
    return _batch(ground, "applied")


def upload(_ground: Ground) -> Kwargs:
    return {"file": SimpleUploadedFile("岗位.csv", CSV)}


# somebody else's import is not there at all, whatever one's role at the site
OTHERS = frozenset(Role.values) - ADMIN

RULES = [
    Rule("imports:import_list", may=BRINGERS, sort=Sort.LIST, hides=lambda _g: "site.csv"),
    Rule("imports:import_new", POST, may=BRINGERS, sort=Sort.LIST, body=upload),
    Rule("imports:template", may=BRINGERS, sort=Sort.LIST),
    Rule("imports:sample", may=BRINGERS, sort=Sort.LIST),
    Rule("imports:import_page", GET, may=ADMIN, at=checked, hidden=OTHERS),
    Rule("imports:import_state", GET, may=ADMIN, at=checked, hidden=OTHERS),
    Rule("imports:import_apply", POST, may=ADMIN, at=checked, hidden=OTHERS),
    Rule("imports:import_undo", POST, may=ADMIN, at=applied, hidden=OTHERS),
]
