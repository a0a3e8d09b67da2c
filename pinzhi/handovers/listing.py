"""The list of hand-overs: what it shows, and what it can be narrowed by."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pinzhi.common import pages
from pinzhi.handovers.showing import LOOKS
from pinzhi.handovers.states import Status
from pinzhi.people.departments import Department


def _sites(user: Any) -> list[tuple[int, str]]:
    return sorted(user.scope.sites.items(), key=lambda pair: pair[1])


HANDOVERS = pages.Listing(
    title=_("Shift hand-overs"),
    columns=[
        pages.Column("post.name", _("Post")),
        pages.Status("status", _("Status"), looks=LOOKS),
        pages.Time("starts_at", _("Shift"), end=lambda one: one.ends_at),
        pages.Column("outgoing.name", _("Handed over by")),
        pages.Time("signed_at", _("Signed at"), sort="signed"),
        pages.Column("accepted_by.name", _("Taken over by")),
        pages.Time("accepted_at", _("Taken over at")),
        pages.Column("site.name", _("Site")),
    ],
    sorts={"signed": pages.Sort("signed_at", _("Signed at"))},
    default="-signed",
    filters=[
        pages.Choice("status", _("Status"), Status.choices),
        pages.Choice("department", _("Department"), Department.choices, path="post__department"),
        pages.Reference("site", _("Site"), _sites, path="site_id"),
        pages.Days("signed", _("Signed at"), path="signed_at"),
    ],
    href=lambda one: reverse("handovers:handover", args=[one.pk]),
    empty=_("When a shift ends and another comes on, its note stands here once it is signed."),
    file_name="hand-overs",
    live="handover",
    template="handovers/handover_list.html",
)
