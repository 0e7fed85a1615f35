"""The clock of the database."""

from datetime import UTC, datetime

from django.db import connection


def database_now() -> datetime:
    """What the database's own clock says; SQLite has none but this machine's."""
    if connection.vendor != "postgresql":
        return datetime.now(UTC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        found: datetime = cursor.fetchone()[0]
    return found
