"""The end of a test with real transactions: the tables it filled are emptied, the others not asked.

Django's flush empties all of them, well over a hundred, and then has every permission and content
type made again, which for PostgreSQL takes longer than most tests. What migrations made of those
two tables is kept instead: no test writes there.
"""

from functools import cache

from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase

KEPT = {"django_content_type", "auth_permission"}


@cache
def _tables(alias: str) -> tuple[str, ...]:
    """Tables of models, as flush finds them, but for those that are kept."""
    found = connections[alias].introspection.django_table_names(
        only_existing=True, include_views=False
    )
    return tuple(sorted(set(found) - KEPT))


def filled(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables that hold a row."""
    name = connection.ops.quote_name
    asked = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {name(table)})"
        for table in _tables(connection.alias)
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [table for (table,) in cursor.fetchall()]


def empty(connection: BaseDatabaseWrapper) -> None:
    """Leaves no row that a test wrote, whatever guards and keys say."""
    tables = filled(connection)
    if not tables:
        return
    if connection.vendor == "sqlite":
        connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables))
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = CURRENT_USER")
        may_all = bool(cursor.fetchone()[0])
    if not may_all:  # a server of somebody else: keys are looked at, so all tables go together
        everything = list(connection.introspection.django_table_names(only_existing=True))
        gone = sorted(set(everything) - KEPT)
        connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), gone))
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # neither triggers nor keys
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


def _empty_after_the_test(case: TransactionTestCase) -> None:
    for alias in case._databases_names(include_mirrors=False):  # type: ignore[attr-defined]  # private to Django
        empty(connections[alias])


def install() -> None:
    """Every test with real transactions ends so."""
    TransactionTestCase._fixture_teardown = _empty_after_the_test  # type: ignore[attr-defined]  # the same
