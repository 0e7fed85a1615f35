"""The rows of every table, in a form that either database takes back.

Tables are those of the migrations a database has had, not those of this version of the program: old
data is read before it is migrated, and an old backup is restored before it is.
"""

import base64
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
from django.db.models import F, Field, Model
from django.utils.duration import duration_iso_string

from bening.adapters.fair_sqlite import read_only
from bening.adapters.sealing_sql import guards_lifted

Applied = list[tuple[str, str]]
"""Migrations in the order in which they were applied: application and name."""

BATCH = 500  # rows written by one statement
# Who is signed in, who typed wrong passwords and which worker lives is over when a backup is read.
LEFT_OUT = {"sessions.session", "usersessions.usersession", "config.heartbeat"}
# Survey answers that wait for their seal are closed under a key that no backup holds. Their tokens
# are kept as if nobody had answered yet: after a restore each can be used.
LEFT_OUT |= {"surveys.intakerow", "surveys.spenttoken"}
GIVEN_BACK = {"surveys.surveytoken": ("surveys", "SpentToken")}
LEFT_OUT_APPLICATIONS = {"axes"}


@contextmanager
def one_state() -> Iterator[None]:
    """Every read inside sees the same state of the database, and nobody is kept from writing."""
    if connection.vendor == "sqlite":
        with read_only():
            yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def applied_migrations() -> Applied:
    """The migrations the database has had, in an order in which they can be applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    applied = executor.loader.applied_migrations
    keys = [(migration.app_label, migration.name) for migration, _backwards in plan]
    return [key for key in keys if key in applied]


def unknown_migrations(wanted: Applied) -> Applied:
    """Those of `wanted` that this version of the program does not know."""
    known = MigrationExecutor(connection).loader.disk_migrations
    return [key for key in wanted if key not in known]


def models_at(applied: Applied) -> list[type[Model]]:
    """The tables after `applied`, as classes that only carry rows, in alphabetical order."""
    executor = MigrationExecutor(connection)
    state = ProjectState(real_apps=executor.loader.unmigrated_apps)
    for key in applied:
        executor.loader.disk_migrations[key].mutate_state(state, preserve=False)
    models = state.apps.get_models(include_auto_created=True)
    kept = [
        model
        for model in models
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.app_label not in LEFT_OUT_APPLICATIONS
        and model._meta.label_lower not in LEFT_OUT
    ]
    return sorted(kept, key=lambda model: model._meta.label_lower)


def migrate_to(applied: Applied) -> None:
    """Brings an empty database to exactly the state after `applied`."""
    executor = MigrationExecutor(connection)
    names = set(applied)
    parents = {
        parent
        for key in applied
        for parent in executor.loader.disk_migrations[key].dependencies
        if parent[0] == key[0]
    }
    executor.migrate(sorted(names - parents))


def fields_of(model: type[Model]) -> list["Field[Any, Any]"]:
    """The columns of a table, in the order of its rows here."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def rows(model: type[Model]) -> Iterator[list[Any]]:
    """Every row by its key, as values JSON knows."""
    fields = fields_of(model)
    names = [field.attname for field in fields]
    found = model._base_manager.order_by("pk").values_list(*names)
    for row in found.iterator(chunk_size=2000):
        yield [encode(field, value) for field, value in zip(fields, row, strict=True)]
    if place := GIVEN_BACK.get(model._meta.label_lower):
        spent = model._meta.apps.get_model(*place)._base_manager.exclude(hash=F("receipt"))
        for row in spent.order_by("pk").values_list(*names).iterator(chunk_size=2000):
            yield [encode(field, value) for field, value in zip(fields, row, strict=True)]


def encode(field: "Field[Any, Any]", value: Any) -> Any:
    """`value` as JSON keeps it without loss."""
    if value is None or field.get_internal_type() == "JSONField":
        return value
    match value:
        case bool() | int() | str() | float():
            return value
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return duration_iso_string(value)
        case UUID() | Decimal():
            return str(value)
        case bytes() | memoryview() | bytearray():
            return base64.b64encode(value).decode("ascii")
    raise TypeError(f"{field} holds a {type(value).__name__}, which a backup can't keep")


def decode(field: "Field[Any, Any]", value: Any) -> Any:
    """What `encode` was given."""
    if value is None or field.get_internal_type() == "JSONField":
        return value
    return field.to_python(value)


def clear(models: Iterable[type[Model]]) -> None:
    """Removes the rows that migrations put into empty tables."""
    for model in models:
        if model._base_manager.exists():
            model._base_manager.all()._raw_delete(connection.alias)


def insert(model: type[Model], found: Iterable[list[Any]]) -> int:
    """Writes the rows as they were, with their keys and times; the number of rows."""
    fields = fields_of(model)
    for field in fields:
        for automatic in ("auto_now", "auto_now_add"):
            if hasattr(field, automatic):
                setattr(field, automatic, False)
    count, waiting = 0, iter(found)
    while batch := list(islice(waiting, BATCH)):
        model._base_manager.bulk_create(
            model(**{f.attname: decode(f, v) for f, v in zip(fields, row, strict=True)})
            for row in batch
        )
        count += len(batch)
    return count


def continue_numbering(models: list[type[Model]]) -> None:
    """Lets numbered keys go on after the highest that was written."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)


def is_empty(models: Iterable[type[Model]]) -> bool:
    """True when no table that people fill has a row."""
    made_by_migrations = {"contenttypes", "auth"}
    return not any(
        model._base_manager.exists()
        for model in models
        if model._meta.app_label not in made_by_migrations
    )


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """A transaction whose references are checked at its end."""
    with connection.constraint_checks_disabled(), transaction.atomic(), guards_lifted():
        yield
        connection.check_constraints()
