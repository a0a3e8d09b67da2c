"""Which life of the data this is. A phone that meets another one offers again what it sent."""

from uuid import UUID

from django.db import connection, transaction

from pinzhi.field.sync.models import Epoch

# A dump brought to another cluster, and a recovery to a point in time, are seen in PostgreSQL's own
# names for both; `pinzhi database restore` into the same cluster says so itself.
NEWEST = """
SELECT e.uid, e.system = s.system_identifier::text AND e.timeline = c.timeline_id,
    s.system_identifier::text, c.timeline_id
FROM pg_control_system() s CROSS JOIN pg_control_checkpoint() c
LEFT JOIN LATERAL (SELECT * FROM field_epoch ORDER BY id DESC LIMIT 1) e ON true
"""


def current_epoch() -> UUID:
    """The epoch that holds; a new one begins when these data live on in another cluster."""
    uid, same, _system, _timeline = _newest()
    return uid if uid is not None and same else _begin()


def _newest() -> tuple[UUID | None, bool | None, str, int]:
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        found: tuple[UUID | None, bool | None, str, int] = cursor.fetchone()
    return found


@transaction.atomic
def _begin() -> UUID:
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE field_epoch IN SHARE ROW EXCLUSIVE MODE")
    uid, same, system, timeline = _newest()
    if uid is not None and same:
        return uid  # somebody was faster
    reason = "founded" if uid is None else "moved"
    return Epoch.objects.create(system=system, timeline=timeline, reason=reason).uid
