"""The trail as a list, for those who audit: who did what, when, to what, and why."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from pinzhi.common.pages import Choice, Column, Days, Listing, Reference, Sort, Time
from pinzhi.common.requests import SignedInRequest
from pinzhi.places.models import Role
from pinzhi.places.rules import TRAIL_READERS
from pinzhi.records.listings import sites_of
from pinzhi.trail.models import Event
from pinzhi.trail.words import verb_words

KINDS = [
    ("plans.task", _("Task")),
    ("plans.plan", _("Plan")),
    ("records.record", _("Record")),
    ("records.finding", _("Finding")),
    ("cases.case", _("Case")),
    ("files.evidence", _("Evidence")),
    ("scores.monthscore", _("Score")),
    ("standards.edition", _("Edition")),
    ("people.staff", _("Staff")),
    ("places.membership", _("Membership")),
    ("places.delegation", _("Acting delegation")),
    ("places.place", _("Place")),
    ("places.equipment", _("Equipment")),
    ("places.importbatch", _("Import")),
]
EVENTS = Listing(
    title=_("Trail"),
    columns=[
        Time("at", _("Received"), sort="id"),
        Column("actor_name", pgettext_lazy("trail", "Who")),
        Column("verb", pgettext_lazy("trail", "What"), value=lambda event: verb_words(event.verb)),
        Column("object_title", _("On what")),
        Column("reason", _("Why")),
        Column("ip", pgettext_lazy("trail", "Address")),
    ],
    sorts={"id": Sort("id", _("Received"))},
    default="-id",
    filters=[
        Reference("site", _("Site"), sites_of, path="site_id"),
        Choice("kind", _("Kind"), KINDS, path="object_type"),
        Days("at", _("Received"), path="at"),
    ],
    empty=_("Everything that is done appears here, and nothing here can be changed."),
    file_name="trail",
)


@login_required
@require_GET
def event_list(request: SignedInRequest) -> HttpResponseBase:
    """Events of one's sites; the audit administrator also sees those of no site."""
    user = request.user
    readable = frozenset(s for s in user.scope.site_ids if user.scope.holds(s, *TRAIL_READERS))
    if not user.scope.roles & set(TRAIL_READERS):
        raise PermissionDenied
    seen = Q(site_id__in=readable)
    if Role.AUDIT_ADMIN in user.scope.roles:
        seen |= Q(site_id=None)
    return EVENTS.respond(request, Event.objects.filter(seen))
