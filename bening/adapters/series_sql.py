"""Running numbers: the next one is taken and its row held in one statement."""

from uuid import UUID

from django.db import connection

_TAKE = (
    "UPDATE casework_caseseries SET last = last + 1"
    " WHERE unit_id = %s AND prefix = %s AND year = %s RETURNING last"
)


def next_in_series(unit: UUID, prefix: str, year: int) -> int | None:
    """The next number of a series, held until the transaction ends; None where no series is.

    The ORM has no words for changing a row and learning what it is now.
    """
    key = unit if connection.vendor == "postgresql" else unit.hex
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [key, prefix, year])
        row = cursor.fetchone()
        return None if row is None else int(row[0])
