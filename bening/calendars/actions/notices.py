"""Notices that were read."""

from datetime import datetime

from django.core.cache import cache
from django.db import transaction
from django.db.models import QuerySet

from bening.accounts.models import Person
from bening.calendars.models import Notice
from bening.calendars.telling import count_key


def mark_read(*, notice: Notice, by: Person, now: datetime) -> None:
    """The person has seen one notice. Whose notice it is was asked when it was found."""
    _read(Notice.objects.filter(pk=notice.pk, person=by), by, now)


def mark_all_read(*, by: Person, now: datetime) -> int:
    """The person has seen all notices there are. Returns how many were new."""
    return _read(Notice.objects.filter(person=by, made_at__lte=now), by, now)


def _read(found: QuerySet[Notice], by: Person, now: datetime) -> int:
    changed = found.filter(read_at__isnull=True).update(read_at=now)
    transaction.on_commit(lambda: cache.delete(count_key(by.pk)))
    return changed
