"""A few phones at a time; pages go past."""

from threading import Event, Thread

import pytest
from django.urls import reverse

from pinzhi.field.sync import lane
from pinzhi.field.sync.lane import HEAVY, LIGHT, Lane
from tests.field.sync.phone import JSON, Phone


def test_lane_lets_in_some_and_some_more_wait() -> None:
    here = Lane(1, 1, 5.0)
    inside, leave, found = Event(), Event(), []

    def stay() -> None:
        with here.enter() as place:
            inside.set()
            leave.wait(5)
            found.append(place)

    def wait() -> None:
        with here.enter() as place:
            found.append(place)

    first = Thread(target=stay)
    first.start()
    inside.wait(5)
    second = Thread(target=wait)
    second.start()
    while here._inside._value:  # noqa: SLF001 -- until the second one waits
        pass
    with here.enter() as third:
        assert third is False
    leave.set()
    first.join()
    second.join()
    assert found == [True, True]


def test_who_waits_in_vain_goes_and_leaves_no_trace() -> None:
    here = Lane(1, 1, 0.01)
    with here.enter() as first:
        with here.enter() as second:
            assert (first, second) == (True, False)
        with here.enter() as third:
            assert third is False
    with here.enter() as again:
        assert again is True


def test_a_deed_that_fails_frees_its_place() -> None:
    here = Lane(1, 0, 0.01)
    with pytest.raises(ZeroDivisionError), here.enter():
        raise ZeroDivisionError
    with here.enter() as again:
        assert again is True


@pytest.mark.django_db
def test_full_lane_sends_phones_away_and_lets_pages_past(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lane, "LANES", {HEAVY: Lane(1, 0, 0.0), LIGHT: Lane(1, 0, 0.0)})
    with lane.LANES[HEAVY].enter():
        answer = phone.post("sync:push", phone.envelope([]))
        assert (answer.status_code, answer.json()["code"]) == (429, "busy")
        assert 5 <= int(answer.headers["Retry-After"]) <= 20
        assert phone.client.get(reverse("sync:pull"), headers=JSON).status_code == 429
        assert phone.client.get(reverse("sync:hello"), headers=JSON).status_code == 200
        assert phone.client.get(reverse("sync:tray")).status_code in {200, 403}
        with lane.LANES[LIGHT].enter():
            assert phone.client.get(reverse("sync:hello"), headers=JSON).status_code == 429
            assert phone.client.get(reverse("field:today")).status_code == 200
    assert phone.push() == []


def test_addresses_are_those_of_the_protocol() -> None:
    heavy = (reverse("sync:push"), reverse("sync:pull"), reverse("sync:file", args=["0" * 64]))
    light = (reverse("sync:hello"), reverse("sync:status"))
    for ours, starts in ((heavy, HEAVY), (light, LIGHT)):
        assert all(one.startswith(start) for one, start in zip(ours, starts, strict=True))
    assert not reverse("sync:tray").startswith(HEAVY + LIGHT)
