import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import bening.adapters.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Service",
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
                ("code", models.SlugField(max_length=24, verbose_name="kode")),
                ("name", models.CharField(max_length=200, verbose_name="nama layanan")),
                (
                    "tariff",
                    models.CharField(blank=True, max_length=200, verbose_name="tarif resmi"),
                ),
                (
                    "tariff_basis",
                    models.CharField(blank=True, max_length=300, verbose_name="dasar tarif"),
                ),
                ("added_at", models.DateTimeField(verbose_name="ditambahkan pada")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="ditutup pada")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="agencies.workunit",
                        verbose_name="unit kerja",
                    ),
                ),
            ],
            options={
                "verbose_name": "layanan",
                "verbose_name_plural": "layanan",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="FinishedDay",
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
                ("day", models.DateField(verbose_name="hari")),
                ("finished", models.PositiveIntegerField(verbose_name="selesai")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("typed", "Diketik dari buku layanan"),
                            ("imported", "Diimpor dari berkas"),
                            ("queue", "Antrean"),
                        ],
                        max_length=10,
                        verbose_name="sumber",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="dicatat pada")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="finished_days",
                        to="services.service",
                    ),
                ),
            ],
            options={
                "verbose_name": "layanan selesai",
                "verbose_name_plural": "layanan selesai",
                "ordering": ("-day",),
            },
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.UniqueConstraint(
                fields=("unit", "code"), name="service_code_once_per_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("tariff_basis", ""), models.Q(("tariff", ""), _negated=True), _connector="OR"
                ),
                name="service_basis_has_tariff",
            ),
        ),
        migrations.AddConstraint(
            model_name="finishedday",
            constraint=models.UniqueConstraint(
                fields=("service", "day"), name="finished_once_per_day"
            ),
        ),
    ]
