"""Upkeep of the job queue itself."""

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

SILENCE = 30  # seconds without a heartbeat after which a worker counts as dead


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="common.retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 -- scheduler's
    """Queue again what a killed worker left half done; every job can bear to run twice."""
    stalled = await context.app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE)
    for job in stalled:
        await _queue_again(context, job)


async def _queue_again(context: JobContext, job: Job) -> None:
    try:
        await context.app.job_manager.retry_job(job)
    except UniqueViolation:
        # The same job is waiting already; the one left behind must not stand in the way.
        await context.app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
