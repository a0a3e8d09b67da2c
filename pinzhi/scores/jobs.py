from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from pinzhi.places.models import Site
from pinzhi.scores.actions import score_month


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="scores.score_sites")
def score_sites(timestamp: int) -> None:  # noqa: ARG001 -- scheduler's
    """Keep this month's score of every site that was ever recorded at up to date."""
    for site in Site.objects.filter(records__isnull=False).distinct():
        score_month(site, timezone.localdate())


@app.periodic(cron="30 3 1-3 * *")
@app.task(queueing_lock="scores.score_last_month")
def score_last_month(timestamp: int) -> None:  # noqa: ARG001 -- scheduler's
    """Take in what phones handed in after the month was over."""
    last = timezone.localdate().replace(day=1) - timedelta(days=1)
    for site in Site.objects.filter(records__isnull=False).distinct():
        score_month(site, last)
