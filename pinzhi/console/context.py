"""What every page of the office shows around itself."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from pinzhi.cases.models import Case
from pinzhi.cases.states import Status
from pinzhi.common.scope import Scope
from pinzhi.console import nav
from pinzhi.console.current import current_site

MY_TURN = (Status.ASSIGNED, Status.AGAIN)
MOST = 99
FEW = 60  # as many sites fit a select; beyond that they have a page of their own


class Shell:
    """Menu, sites and shortcuts of one request; each worked out when a template asks for it.

    Costs one query beyond those of the person's scope, which the page needs anyway.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        user: Any = request.user
        self.scope: Scope = user.scope if user.is_authenticated else Scope()

    @cached_property
    def groups(self) -> list[nav.Group]:
        return nav.groups(self.scope, self.request.path)

    @cached_property
    def mine_to_fix(self) -> int:
        """How many cases wait for this person to put them right; the badge stops at 99."""
        mine = Case.objects.filter(owner_id=self.request.user.pk, status__in=MY_TURN)
        return mine[: MOST + 1].count()

    @cached_property
    def foot(self) -> list[nav.Entry]:
        items = [i for _, group in nav.MENU for i in group if i.view in nav.FOOT]
        return list(nav.entries(items, self.scope, self.request.path))

    @cached_property
    def phone(self) -> list[nav.Entry]:
        return list(nav.entries(nav.PHONE, self.scope, self.request.path))

    @cached_property
    def account(self) -> list[nav.Entry]:
        return list(nav.entries(nav.ACCOUNT, self.scope, ""))

    @cached_property
    def site(self) -> int | None:
        return current_site(self.request) if self.scope.sites else None

    @property
    def site_name(self) -> str:
        return self.scope.sites[self.site] if self.site else _("All sites")

    @property
    def many_sites(self) -> bool:
        return len(self.scope.sites) > FEW

    @cached_property
    def sites(self) -> list[tuple[int, str]]:
        """For the switcher; empty when there are too many to choose from a list."""
        if self.many_sites:
            return []
        return sorted(self.scope.sites.items(), key=lambda pair: pair[1])

    @property
    def languages(self) -> list[tuple[str, str]]:
        """Each under its own name, so that whoever is lost in the other one finds it."""
        return settings.LANGUAGES

    @property
    def search(self) -> str:
        try:
            return reverse("console:search")
        except NoReverseMatch:
            return ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell` on every page."""
    return {"shell": Shell(request)} if hasattr(request, "user") else {}
