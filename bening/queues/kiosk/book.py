"""What a kiosk keeps: the numbers it gave, and what the server told it last. One SQLite file.

A number is written to the disk before anybody sees it, so that a power cut gives none twice. The
file names itself once (`identity`): the server gives each its own mark, so that a kiosk that lost
its file goes on in another series instead of repeating numbers.
"""

import json
import secrets
import sqlite3
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

CODE_BYTES = 16

_TABLES = """
CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS ticket (
    position INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    book TEXT NOT NULL,
    mark TEXT NOT NULL,
    queue TEXT NOT NULL,
    day TEXT NOT NULL,
    number INTEGER NOT NULL,
    label TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    device_at TEXT NOT NULL,
    offset_ms INTEGER NOT NULL,
    is_priority INTEGER NOT NULL,
    language TEXT NOT NULL,
    is_delivered INTEGER NOT NULL DEFAULT 0,
    refused TEXT NOT NULL DEFAULT '',
    UNIQUE (mark, queue, day, number)
);
CREATE INDEX IF NOT EXISTS ticket_waits ON ticket (position) WHERE is_delivered = 0;
"""


KEPT_REFUSED = timedelta(days=90)
"""So long numbers that the server refused stay readable here."""


class Full(Exception):
    """No more numbers of this line: `code` is "cap_reached" or "no_numbers_left"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Given:
    """A number that this kiosk gave. `device_at` is what its clock said.

    `refused`: why the server will never take it; "" for any other.
    """

    key: str
    book: str
    mark: str
    queue: str
    day: date
    number: int
    label: str
    code: str
    device_at: datetime
    offset_ms: int
    is_priority: bool
    language: str
    refused: str = ""

    @property
    def at(self) -> datetime:
        """When it was given, by the server's clock as far as it was known."""
        return self.device_at + timedelta(milliseconds=self.offset_ms)


class Book:
    """The file of a kiosk; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._door = threading.Lock()
        self._file = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._file.row_factory = sqlite3.Row
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("PRAGMA synchronous = FULL")
        self._file.executescript(_TABLES)

    def close(self) -> None:
        """Ends the use of the file."""
        with self._door:
            self._file.close()

    def keep(self, name: str, value: Any) -> None:
        """Keeps what the server said."""
        with self._written() as file:
            file.execute("REPLACE INTO kept VALUES (?, ?)", (name, json.dumps(value)))

    def kept(self, name: str) -> Any:
        """What was kept under a name; None where nothing was."""
        with self._door:
            row = self._file.execute("SELECT value FROM kept WHERE name = ?", (name,)).fetchone()
        return json.loads(row["value"]) if row else None

    def identity(self) -> str:
        """What the server knows this file by."""
        with self._written() as file:
            row = file.execute("SELECT value FROM kept WHERE name = 'identity'").fetchone()
            if row is not None:
                return str(json.loads(row["value"]))
            made = str(uuid.uuid4())
            file.execute("INSERT INTO kept VALUES ('identity', ?)", (json.dumps(made),))
        return made

    def begin_anew(self) -> None:
        """Another series from now on; what was given stays and is delivered as it was given."""
        with self._written() as file:
            file.execute("DELETE FROM kept WHERE name IN ('identity', 'turn')")

    def next_turn(self) -> int:
        """Grows with each message that is sent."""
        with self._written() as file:
            row = file.execute("SELECT value FROM kept WHERE name = 'turn'").fetchone()
            turn = int(row["value"]) + 1 if row else 1
            file.execute("REPLACE INTO kept VALUES ('turn', ?)", (str(turn),))
        return turn

    def give(
        self,
        *,
        key: uuid.UUID,
        book: str,
        mark: str,
        queue: str,
        day: date,
        after: int,
        label: str,
        device_at: datetime,
        offset_ms: int,
        is_priority: bool,
        language: str,
        most: int | None = None,
        highest: int = 9999,
    ) -> Given:
        """The next number of a line on a day, after `after` at least; the same for the same key.

        `label` holds `{number}` where the digits stand. `most`: so many may wait to be delivered,
        of the line on the day. Raises Full.
        """
        with self._written() as file:
            row = file.execute("SELECT * FROM ticket WHERE key = ?", (str(key),)).fetchone()
            if row is not None:
                return _given(row)
            there = file.execute(
                "SELECT coalesce(max(number) FILTER (WHERE mark = ?), 0) AS last,"
                " count(*) FILTER (WHERE is_delivered = 0 AND refused = '') AS waits"
                " FROM ticket WHERE queue = ? AND day = ?",
                (mark, queue, day.isoformat()),
            ).fetchone()
            if most is not None and there["waits"] >= most:
                raise Full("cap_reached")
            number = max(there["last"], after) + 1
            if number > highest:
                raise Full("no_numbers_left")
            file.execute(
                "INSERT INTO ticket (key, book, mark, queue, day, number, label, code, device_at,"
                " offset_ms, is_priority, language) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    str(key),
                    book,
                    mark,
                    queue,
                    day.isoformat(),
                    number,
                    label.format(number=f"{number:03}"),
                    secrets.token_urlsafe(CODE_BYTES),
                    device_at.isoformat(),
                    offset_ms,
                    int(is_priority),
                    language,
                ),
            )
            row = file.execute("SELECT * FROM ticket WHERE key = ?", (str(key),)).fetchone()
        return _given(row)

    def find(self, code: str) -> Given | None:
        """The number whose page has this address."""
        with self._door:
            row = self._file.execute("SELECT * FROM ticket WHERE code = ?", (code,)).fetchone()
        return _given(row) if row else None

    def undelivered(self, most: int) -> list[Given]:
        """The first numbers that the server does not have, in the order in which they were given.

        What the server refused for good is not sent again.
        """
        with self._door:
            rows = self._file.execute(
                "SELECT * FROM ticket WHERE is_delivered = 0 AND refused = ''"
                " ORDER BY position LIMIT ?",
                (most,),
            ).fetchall()
        return [_given(row) for row in rows]

    def settle(self, key: str, refused: str = "") -> None:
        """The server has it, or will never take it."""
        with self._written() as file:
            file.execute(
                "UPDATE ticket SET is_delivered = ?, refused = ? WHERE key = ?",
                (int(not refused), refused, key),
            )

    def counts(self) -> tuple[int, int]:
        """How many numbers wait to be delivered, and how many the server refused."""
        with self._door:
            row = self._file.execute(
                "SELECT count(*) FILTER (WHERE refused = '') AS waits,"
                " count(*) FILTER (WHERE refused <> '') AS refused"
                " FROM ticket WHERE is_delivered = 0"
            ).fetchone()
        return row["waits"], row["refused"]

    def refused(self, most: int) -> list[Given]:
        """Numbers that the server will never take, the latest first."""
        with self._door:
            rows = self._file.execute(
                "SELECT * FROM ticket WHERE refused <> '' ORDER BY position DESC LIMIT ?", (most,)
            ).fetchall()
        return [_given(row) for row in rows]

    def forget_before(self, day: date) -> None:
        """Deletes delivered numbers of earlier days, and refused ones when they are old."""
        with self._written() as file:
            file.execute(
                "DELETE FROM ticket WHERE is_delivered = 1 AND day < ?", (day.isoformat(),)
            )
            file.execute(
                "DELETE FROM ticket WHERE refused <> '' AND day < ?",
                ((day - KEPT_REFUSED).isoformat(),),
            )

    @contextmanager
    def _written(self) -> Iterator[sqlite3.Connection]:
        with self._door:
            self._file.execute("BEGIN IMMEDIATE")
            try:
                yield self._file
            except BaseException:
                self._file.execute("ROLLBACK")
                raise
            self._file.execute("COMMIT")


def _given(row: sqlite3.Row) -> Given:
    return Given(
        key=row["key"],
        book=row["book"],
        mark=row["mark"],
        queue=row["queue"],
        day=date.fromisoformat(row["day"]),
        number=row["number"],
        label=row["label"],
        code=row["code"],
        device_at=datetime.fromisoformat(row["device_at"]),
        offset_ms=row["offset_ms"],
        is_priority=bool(row["is_priority"]),
        language=row["language"],
        refused=row["refused"],
    )
