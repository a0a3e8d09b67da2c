from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from pinzhi.places.models import Site
from pinzhi.records.integrity.actions import draw_again
from pinzhi.records.integrity.examining import BATCH, examine_next
from pinzhi.records.integrity.looking_back import look_back

LONGEST = timedelta(seconds=45)


@app.periodic(cron="* * * * * */20")
@app.task(queueing_lock="records.examine")
def examine_records(timestamp: int) -> None:  # noqa: ARG001 -- scheduler's
    """Go over what came in, every twenty seconds; a backlog in pieces, so that nobody waits."""
    ends = timezone.now() + LONGEST
    while examine_next() == BATCH and timezone.now() < ends:
        pass


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="records.look_back")
def look_back_everywhere(timestamp: int) -> None:  # noqa: ARG001 -- scheduler's
    """Weeks of every site, each as a job of its own."""
    for site_id in (
        Site.objects.filter(records__isnull=False).distinct().values_list("pk", flat=True)
    ):
        job = look_back_at.configure(queueing_lock=f"records.look_back.{site_id}")
        try:
            job.defer(site_id=site_id)
        except AlreadyEnqueued:
            continue


@app.task
def look_back_at(site_id: int) -> None:
    site = Site.objects.get(pk=site_id)
    look_back(site, now=timezone.now())
    draw_again(site)
