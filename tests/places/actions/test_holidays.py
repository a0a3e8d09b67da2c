from datetime import date

import pytest

from pinzhi.people.models import Staff
from pinzhi.places.actions import remove_holiday, set_holiday
from pinzhi.places.models import Holiday, OrgNode, Site
from pinzhi.places.refusals import DayTaken, NotAllowed, NoWeekday
from pinzhi.trail.models import Event
from tests.conftest import plant_member

pytestmark = pytest.mark.django_db
DAY = date(2027, 2, 6)
OFF, ON = Holiday.Kind.OFF, Holiday.Kind.ON


def test_set_holiday_of_a_site_and_remove_it(site: Site, site_manager: Staff) -> None:
    made = set_holiday(site, day=DAY, kind=OFF, name="春节", confirmed=False, by=site_manager)
    assert Holiday.objects.get().confirmed is False
    remove_holiday(made, by=site_manager)
    assert not Holiday.objects.exists()
    verbs = list(Event.objects.order_by("pk").values_list("verb", "site_id"))
    assert verbs == [("holiday.set", site.pk), ("holiday.removed", site.pk)]


def test_set_holiday_twice_is_refused_also_for_all(site: Site, system_admin: Staff) -> None:
    set_holiday(None, day=DAY, kind=OFF, name="春节", by=system_admin)
    set_holiday(site, day=DAY, kind=OFF, name="春节", by=system_admin)
    for where in (None, site):
        with pytest.raises(DayTaken):
            set_holiday(where, day=DAY, kind=ON, weekday=5, name="x", by=system_admin)


@pytest.mark.parametrize(("kind", "weekday"), [(ON, None), (OFF, 5), (ON, 8), (ON, 0)])
def test_set_holiday_needs_the_weekday_of_a_workday_only(
    site: Site, site_manager: Staff, kind: str, weekday: int | None
) -> None:
    with pytest.raises(NoWeekday):
        set_holiday(site, day=DAY, kind=kind, weekday=weekday, name="x", by=site_manager)


def test_holidays_of_all_are_for_the_top_administrator(
    company: OrgNode, site: Site, site_manager: Staff, system_admin: Staff, foreman: Staff
) -> None:
    made = set_holiday(None, day=DAY, kind=OFF, name="春节", by=system_admin)
    lower = plant_member("lower", company, "system_admin")
    for person in (site_manager, lower):
        with pytest.raises(NotAllowed):
            set_holiday(None, day=date(2027, 2, 7), kind=OFF, name="x", by=person)
        with pytest.raises(NotAllowed):
            remove_holiday(made, by=person)
    with pytest.raises(NotAllowed):
        set_holiday(site, day=DAY, kind=OFF, name="x", by=foreman)
