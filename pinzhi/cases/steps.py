"""What whoever looks at a case can do next."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms

from pinzhi.cases import rules
from pinzhi.cases.models import Case
from pinzhi.cases.queries import Story
from pinzhi.cases.states import TO_BE_FIXED, Status
from pinzhi.people.models import Staff


@dataclass(frozen=True)
class Steps:
    """The deeds that are open to one person, by the case as it stands."""

    fix: bool
    recheck: bool
    decide: bool
    assign: bool
    ask: bool

    @property
    def first(self) -> str:
        """The one that is shown large: what others wait for comes first."""
        order = ("fix", "recheck", "decide", "assign")
        return next((name for name in order if getattr(self, name)), "")

    def homeless(self, given: Mapping[str, forms.Form]) -> forms.Form | None:
        """A form that came back to a page which no longer has a place for it."""
        places = {
            "fix": self.fix,
            "recheck": self.recheck,
            "extension": self.ask,
            "decision": self.decide,
        }
        return next((form for name, form in given.items() if not places[name]), None)


def steps_of(user: Staff, case: Case, story: Story) -> Steps:
    to_do = case.status in TO_BE_FIXED
    pending = story.pending if case.closed_at is None else None
    return Steps(
        fix=to_do and rules.may_fix(user, case),
        recheck=case.status == Status.FIXED and rules.may_recheck(user, case),
        decide=pending is not None
        and pending.asked_by_id != user.pk
        and rules.may_decide_extension(user, case),
        assign=to_do and rules.may_assign(user, case),
        ask=to_do and pending is None and rules.may_extend(user, case),
    )
