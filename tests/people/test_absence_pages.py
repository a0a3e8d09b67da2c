from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pinzhi.people.models import Leave, Post, Posting, RosterEntry, Shift, Staff, Swap
from pinzhi.places.models import Site
from tests.people.conftest import FIRST, put_on

pytestmark = pytest.mark.django_db


def test_leave_is_asked_for_granted_and_seen(
    client: Client, posted: Posting, colleague: Staff, foreman: Staff
) -> None:
    site, worker = posted.site, posted.staff
    Posting.objects.create(site=site, staff=colleague, post=posted.post, starts_on=FIRST)
    day = timezone.localdate() + timedelta(days=3)
    told = {"staff": worker.pk, "kind": "sick", "first_day": f"{day}", "last_day": f"{day}"}
    page = reverse("people:absences", args=[site.pk])

    client.force_login(worker)
    assert client.post(reverse("people:leave_ask", args=[site.pk]), told).status_code == 302
    again = client.post(reverse("people:leave_ask", args=[site.pk]), told)
    assert (again.status_code, Leave.objects.count()) == (422, 1)

    client.force_login(foreman)
    leave = Leave.objects.get()
    grant = reverse("people:leave_grant", args=[leave.pk])
    assert grant in client.get(page).content.decode()
    client.post(grant, {f"leave{leave.pk}-substitute": colleague.pk})
    leave.refresh_from_db()
    assert (leave.status, leave.substitute) == ("granted", colleague)
    assert grant not in client.get(page).content.decode()


def test_a_shift_is_offered_and_accepted(
    client: Client, post: Post, posted: Posting, colleague: Staff, day_shift: Shift, site: Site
) -> None:
    Posting.objects.create(site=site, staff=colleague, post=post, starts_on=FIRST)
    mine = put_on(post, posted.staff, day_shift, timezone.localdate() + timedelta(days=1))
    client.force_login(posted.staff)
    client.post(reverse("people:swap_ask", args=[site.pk]), {"entry": mine.pk, "to": colleague.pk})
    swap = Swap.objects.get()
    accept = reverse("people:swap_answer", args=[swap.pk, "accept"])
    assert client.post(accept).status_code == 403

    client.force_login(colleague)
    assert accept in client.get(reverse("people:absences", args=[site.pk])).content.decode()
    assert client.post(accept).status_code == 302
    assert RosterEntry.objects.get().staff == colleague
    late = client.post(accept)
    assert late.status_code == 409


def test_others_leave_is_not_shown_to_a_colleague(
    client: Client, posted: Posting, colleague: Staff
) -> None:
    day = timezone.localdate()
    Leave.objects.create(
        site=posted.site, staff=posted.staff, kind="sick", first_day=day, last_day=day, note="flu"
    )
    client.force_login(colleague)
    page = client.get(reverse("people:absences", args=[posted.site_id])).content.decode()
    assert "flu" not in page
    assert posted.staff.name not in page.split("<main")[1]
