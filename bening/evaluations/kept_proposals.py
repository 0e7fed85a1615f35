"""What facts propose for a sheet, kept for seconds: its page shows dozens of facts at once.

Each proposal says as of when it was counted. What is kept goes as soon as this process records an
act of the agency that a fact may stand on; what another process does, and what is not recorded as
an act (an answer to a survey, a number in a hall), is seen `FRESH` later at the latest.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from uuid import UUID

from django.db import transaction

from bening.audit.recording import recorded
from bening.facts import Period, Proposal

FRESH = timedelta(seconds=20)
MOST_KEPT = 500
OF_THE_SHEET = ("answer.", "assignment.", "comment.")
"""Acts on a sheet: no fact stands on what people answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit, its agency, and what is asked about it."""

    agency_id: UUID
    unit_id: UUID
    instrument_slug: str
    period: Period


@dataclass(frozen=True, slots=True)
class _Kept:
    at: datetime
    acts: tuple[int, int]
    proposals: Mapping[str, Proposal]


_kept: OrderedDict[Asked, _Kept] = OrderedDict()
_acts: dict[UUID | None, int] = {}  # how often an agency, or the installation (None), did something
_lock = Lock()


def find(asked: Asked, now: datetime) -> Mapping[str, Proposal] | None:
    """What was proposed less than `FRESH` ago, if nothing was recorded since."""
    with _lock:
        kept = _kept.get(asked)
        if kept is None or kept.acts != _seen(asked) or not abs(now - kept.at) < FRESH:
            return None
        _kept.move_to_end(asked)
        return kept.proposals


def acts_seen(asked: Asked) -> tuple[int, int]:
    """To be taken before counting, and given to `keep` after it."""
    with _lock:
        return _seen(asked)


def keep(
    asked: Asked, proposals: Mapping[str, Proposal], *, acts: tuple[int, int], now: datetime
) -> None:
    """Keeps what was counted, unless something was recorded meanwhile."""
    with _lock:
        if acts == _seen(asked):
            _kept[asked] = _Kept(now, acts, proposals)
            _kept.move_to_end(asked)
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)


def listen() -> None:
    """Hears of every act; called when the application is ready."""
    recorded.connect(_heard, dispatch_uid="kept proposals")


def _seen(asked: Asked) -> tuple[int, int]:
    return _acts.get(asked.agency_id, 0), _acts.get(None, 0)


def _heard(act: str, agency: UUID | None, **_rest: Any) -> None:
    if not act.startswith(OF_THE_SHEET):
        _count(agency)  # for what is read in the same transaction
        transaction.on_commit(lambda: _count(agency))


def _count(agency: UUID | None) -> None:
    with _lock:
        _acts[agency] = _acts.get(agency, 0) + 1
