"""What a fault of the database means for whoever waits for the answer."""

import sqlite3
from http import HTTPStatus

from django.db import DatabaseError, InterfaceError, OperationalError

# SQLite says IOERR_WRITE where a quota or a file-size limit ends the room.
_SQLITE_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE}
_POSTGRESQL_NO_ROOM = "53100"
_TEMPORARY = (OperationalError, InterfaceError)


def status_of_fault(error: BaseException | None) -> HTTPStatus:
    """507 where the disk took no more, 503 where the database is away or too busy, else 500.

    Nothing of the transaction is stored in any of these cases.
    """
    if not isinstance(error, DatabaseError | InterfaceError):
        return HTTPStatus.INTERNAL_SERVER_ERROR
    cause = error.__cause__
    if (
        getattr(cause, "sqlite_errorcode", None) in _SQLITE_NO_ROOM
        or getattr(cause, "sqlstate", None) == _POSTGRESQL_NO_ROOM
    ):
        return HTTPStatus.INSUFFICIENT_STORAGE
    if isinstance(error, _TEMPORARY):
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.INTERNAL_SERVER_ERROR
