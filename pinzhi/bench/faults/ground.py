"""What the phones of a run work on: sites, workers who are signed in, a day's tasks."""

from datetime import timedelta
from io import BytesIO

from django.conf import settings
from django.test import Client
from django.utils import timezone
from PIL import Image

from pinzhi.bench.faults.deeds import TASKS
from pinzhi.bench.ground import found_sites, hire, plan_all, publish
from pinzhi.people.roles import Role
from pinzhi.plans.actions import fill_site
from pinzhi.plans.models import Task

SITES, CHECKLISTS, ITEMS = 4, 4, 3


def sign_in_workers(phones: int, blocks: int) -> list[str]:
    """The sessions of so many workers, each with tasks for so many stretches of work today."""
    sites = found_sites(SITES)
    each = blocks * TASKS
    per_site = -(-phones // SITES) * each
    plan_all(
        publish(CHECKLISTS, ITEMS, evidence="photo_on_fail"), targets=-(-per_site // CHECKLISTS)
    )
    now = timezone.now()
    sessions = []
    for at, site in enumerate(sites):
        fill_site(site, start=now - timedelta(days=1), until=now)
        keys = list(Task.objects.filter(site=site).order_by("pk").values_list("pk", flat=True))
        for n in range(at, phones, SITES):
            worker = hire(f"F{n}", site, Role.WORKER)
            mine, keys = keys[:each], keys[each:]
            Task.objects.filter(pk__in=mine).update(
                assignee=worker,
                opens_at=now - timedelta(minutes=5),
                closes_at=now + timedelta(hours=12),
                lost_at=now + timedelta(hours=12),
            )
            client = Client()
            client.force_login(worker, settings.AUTHENTICATION_BACKENDS[0])
            sessions.append((n, str(client.cookies["sessionid"].value)))
    return [session for _n, session in sorted(sessions)]


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (32, 24), (90, 110, 130)).save(out, "JPEG")
    return out.getvalue()
