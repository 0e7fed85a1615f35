"""Rows that actions add one by one: their SQL is put together once for each connection.

The other half of `prepared.py`. Django writes the INSERT of a model anew for each row, which takes
several times as long as the insert itself.
"""

from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.db.models.sql import InsertQuery

from bening.adapters.prepared import cursor_for

Row = TypeVar("Row", bound=Model)

_KEPT = "prepared_inserts"  # attribute of a connection; what is kept lives as long as it does


class PreparedInsert(Generic[Row]):
    """Adds rows of `model` as `save(force_insert=True)` does; no signal is sent.

    For models with a key of their own and without parents or columns that the database fills.
    """

    def __init__(self, model: type[Row]) -> None:
        meta = model._meta
        if meta.parents or meta.auto_field is not None or meta.db_returning_fields:
            raise ValueError(f"{meta.label}: the database fills a column of it")
        self.model = model
        self.fields = meta.local_concrete_fields

    def __call__(self, row: Row) -> Row:
        """The row, which is there now. Raises what the database says, as `save` does."""
        connection = connections[DEFAULT_DB_ALIAS]
        kept: dict[PreparedInsert[Any], str] = vars(connection).setdefault(_KEPT, {})
        text = kept.get(self)
        if text is None:
            text = kept[self] = self._text(connection, row)
        given = [
            field.get_db_prep_save(field.pre_save(row, add=True), connection)
            for field in self.fields
        ]
        with cursor_for(connection) as cursor:
            cursor.execute(text, given)
        row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 - as `save` does
        return row

    def _text(self, connection: BaseDatabaseWrapper, row: Row) -> str:
        query = InsertQuery(self.model)
        query.insert_values(self.fields, [row])
        ((text, given),) = query.get_compiler(connection=connection).as_sql()
        if len(given) != len(self.fields):
            raise ValueError(f"{self.model._meta.label}: a column is no plain value")
        return str(text)
