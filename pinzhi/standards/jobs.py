from django.utils import timezone
from procrastinate.contrib.django import app

from pinzhi.standards.actions import start_scheduled
from pinzhi.standards.models import Edition


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="standards.start_scheduled")
def start_scheduled_editions(timestamp: int) -> None:  # noqa: ARG001 -- scheduler's
    """Put in force what was approved for a day that has begun; after a standstill, in its order."""
    due = Edition.objects.filter(
        status=Edition.Status.SCHEDULED, starts_on__lte=timezone.localdate()
    )
    for edition in due.order_by("starts_on", "approved_at"):
        start_scheduled(edition)
