from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from pinzhi.places.models import Site
from pinzhi.plans.actions import fill_site, miss_overdue
from pinzhi.plans.actions.tasks import BATCH
from pinzhi.plans.models import Plan

HORIZON = timedelta(days=3)


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="plans.fill_sites")
def fill_sites(timestamp: int) -> None:  # noqa: ARG001 -- scheduler's
    """Keep every site with a running plan filled three days ahead; each site is a job of its own,
    so that none can stop the others."""
    sites = Site.objects.filter(plans__status=Plan.Status.ACTIVE).distinct()
    for site_id in sites.values_list("pk", flat=True):
        job = fill_one_site.configure(queueing_lock=f"plans.fill.{site_id}")
        try:
            job.defer(site_id=site_id)
        except AlreadyEnqueued:
            continue  # the one that waits will do it


@app.task
def fill_one_site(site_id: int) -> None:
    now = timezone.now()
    fill_site(Site.objects.get(pk=site_id), start=now, until=now + HORIZON)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="plans.miss_overdue")
def miss_overdue_tasks(timestamp: int) -> None:  # noqa: ARG001 -- scheduler's
    while miss_overdue() == BATCH:
        pass
