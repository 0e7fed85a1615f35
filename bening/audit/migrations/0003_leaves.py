"""The integrity log: its leaves are added, never changed or removed."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import bening.adapters.keys
from bening.adapters import sealing_sql


def install(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    sealing_sql.install_guards(editor.connection)


def remove(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The guards of what stays are put back by the migration before."""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_events_are_never_changed"),
    ]

    operations = [
        migrations.CreateModel(
            name="WaitingLeaf",
            fields=[
                (
                    "digest",
                    models.BinaryField(
                        max_length=32, primary_key=True, serialize=False, verbose_name="sidik"
                    ),
                ),
            ],
            options={
                "verbose_name": "daun yang menunggu",
                "verbose_name_plural": "daun yang menunggu",
            },
        ),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                (
                    "position",
                    models.BigIntegerField(
                        primary_key=True, serialize=False, verbose_name="posisi"
                    ),
                ),
                ("digest", models.BinaryField(max_length=32, verbose_name="sidik")),
            ],
            options={
                "verbose_name": "daun",
                "verbose_name_plural": "daun",
                "indexes": [models.Index(fields=["digest"], name="leaf_of_digest")],
            },
        ),
        migrations.CreateModel(
            name="LeafTile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bening.adapters.keys.new_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(verbose_name="tingkat")),
                ("index", models.BigIntegerField(verbose_name="urutan")),
                ("hashes", models.BinaryField(verbose_name="sidik")),
            ],
            options={
                "verbose_name": "ubin",
                "verbose_name_plural": "ubin",
                "constraints": [
                    models.UniqueConstraint(fields=("level", "index"), name="leaf_tile_once")
                ],
            },
        ),
        migrations.RunPython(install, remove),
    ]
