"""The SQL of the audit trail: guards of its tables, the sealer's lock, positions in one statement.

The ORM has no words for triggers and advisory locks, and writes positions row by row.
"""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from bening.adapters.fair_sqlite import read_only

SEALER_LOCK = 0x5EA1
"""Key of the advisory lock that makes one process the sealer."""
CHECKPOINT_LOCK = 0x5EA2
"""The same for who issues the day's checkpoint: it does not keep the sealer waiting."""

EVENT_COLUMNS = (
    "id", "stream", "agency", "by", "act", "subject_type", "subject_id", "at", "body", "digest",
)  # fmt: skip
GUARDED = ("audit_event", "audit_seal", "audit_checkpoint", "audit_leaf")
_REFUSED = "the audit trail is never changed"


def _kept(operator: str) -> str:
    """All columns but the position are the same, and the position is given for the first time."""
    same = " AND ".join(f'OLD."{name}" {operator} NEW."{name}"' for name in EVENT_COLUMNS)
    return f"OLD.position IS NULL AND NEW.position IS NOT NULL AND {same}"


def _sqlite_guards() -> dict[str, str]:
    def trigger(name: str, when: str, condition: str = "") -> str:
        return (
            f"CREATE TRIGGER {name} BEFORE {when} FOR EACH ROW {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
        )

    taken = "SELECT 1 FROM audit_event WHERE stream = NEW.stream AND position = NEW.position"
    seal_taken = (
        "SELECT 1 FROM audit_seal WHERE id = NEW.id "
        "OR (stream = NEW.stream AND number = NEW.number)"
    )
    checkpoint_taken = (
        "SELECT 1 FROM audit_checkpoint WHERE id = NEW.id OR number = NEW.number OR day = NEW.day"
    )
    guards = {
        "audit_event_unchanged": (
            "UPDATE ON audit_event",
            # INSERT/UPDATE OR REPLACE erases the other row without asking its DELETE trigger.
            f"WHEN NOT ({_kept('IS')}) OR EXISTS ({taken})",
        ),
        "audit_event_new": (
            "INSERT ON audit_event",
            "WHEN NEW.position IS NOT NULL OR EXISTS (SELECT 1 FROM audit_event WHERE id = NEW.id)",
        ),
        "audit_seal_new": (
            "INSERT ON audit_seal",
            f"WHEN EXISTS ({seal_taken})",
        ),
        "audit_checkpoint_new": (
            "INSERT ON audit_checkpoint",
            f"WHEN EXISTS ({checkpoint_taken})",
        ),
        "audit_leaf_new": (
            "INSERT ON audit_leaf",
            "WHEN EXISTS (SELECT 1 FROM audit_leaf WHERE position = NEW.position)",
        ),
        "audit_seal_unchanged": ("UPDATE ON audit_seal", ""),
        "audit_checkpoint_unchanged": ("UPDATE ON audit_checkpoint", ""),
        "audit_leaf_unchanged": ("UPDATE ON audit_leaf", ""),
        **{f"{table}_kept": (f"DELETE ON {table}", "") for table in GUARDED},
    }
    return {name: trigger(name, *parts) for name, parts in guards.items()}


def _postgres_guards() -> dict[str, str]:
    def trigger(name: str, when: str, condition: str = "") -> str:
        return (
            f"CREATE TRIGGER {name} BEFORE {when} FOR EACH ROW {condition} "
            f"EXECUTE FUNCTION audit_refuse_change()"
        )

    guards = {
        "audit_event_unchanged": (
            "UPDATE ON audit_event",
            f"WHEN (NOT ({_kept('IS NOT DISTINCT FROM')}))",
        ),
        "audit_event_new": ("INSERT ON audit_event", "WHEN (NEW.position IS NOT NULL)"),
        "audit_seal_unchanged": ("UPDATE ON audit_seal", ""),
        "audit_checkpoint_unchanged": ("UPDATE ON audit_checkpoint", ""),
        "audit_leaf_unchanged": ("UPDATE ON audit_leaf", ""),
        **{f"{table}_kept": (f"DELETE ON {table}", "") for table in GUARDED},
    }
    return {name: trigger(name, *parts) for name, parts in guards.items()}


_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{_REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def _guards(using: BaseDatabaseWrapper) -> dict[str, str]:
    return _postgres_guards() if using.vendor == "postgresql" else _sqlite_guards()


def guards_present(using: BaseDatabaseWrapper = connection) -> frozenset[str]:
    """Names of the guards that stand on the tables now."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
        if using.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with using.cursor() as cursor:
        cursor.execute(query)
        return frozenset(row[0] for row in cursor.fetchall())


def guards_missing(using: BaseDatabaseWrapper = connection) -> list[str]:
    """Names of the guards that should stand and do not."""
    return sorted(set(_guards(using)) - guards_present(using))


def install_guards(using: BaseDatabaseWrapper = connection) -> None:
    """Put all guards on the tables.

    Also to be called by a later migration that adds or alters one of the tables: on SQLite Django
    rebuilds an altered table, and its triggers go with the old one. A table that a later migration
    makes is passed over.
    """
    remove_guards(using)
    with using.cursor() as cursor:
        there = set(using.introspection.table_names(cursor))
        if using.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for name, statement in _guards(using).items():
            if _table_of(name) in there:
                cursor.execute(statement)


def _table_of(guard: str) -> str:
    return next(table for table in GUARDED if guard.startswith(table))


def remove_guards(using: BaseDatabaseWrapper = connection) -> None:
    """Take the guards away: for the migration's way back and for tests that play the attacker."""
    with using.cursor() as cursor:
        for name in _guards(using):
            place = f" ON {_table_of(name)}" if using.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{place}")


@contextmanager
def guards_lifted() -> Iterator[None]:
    """Inside a transaction: rows may be put back as they were, positions included (a backup).

    Outside the transaction nobody ever sees the tables without their guards.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("guards are lifted inside a transaction only")
    had_guards = not guards_missing()
    remove_guards()
    yield
    if had_guards:
        install_guards()


def lead(lock: int) -> bool:
    """Whether this transaction has the lock of a task; if so, no other has it until it ends.

    On SQLite the transaction's own write lock says so.
    """
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [lock])
        return bool(cursor.fetchone()[0])


def give_positions(events: Sequence[uuid.UUID], first: int) -> None:
    """Give the events the positions first, first + 1, ... in their order."""
    positions = range(first, first + len(events))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "UPDATE audit_event SET position = given.position "
                "FROM unnest(%s::bigint[], %s::uuid[]) AS given (position, id) "
                "WHERE audit_event.id = given.id",
                [list(positions), list(events)],
            )
        else:
            cursor.executemany(
                "UPDATE audit_event SET position = %s WHERE id = %s",
                [(position, event.hex) for position, event in zip(positions, events, strict=True)],
            )


@contextmanager
def snapshot() -> Iterator[None]:
    """Many reads of one state: a sealer that commits meanwhile must not look like an attack.

    Inside a transaction of the caller its own state holds.
    """
    if connection.in_atomic_block:
        yield
        return
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    with read_only():
        yield
