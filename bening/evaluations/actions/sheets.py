"""A sheet comes into being with its program."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from bening import audit
from bening.accounts.models import Person
from bening.evaluations.models import EvaluationSheet

if TYPE_CHECKING:
    from bening.programs.models import ZoneProgram


def create_sheet(*, program: "ZoneProgram", by: Person, now: datetime) -> EvaluationSheet:
    """The empty sheet of a program, bound to the cycle's instrument.

    Called by the action that opens the program, in its transaction, after its checks.
    """
    with transaction.atomic():
        sheet = EvaluationSheet.objects.create(
            agency_id=program.agency_id,
            unit_id=program.unit_id,
            program=program,
            cycle_id=program.cycle_id,
            instrument_id=program.cycle.instrument_id,
            created_at=now,
        )
        audit.record(
            act="sheet.created",
            by=by.pk,
            agency=program.agency_id,
            subject=("sheet", sheet.pk),
            at=now,
            data={"year": program.cycle.year, "target": program.target},
        )
    return sheet
