"""The worker hands each periodic job its time by name: one that does not take it never runs."""

from inspect import signature

from django.apps import apps
from procrastinate import App


def test_each_periodic_job_takes_what_the_worker_gives_it() -> None:
    app: App = apps.get_app_config("procrastinate").app  # type: ignore[attr-defined] # untyped
    jobs = [entry.task for entry in app.periodic_registry.periodic_tasks.values()]
    assert len(jobs) > 3
    for job in jobs:
        given = ("context",) if job.pass_context else ()
        signature(job.func).bind(*given, timestamp=0)
