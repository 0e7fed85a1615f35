"""Where the goods go, each move with its record of hand-over."""

import json
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.adapters import personal_data
from bening.adapters.keys import new_key
from bening.domain.days import day_in
from bening.domain.gratuities import CustodyKind, check_custody
from bening.gratuities import access
from bening.gratuities.actions.reports import locked, record
from bening.gratuities.models import (
    CustodyChoice,
    CustodyMove,
    Direction,
    GratuityReport,
    ObjectKind,
    State,
)
from bening.gratuities.refusals import GratuityRefused


def move_goods(
    *,
    report: GratuityReport,
    kind: CustodyChoice,
    on: date,
    place: str,
    given_by: str,
    taken_by: str,
    note: str,
    document_number: str,
    by: Person,
    now: datetime,
) -> CustodyMove:
    """Records that goods were kept, moved, or left, with the number of the record.

    Raises NotAllowed, GratuityMove ("goods_are_gone", "goods_are_kept", "goods_not_kept",
    "goods_before_decision"), GratuityRefused ("gratuity_no_goods", "gratuity_place_missing",
    "gratuity_number_missing", "gratuity_names_missing", "gratuity_day_in_future",
    "gratuity_day_before").
    """
    number, where = document_number.strip(), place.strip()
    if not number:
        raise GratuityRefused("gratuity_number_missing", field="document_number")
    if kind in {CustodyChoice.KEPT, CustodyChoice.MOVED} and not where:
        raise GratuityRefused("gratuity_place_missing", field="place")
    if not given_by.strip() or not taken_by.strip():
        raise GratuityRefused("gratuity_names_missing", field="taken_by")
    with transaction.atomic():
        kept = locked(report.pk)
        access.check_can_handle(by, kept, today_of(by, now))
        if kept.direction == Direction.REFUSED or kept.state == State.DRAFT:
            raise GratuityRefused("gratuity_no_goods")
        if on > day_in(kept.unit.zone, now):
            raise GratuityRefused("gratuity_day_in_future", field="on")
        if on < kept.received_on:
            raise GratuityRefused("gratuity_day_before", field="on", on=kept.received_on)
        before = [CustodyKind(each) for each in kept.custody.values_list("kind", flat=True)]
        check_custody(
            before,
            CustodyKind(kind),
            is_decided=bool(kept.decision),
            is_perishable=kept.is_perishable and kept.object_kind != ObjectKind.MONEY,
        )
        key = new_key()
        words = {"given_by": given_by.strip(), "taken_by": taken_by.strip(), "note": note.strip()}
        made: CustodyMove = CustodyMove.objects.create(
            pk=key,
            report=kept,
            position=len(before),
            kind=kind,
            on=on,
            place=where[:200],
            document_number=number[:120],
            details=personal_data.keep(json.dumps(words, ensure_ascii=False), row=key),
            by=by,
            at=now,
        )
        record(
            "gratuity.goods_moved",
            kept,
            by=by,
            now=now,
            kind=kind,
            on=on.isoformat(),
            paper=number[:120],
        )
    return made


def words_of(move: CustodyMove) -> dict[str, str]:
    """Who gave, who took, and the note of a move; nothing once they are erased."""
    if not move.details:
        return {}
    key: UUID = move.pk
    found: dict[str, str] = json.loads(personal_data.read(move.details, row=key))
    return found
