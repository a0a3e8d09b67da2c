"""Records and findings: read by the site, written by nobody."""

from pinzhi.places.models import Role
from pinzhi.records.models import Finding
from tests.rights.cases import open_case
from tests.rights.matrix import EVERY, Kwargs, Rule, Sort
from tests.rights.world import Ground

OTHERS = {Role.CONTRACTOR_WORKER}  # sees only what he recorded himself


def a_finding(ground: Ground) -> Finding:
    def make() -> Finding:
        finding = open_case(ground, "RECORD").finding
        assert finding is not None
        return finding

    return ground.once("records.finding", make)


def record(ground: Ground) -> Kwargs:
    return {"pk": a_finding(ground).record_id}


def finding(ground: Ground) -> Kwargs:
    return {"pk": a_finding(ground).pk}


RULES = [
    Rule("records:record_list", sort=Sort.LIST, hides=lambda g: a_finding(g).record.title),
    Rule("records:record", at=record, may=EVERY - OTHERS, hidden=OTHERS),
    Rule("records:finding_list", sort=Sort.LIST, hides=lambda g: a_finding(g).title),
    Rule("records:finding", at=finding, may=EVERY - OTHERS, hidden=OTHERS),
]
