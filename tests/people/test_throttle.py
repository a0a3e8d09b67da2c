from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pinzhi.people import throttle
from pinzhi.people.models import GuessCount, KnownDevice, Staff
from tests.people.conftest import PASSWORD, is_signed_in, sign_in

pytestmark = pytest.mark.django_db
HOME, ELSEWHERE = "198.51.100.7", "203.0.113.9"
TOO_MANY = "quarter of an hour"


@pytest.fixture
def english(client: Client) -> Client:
    client.cookies["django_language"] = "en"
    return client


def guess(number: str, times: int, address: str = ELSEWHERE) -> None:
    """As a bot does: without cookies, each time anew."""
    for _ in range(times):
        sign_in(Client(), number, "wrong", REMOTE_ADDR=address)


def wait(length: timedelta) -> None:
    for count in GuessCount.objects.all():
        count.ends_at -= length
        count.save(update_fields=["ends_at"])


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),  # a customer has the whole /64
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("local", "local"),
    ],
)
def test_network_of(address: str, network: str) -> None:
    assert throttle.network_of(address) == network


def test_counts_of_a_stranger_are_address_and_device_before_the_account() -> None:
    first, second = throttle.counts_of(" wei", "203.0.113.9", "phone", known=False)
    assert [count.limit for count in first] == [60, 20]
    assert [count.limit for count in second] == [10]
    assert second == throttle.counts_of("WEI", "198.51.100.7", "", known=False)[1]


def test_counts_of_a_known_device_are_its_own() -> None:
    ((own,),) = throttle.counts_of("wei", "203.0.113.9", "phone", known=True)
    assert own.limit == 10
    strange = throttle.counts_of("wei", "203.0.113.9", "phone", known=False)
    assert own.key not in {count.key for step in strange for count in step}


def test_spend_stops_at_the_limit_and_starts_again_after_the_window() -> None:
    steps, now = throttle.counts_of("wei", HOME, "", known=False), timezone.now()
    for _ in range(throttle.PER_ACCOUNT):
        throttle.spend(steps, at=now)
    almost = now + throttle.WINDOW - timedelta(seconds=1)
    with pytest.raises(throttle.TooManyTries):
        throttle.spend(steps, at=almost)
    # trying meanwhile has not made the wait any longer
    throttle.spend(steps, at=now + throttle.WINDOW)


def test_give_back_undoes_one_try() -> None:
    steps, now = throttle.counts_of("wei", HOME, "", known=False), timezone.now()
    for _ in range(3 * throttle.PER_ACCOUNT):
        throttle.give_back(throttle.spend(steps, at=now), at=now)
    assert set(GuessCount.objects.values_list("tries", flat=True)) == {0}


def test_give_back_sweeps_what_is_over() -> None:
    now = timezone.now()
    GuessCount.objects.create(key="old", tries=3, ends_at=now - timedelta(seconds=1))
    throttle.give_back([], at=now)
    assert GuessCount.objects.count() == 0


def test_a_used_up_address_uses_up_no_accounts() -> None:
    now = timezone.now()
    for n in range(throttle.PER_ADDRESS):
        throttle.spend(throttle.counts_of(f"p{n}", ELSEWHERE, "", known=False), at=now)
    with pytest.raises(throttle.TooManyTries):
        throttle.spend(throttle.counts_of("wei", ELSEWHERE, "", known=False), at=now)
    ((_, account),) = [throttle.counts_of("wei", ELSEWHERE, "", known=False)]
    assert not GuessCount.objects.filter(pk=account[0].key).exists()


@pytest.mark.usefixtures("keeper")
def test_guesses_are_stopped_even_with_the_right_password(english: Client) -> None:
    guess("wei", throttle.PER_ACCOUNT)
    response = sign_in(english, "wei", REMOTE_ADDR=ELSEWHERE)
    assert TOO_MANY in response.content.decode()
    assert not is_signed_in(english)


@pytest.mark.usefixtures("keeper")
def test_whoever_never_signed_in_here_gets_in_after_a_quarter_of_an_hour() -> None:
    guess("wei", 3 * throttle.PER_ACCOUNT)
    wait(throttle.WINDOW)
    client = Client()
    sign_in(client, "wei")
    assert is_signed_in(client)


@pytest.mark.usefixtures("keeper")
def test_a_known_device_gets_in_while_others_guess() -> None:
    """T19: no lever to lock somebody out."""
    phone = Client()
    sign_in(phone, "wei", REMOTE_ADDR=HOME)
    phone.post(reverse("account_logout"))
    guess("wei", 3 * throttle.PER_ACCOUNT)
    guess("wei", 2 * throttle.PER_ADDRESS, HOME)  # even from the same office
    sign_in(phone, "WEI ", REMOTE_ADDR=HOME)
    assert is_signed_in(phone)


@pytest.mark.usefixtures("keeper")
def test_a_known_device_has_a_limit_of_its_own(english: Client) -> None:
    sign_in(english, "wei")
    english.post(reverse("account_logout"))
    english.cookies["django_language"] = "en"
    for _ in range(throttle.PER_KNOWN_DEVICE):
        assert TOO_MANY not in sign_in(english, "wei", "wrong").content.decode()
    assert TOO_MANY in sign_in(english, "wei").content.decode()


@pytest.mark.usefixtures("keeper", "colleague")
def test_a_device_known_to_one_account_is_a_stranger_to_others(english: Client) -> None:
    sign_in(english, "wei")
    english.post(reverse("account_logout"))
    for n in range(throttle.PER_DEVICE):
        sign_in(english, f"p{n}", "wrong", REMOTE_ADDR=f"203.0.113.{n}")
    english.cookies["django_language"] = "en"
    assert TOO_MANY in sign_in(english, "jun", "wrong").content.decode()


@pytest.mark.parametrize("cookie", ["", "forged", "a:b:c", "\x00", "x" * 5000])
def test_a_forged_device_cookie_is_no_device(keeper: Staff, cookie: str) -> None:
    KnownDevice.objects.create(
        staff=keeper,
        key=throttle.digest("device", cookie),
        first_seen_at=timezone.now(),
        last_seen_at=timezone.now(),
    )
    guess("wei", throttle.PER_ACCOUNT)
    client = Client()
    client.cookies["pinzhi_device"] = cookie
    sign_in(client, "wei")
    assert not is_signed_in(client)


@pytest.mark.usefixtures("keeper")
def test_a_right_password_costs_no_try() -> None:
    for _ in range(2 * throttle.PER_ACCOUNT):
        client = Client()
        sign_in(client, "wei")
        assert is_signed_in(client)


@pytest.mark.usefixtures("keeper")
def test_a_new_password_lets_its_owner_in() -> None:
    guess("wei", throttle.PER_ACCOUNT)
    throttle.clear_account("Wei")
    client = Client()
    sign_in(client, "wei")
    assert is_signed_in(client)


@pytest.mark.usefixtures("keeper")
def test_a_thousand_guesses_find_nothing_and_shut_nobody_out() -> None:
    """T19 in small: many addresses, many accounts, the right password among the late guesses."""
    phone = Client()
    sign_in(phone, "wei", REMOTE_ADDR=HOME)
    phone.post(reverse("account_logout"))
    for n in range(throttle.PER_ACCOUNT):
        guess("wei", 1, f"192.0.2.{n}")
    late = Client()
    for n in range(20):
        sign_in(late, "wei", PASSWORD, REMOTE_ADDR=f"192.0.2.{100 + n}")
    assert not is_signed_in(late)
    sign_in(phone, "wei", REMOTE_ADDR=HOME)
    assert is_signed_in(phone)


@pytest.mark.django_db(transaction=True)
def test_parallel_guesses_do_not_slip_through() -> None:
    steps, now = throttle.counts_of("wei", HOME, "", known=False), timezone.now()

    def spends(_: int) -> bool:
        try:
            throttle.spend(steps, at=now)
        except throttle.TooManyTries:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(spends, range(40))) == throttle.PER_ACCOUNT
