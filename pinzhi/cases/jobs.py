from django.utils import timezone
from procrastinate.contrib.django import app

from pinzhi.cases.lenience import look_at_checkers


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="cases.look_at_checkers")
def look_at_all_checkers(timestamp: int) -> None:  # noqa: ARG001 -- scheduler's
    look_at_checkers(now=timezone.now())
