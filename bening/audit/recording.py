"""How an action leaves its event."""

import functools
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.dispatch import Signal

from bening.adapters.keys import new_key
from bening.adapters.prepared_writes import PreparedInsert
from bening.audit import acts
from bening.domain.sealing.events import EventBody, digest_of

if TYPE_CHECKING:
    from bening.audit.models import Event


recorded = Signal()
"""Sent after each event, within its transaction: `act`, and `agency` (its key, or None)."""


class OutsideTransaction(RuntimeError):
    """An event was to be recorded outside the transaction of its action: it could outlive it."""


def record(
    *,
    act: str,
    by: uuid.UUID | None,
    agency: uuid.UUID | None,
    subject: tuple[str, uuid.UUID | str],
    at: datetime,
    data: Mapping[str, object],
) -> "Event":
    """Insert the event of an act in the caller's transaction: one statement, no lock.

    `act` is registered in `bening.audit.acts`; `agency` None means the installation itself; `data`
    holds texts, whole numbers, booleans, lists, mappings, exact numbers, keys and times.
    Raises OutsideTransaction, `acts.UnknownAct`, `NotCanonical`.
    """
    from bening.audit.models import Event  # noqa: PLC0415 - importable before the tables are

    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(act)
    acts.check_known(act)
    subject_type, subject_id = subject
    body = EventBody(
        id=new_key(),
        agency=agency,
        by=by,
        act=act,
        subject_type=subject_type,
        subject_id=str(subject_id),
        at=at,
        data=data,
    )
    text = body.text()
    event = Event(
        id=body.id,
        stream=body.stream,
        agency=agency,
        by=by,
        act=act,
        subject_type=subject_type,
        subject_id=body.subject_id,
        at=at,
        body=text,
        digest=digest_of(text),
    )
    _adding()(event)
    recorded.send(sender=None, act=act, agency=agency)
    return event


@functools.cache
def _adding() -> "PreparedInsert[Event]":
    from bening.audit.models import Event  # noqa: PLC0415 - importable before the tables are

    return PreparedInsert(Event)
