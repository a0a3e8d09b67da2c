"""Sheets 组织 and 项目: the tree of the organisation down to its sites."""

from typing import Any

from pinzhi.places.importing.planning import Planner, RowRefusedError
from pinzhi.places.models import OrgNode
from pinzhi.places.trees import NODE_PARENTS, may_stand_below

# What is fixed once it is there: moving is a deed of its own, with its own rights.
FIXED = ("parent", "kind", "line")
DEEPEST = 20


def plan_organisation(planner: Planner) -> None:
    # first who is there at all, so that a branch may stand above its company in the sheet
    for record in planner.workbook.records("organisation"):
        _announce(planner, record.values)
    planner.walk("organisation", lambda values: _plan_node(planner, values))
    planner.walk("site", lambda values: _plan_site(planner, values))


def _announce(planner: Planner, values: dict[str, Any]) -> None:
    table = planner.tables["node"]
    if values["code"] not in table.known:
        table.new[values["code"]] = {"parent": None, **values}


def _plan_node(planner: Planner, values: dict[str, Any]) -> None:
    code, parent = values["code"], values.get("parent")
    table = planner.tables["node"]
    if code in planner.tables["site"]:
        raise RowRefusedError("code", "taken", value=code)
    if parent is not None:
        planner.need("node", parent, "parent", parent)
    _check_fixed(planner, "node", code, {name: values.get(name) for name in FIXED})
    if code in table.new:
        _check_place(planner, values["kind"], values["line"], parent)
        _check_ring(planner, code)
    allowed = planner.rights.node(code if code in table.known else parent)
    if not allowed:
        raise RowRefusedError("code", "not_yours", what="code", value=code)
    planner.wish("node", code, parent=parent, **_only(values, "kind", "code", "name", "line"))


def _check_fixed(planner: Planner, table: str, key: str, values: dict[str, Any]) -> None:
    known = planner.tables[table].known.get(key)
    if known is None:
        return
    for name, value in values.items():
        old = known[1 + planner.tables[table].fields.index(name)]
        if value is not None and value != old:
            raise RowRefusedError(name, "fixed", value=str(value), old=str(old or ""))


def _check_place(planner: Planner, kind: str, line: str, parent: str | None) -> None:
    """The rules of the tree: which kind may hang on which, and never across lines (XSY-09)."""
    table = planner.tables["node"]
    above = table.get(parent, "kind")
    if not may_stand_below(NODE_PARENTS, kind, above):
        raise RowRefusedError("parent", "wrong_parent", value=parent or "")
    if parent and above != OrgNode.Kind.GROUP and table.get(parent, "line") != line:
        raise RowRefusedError("line" if kind != "site" else "parent", "other_line", value=parent)


def _check_ring(planner: Planner, code: str) -> None:
    table, at = planner.tables["node"], code
    for _step in range(DEEPEST):
        above = table.get(at, "parent")
        if above is None:
            return
        at = above
    raise RowRefusedError("parent", "own_parent", value=code)


def _plan_site(planner: Planner, values: dict[str, Any]) -> None:
    code, parent = values["code"], values["parent"]
    sites, nodes = planner.tables["site"], planner.tables["node"]
    planner.need("node", parent, "parent", parent)
    if code in nodes and code not in sites:
        raise RowRefusedError("code", "taken", value=code)
    if code in sites.known:
        _check_fixed(planner, "node", code, {"parent": parent})
    line = nodes.get(parent, "line")
    if code not in sites.known:
        _check_place(planner, OrgNode.Kind.SITE, line, parent)
    allowed = planner.rights.site(code) if code in sites.known else planner.rights.node(parent)
    if not allowed:
        raise RowRefusedError("code", "not_yours", what="code", value=code)
    details = _only(values, "kind", "address", "area", "time_zone")
    planner.wish("site", code, node=code, code=code, name=values["name"], **details)
    planner.imply(
        "node", code, parent=parent, kind="site", code=code, name=values["name"], line=line
    )


def _only(values: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: values[name] for name in names if name in values}
