"""Whoever rechecks and never finds anything, held against everybody else (T11)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q

from pinzhi.cases.models import Recheck
from pinzhi.cases.states import RecheckOutcome
from pinzhi.places.models import Site
from pinzhi.records.integrity.actions import Seen, raise_flags
from pinzhi.records.integrity.detectors.checking import lenient_checker
from pinzhi.records.integrity.facts import Sign, Usual

BACK = timedelta(days=120)
MOST_SHOWN = 20


def look_at_checkers(*, now: datetime) -> int:
    """Compare each person's rechecks at each site with those of all others anywhere; returns how
    many new signs there are. One sign for each person, site and month."""
    recent = Recheck.objects.filter(captured_at__gte=now - BACK, captured_at__lte=now)
    failed = Count("pk", filter=~Q(outcome=RecheckOutcome.PUT_RIGHT))
    rows = recent.values("by_id", "fix__case__site_id").annotate(
        of=Count("pk"), failed=failed, last=Max("captured_at")
    )
    told = list(rows.order_by("by_id"))
    of, bad = sum(row["of"] for row in told), sum(row["failed"] for row in told)

    def signs() -> Iterator[Seen]:
        for row in told:
            mine = Usual(row["failed"], row["of"])
            own = [one for one in told if one["by_id"] == row["by_id"]]
            others = Usual(
                bad - sum(one["failed"] for one in own), of - sum(one["of"] for one in own)
            )
            sign = lenient_checker(mine, others)
            if sign is not None:
                yield _seen(sign, row["by_id"], row["fix__case__site_id"], row["last"], now)

    return len(raise_flags(signs()))


def _seen(sign: Sign, by: int, site_id: int, last: datetime, now: datetime) -> Seen:
    site = Site.objects.get(pk=site_id)
    mine = Recheck.objects.filter(by_id=by, fix__case__site=site).order_by("-captured_at")
    about = mine.exclude(fix__case__finding=None)[:MOST_SHOWN]
    records = [str(pk) for pk in about.values_list("fix__case__finding__record_id", flat=True)]
    told = Sign(sign.detector, sign.score, list(dict.fromkeys(records)), sign.numbers)
    key = f"{by}:{site_id}:{now:%Y-%m}"
    return Seen(sign=told, key=key, site=site, at=last, person_id=by)
