from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from pinzhi.field.sync.pulling import sweep_cursors
from pinzhi.field.sync.uploading import sweep_uploads
from pinzhi.field.sync.waking import hold_stranded

PATIENCE = timedelta(hours=24)  # B11: what waits longer than this is shown to a person


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="field.hold_waiting")
def hold_waiting(timestamp: int) -> None:  # noqa: ARG001 -- scheduler's
    """Bring what has waited for a day before somebody."""
    hold_stranded(timezone.now() - PATIENCE)


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="field.sweep_sync")
def sweep_sync(timestamp: int) -> None:  # noqa: ARG001 -- scheduler's
    """Forget cursors of phones that stay away, and pieces of files nobody went on with."""
    sweep_cursors()
    sweep_uploads()
