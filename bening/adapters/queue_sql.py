"""The guard of ticket events: they are added, never changed.

They may be deleted, ninety days later, whole tickets at a time; `bening verify` counts them before.
"""

import uuid
from zlib import crc32

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

LADDER_LOCK = 5_110_045
GUARD = "queues_ticketevent_unchanged"
_TABLE = "queues_ticketevent"
_REFUSED = "what happened to a ticket is never changed"

_FUNCTION = f"""
CREATE OR REPLACE FUNCTION queues_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{_REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def install_guard(using: BaseDatabaseWrapper = connection) -> None:
    """Puts the guard on the table. Also after a migration that rebuilds the table on SQLite."""
    remove_guard(using)
    with using.cursor() as cursor:
        if using.vendor == "postgresql":
            cursor.execute(_FUNCTION)
            cursor.execute(
                f"CREATE TRIGGER {GUARD} BEFORE UPDATE ON {_TABLE} FOR EACH ROW "
                "EXECUTE FUNCTION queues_refuse_change()"
            )
        else:
            cursor.execute(
                f"CREATE TRIGGER {GUARD} BEFORE UPDATE ON {_TABLE} FOR EACH ROW "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
            )


def remove_guard(using: BaseDatabaseWrapper = connection) -> None:
    """For the migration's way back and for tests that play the attacker."""
    place = f" ON {_TABLE}" if using.vendor == "postgresql" else ""
    with using.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {GUARD}{place}")


def has_guard(using: BaseDatabaseWrapper = connection) -> bool:
    """Whether the guard stands."""
    query = (
        "SELECT 1 FROM pg_trigger WHERE tgenabled <> 'D' AND tgname = %s"
        if using.vendor == "postgresql"
        else "SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = %s"
    )
    with using.cursor() as cursor:
        cursor.execute(query, [GUARD])
        return cursor.fetchone() is not None


def lead_hall(hall: uuid.UUID) -> bool:
    """Whether this process may look after the promises of a hall until its transaction ends.

    Does not wait: where another process is at it, there is nothing left to do. On SQLite whoever
    writes is alone.
    """
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        signed = crc32(hall.bytes) - 2**31
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LADDER_LOCK, signed])
        return bool(cursor.fetchone()[0])
