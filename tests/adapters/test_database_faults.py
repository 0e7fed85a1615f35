"""Which fault of the database is which answer."""

import sqlite3
from http import HTTPStatus
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError

from bening.adapters.database_faults import status_of_fault


def caused_by(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


def full(path: Path) -> sqlite3.Error:
    """What SQLite itself says when its file may not grow."""
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE kept (content BLOB)")
        database.execute("PRAGMA max_page_count = 3")
        with pytest.raises(sqlite3.Error) as caught:
            database.execute("INSERT INTO kept VALUES (zeroblob(100000))")
    return caught.value


def test_a_full_disk_is_507_on_both_databases(tmp_path: Path) -> None:
    for cause in (full(tmp_path / "small.sqlite3"), psycopg.errors.DiskFull("no space left")):
        error = caused_by(OperationalError(str(cause)), cause)
        assert status_of_fault(error) is HTTPStatus.INSUFFICIENT_STORAGE


def test_a_database_that_is_away_or_busy_is_503() -> None:
    away = psycopg.OperationalError("connection refused")
    for error in (
        OperationalError("database is locked"),
        InterfaceError("connection already closed"),
        caused_by(OperationalError(str(away)), away),
    ):
        assert status_of_fault(error) is HTTPStatus.SERVICE_UNAVAILABLE


def test_a_fault_of_the_program_stays_500() -> None:
    for error in (IntegrityError("unique"), DatabaseError("x"), ValueError("x"), None):
        assert status_of_fault(error) is HTTPStatus.INTERNAL_SERVER_ERROR
