"""The list of signs: what it shows, and what it can be narrowed by."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pinzhi.common.pages import Cases, Choice, Column, Days, Listing, Number, Reference, Sort, Time
from pinzhi.common.pages import Status as Shown
from pinzhi.people.models import Staff
from pinzhi.records.integrity.showing import LOOKS, sentence_of
from pinzhi.records.integrity.states import Answer, Detector
from pinzhi.records.listings import MANY, sites_of

HEAVY, MIDDLE = 0.85, 0.7


def _people(user: Any) -> list[tuple[int, str]]:
    rows = Staff.objects.visible_to(user).order_by("name", "pk")[:MANY]
    return [(person.pk, person.name) for person in rows]


def flag_listing(user: Staff) -> Listing:
    """The list as this person may narrow it."""
    mine = Q(checker=user, status=Answer.WAITING)
    return Listing(
        title=_("Signs"),
        columns=[
            Column("detector", _("Sign"), value=lambda flag: flag.get_detector_display()),
            Column("sentence", _("What was seen"), value=sentence_of),
            Column("site.name", _("Site")),
            Column("person.name", _("Concerns")),
            Number("score", _("Weight"), sort="score"),
            Shown("status", _("Status"), looks=LOOKS),
            Column("checker.name", _("Drawn to look")),
            Time("happened_at", _("Happened"), sort="happened"),
        ],
        sorts={
            "happened": Sort("happened_at", _("Happened")),
            "score": Sort("score", _("Weight")),
        },
        default="-happened",
        filters=[
            Cases("drawn", _("Drawn"), {"me": (pgettext_lazy("drawn", "For me"), mine)}),
            Choice("detector", _("Sign"), Detector.choices),
            Choice("status", _("Status"), Answer.choices),
            Cases(
                "weight",
                _("Weight"),
                {
                    "heavy": (_("From 0.85"), Q(score__gte=HEAVY)),
                    "middle": (_("0.7 to 0.85"), Q(score__gte=MIDDLE, score__lt=HEAVY)),
                    "light": (_("Below 0.7"), Q(score__lt=MIDDLE)),
                },
            ),
            Reference("site", _("Site"), sites_of, path="site_id"),
            Reference("person", _("Concerns"), _people, path="person_id"),
            Days("happened", _("Happened"), path="happened_at"),
        ],
        href=lambda flag: reverse("records:flag", args=[flag.pk]),
        empty=_("Whatever a detector sees appears here, drawn for a look by a third person."),
        file_name="signs",
        live="flag",
        template="records/flag_list.html",
    )
