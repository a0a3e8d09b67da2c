from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from pinzhi.places.models import Site
from pinzhi.plans.actions import (
    fill_site,
    miss_overdue,
    move_plans,
    replan_site,
    replanning,
    sites_to_move,
    sites_to_replan,
)
from pinzhi.plans.actions.draws import commit_draws, due_draws, make_draw
from pinzhi.plans.actions.tasks import BATCH
from pinzhi.plans.models import Draw, Plan

HORIZON = replanning.HORIZON


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


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="plans.follow_standards")
def follow_standards(timestamp: int) -> None:  # noqa: ARG001 -- scheduler's
    """Have the plans of each site follow the editions in force and what the site adjusted."""
    for site_id in sites_to_move():
        job = follow_at_one_site.configure(queueing_lock=f"plans.follow.{site_id}")
        try:
            job.defer(site_id=site_id)
        except AlreadyEnqueued:
            continue


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="plans.replan_sites")
def replan_sites(timestamp: int) -> None:  # noqa: ARG001 -- scheduler's
    """Plan anew where a plan, the roster, leave, a holiday or a special mode changed."""
    for site_id in sites_to_replan(timezone.now(), HORIZON):
        job = replan_one_site.configure(queueing_lock=f"plans.replan.{site_id}")
        try:
            job.defer(site_id=site_id)
        except AlreadyEnqueued:
            continue


@app.task
def replan_one_site(site_id: int) -> None:
    replan_site(Site.objects.get(pk=site_id), now=timezone.now(), horizon=HORIZON)


@app.periodic(cron="37 * * * *")
@app.task(queueing_lock="plans.sample")
def sample(timestamp: int) -> None:  # noqa: ARG001 -- scheduler's
    """Prepare the draws of the week and month to come, and make those whose period is over."""
    now = timezone.now()
    for site in Site.objects.filter(plans__status=Plan.Status.ACTIVE).distinct():
        commit_draws(site, today=timezone.localdate(now))
    for pk in due_draws(timezone.localdate(now)):
        make_draw(Draw.objects.get(pk=pk), now=now)


@app.task
def follow_at_one_site(site_id: int) -> None:
    """In one go with their tasks: no plan is without tasks in between."""
    now, site = timezone.now(), Site.objects.get(pk=site_id)
    with transaction.atomic():
        if move_plans(site, now=now):
            fill_site(site, start=now, until=now + HORIZON)


@app.task
def fill_one_site(site_id: int) -> None:
    now = timezone.now()
    fill_site(Site.objects.get(pk=site_id), start=now, until=now + HORIZON)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="plans.miss_overdue")
def miss_overdue_tasks(timestamp: int) -> None:  # noqa: ARG001 -- scheduler's
    while miss_overdue() == BATCH:
        pass
