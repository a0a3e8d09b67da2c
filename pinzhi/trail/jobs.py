from procrastinate.contrib.django import app

from pinzhi.trail.actions import seal_block
from pinzhi.trail.seal import FULL


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="trail.seal_events")
def seal_events(timestamp: int) -> None:  # noqa: ARG001 -- given by the scheduler
    """Seal whatever was committed since the last minute; run twice, the second finds nothing."""
    while (block := seal_block()) and block.count == FULL:
        pass
