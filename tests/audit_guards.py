"""Tests with real transactions end with a flush: on SQLite a DELETE, which the guards refuse.

(On PostgreSQL it is TRUNCATE, which asks no row trigger.) So the guards stand during each test and
step aside for the flush only.
"""

from collections.abc import Iterator

import pytest
from django.db import connection

from bening.adapters import sealing_sql


def _flushes(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    transactional = bool(marker and marker.kwargs.get("transaction"))
    return transactional or bool(
        {"transactional_db", "live_server", "django_db_serialized_rollback"}
        & set(request.fixturenames)
    )


@pytest.fixture(autouse=True)
def guards_step_aside_for_the_flush(request: pytest.FixtureRequest) -> Iterator[None]:
    """Set up after the database and torn down before its flush."""
    if not _flushes(request):
        yield
        return
    request.getfixturevalue("transactional_db")
    if connection.vendor != "sqlite":
        yield
        return
    sealing_sql.install_guards()
    yield
    sealing_sql.remove_guards()
