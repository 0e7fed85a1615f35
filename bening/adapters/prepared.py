"""Reads that every page makes: their SQL is put together once for each connection.

Django writes the SQL of a queryset anew at each read, which takes several times as long as the
read itself. A `Prepared` keeps what Django wrote, for either database, and puts only values in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import Expression, Field, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

if TYPE_CHECKING:
    from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL

Row = TypeVar("Row")
Build = Callable[[Callable[[str, "Field[Any, Any]"], "Slot"]], "QuerySet[Any, Row]"]

_KEPT = "prepared_reads"  # attribute of a connection; what is kept lives as long as it does


class Slot(Expression):
    """A place in a query for a value that is given at each read."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    # The types ask for values among the parameters; here a slot stands where one will.
    def as_sql(  # type: ignore[override]
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        return "%s", [self]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A read as Django wrote it for one connection; `parameters` are values and slots."""

    compiler: SQLCompiler
    sql: str
    parameters: tuple[Any, ...]
    converters: dict[int, Any]
    make: Callable[[Any], Any]


class Prepared(Generic[Row]):
    """The rows of `build(slot)`, a queryset of models or of `values_list`, each time anew.

    `build` calls `slot(name, field)` wherever a value goes; called with one value for each name,
    the read gives its rows. The queryset must not depend on anything else that changes, as the
    language or the day do. Prefetches and flat lists are not made.
    """

    def __init__(self, build: "Build[Row]") -> None:
        self.build = build

    def __call__(self, **values: Any) -> list[Row]:
        """All rows. Raises KeyError where a value is missing."""
        connection = connections[DEFAULT_DB_ALIAS]
        kept: dict[Prepared[Any], _Compiled] = vars(connection).setdefault(_KEPT, {})
        read = kept.get(self)
        if read is None:
            read = kept[self] = self._compiled(connection)
        given = tuple(
            value.output_field.get_db_prep_value(values[value.name], connection)
            if isinstance(value, Slot)
            else value
            for value in read.parameters
        )
        with cursor_for(connection) as cursor:
            cursor.execute(read.sql, given)
            rows = cursor.fetchall()
        if read.converters:
            rows = read.compiler.apply_converters(rows, read.converters)
        return [read.make(row) for row in rows]

    def first(self, **values: Any) -> Row | None:
        """The first row, or None."""
        return next(iter(self(**values)), None)

    def _compiled(self, connection: BaseDatabaseWrapper) -> _Compiled:
        rows = self.build(Slot)
        compiler = rows.query.get_compiler(connection=connection)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            raise ValueError("a prepared read that can find nothing") from None
        return _Compiled(
            compiler=compiler,
            sql=sql,
            parameters=tuple(parameters),
            converters=compiler.get_converters([column[0] for column in compiler.select]),
            make=_maker(compiler, connection.alias),
        )


def cursor_for(connection: BaseDatabaseWrapper) -> CursorWrapper:
    """A cursor for a text that comes again: PostgreSQL plans it once, as `databases.py` lets it.

    Where statements are logged it is the ordinary one: a planned read has no text to log.
    """
    if connection.vendor != "postgresql" or connection.queries_logged:
        return connection.cursor()
    from django.db.backends.postgresql.base import ServerBindingCursor

    held = cast("PostgreSQL", connection)
    held.ensure_connection()
    bare = ServerBindingCursor(held.connection)  # type: ignore[call-arg]  # typed as psycopg 2's
    # Django wraps the errors of what goes through its own cursor, which has no other maker.
    wrap = held._prepare_cursor  # type: ignore[attr-defined]  # noqa: SLF001 - no public maker
    wrapped: CursorWrapper = wrap(bare)
    return wrapped


def _maker(compiler: SQLCompiler, alias: str) -> Callable[[Any], Any]:
    """What turns a row of the cursor into a row of the queryset, as its own iteration does."""
    if not compiler.query.default_cols:  # columns by name: `values_list`
        return tuple
    about = compiler.klass_info
    columns = about["select_fields"]
    begin, end = columns[0], columns[-1] + 1
    names = [column[0].target.attname for column in compiler.select[begin:end]]
    # The types describe the Django after 5.2, where it takes one argument more.
    related = get_related_populators(about, compiler.select, alias)  # type: ignore[call-arg]
    model = about["model"]
    annotated = tuple((compiler.annotation_col_map or {}).items())

    def made(row: Any) -> Any:
        found = model.from_db(alias, names, row[begin:end])
        for populator in related:
            populator.populate(row, found)
        for name, place in annotated:
            setattr(found, name, row[place])
        return found

    return made
