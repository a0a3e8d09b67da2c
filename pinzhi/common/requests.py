from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from pinzhi.people.models import Staff


class SignedInRequest(HttpRequest):
    """A request behind `login_required`: its user is a member of staff."""

    user: "Staff"
    htmx: HtmxDetails
