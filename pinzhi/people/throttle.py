"""How many wrong passwords are taken from whom (T19): delay instead of a lock-out.

A device that has signed in to the account before has a count of its own, so nobody elsewhere can
use up its tries. All others share those of the account, the address and, if any, the device. Each
count begins with the first try and ends with its window, whatever comes in between: an attack
that stops shuts nobody out for longer than that. Numbers that nobody has are counted like others.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address

from django.db import connection

from pinzhi.people.models import GuessCount

WINDOW = timedelta(minutes=15)
PER_KNOWN_DEVICE = 10  # of one account
PER_ACCOUNT = 10  # from all devices it does not know
PER_DEVICE = 20  # over all accounts
PER_ADDRESS = 60  # over all accounts: a whole office may share it
SWEEP = 200

# One statement for all counts of a try, so that parallel guesses cannot slip through between
# reading and writing; keys in order, so that two tries cannot wait for each other.
_SPEND = """
    INSERT INTO people_guesscount AS old (key, tries, ends_at)
    SELECT key, 1, %(ends_at)s FROM unnest(%(keys)s::text[]) AS key
    ON CONFLICT (key) DO UPDATE SET
        tries = CASE WHEN old.ends_at <= %(at)s THEN 1 ELSE old.tries + 1 END,
        ends_at = CASE WHEN old.ends_at <= %(at)s THEN excluded.ends_at ELSE old.ends_at END
    RETURNING key, tries
"""
_GIVE_BACK = "UPDATE people_guesscount SET tries = tries - 1 WHERE key = ANY(%s) AND tries > 0"


class TooManyTries(Exception):  # noqa: N818 -- named for what it is
    """No password was looked at: the tries of this window are used up."""


@dataclass(frozen=True, slots=True)
class Count:
    key: str
    limit: int


def counts_of(
    number: str, address: str, device: str, *, known: bool
) -> tuple[tuple[Count, ...], ...]:
    """What one try is counted on, in steps: the second step only once the first lets it pass.

    So whoever has used up an address or a device uses up no accounts with it.
    """
    account = number.strip().upper()
    if known:
        return ((Count(digest("known", account, device), PER_KNOWN_DEVICE),),)
    place = Count(digest("address", network_of(address)), PER_ADDRESS)
    own = (Count(digest("device", device), PER_DEVICE),) if device else ()
    return (place, *own), (Count(digest("account", account), PER_ACCOUNT),)


def network_of(address: str) -> str:
    """One customer's network: the address itself, or the /64 of IPv6."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(IPv6Network((parsed, 64), strict=False).network_address)
    return str(parsed)


def digest(*parts: str) -> str:
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()


def spend(steps: Sequence[Sequence[Count]], *, at: datetime) -> list[str]:
    """Count one try, before any password is looked at. Returns the keys it was counted on.

    Raises TooManyTries when one of the counts is used up.
    """
    spent: list[str] = []
    for step in steps:
        limits = {count.key: count.limit for count in step}
        with connection.cursor() as cursor:
            cursor.execute(_SPEND, {"keys": sorted(limits), "at": at, "ends_at": at + WINDOW})
            rows = cursor.fetchall()
        spent += limits
        if any(tries > limits[key] for key, tries in rows):
            raise TooManyTries
    return spent


def give_back(keys: Sequence[str], *, at: datetime) -> None:
    """The try was right: it does not count. Sweeps some counts that are over, too."""
    with connection.cursor() as cursor:
        cursor.execute(_GIVE_BACK, [list(keys)])
    over = GuessCount.objects.filter(ends_at__lte=at).values("pk")[:SWEEP]
    GuessCount.objects.filter(pk__in=over).delete()


def clear_account(number: str) -> None:
    """Forget the wrong tries on one account: whoever resets a password lets its owner in."""
    GuessCount.objects.filter(pk=digest("account", number.strip().upper())).delete()
