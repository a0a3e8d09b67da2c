from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a membership lets a person do; `rules.py` of each room says what that is."""

    QUALITY_OFFICER = "quality_officer", _("Group quality officer")
    SITE_MANAGER = "site_manager", _("Site manager")
    DEPARTMENT_HEAD = "department_head", _("Department head")
    FOREMAN = "foreman", _("Foreman")
    WORKER = "worker", _("Worker")
    BUTLER = "butler", _("Butler")
    INSPECTOR = "inspector", _("Inspector")
    CONTRACTOR_WORKER = "contractor_worker", _("Contractor's worker")
    AUDITOR = "auditor", _("Auditor")
    SYSTEM_ADMIN = "system_admin", _("System administrator")
    SECURITY_ADMIN = "security_admin", _("Security administrator")
    AUDIT_ADMIN = "audit_admin", _("Audit administrator")


ADMIN_ROLES = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
