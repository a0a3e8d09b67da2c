"""Scores and the boards of a site."""

from decimal import Decimal

from django.utils import timezone

from pinzhi.scores.models import MonthScore
from pinzhi.scores.rules import COMPUTERS, READERS
from tests.rights.matrix import POST, Kwargs, Rule, Sort
from tests.rights.world import Ground


def a_score(ground: Ground) -> MonthScore:
    return ground.once(
        "scores.score",
        lambda: MonthScore.objects.create(
            site=ground.site,
            month=timezone.localdate().replace(day=1),
            score=Decimal("87.31"),
            band="good",
            computed_at=timezone.now(),
        ),
    )


def score(ground: Ground) -> Kwargs:
    return {"pk": a_score(ground).pk}


def shown(ground: Ground) -> str:
    return f"/scores/{a_score(ground).pk}/"


RULES = [
    Rule("scores:score_list", may=set(READERS), sort=Sort.LIST, hides=shown),
    Rule("scores:why", may=set(READERS), at=score),
    Rule("scores:compute", POST, may=set(COMPUTERS), at=score),
]
