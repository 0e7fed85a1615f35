"""Many small rows as one text.

The driver of SQLite gives the interpreter to another thread and takes it back at each row: what
every saved answer reads comes in one piece.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, TextField
from django.db.models.sql.compiler import SQLCompiler


class JSONRows(Aggregate):
    """All rows of a group as JSON text, each an array of the given expressions.

    Their order is not said. Texts, whole numbers and NULL come as they are; cast others to text.
    """

    name = "JSONRows"
    template = "%(function)s%(expressions)s))"
    allow_distinct = False

    def __init__(self, *expressions: Any) -> None:
        super().__init__(*expressions, output_field=TextField())

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any
    ) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY(JSON_ARRAY(", **more)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any
    ) -> tuple[str, Any]:
        sql, values = self.as_sql(
            compiler, connection, function="JSON_AGG(JSON_BUILD_ARRAY(", **more
        )
        return f"({sql})::text", values
