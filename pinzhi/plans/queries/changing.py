"""Which sites' tasks no longer are what their plans, rosters and calendars say.

It is looked up, not announced: whoever changes a roster or a holiday need not know of plans.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

# Everything the tasks of the days ahead are worked out from, as one sum a site. A day on either
# side covers time zones; a month, what a holiday moves.
FINGERPRINT = """
SELECT s.id, md5(concat_ws('|', s.time_zone, s.office_hours::text, plans.sum, posts.sum, rota.sum,
    leaves.sum, closed.sum, modes.sum))::uuid
FROM places_site s
CROSS JOIN LATERAL (
    SELECT string_agg(concat_ws(',', p.id, p.status, p.recurrence::text, p.makeup_hours,
        p.starts_on, p.ends_on, p.post_id), ';' ORDER BY p.id) AS sum
    FROM plans_plan p
    WHERE p.site_id = s.id AND (p.status <> 'ended' OR p.ends_on >= %(first)s)
) plans
CROSS JOIN LATERAL (
    SELECT string_agg(concat_ws(',', g.staff_id, g.post_id, g.starts_on, g.ends_on, h.starts,
        h.ends, w.is_active), ';' ORDER BY g.id) AS sum
    FROM people_posting g JOIN people_staff w ON w.id = g.staff_id
    LEFT JOIN people_shift h ON h.id = g.shift_id
    WHERE g.site_id = s.id AND g.starts_on <= %(last)s
        AND (g.ends_on IS NULL OR g.ends_on >= %(first)s)
) posts
CROSS JOIN LATERAL (
    SELECT string_agg(concat_ws(',', r.staff_id, r.post_id, r.day, h.starts, h.ends, w.is_active),
        ';' ORDER BY r.id) AS sum
    FROM people_rosterentry r JOIN people_staff w ON w.id = r.staff_id
    JOIN people_shift h ON h.id = r.shift_id
    WHERE r.site_id = s.id AND r.day BETWEEN %(first)s AND %(last)s
) rota
CROSS JOIN LATERAL (
    SELECT string_agg(concat_ws(',', l.staff_id, l.substitute_id, l.first_day, l.last_day),
        ';' ORDER BY l.id) AS sum
    FROM people_leave l
    WHERE l.site_id = s.id AND l.status = 'granted' AND l.last_day >= %(first)s
        AND l.first_day <= %(last)s
) leaves
CROSS JOIN LATERAL (
    SELECT string_agg(concat_ws(',', d.day, d.kind, d.weekday, d.confirmed), ';' ORDER BY d.id)
        AS sum
    FROM places_holiday d
    WHERE (d.site_id = s.id OR d.site_id IS NULL)
        AND d.day BETWEEN %(first)s::date - 400 AND %(last)s::date + 400
) closed
CROSS JOIN LATERAL (
    SELECT string_agg(concat_ws(',', m.kind, m.starts_at, m.ends_at), ';' ORDER BY m.id) AS sum
    FROM plans_specialmode m
    WHERE m.site_id = s.id AND (m.ends_at IS NULL OR m.ends_at >= %(first)s::date - 62)
) modes
WHERE {which}
"""
ALL = "EXISTS (SELECT FROM plans_plan p WHERE p.site_id = s.id)"
DAY = timedelta(days=1)


def fingerprints(
    now: datetime, horizon: timedelta, site_ids: Sequence[int] | None = None
) -> dict[int, UUID]:
    """A sum over what each site's tasks depend on; of all sites with plans, or of those given.

    One query, at 1,000 sites with 100,000 days of roster about a second.
    """
    today = timezone.localdate(now)
    values: dict[str, Any] = {
        "first": today - DAY,
        "last": today + horizon + DAY,
        "sites": list(site_ids or ()),
    }
    which = ALL if site_ids is None else "s.id = ANY(%(sites)s)"
    with connection.cursor() as cursor:
        cursor.execute(FINGERPRINT.replace("{which}", which), values)
        return dict(cursor.fetchall())
