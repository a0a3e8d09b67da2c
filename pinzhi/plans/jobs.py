from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from pinzhi.places.models import Site
from pinzhi.plans.actions import fill_site, miss_overdue
from pinzhi.plans.actions.tasks import BATCH
from pinzhi.plans.models import Plan

HORIZON = timedelta(days=3)


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="plans.fill_sites")
def fill_sites(_timestamp: int) -> None:
    """Keep every site with a running plan filled three days ahead."""
    sites = Site.objects.filter(plans__status=Plan.Status.ACTIVE).distinct()
    for site_id in sites.values_list("pk", flat=True):
        fill_one_site.configure(queueing_lock=f"plans.fill.{site_id}").defer(site_id=site_id)


@app.task
def fill_one_site(site_id: int) -> None:
    now = timezone.now()
    fill_site(Site.objects.get(pk=site_id), start=now, until=now + HORIZON)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="plans.miss_overdue")
def miss_overdue_tasks(_timestamp: int) -> None:
    while miss_overdue() == BATCH:
        pass
