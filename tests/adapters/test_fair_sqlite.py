"""The SQLite backend: who writes next, who never waits, and what survives."""

import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connections, transaction

from bening.adapters.fair_sqlite import WaitedTooLong, WaitsForItself, read_only
from bening.adapters.fair_sqlite.base import DatabaseWrapper, may_write
from bening.adapters.fair_sqlite.lock import lock_for
from tests.servers import ROOT

ALIAS = "fair"


def settings_of(path: Path, **options: Any) -> dict[str, Any]:
    given = {"ENGINE": "bening.adapters.fair_sqlite", "NAME": str(path), "OPTIONS": options}
    whole: dict[str, Any] = connections.configure_settings({"default": {}, ALIAS: given})[ALIAS]
    return whole


@pytest.fixture
def path(tmp_path: Path, django_db_blocker: Any) -> Iterator[Path]:
    """A database file under the alias "fair" with the table `counter`."""
    file = tmp_path / "fair.sqlite3"
    with django_db_blocker.unblock():
        connections.settings[ALIAS] = settings_of(file)
        run("CREATE TABLE counter (name text UNIQUE, value integer NOT NULL)")
        run("INSERT INTO counter VALUES ('a', 0)")
        yield file
        assert len(lock_for(file)) == 0, "nobody holds the lock afterwards"
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.settings[ALIAS]


def run(sql: str, connection: Any = None) -> Any:
    with (connection or connections[ALIAS]).cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else None


def value() -> int:
    return int(run("SELECT value FROM counter WHERE name = 'a'")[0][0])


def has_turn() -> bool:
    connection: Any = connections[ALIAS]
    return connection.place is not None


def in_threads(count: int, work: Callable[[], None]) -> None:
    errors: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as error:  # a failed assertion in a thread fails the test
            errors.append(error)
        finally:
            connections[ALIAS].close()

    threads = [threading.Thread(target=guarded) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    assert not errors, errors


def test_the_file_is_durable_and_keeps_its_constraints(path: Path) -> None:
    found = [
        run(f"PRAGMA {name}")[0][0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    ]

    assert found == ["wal", 2, 1, 20000]


def test_nested_blocks_keep_their_turn_and_exceptions_give_it_back(path: Path) -> None:
    with transaction.atomic(ALIAS):
        with pytest.raises(IntegrityError), transaction.atomic(ALIAS):
            run("INSERT INTO counter VALUES ('a', 1)")
        assert has_turn()
    with pytest.raises(ZeroDivisionError), transaction.atomic(ALIAS):
        run("UPDATE counter SET value = 9")
        _ = 1 / 0

    assert not has_turn()
    assert value() == 0


def test_lone_writes_returning_and_manual_transactions(path: Path) -> None:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("UPDATE counter SET value = 5 RETURNING value, name")
        assert not has_turn()
        assert cursor.fetchone() == (5, "a")
        assert cursor.fetchmany(3) == []

    transaction.set_autocommit(False, ALIAS)
    run("UPDATE counter SET value = 6")
    assert has_turn(), "the first write of a manual transaction queues"
    transaction.rollback(ALIAS)
    transaction.set_autocommit(True, ALIAS)

    assert value() == 5
    assert not has_turn()


def test_readers_never_wait_for_a_writer(path: Path) -> None:
    seen: list[float] = []

    def read() -> None:
        began = time.perf_counter()
        assert value() == 0
        with read_only(ALIAS):
            assert value() == 0
        seen.append(time.perf_counter() - began)

    with transaction.atomic(ALIAS):
        run("UPDATE counter SET value = 1")
        in_threads(4, read)

    assert max(seen) < 10, "a reader that waits does so for the whole timeout, 20 seconds"


def test_a_write_in_a_read_only_block_is_refused(path: Path) -> None:
    with pytest.raises(OperationalError), read_only(ALIAS):
        run("UPDATE counter SET value = 9")

    run("UPDATE counter SET value = 2")
    assert value() == 2


def test_a_read_only_block_sees_one_state(path: Path) -> None:
    with read_only(ALIAS):
        before = value()
        in_threads(1, lambda: run("UPDATE counter SET value = 7"))
        assert value() == before

    assert value() == 7


def test_no_update_is_lost_between_threads(path: Path) -> None:
    def add() -> None:
        for _ in range(25):
            with transaction.atomic(ALIAS):
                run(f"UPDATE counter SET value = {value() + 1}")

    in_threads(8, add)

    assert value() == 200


def test_writers_are_served_in_the_order_they_came(path: Path) -> None:
    order: list[int] = []
    threads = []

    def write(number: int) -> None:
        with transaction.atomic(ALIAS):
            order.append(number)
        connections[ALIAS].close()

    with transaction.atomic(ALIAS):
        for number in range(6):
            threads.append(threading.Thread(target=write, args=(number,)))
            threads[-1].start()
            while len(lock_for(path)) < number + 2:
                time.sleep(0.005)
    for thread in threads:
        thread.join(20)

    assert order == [0, 1, 2, 3, 4, 5]


def test_a_second_connection_of_the_writing_thread_is_refused_at_once(path: Path) -> None:
    second = DatabaseWrapper(settings_of(path), "second")
    began = time.perf_counter()

    with transaction.atomic(ALIAS), pytest.raises(WaitsForItself):
        run("DELETE FROM counter", second)

    assert time.perf_counter() - began < 10, "half the timeout of a wait"
    second.close()


def test_waiting_ends(path: Path) -> None:
    impatient = DatabaseWrapper(settings_of(path, timeout=0.1), "impatient")
    impatient.inc_thread_sharing()

    def wait() -> None:
        with pytest.raises(WaitedTooLong):
            run("DELETE FROM counter", impatient)

    with transaction.atomic(ALIAS):
        in_threads(1, wait)

    impatient.close()
    assert value() == 0


def test_a_thread_that_died_in_a_transaction_gives_its_turn_back(path: Path) -> None:
    def abandon() -> None:
        lost = DatabaseWrapper(settings_of(path), "lost")
        lost.set_autocommit(False)
        run("DELETE FROM counter", lost)

    in_threads(1, abandon)
    began = time.perf_counter()
    run("UPDATE counter SET value = 2")

    assert time.perf_counter() - began < 5
    assert value() == 2


@pytest.mark.parametrize(
    ("sql", "writes"),
    [
        ("SELECT 1", False),
        ("  select 1", False),
        ("PRAGMA user_version", False),
        ("BEGIN IMMEDIATE", True),
        ("BEGIN DEFERRED", False),
        ("WITH x AS (SELECT 1) DELETE FROM t", True),
        ("/* note */ SELECT 1", True),
        ("INSERT INTO t VALUES (1)", True),
    ],
)
def test_a_statement_counts_as_writing_unless_it_certainly_reads(sql: str, writes: bool) -> None:
    assert may_write(sql) is writes


WRITER = """
import sys
from django.conf import settings
settings.configure(DATABASES={"default": {
    "ENGINE": "bening.adapters.fair_sqlite", "NAME": sys.argv[1]}})
import django, threading
django.setup()
from django.db import connection, transaction

def write(first):
    with open(f"{sys.argv[2]}.{first}", "w", buffering=1) as told:
        for number in range(first, 10**9, 4):
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("INSERT INTO said VALUES (%s)", [number])
                    cursor.execute("INSERT INTO heard VALUES (%s)", [number])
            told.write(f"{number}\\n")

for first in range(4):
    threading.Thread(target=write, args=(first,)).start()
"""


def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    file, told = tmp_path / "killed.sqlite3", tmp_path / "told"
    with sqlite3.connect(file) as made:
        made.execute("CREATE TABLE said (number integer)")
        made.execute("CREATE TABLE heard (number integer)")
    child = subprocess.Popen([sys.executable, "-c", WRITER, str(file), str(told)], cwd=ROOT)
    records = [tmp_path / f"told.{first}" for first in range(4)]
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if all(r.exists() and r.stat().st_size > 200 for r in records):
            break
        time.sleep(0.02)
    child.send_signal(signal.SIGKILL)
    child.wait()

    acknowledged = {int(n) for r in records for n in r.read_text().split("\n")[:-1]}
    with sqlite3.connect(file) as kept:
        said = {number for (number,) in kept.execute("SELECT number FROM said")}
        heard = {number for (number,) in kept.execute("SELECT number FROM heard")}
    assert len(acknowledged) > 100
    assert acknowledged <= said
    assert said == heard, "a transaction is whole or absent"
