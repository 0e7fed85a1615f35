"""Triggers on both databases: events, seals and checkpoints are added, never changed or removed."""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from bening.adapters import sealing_sql


def install(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    sealing_sql.install_guards(editor.connection)


def remove(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    sealing_sql.remove_guards(editor.connection)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("audit", "0001_initial")]

    operations: ClassVar = [migrations.RunPython(install, remove)]
