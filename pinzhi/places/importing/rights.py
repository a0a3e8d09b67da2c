"""What the person who imports may touch, asked of the rules for sites and nodes by their codes."""

from pinzhi.people.models import Staff
from pinzhi.places import rules
from pinzhi.places.importing.tables import Table
from pinzhi.places.models import OrgNode, Role, Site

MANAGERS_GIFTS = frozenset(
    {
        Role.DEPARTMENT_HEAD,
        Role.FOREMAN,
        Role.WORKER,
        Role.BUTLER,
        Role.INSPECTOR,
        Role.CONTRACTOR_WORKER,
    }
)
SITE_GIFTS = MANAGERS_GIFTS | {Role.SITE_MANAGER}


class Rights:
    """Answers by code. Without a person (the operator's own command line) everything is allowed."""

    def __init__(self, by: Staff | None, tables: dict[str, Table]) -> None:
        self.by = by
        self._nodes = tables["node"]
        self._sites = tables["site"]
        self._node_answers: dict[str, bool] = {}
        self._site_answers: dict[str, bool] = {}

    def node(self, code: str | None) -> bool:
        """Change the organisation at this node; a new one is judged by what it hangs on."""
        if self.by is None:
            return True
        if code is None:
            return rules.may_found(self.by)
        if code not in self._node_answers:
            self._node_answers[code] = self._ask_node(self.by, code)
        return self._node_answers[code]

    def site(self, code: str) -> bool:
        if self.by is None:
            return True
        if code not in self._site_answers:
            self._site_answers[code] = self._ask_site(self.by, code)
        return self._site_answers[code]

    def role(self, role: str, node: str) -> bool:
        """Give a role: rights are the security administrator's, the work of a site is not.

        The system administrator staffs a site, its manager all below the manager.
        """
        if self.by is None:
            return True
        if node in self._nodes.known and rules.may_grant(self.by, self._node(node)):
            return True
        if node not in self._sites:
            return False
        return role in (SITE_GIFTS if self.node(node) else MANAGERS_GIFTS)

    def _ask_node(self, by: Staff, code: str) -> bool:
        if code in self._nodes.known:
            return rules.may_edit_organisation(by, self._node(code))
        parent = self._nodes.get(code, "parent")
        # a ring within the file is reported elsewhere; here it must only end
        self._node_answers[code] = False
        return self.node(parent)

    def _ask_site(self, by: Staff, code: str) -> bool:
        row = self._sites.known.get(code)
        if row is None:
            return self.node(self._nodes.get(code, "parent")) if code in self._nodes else False
        return rules.may_import(by, Site(pk=row[0]))

    def _node(self, code: str) -> OrgNode:
        if not hasattr(self, "_paths"):
            self._paths = dict(OrgNode.objects.values_list("code", "path"))
        return OrgNode(pk=self._nodes.known[code][0], path=self._paths[code])
