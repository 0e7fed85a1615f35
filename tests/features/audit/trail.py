"""Events of two made-up agencies, and what an owner of the database can do to them."""

import uuid
from datetime import UTC, datetime

from django.db import connection, transaction

from bening.adapters import sealing_sql
from bening.audit import record, sealing
from bening.audit.models import Event
from bening.audit.verification import Verification
from bening.domain.sealing.checkpoints import SignedCheckpoint
from bening.domain.sealing.findings import Finding, Kind

DINAS = uuid.UUID("01890000-0000-7000-8000-000000000001")
RSUD = uuid.UUID("01890000-0000-7000-8000-000000000002")
BUDI = uuid.UUID("01890000-0000-7000-8000-00000000000b")
AT = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


def act(agency: uuid.UUID | None = DINAS, code: str = "A.I.1", **data: object) -> Event:
    """An action that does nothing but leave its event."""
    with transaction.atomic():
        return record(
            act="test.saved",
            by=BUDI,
            agency=agency,
            subject=("answer", code),
            at=AT,
            data={"code": code, **data},
        )


def seal_three_batches() -> None:
    """Stream of DINAS: positions 1 to 12 in seals 1 to 3; stream of RSUD: one quiet event."""
    act(RSUD)
    for batch in range(3):
        for number in range(4):
            act(code=f"A.I.{batch * 4 + number + 1}")
        sealing.seal_round(now=AT)


def findings(
    *given: SignedCheckpoint, trusted: list[bytes] | None = None, guards: bool = False
) -> list[Finding]:
    """What a verification finds; lifted guards only when asked for."""
    found = list(Verification(given=given, trusted=trusted or []).run())
    return [one for one in found if guards or one.kind != Kind.GUARD_MISSING]


def named(found: list[Finding]) -> set[tuple[Kind, str, int | None]]:
    """Kind, stream and place (position, or number of the seal)."""
    return {(one.kind, one.stream, one.position or one.seal) for one in found}


def run_sql(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def lift_guards() -> None:
    """The owner of the database can take its triggers away."""
    sealing_sql.remove_guards()


def lift_constraints() -> None:
    """And its constraints."""
    lift_guards()
    if connection.vendor == "postgresql":
        run_sql(
            "ALTER TABLE audit_event DROP CONSTRAINT event_position_once_per_stream",
            "ALTER TABLE audit_event DROP CONSTRAINT event_position_from_1",
            "ALTER TABLE audit_event DROP CONSTRAINT audit_event_pkey",
        )
    else:
        run_sql(
            "CREATE TABLE free AS SELECT * FROM audit_event",
            "DROP TABLE audit_event",
            "ALTER TABLE free RENAME TO audit_event",
        )
