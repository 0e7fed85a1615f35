from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import bening.adapters.keys


class Migration(migrations.Migration):
    dependencies: ClassVar = [("conflicts", "0001_initial"), ("accounts", "0001_initial")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="NamedParty",
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
                ("named_at", models.DateTimeField(verbose_name="dikenali pada")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="conflicts.conflictcase",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "pegawai yang disebut laporan",
                "verbose_name_plural": "pegawai yang disebut laporan",
                "ordering": ("named_at", "id"),
                "constraints": [
                    models.UniqueConstraint(fields=("case", "person"), name="conflict_party_once")
                ],
            },
        ),
    ]
