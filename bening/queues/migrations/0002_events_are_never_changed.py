"""A trigger on both databases: what happened to a ticket is added, never changed."""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from bening.adapters import queue_sql


def install(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    queue_sql.install_guard(editor.connection)


def remove(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    queue_sql.remove_guard(editor.connection)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("queues", "0001_initial")]

    operations: ClassVar = [migrations.RunPython(install, remove)]
