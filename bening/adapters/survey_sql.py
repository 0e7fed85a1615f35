"""The SQL of survey intake: locks, tokens spent in one statement, tables emptied for good.

The ORM has no words for deleting and learning what was deleted, for table locks and for bulk
inserts that pass over what is there.
"""

import uuid
from collections.abc import Sequence

from django.db import DEFAULT_DB_ALIAS, connection, connections

from bening.adapters.fair_sqlite.base import DatabaseWrapper

SEALING_LOCK = 0x5EA3
"""Key of the advisory lock that makes one process seal days at a time."""
PATIENCE = "5s"
"""How long sealing waits for a reader of the waiting rows; posts wait behind it meanwhile."""

Spend = tuple[bytes, uuid.UUID]
"""Hash of a token, and the period it is to be spent in."""
Receipt = tuple[bytes, bytes, uuid.UUID]
"""Hash, receipt and period of a spent token."""


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def hold_intake_open() -> None:
    """From now until this transaction ends nobody seals. To be called before a key is read.

    On SQLite the transaction's own write lock says so.
    """
    if _is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE surveys_intakerow, surveys_spenttoken IN ROW EXCLUSIVE MODE")


def lead_sealing() -> None:
    """Waits until no other process seals; holds until this transaction ends."""
    if _is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALING_LOCK])


def hold_intake_closed() -> None:
    """From now until this transaction ends no answer comes in. Raises OperationalError.

    Waits for answers that are on their way, and at most `PATIENCE` for whoever reads the tables.
    """
    if _is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
            cursor.execute(
                "LOCK TABLE surveys_intakerow, surveys_spenttoken IN ACCESS EXCLUSIVE MODE"
            )


def take_tokens(spends: Sequence[Spend]) -> set[Spend]:
    """Deletes the tokens that are there, each of its period; those, with their periods.

    Locks rows in the order of their hashes: two processes with the same tokens never wait for each
    other crosswise.
    """
    if not spends:
        return set()
    ordered = sorted(set(spends))
    with connection.cursor() as cursor:
        if _is_postgresql():
            cursor.execute(
                "WITH given AS ("
                "  SELECT * FROM unnest(%s::bytea[], %s::uuid[]) AS g(hash, period)"
                "), found AS ("
                "  SELECT t.hash FROM surveys_surveytoken t JOIN given g"
                "  ON t.hash = g.hash AND t.period_id = g.period ORDER BY t.hash FOR UPDATE OF t"
                ") DELETE FROM surveys_surveytoken t USING found WHERE t.hash = found.hash"
                " RETURNING t.hash, t.period_id",
                [[one for one, _ in ordered], [period for _, period in ordered]],
            )
        else:
            values = ", ".join(["(%s, %s)"] * len(ordered))
            cursor.execute(
                "DELETE FROM surveys_surveytoken"  # noqa: S608 - placeholders only
                f" WHERE (hash, period_id) IN (VALUES {values}) RETURNING hash, period_id",
                [part for one, period in ordered for part in (one, period.hex)],
            )
        return {(bytes(one), _key(period)) for one, period in cursor.fetchall()}


def _key(stored: uuid.UUID | str) -> uuid.UUID:
    """A key as the database gives it: SQLite keeps its 32 hexadecimal digits."""
    return stored if isinstance(stored, uuid.UUID) else uuid.UUID(stored)


def keep_spent(receipts: Sequence[Receipt]) -> set[bytes]:
    """Writes what is not there yet, in the order of the hashes; the hashes that were new."""
    if not receipts:
        return set()
    ordered = sorted(receipts)
    with connection.cursor() as cursor:
        if _is_postgresql():
            cursor.execute(
                "INSERT INTO surveys_spenttoken (hash, receipt, period_id)"
                " SELECT * FROM unnest(%s::bytea[], %s::bytea[], %s::uuid[])"
                " ON CONFLICT (hash) DO NOTHING RETURNING hash",
                [list(column) for column in zip(*ordered, strict=True)],
            )
        else:
            values = ", ".join(["(%s, %s, %s)"] * len(ordered))
            cursor.execute(
                "INSERT INTO surveys_spenttoken (hash, receipt, period_id)"  # noqa: S608 - the same
                f" VALUES {values} ON CONFLICT (hash) DO NOTHING RETURNING hash",
                [part for one, receipt, period in ordered for part in (one, receipt, period.hex)],
            )
        return {bytes(row[0]) for row in cursor.fetchall()}


def add_rows(rows: Sequence[tuple[uuid.UUID, bytes]]) -> None:
    """Writes closed answers in the order given."""
    with connection.cursor() as cursor:
        if _is_postgresql():
            with cursor.copy(
                "COPY surveys_intakerow (id, body) FROM STDIN (FORMAT BINARY)"
            ) as copied:
                copied.set_types(["uuid", "bytea"])
                for row in rows:
                    copied.write_row(row)
        else:
            cursor.executemany(
                "INSERT INTO surveys_intakerow (id, body) VALUES (%s, %s)",
                [(key.hex, body) for key, body in rows],
            )


def empty_intake() -> None:
    """Removes all waiting rows: PostgreSQL gives the file back, SQLite writes zeros over them."""
    with connection.cursor() as cursor:
        if _is_postgresql():
            # What this very transaction wrote is checked first: TRUNCATE asks for that.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("TRUNCATE surveys_intakerow, surveys_spenttoken")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        else:
            cursor.execute("DELETE FROM surveys_intakerow")
            cursor.execute("DELETE FROM surveys_spenttoken")


def waiting_counts() -> tuple[int, int]:
    """How many answers and how many spent tokens wait, of one state."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM surveys_intakerow),"
            " (SELECT count(*) FROM surveys_spenttoken)"
        )
        answers, spent = cursor.fetchone()
        return int(answers), int(spent)


def forget_old_pages() -> bool:
    """Takes erased pages out of SQLite's write-ahead log; False where a reader still needs them.

    True on PostgreSQL, whose log can't be erased.
    """
    wrapper = connections[DEFAULT_DB_ALIAS]
    return wrapper.truncate_log() if isinstance(wrapper, DatabaseWrapper) else True
