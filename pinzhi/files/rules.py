"""Who may see what was photographed, and who the sealed original."""

from pinzhi.files.models import Evidence
from pinzhi.people.models import Staff
from pinzhi.places.models import Role, Site

KEEPERS = (Role.SITE_MANAGER, Role.QUALITY_OFFICER, Role.AUDITOR, Role.AUDIT_ADMIN)
WORKING = (
    Role.SITE_MANAGER,
    Role.DEPARTMENT_HEAD,
    Role.FOREMAN,
    Role.WORKER,
    Role.BUTLER,
    Role.INSPECTOR,
    Role.QUALITY_OFFICER,
    Role.CONTRACTOR_WORKER,
)


def may_keep(user: Staff, site: Site) -> bool:
    """Hand in evidence: everybody who works at the site."""
    return user.scope.holds(site.pk, *WORKING)


def may_open_original(user: Staff, evidence: Evidence) -> bool:
    """The original holds metadata such as where it was taken: for those who answer for it."""
    return user.scope.holds(evidence.site_id, *KEEPERS)
