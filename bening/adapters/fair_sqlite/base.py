"""Django's SQLite backend with the fair lock, the write-ahead log, full sync and foreign keys.

The rule stands in `FairCursor._in_turn`: before a statement that may write, its connection queues
unless it already holds the lock; afterwards it leaves as soon as SQLite says that no transaction is
open. So `BEGIN IMMEDIATE` takes the lock, `COMMIT` returns it, and a lone write holds it for one
statement.
"""

import sqlite3
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db.backends.sqlite3 import base

from bening.adapters.fair_sqlite.lock import FairLock, Place, lock_for

BUSY_TIMEOUT = 20.0  # seconds a writer waits before it is refused
CHECKPOINT_PATIENCE = 50  # milliseconds
WAL_LIMIT = 64 * 1024 * 1024  # bytes the log is cut back to after a checkpoint

_READS = ("SELECT", "EXPLAIN", "PRAGMA", "VALUES", "BEGIN DEFERRED")


def may_write(sql: str) -> bool:
    """False only where that is certain; `WITH` and a leading comment count as writing."""
    return not sql.lstrip()[:14].upper().startswith(_READS)


class FairConnection(sqlite3.Connection):
    """A sqlite3 connection that knows its Django wrapper."""

    wrapper: "DatabaseWrapper"


class FairCursor(base.SQLiteCursorWrapper):
    """Queues before it writes.

    SQLite keeps its write lock until the last row of `RETURNING` is read: rows are read at once.
    """

    connection: FairConnection
    _rows: Iterator[Any] | None = None

    def _in_turn(self, run: Callable[..., Any], sql: str, *values: Any) -> "FairCursor":
        wrapper, self._rows = self.connection.wrapper, None
        if not may_write(sql):
            run(sql, *values)
            return self
        wrapper.take_turn()
        try:
            run(sql, *values)
            if self.description:
                self._rows = iter(super().fetchall())
        finally:
            wrapper.end_turn()
        return self

    def execute(self, query: str, params: Any = None) -> "FairCursor":
        return self._in_turn(super().execute, query, params)

    def executemany(self, query: str, param_list: Any) -> "FairCursor":
        return self._in_turn(super().executemany, query, param_list)

    def executescript(self, sql_script: str, /) -> "FairCursor":
        return self._in_turn(super().executescript, sql_script)

    def fetchone(self) -> Any:
        return super().fetchone() if self._rows is None else next(self._rows, None)

    def fetchmany(self, size: int | None = None) -> list[Any]:
        count = size or self.arraysize
        return super().fetchmany(count) if self._rows is None else [*islice(self._rows, count)]

    def fetchall(self) -> list[Any]:
        return super().fetchall() if self._rows is None else list(self._rows)

    def __next__(self) -> Any:
        return super().__next__() if self._rows is None else next(self._rows)


class DatabaseWrapper(base.DatabaseWrapper):
    """`OPTIONS` may set `timeout` (seconds) and `synchronous` (`OFF` for tests alone)."""

    lock: FairLock
    busy_timeout: float
    synchronous: str
    place: Place | None = None

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        self.synchronous = params.pop("synchronous", "FULL")
        self.busy_timeout = float(params.setdefault("timeout", BUSY_TIMEOUT))
        self.lock = lock_for(params["database"])
        self.transaction_mode = "IMMEDIATE"
        return {**params, "factory": FairConnection}

    def get_new_connection(self, conn_params: dict[str, Any]) -> FairConnection:
        connection: FairConnection = super().get_new_connection(conn_params)
        connection.wrapper = weakref.proxy(self)
        if connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
            # SQLite's busy time-out does not hold here: two first connections at once would fail.
            self.take_turn()
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            finally:
                self.end_turn()
        connection.execute(f"PRAGMA synchronous = {self.synchronous}")
        connection.execute(f"PRAGMA journal_size_limit = {WAL_LIMIT}")
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
        return connection

    def take_turn(self) -> None:
        """Waits for the lock, unless this connection has it or only reads."""
        if self.place is None and self.transaction_mode == "IMMEDIATE":
            self.place = self.lock.join(self, self.busy_timeout)

    def end_turn(self) -> None:
        """Passes the lock on, unless a transaction is open."""
        if self.place and not (self.connection and self.connection.in_transaction):
            self.lock.leave(self.place)
            self.place = None

    def truncate_log(self) -> bool:
        """Moves the write-ahead log into the file and empties it; False where a reader needs it.

        SQLite does not fail then, it answers "busy"; meanwhile nobody writes, so it waits briefly.
        """
        with self.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {CHECKPOINT_PATIENCE}")
            self.take_turn()
            try:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                busy, _in_log, _moved = cursor.fetchone()
            finally:
                self.end_turn()
                cursor.execute(f"PRAGMA busy_timeout = {int(self.busy_timeout * 1000)}")
        return not busy

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Inside, transactions take no lock and SQLite refuses every write."""
        with self.cursor() as cursor:
            cursor.execute("PRAGMA query_only = ON")
            self.transaction_mode = "DEFERRED"
            try:
                yield
            finally:
                self.transaction_mode = "IMMEDIATE"
                cursor.execute("PRAGMA query_only = OFF")

    def create_cursor(self, name: str | None = None) -> FairCursor:
        cursor: FairCursor = self.connection.cursor(factory=FairCursor)
        return cursor

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]  # not in the stubs
        finally:
            self.end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self.end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            if self.place:  # a closed connection has no transaction, whatever Django still believes
                self.lock.leave(self.place)
                self.place = None
