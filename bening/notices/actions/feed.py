"""The secret address of a person's calendar: made, renewed, revoked."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.notices.models import FeedAddress
from bening.notices.queries import hash_of

SECRET_BYTES = 24


@dataclass(frozen=True, slots=True)
class FreshAddress:
    """An address and its secret, which is shown once and kept nowhere."""

    address: FeedAddress
    token: str


@transaction.atomic
def make_address(*, by: Person, now: datetime) -> FreshAddress:
    """A new secret address for the own calendar; the one before it stops at once."""
    Person.objects.select_for_update().select_related(None).get(pk=by.pk)
    FeedAddress.objects.filter(person=by, revoked_at__isnull=True).update(revoked_at=now)
    token = secrets.token_urlsafe(SECRET_BYTES)
    made = FeedAddress.objects.create(person=by, token_hash=hash_of(token), made_at=now)
    _record("feed.made", by, now)
    return FreshAddress(made, token)


@transaction.atomic
def revoke_address(*, by: Person, now: datetime) -> bool:
    """The own address stops at once. Returns whether there was one."""
    changed = FeedAddress.objects.filter(person=by, revoked_at__isnull=True).update(revoked_at=now)
    if changed:
        _record("feed.revoked", by, now)
    return bool(changed)


def note_use(*, address: FeedAddress, now: datetime) -> None:
    """Keeps the day on which the address was last read: one write a day."""
    today = today_of(address.person, now)
    if address.last_used_on != today:
        FeedAddress.objects.filter(pk=address.pk).update(last_used_on=today)


def _record(act: str, by: Person, now: datetime) -> None:
    audit.record(act=act, by=by.pk, agency=by.agency_id, subject=("person", by.pk), at=now, data={})
