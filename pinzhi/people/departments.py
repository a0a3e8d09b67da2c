from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Department(TextChoices):
    """The trades of a site, as its organisation chart names them (ORG-06, PAT-09)."""

    CUSTOMER_SERVICE = "customer_service", _("Customer service")
    ENGINEERING = "engineering", _("Engineering")
    SECURITY = "security", _("Security")
    ENVIRONMENT = "environment", _("Environment")
    QUALITY = "quality", _("Quality")
    ADMINISTRATION = "administration", _("Administration")
