import django.db.models.deletion
from django.db import migrations, models

import bening.adapters.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Agency",
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
                (
                    "name",
                    models.CharField(max_length=200, unique=True, verbose_name="nama instansi"),
                ),
                (
                    "short_name",
                    models.CharField(blank=True, max_length=60, verbose_name="nama singkat"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("central", "Kementerian/lembaga"),
                            ("regional", "Pemerintah daerah"),
                        ],
                        max_length=16,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        choices=[
                            ("Asia/Jakarta", "WIB"),
                            ("Asia/Makassar", "WITA"),
                            ("Asia/Jayapura", "WIT"),
                        ],
                        default="Asia/Jakarta",
                        max_length=32,
                        verbose_name="zona waktu",
                    ),
                ),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "instansi pemerintah",
                "verbose_name_plural": "instansi pemerintah",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="WorkUnit",
            fields=[
                ("path", models.CharField(max_length=255, unique=True)),
                ("depth", models.PositiveIntegerField()),
                ("numchild", models.PositiveIntegerField(default=0)),
                (
                    "id",
                    models.UUIDField(
                        default=bening.adapters.keys.new_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="nama unit kerja")),
                (
                    "code",
                    models.CharField(
                        help_text="Kode tetap unit di instansi, misalnya 3301.",
                        max_length=40,
                        verbose_name="kode unit",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("echelon_1", "Eselon I"),
                            ("echelon_2", "Eselon II"),
                            ("echelon_3", "Eselon III"),
                            ("echelon_4", "Eselon IV"),
                            ("service_unit", "Unit pelaksana teknis"),
                            ("other", "Lainnya"),
                        ],
                        default="echelon_2",
                        max_length=16,
                        verbose_name="tingkat",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("Asia/Jakarta", "WIB"),
                            ("Asia/Makassar", "WITA"),
                            ("Asia/Jayapura", "WIT"),
                        ],
                        help_text="Kosong berarti sama dengan instansi.",
                        max_length=32,
                        verbose_name="zona waktu",
                    ),
                ),
                (
                    "serves_public",
                    models.BooleanField(default=True, verbose_name="melayani masyarakat langsung"),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="ditutup pada"),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="agencies.agency",
                        verbose_name="instansi",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit kerja",
                "verbose_name_plural": "unit kerja",
                "indexes": [models.Index(fields=["agency", "path"], name="work_unit_agency_path")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "code"), name="work_unit_code_once_per_agency"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JointArea",
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
                ("name", models.CharField(max_length=200, verbose_name="nama kawasan")),
                ("created_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joint_areas",
                        to="agencies.agency",
                        verbose_name="instansi pengelola",
                    ),
                ),
                (
                    "units",
                    models.ManyToManyField(
                        blank=True,
                        related_name="joint_areas",
                        to="agencies.workunit",
                        verbose_name="unit kerja",
                    ),
                ),
            ],
            options={
                "verbose_name": "kawasan",
                "verbose_name_plural": "kawasan",
                "ordering": ("name",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "name"), name="joint_area_name_once_per_agency"
                    )
                ],
            },
        ),
    ]
