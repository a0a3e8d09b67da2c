"""Filters that the lists of ground and of machines share."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

ANSWERED = {
    "somebody": (_("Somebody named"), Q(responsible__isnull=False)),
    "nobody": (_("Nobody named"), Q(responsible=None)),
}


def sites_of(user: Any) -> list[tuple[int, str]]:
    return sorted(user.scope.sites.items(), key=lambda pair: pair[1])
