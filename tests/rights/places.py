"""Addresses of the ground room."""

from datetime import date, timedelta

from django.utils import timezone

from pinzhi.places.models import (
    Delegation,
    Equipment,
    Holiday,
    Membership,
    OrgNode,
    Place,
    Role,
)
from tests.rights.matrix import EVERY, POST, Kwargs, Rule, Sort
from tests.rights.world import COMPANY_ROLES, GROUP_ROLES, Ground

READ_RIGHTS = {
    Role.QUALITY_OFFICER,
    Role.SITE_MANAGER,
    Role.AUDITOR,
    Role.SYSTEM_ADMIN,
    Role.SECURITY_ADMIN,
    Role.AUDIT_ADMIN,
}
READ_GROUND = EVERY - {Role.CONTRACTOR_WORKER}
EDIT = {Role.SYSTEM_ADMIN, Role.SITE_MANAGER}
NAME = {*EDIT, Role.DEPARTMENT_HEAD}
RUN = {Role.SITE_MANAGER, Role.DEPARTMENT_HEAD, Role.FOREMAN}
SYSTEM = {Role.SYSTEM_ADMIN}
ON_SITE = EVERY - set(COMPANY_ROLES) - set(GROUP_ROLES)
SECURITY = {Role.SECURITY_ADMIN}
LEADING = {Role.SECURITY_ADMIN, Role.SITE_MANAGER, Role.QUALITY_OFFICER}
ASKING = {*LEADING, Role.BUTLER}


def a_place(ground: Ground) -> Place:
    def plant() -> Place:
        return Place.objects.create(
            site=ground.site,
            kind=Place.Kind.BUILDING,
            code="RIGHTS-B1",
            name="1栋",
            full_name="1栋",
        )

    return ground.once("place", plant)


def a_machine(ground: Ground) -> Equipment:
    def plant() -> Equipment:
        return Equipment.objects.create(
            site=ground.site, code="RIGHTS-P1", name="RIGHTS-1号泵", system="water_supply"
        )

    return ground.once("machine", plant)


def a_branch(ground: Ground) -> OrgNode:
    """A branch of the same company, to hang the site on."""
    above = ground.site.node.parent
    assert above is not None

    def plant() -> OrgNode:
        made = OrgNode.objects.create(
            kind="branch", code="EAST", name="东区", parent=above, line=above.line, path="new"
        )
        made.path = f"{above.path}{made.pk}/"
        made.save(update_fields=["path"])
        return made

    return ground.once("branch", plant)


def a_membership(ground: Ground) -> Membership:
    """The butler's: nobody who is tried in the matrix but the butler holds it."""
    return Membership.objects.get(staff=ground.people[Role.BUTLER])


def a_delegation(ground: Ground) -> Delegation:
    """The worker is away, the foreman stands in, the department head asked for it."""

    def plant() -> Delegation:
        held = Membership.objects.get(staff=ground.people[Role.WORKER])
        return Delegation.objects.create(
            membership=held,
            to=ground.people[Role.FOREMAN],
            starts_on=timezone.localdate(),
            ends_on=timezone.localdate(),
            reason="年假",
            asked_by=ground.people[Role.DEPARTMENT_HEAD],
        )

    return ground.once("delegation", plant)


def a_holiday(ground: Ground) -> Holiday:
    def plant() -> Holiday:
        return Holiday.objects.create(
            site=ground.site, day=date(2026, 3, 3), kind="off", name="RIGHTS-停业日"
        )

    return ground.once("holiday", plant)


def site(ground: Ground) -> Kwargs:
    return {"pk": ground.site.pk}


def node(ground: Ground) -> Kwargs:
    return {"pk": ground.site.node_id}


def branch(ground: Ground) -> Kwargs:
    return {"pk": a_branch(ground).pk}


def place(ground: Ground) -> Kwargs:
    return {"pk": a_place(ground).pk}


def machine(ground: Ground) -> Kwargs:
    return {"pk": a_machine(ground).pk}


def membership(ground: Ground) -> Kwargs:
    return {"pk": a_membership(ground).pk}


def delegation(ground: Ground) -> Kwargs:
    return {"pk": a_delegation(ground).pk}


def holiday(ground: Ground) -> Kwargs:
    return {"pk": a_holiday(ground).pk}


def tag(ground: Ground) -> Kwargs:
    return {"tag": a_place(ground).tag}


def node_body(kind: str) -> Kwargs:
    return {"kind": kind, "code": "NEW", "name": "新单位", "line": "property"}


def site_body(ground: Ground) -> Kwargs:  # noqa: ARG001 -- the shape every builder has
    days = {f"day{number}": "09:00-12:00, 13:00-18:00" for number in range(1, 8)}
    return {
        "code": "NEWSITE",
        "name": "新项目",
        "kind": "office",
        "address": "湖滨路1号",
        "area": "1000.50",
        "time_zone": "Asia/Shanghai",
        **days,
    }


def site_edit_body(ground: Ground) -> Kwargs:
    return {name: value for name, value in site_body(ground).items() if name != "code"}


def place_body(ground: Ground) -> Kwargs:
    return {
        "kind": "floor",
        "parent": a_place(ground).code,
        "code": "RIGHTS-F1",
        "name": "1层",
        "floor": "1",
        "area": "20.5",
        "occupancy": "",
        "proof": "qr",
        "order": "3",
    }


def place_edit_body(ground: Ground) -> Kwargs:
    given = place_body(ground) | {"parent": "", "code": "RIGHTS-B1", "name": "一栋"}
    return {name: value for name, value in given.items() if name != "kind"}


def machine_body(ground: Ground) -> Kwargs:
    return {
        "place": a_place(ground).code,
        "code": "RIGHTS-NEW",
        "name": "2号泵",
        "system": "water_supply",
        "model": "CR-10",
        "maker": "格兰富",
        "serial": "7",
        "in_use_since": "2020-05-01",
        "parameters": "功率: 7.5 kW",
    }


def responsible_body(ground: Ground) -> Kwargs:
    return {"responsible": ground.people[Role.WORKER].pk}


def grant_body(ground: Ground) -> Kwargs:
    return {
        "staff": ground.people[Role.BUTLER].number,
        "role": "foreman",
        "department": "security",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
    }


def delegation_body(ground: Ground) -> Kwargs:
    today = timezone.localdate()
    return {
        "to": ground.people[Role.FOREMAN].number,
        "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(days=3)).isoformat(),
        "reason": "年假",
    }


def holiday_body(ground: Ground) -> Kwargs:  # noqa: ARG001 -- the shape every builder has
    return {"day": "2026-03-04", "kind": "on", "name": "补班", "weekday": "5", "confirmed": "on"}


ORGANISATION = [
    Rule("places:organisation", may=READ_RIGHTS, sort=Sort.LIST, hides=lambda _: "LAKESIDE"),
    Rule("places:my_roles", sort=Sort.SIGNED_IN),
    Rule("places:node_found", may=SYSTEM, sort=Sort.LIST, top=True),
    Rule(
        "places:node_found",
        POST,
        may=SYSTEM,
        sort=Sort.LIST,
        top=True,
        body=lambda _: node_body("group"),
    ),
    Rule("places:node", may=READ_RIGHTS, at=node),
    Rule("places:node_add", may=SYSTEM, at=branch, hidden=ON_SITE),
    Rule(
        "places:node_add",
        POST,
        may=SYSTEM,
        at=branch,
        hidden=ON_SITE,
        body=lambda _: node_body("branch"),
    ),
    Rule("places:node_rename", may=SYSTEM, at=node),
    Rule("places:node_rename", POST, may=SYSTEM, at=node, body=lambda _: {"name": "新名"}),
    Rule("places:node_move", may=SYSTEM, at=node),
    Rule("places:node_move", POST, may=SYSTEM, at=node, body=lambda g: {"to": a_branch(g).pk}),
    Rule("places:site_add", may=SYSTEM, at=branch, hidden=ON_SITE),
    Rule("places:site_add", POST, may=SYSTEM, at=branch, hidden=ON_SITE, body=site_body),
    Rule("places:grant", POST, may=SECURITY, at=node, body=grant_body),
    Rule("places:membership_end", may=SECURITY, at=membership),
    Rule(
        "places:membership_end",
        POST,
        may=SECURITY,
        at=membership,
        body=lambda _: {"on": "2026-10-10", "reason": "调岗"},
    ),
]
STANDING_IN = [
    Rule("places:delegation_ask", may=ASKING, at=membership),
    Rule("places:delegation_ask", POST, may=ASKING, at=membership, body=delegation_body),
    Rule("places:delegation_approve", POST, may=LEADING, at=delegation),
    Rule("places:delegation_refuse", POST, may=LEADING, at=delegation),
    Rule(
        "places:delegation_withdraw",
        POST,
        may={*LEADING, Role.WORKER, Role.DEPARTMENT_HEAD},
        at=delegation,
    ),
]
SITES = [
    Rule("places:unanswered", may=READ_GROUND, sort=Sort.LIST, hides=lambda _: "LAKESIDE"),
    Rule("places:site", may=READ_GROUND, at=site),
    Rule("places:site_edit", may=EDIT, at=site),
    Rule("places:site_edit", POST, may=EDIT, at=site, body=site_edit_body),
    Rule("places:place_tree", may=READ_GROUND, at=site),
    Rule("places:site_unanswered", may=READ_GROUND, at=site),
    Rule("places:place_add", may=EDIT, at=site),
    Rule("places:place_add", POST, may=EDIT, at=site, body=place_body),
    Rule("places:equipment_add", may=EDIT, at=site),
    Rule("places:equipment_add", POST, may=EDIT, at=site, body=machine_body),
    Rule("places:site_holiday_add", may=EDIT, at=site),
    Rule("places:site_holiday_add", POST, may=EDIT, at=site, body=holiday_body),
]
GROUND = [
    Rule(
        "places:place_list",
        may=READ_GROUND,
        sort=Sort.LIST,
        hides=lambda g: a_place(g).code,
    ),
    Rule("places:place", at=place),
    Rule("places:place_edit", may=EDIT, at=place),
    Rule("places:place_edit", POST, may=EDIT, at=place, body=place_edit_body),
    Rule("places:place_responsible", POST, may=NAME, at=place, body=responsible_body),
    Rule("places:tag", at=tag),
]
EQUIPMENT = [
    Rule(
        "places:equipment_list",
        may=READ_GROUND,
        sort=Sort.LIST,
        hides=lambda g: a_machine(g).code,
    ),
    Rule("places:equipment", at=machine),
    Rule("places:equipment_edit", may=EDIT, at=machine),
    Rule("places:equipment_edit", POST, may=EDIT, at=machine, body=machine_body),
    Rule("places:equipment_responsible", POST, may=NAME, at=machine, body=responsible_body),
    Rule(
        "places:equipment_status",
        POST,
        may=RUN,
        at=machine,
        body=lambda _: {"to": "stopped", "text": "轴承异响"},
    ),
    Rule(
        "places:entry_add",
        POST,
        may={*RUN, Role.WORKER},
        at=machine,
        body=lambda _: {"kind": "repaired", "day": "2026-01-05", "text": "更换机械密封"},
    ),
]
HOLIDAYS = [
    Rule("places:holiday_list", sort=Sort.LIST),
    Rule("places:holiday_add", may=SYSTEM, sort=Sort.LIST, top=True),
    Rule(
        "places:holiday_add",
        POST,
        may=SYSTEM,
        sort=Sort.LIST,
        top=True,
        body=holiday_body,
    ),
    Rule("places:holiday_remove", POST, may=EDIT, at=holiday),
]
RULES = [*ORGANISATION, *STANDING_IN, *SITES, *GROUND, *EQUIPMENT, *HOLIDAYS]
