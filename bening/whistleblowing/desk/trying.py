"""Trying a passphrase: a try is counted before it is made, so that many at once gain nothing."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction

from bening.accounts.models import Person
from bening.whistleblowing import sealing
from bening.whistleblowing.desk.refusals import DeskRefused
from bening.whistleblowing.models import PassphraseTries

MOST_WRONG = 5
CLOSED_FOR = timedelta(minutes=15)
Key = TypeVar("Key")


def check_own_passphrase(
    wrapped: Mapping[Key, bytes],
    passphrase: str,
    *,
    by: Person,
    now: datetime,
    field: str = "passphrase",
) -> dict[Key, str]:
    """The secret keys that the passphrase opens, at least one.

    Five wrong ones in a row close all keys of the person for a quarter of an hour.
    Raises DeskRefused: "passphrase_closed", "passphrase_wrong", "key_missing".
    """
    if not wrapped:
        raise DeskRefused("key_missing")
    left = _count(by, now)
    opened = dict[Key, str]()
    for key, held in wrapped.items():
        try:
            opened[key] = sealing.unwrap(held, passphrase)
        except sealing.WrongKey:
            continue
    if not opened:
        raise DeskRefused("passphrase_wrong", field=field, left=left)
    PassphraseTries.objects.filter(person=by).update(wrong=0, closed_until=None)
    return opened


def _count(by: Person, now: datetime) -> int:
    """Takes one try and says how many are left. Raises DeskRefused("passphrase_closed")."""
    with transaction.atomic():
        PassphraseTries.objects.get_or_create(person=by)
        row = PassphraseTries.objects.select_for_update().get(person=by)
        if row.closed_until is not None and now < row.closed_until:
            raise DeskRefused("passphrase_closed", until=row.closed_until)
        row.wrong = 1 if row.closed_until is not None else row.wrong + 1
        row.closed_until = now + CLOSED_FOR if row.wrong >= MOST_WRONG else None
        row.save(update_fields=["wrong", "closed_until"])
        return max(0, MOST_WRONG - row.wrong)
