"""Signs: for who answers for the site or audits it, and for the inspector who was drawn."""

from pinzhi.places.models import Role
from pinzhi.records.integrity.actions import Seen, raise_flags
from pinzhi.records.integrity.drawing import LOOKING
from pinzhi.records.integrity.facts import Sign
from pinzhi.records.models import Flag
from tests.rights.matrix import EVERY, POST, Kwargs, Rule, Sort
from tests.rights.records import a_finding
from tests.rights.world import Ground

ANSWERING = {Role.SITE_MANAGER, Role.QUALITY_OFFICER, Role.AUDITOR, Role.AUDIT_ADMIN}
SEEING = ANSWERING | {Role.INSPECTOR}


def a_flag(ground: Ground) -> Flag:
    """About the worker's record; the inspector is to look."""

    def make() -> Flag:
        record = a_finding(ground).record
        numbers = {"records": 1, "took": 2, "items": 3, "least": 9}
        sign = Sign("too_short", 0.8, [str(record.pk)], numbers)
        seen = Seen(sign, "rights", record.site, record.captured_at, person_id=record.by_id)
        flag = raise_flags([seen])[0]
        flag.checker = ground.people[Role.INSPECTOR]
        flag.save(update_fields=["checker"])
        return flag

    return ground.once("records.flag", make)


def flag(ground: Ground) -> Kwargs:
    return {"pk": a_flag(ground).pk}


RULES = [
    Rule(
        "records:flag_list",
        may=ANSWERING | set(LOOKING),
        sort=Sort.LIST,
        hides=lambda ground: f"/integrity/{a_flag(ground).pk}/",
    ),
    Rule("records:flag", at=flag, may=SEEING, hidden=EVERY - SEEING),
    Rule(
        "records:answer_flag",
        POST,
        at=flag,
        may={Role.INSPECTOR},
        hidden=EVERY - SEEING,
        body=lambda _: {"answer": "confirmed", "note": "Nobody was there"},
    ),
    Rule("records:detector_list", may=ANSWERING | set(LOOKING), sort=Sort.LIST),
]
