"""An open key: its secret lies in the database under a random key that only the cookie holds.

Neither the database nor the cookie opens anything alone. Fifteen idle minutes, signing out or
closing the desk end it; what has lapsed is deleted at the next look.
"""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from bening.accounts.models import Person
from bening.adapters.keys import new_key
from bening.whistleblowing import sealing
from bening.whistleblowing.desk.access import keys_of
from bening.whistleblowing.desk.keys import recovery_copy
from bening.whistleblowing.desk.refusals import KeyClosed
from bening.whistleblowing.desk.trying import check_own_passphrase
from bening.whistleblowing.models import HandlerKey, UnlockedKey

IDLE = timedelta(minutes=15)
TOUCH = timedelta(seconds=30)


@dataclass(frozen=True)
class OpenKeys:
    """The secret keys of one person that are open in one session, by the key they belong to."""

    person: UUID
    secrets: dict[UUID, str] = field(repr=False)

    def read(self, sealed: bytes | memoryview) -> bytes:
        """What one of the keys opens. Raises WrongKey."""
        held = bytes(sealed)
        for secret in self.secrets.values():
            try:
                return sealing.unseal(held, secret)
            except sealing.WrongKey:
                continue
        raise sealing.WrongKey


def unlock(*, passphrase: str, by: Person, now: datetime) -> str:
    """Opens every key of the person that the passphrase opens; what the cookie is to hold.

    A key that has no copy for recovery, or one of earlier custodians, gets it now.
    Raises DeskRefused: "passphrase_closed", "passphrase_wrong", "key_missing".
    """
    rows = {row.pk: row for row in keys_of(by)}
    opened = check_own_passphrase(
        {key: bytes(row.wrapped) for key, row in rows.items()}, passphrase, by=by, now=now
    )
    cookie_key = secrets.token_bytes(sealing.KEY)
    made = []
    for key, secret in opened.items():
        row = new_key()
        kept = sealing.keep_under(cookie_key, secret.encode(), row.bytes)
        made.append(UnlockedKey(pk=row, key_id=key, kept=kept, used_at=now))
    with transaction.atomic():
        UnlockedKey.objects.filter(used_at__lt=now - IDLE).delete()
        UnlockedKey.objects.bulk_create(made)
        for key, secret in opened.items():
            if rows[key].recovery is None:
                copy = recovery_copy(rows[key].agency_id, secret)
                HandlerKey.objects.filter(pk=key).update(recovery=copy)
    return urlsafe_b64encode(cookie_key).decode()


def opened(*, cookie: str, by: Person, now: datetime) -> OpenKeys:
    """The keys that the cookie opens; being looked at keeps them open. Raises KeyClosed."""
    rows = _rows(by, now)
    cookie_key = _cookie_key(cookie)
    found = dict[UUID, str]()
    if cookie_key is not None:
        for row in rows:
            try:
                kept = sealing.read_under(cookie_key, bytes(row.kept), row.pk.bytes)
            except sealing.WrongKey:
                continue
            found[row.key_id] = kept.decode()
            if now - row.used_at >= TOUCH:
                UnlockedKey.objects.filter(pk=row.pk).update(used_at=now)
    if not found:
        raise KeyClosed("key_closed")
    return OpenKeys(by.pk, found)


def lock(*, by: Person) -> None:
    """Closes the keys of the person in every session."""
    UnlockedKey.objects.filter(key__person=by).delete()


def forget_idle(*, now: datetime) -> int:
    """Deletes what has lapsed; how many."""
    return UnlockedKey.objects.filter(used_at__lt=now - IDLE).delete()[0]


def _rows(by: Person, now: datetime) -> Sequence[UnlockedKey]:
    return list(
        UnlockedKey.objects.filter(
            key__person=by, key__retired_at__isnull=True, used_at__gte=now - IDLE
        )
    )


def _cookie_key(cookie: str) -> bytes | None:
    try:
        key = urlsafe_b64decode(cookie.encode("ascii"))
    except ValueError:
        return None
    return key if len(key) == sealing.KEY else None
