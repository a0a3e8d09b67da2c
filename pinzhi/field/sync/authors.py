"""Who an author was when something was made, and who he is now."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from pinzhi.common.scope import Scope
from pinzhi.field.sync.refusals import NoRight
from pinzhi.field.sync.states import Flag
from pinzhi.people.models import Staff
from pinzhi.places.scope import scope_of

Right = Callable[[Staff], bool]


@dataclass
class Author:
    """The person of some operations; scopes of past days are worked out once each."""

    now: Staff
    _scopes: dict[date, Scope] = field(default_factory=dict)

    def then(self, at: datetime) -> Staff:
        """The same person with the rights of that day; a leaver's are those of the last day."""
        day = timezone.localdate(at)
        if self.now.left_at is not None and not self.now.is_active:
            day = min(day, timezone.localdate(self.now.left_at))
        if day == timezone.localdate() and self.now.is_active:
            return self.now
        found = copy(self.now)
        found.is_active = True
        if day not in self._scopes:
            self._scopes[day] = scope_of(found, day)
        found.__dict__["scope"] = self._scopes[day]
        return found

    def reaches(self, site_id: int, at: datetime) -> bool:
        return site_id in self.now.scope.site_ids or site_id in self.then(at).scope.site_ids

    def judge(self, right: Right, at: datetime) -> list[Flag]:
        """Nothing to say when the right holds now, a flag when it held then. Else NoRight."""
        if right(self.now):
            return []
        if right(self.then(at)):
            return [Flag.RIGHTS_ENDED]
        raise NoRight
