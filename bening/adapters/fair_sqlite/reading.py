"""Several reads of one state of the database, on either database, without the write lock."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from bening.adapters.fair_sqlite.base import DatabaseWrapper


@contextmanager
def read_only(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """All reads inside see the same state; on SQLite a write inside raises `OperationalError`.

    `transaction.atomic` around reads would take the write lock there. Inside a transaction, and on
    another database, this adds nothing.
    """
    connection = connections[using]
    if not isinstance(connection, DatabaseWrapper) or connection.in_atomic_block:
        yield
        return
    with connection.reading(), transaction.atomic(using):
        yield
