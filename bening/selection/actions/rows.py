"""Rows held while an action works, and the event it leaves."""

from collections.abc import Mapping
from datetime import datetime

from bening import audit
from bening.accounts.models import Person
from bening.selection.models import RoundState, SelectionRound
from bening.selection.refusals import RoundLocked

LONGEST = 4000


def locked(round_: SelectionRound) -> SelectionRound:
    """The round with its row held until the transaction ends."""
    rows = SelectionRound.objects.select_for_update(of=("self",))
    return rows.select_related("agency", "criteria").get(pk=round_.pk)


def check_state(held: SelectionRound, needed: RoundState) -> None:
    """Raises RoundLocked."""
    if held.state != needed:
        raise RoundLocked("selection_round_locked", state=str(held.get_state_display()))


def record(
    act: str, held: SelectionRound, *, by: Person, now: datetime, data: Mapping[str, object]
) -> None:
    """The event of an act on the round."""
    audit.record(
        act=act,
        by=by.pk,
        agency=held.agency_id,
        subject=("selection_round", held.pk),
        at=now,
        data={"year": held.year, **data},
    )
