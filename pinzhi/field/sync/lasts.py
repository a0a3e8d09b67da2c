"""What was read last time at the same spot, for tasks that ask for readings."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from pinzhi.field.sync.telling import moment

BACK = timedelta(days=60)
Last = Mapping[str, Any]  # {"at", "values": {item: reading}}
# One walk down the index of a target's windows for each: until the first with a record.
LASTS = """
SELECT wanted.target, newest.captured_at, jsonb_object_agg(answer.item_id, answer.value)::text
FROM unnest(%s::bigint[]) AS wanted (target)
CROSS JOIN LATERAL (
    SELECT record.uid, record.captured_at
    FROM plans_task task JOIN records_record record ON record.task_id = task.id
    WHERE task.target_id = wanted.target AND task.rechecks_id IS NULL
        AND task.opens_at BETWEEN %s AND %s
    ORDER BY task.opens_at DESC LIMIT 1
) newest
JOIN records_answer answer ON answer.record_id = newest.uid
WHERE answer.item_id = ANY(%s) AND answer.verdict IN ('pass', 'fail')
GROUP BY wanted.target, newest.captured_at
"""


def last_readings(targets: Collection[int], items: Sequence[int], now: datetime) -> dict[int, Last]:
    """By target of a plan: when its newest record of 60 days was captured, and its readings."""
    if not targets or not items:
        return {}
    values: list[Any] = [sorted(targets), now - BACK, now + timedelta(days=1), list(items)]
    with connection.cursor() as cursor:
        cursor.execute(LASTS, values)
        rows = cursor.fetchall()
    return {
        target: {"at": moment(at), "values": json.loads(readings)} for target, at, readings in rows
    }
