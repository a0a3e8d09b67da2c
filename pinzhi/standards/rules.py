"""Who may read standards, and who may put them in force."""

from pinzhi.people.models import Staff
from pinzhi.places.models import OrgNode, Role
from pinzhi.standards.models import Standard


def may_read(user: Staff) -> bool:
    """Whoever works here may know by what the work is measured."""
    return bool(user.scope.roles)


def may_upload(user: Staff) -> bool:
    """Bring a standard in: a quality officer, for the units that answer to them."""
    return Role.QUALITY_OFFICER in user.scope.roles


def may_publish(user: Staff, standard: Standard) -> bool:
    """A quality officer over the unit the standard belongs to; at the top for everybody's."""
    return any(_covers(path, standard.owner) for path in _officer_paths(user))


def owner_for(user: Staff) -> OrgNode | None:
    """To whom a new standard of this officer belongs: their highest unit; nobody at the top."""
    highest = min(_officer_paths(user), key=len)
    return None if _is_top(highest) else OrgNode.objects.get(path=highest)


def _covers(path: str, owner: OrgNode | None) -> bool:
    return _is_top(path) if owner is None else owner.path.startswith(path)


def _is_top(path: str) -> bool:
    return path.strip("/").count("/") == 0


def _officer_paths(user: Staff) -> list[str]:
    return [g.node_path for g in user.scope.grants if g.role == Role.QUALITY_OFFICER]
