"""Sheets 岗位, 班次 and 人员: posts, shifts, people, their teams, postings and roles."""

from datetime import date, timedelta
from typing import Any

from pinzhi.places import rules
from pinzhi.places.importing.planning import Planner, RowRefusedError
from pinzhi.places.importing.tables import Table
from pinzhi.places.models import Role

Values = dict[str, Any]
IN_DEPARTMENT = frozenset(
    {Role.DEPARTMENT_HEAD, Role.FOREMAN, Role.WORKER, Role.BUTLER, Role.CONTRACTOR_WORKER}
)


def plan_people(planner: Planner) -> None:
    planner.walk("post", lambda values: _plan_post(planner, values))
    planner.walk("shift", lambda values: _plan_shift(planner, values))
    seen: set[str] = set()
    planner.walk("staff", lambda values: _plan_staff(planner, values, seen))


def staff_key(number: str) -> str:
    """Numbers are one whatever their case, as at sign-in."""
    return number.upper()


def check_responsible(planner: Planner, number: str, site: str) -> None:
    """Only somebody employed who works at the site can answer for part of it (ORG-04)."""
    key = staff_key(number)
    planner.need("staff", key, "responsible", number)
    if planner.tables["staff"].get(key, "is_active") is False:
        raise RowRefusedError("responsible", "has_left", value=number)
    if (key, site) in planner.tables["posting"] or _has_role_above(planner, key, site):
        return
    raise RowRefusedError("responsible", "works_elsewhere", value=number)


def _has_role_above(planner: Planner, key: str, site: str) -> bool:
    held, nodes = planner.tables["membership"], planner.tables["node"]
    at: str | None = site
    while at is not None:
        if held.get((key, at), "role") in rules.WORKERS:
            return True
        at = nodes.get(at, "parent")
    return False


def _check_site(planner: Planner, site: str) -> str:
    from pinzhi.places.importing.grounds import check_site

    return check_site(planner, site)


def _plan_post(planner: Planner, values: Values) -> None:
    site = _check_site(planner, values["site"])
    planner.wish("post", (site, values["code"]), **values)


def _plan_shift(planner: Planner, values: Values) -> None:
    site = _check_site(planner, values["site"])
    planner.wish("shift", (site, values["code"]), **values)


def _plan_staff(planner: Planner, values: Values, seen: set[str]) -> None:
    number, site, node = values["number"], values.get("site"), values.get("node")
    key, table = staff_key(number), planner.tables["staff"]
    if key in seen:
        raise RowRefusedError("number", "taken", value=number)
    seen.add(key)
    if site is not None:
        _check_site(planner, site)
    elif node is not None:
        planner.need("node", node, "node", node)
        if not planner.rights.node(node):
            raise RowRefusedError("node", "not_yours", what="node", value=node)
    elif not planner.rights.node(None) and key not in table.known:
        raise RowRefusedError("site", "required")
    _check_known(planner, key, number)
    copied = ("name", "phone", "joined_on")
    given: Values = {name: values[name] for name in copied if name in values}
    if key not in table.known:
        given |= {"number": number, "is_active": True}
    planner.wish("staff", key, **given)
    if site is not None and "post" in values:
        _plan_posting(planner, key, site, values)
    if "role" in values:
        _plan_role(planner, key, site or node, values)


def _check_known(planner: Planner, key: str, number: str) -> None:
    """Somebody known is changed only by those who answer for a place where they work."""
    table = planner.tables["staff"]
    if key not in table.known:
        return
    if table.get(key, "is_active") is False:
        raise RowRefusedError("number", "has_left", value=number)
    if planner.by is not None and not _is_ours(planner, key):
        raise RowRefusedError("number", "not_yours", what="number", value=number)


def _is_ours(planner: Planner, key: str) -> bool:
    if planner.rights.node(None):
        return True
    at_sites = [where[1] for where in planner.tables["posting"].known if where[0] == key]
    on_nodes = [where[1] for where in planner.tables["membership"].known if where[0] == key]
    if not at_sites and not on_nodes:
        return False
    answered = [planner.rights.site(site) for site in at_sites]
    nodes = [planner.rights.site(node) or planner.rights.node(node) for node in on_nodes]
    return all((*answered, *nodes))


def _plan_posting(planner: Planner, key: str, site: str, values: Values) -> None:
    post = (site, values["post"])
    planner.need("post", post, "post", values["post"])
    shift = (site, values["shift"]) if "shift" in values else None
    if shift is not None:
        planner.need("shift", shift, "shift", values["shift"])
    team = _plan_team(planner, site, post, values)
    known = planner.tables["posting"].known.get((key, site))
    table = planner.tables["posting"]
    wish: Values = {"site": site, "staff": key, "post": post, "team": team, "shift": shift}
    if known is None:
        wish["starts_on"] = _first_day(planner, key, values)
        planner.imply("posting", (key, site), **wish)
    elif table.get((key, site), "post") != post and _end(planner, "posting", (key, site)):
        planner.imply("posting", (key, site, "new"), **wish, starts_on=planner.today)
    else:
        planner.imply("posting", (key, site), **wish)


def _plan_team(
    planner: Planner, site: str, post: tuple[str, str], values: Values
) -> tuple[str, str] | None:
    if "team" not in values:
        return None
    team = (site, values["team"])
    if team not in planner.tables["team"]:
        department = values.get("department") or planner.tables["post"].get(post, "department")
        planner.imply("team", team, site=site, name=values["team"], department=department)
    return team


def _plan_role(planner: Planner, key: str, node: str | None, values: Values) -> None:
    if node is None:
        raise RowRefusedError("site", "required")
    # whoever runs or inspects a site does so in all of it, wherever their desk stands
    department = values.get("department", "") if values["role"] in IN_DEPARTMENT else ""
    wanted = {"role": values["role"], "department": department}
    table = planner.tables["membership"]
    known = table.known.get((key, node))
    if known is not None and (known[3], known[4]) == (wanted["role"], wanted["department"]):
        return
    if planner.by is not None and staff_key(planner.by.number) == key:
        raise RowRefusedError("role", "own_rights")
    if not planner.rights.role(values["role"], node):
        raise RowRefusedError("role", "not_to_give", value=values["role"])
    if known is not None and not planner.rights.role(known[3], node):
        raise RowRefusedError("role", "not_to_give", value=known[3])
    if known is None:
        starts_on = _first_day(planner, key, values)
        wish = {"staff": key, "node": node, **wanted, "starts_on": starts_on}
        planner.imply("membership", (key, node), **wish)
    elif _end(planner, "membership", (key, node)):
        wish = {"staff": key, "node": node, **wanted, "starts_on": planner.today}
        planner.imply("membership", (key, node, "new"), **wish)
    else:
        planner.imply("membership", (key, node), **wanted)


def _end(planner: Planner, table: str, key: tuple[str, str]) -> bool:
    """Let what holds end yesterday, so that it stays on record; what began today is corrected."""
    yesterday = planner.today - timedelta(days=1)
    if _starts(planner.tables[table], key) > yesterday:
        return False
    planner.imply(table, key, ends_on=yesterday)
    return True


def _starts(table: Table, key: tuple[str, str]) -> date:
    found: date = table.get(key, "starts_on")
    return found


def _first_day(planner: Planner, key: str, values: Values) -> date:
    """A newcomer's first day; somebody known begins a new posting or role today."""
    if key in planner.tables["staff"].known:
        return planner.today
    return min(values.get("joined_on") or planner.today, planner.today)
