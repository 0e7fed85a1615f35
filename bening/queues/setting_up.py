"""What every change of a hall's set-up has in common: lock, right, record and pulse."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.queues import access
from bening.queues.issuing import beat
from bening.queues.kept_setups import forget
from bening.queues.models import Hall, Queue
from bening.queues.refusals import SetupRefused


@contextmanager
def set_up(hall: Hall, *, by: Person, now: datetime) -> Iterator[Hall]:
    """A transaction that holds the hall: nobody else changes its set-up meanwhile.

    Displays learn of the change. Raises NotAllowed, SetupRefused("hall_is_closed").
    """
    with transaction.atomic():
        held = locked_hall(hall.pk)
        access.check_can_set_up(by, held.unit, on=today_of(by, now))
        if held.closed_on is not None:
            raise SetupRefused("hall_is_closed", name=held.name)
        yield held
        beat({held.pk})
        transaction.on_commit(forget)


def locked_hall(key: uuid.UUID) -> Hall:
    """The hall, locked until the transaction ends. Raises Hall.DoesNotExist."""
    rows = Hall.objects.select_for_update(of=("self",)).select_related("unit__agency")
    return rows.get(pk=key)


def record(act: str, hall: Hall, *, by: Person, now: datetime, **data: object) -> None:
    """The event of a change, told in the history of the hall."""
    audit.record(
        act=act,
        by=by.pk,
        agency=hall.agency_id,
        subject=("hall", hall.pk),
        at=now,
        data=_told(data),
    )


def _told(data: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in data.items() if value is not None}


def short(text: str, *, field: str, longest: int, required: bool = False) -> str:
    """What was typed, without surplus spaces.

    Raises SetupRefused ("hall_text_missing", "hall_text_too_long").
    """
    clean = " ".join(text.split())
    if required and not clean:
        raise SetupRefused("hall_text_missing", field=field)
    if len(clean) > longest:
        raise SetupRefused("hall_text_too_long", field=field, longest=longest)
    return clean


def lines_in(hall: Hall, keys: list[uuid.UUID]) -> list[Queue]:
    """The open lines of these keys. Raises SetupRefused("line_of_other_hall")."""
    found = list(hall.queues.filter(pk__in=keys, closed_on__isnull=True))
    if len(found) != len(set(keys)):
        raise SetupRefused("line_of_other_hall", field="queues")
    return found
