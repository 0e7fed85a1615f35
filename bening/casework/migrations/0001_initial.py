import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import bening.adapters.keys
from bening.adapters.tables import CreateTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("agencies", "0001_initial"),
    ]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name="CaseTerm",
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
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case_terms",
                                to="agencies.agency",
                                verbose_name="instansi",
                            ),
                        ),
                        ("code", models.CharField(max_length=40, verbose_name="batas waktu")),
                        ("days", models.PositiveSmallIntegerField(verbose_name="lama")),
                        (
                            "counts",
                            models.CharField(
                                choices=[("working", "hari kerja"), ("calendar", "hari kalender")],
                                default="working",
                                max_length=8,
                                verbose_name="satuan",
                            ),
                        ),
                        ("from_day", models.DateField(verbose_name="berlaku sejak")),
                        ("source", models.CharField(max_length=200, verbose_name="dasar")),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("set_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "batas waktu",
                        "verbose_name_plural": "batas waktu",
                        "ordering": ("code", "-from_day"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "code", "from_day"), name="case_term_once_a_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("days__gte", 1), ("days__lte", 3660)),
                                name="case_term_has_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source", ""), _negated=True),
                                name="case_term_has_source",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseSeries",
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
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.workunit",
                            ),
                        ),
                        ("prefix", models.CharField(max_length=8, verbose_name="awalan")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                        (
                            "last",
                            models.PositiveIntegerField(default=0, verbose_name="nomor terakhir"),
                        ),
                    ],
                    options={
                        "verbose_name": "deret nomor perkara",
                        "verbose_name_plural": "deret nomor perkara",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("unit", "prefix", "year"), name="case_series_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseClock",
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
                                related_name="+",
                                to="agencies.workunit",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("complaint", "Pengaduan dan konsultasi"),
                                    ("gratuity", "Gratifikasi"),
                                    ("conflict", "Konflik kepentingan"),
                                    ("discipline", "Disiplin dan kode etik"),
                                    ("finding", "Tindak lanjut hasil pemeriksaan"),
                                ],
                                max_length=12,
                                verbose_name="saluran",
                            ),
                        ),
                        ("case", models.UUIDField(verbose_name="perkara")),
                        ("term", models.CharField(max_length=40, verbose_name="batas waktu")),
                        ("days", models.PositiveSmallIntegerField(verbose_name="lama")),
                        (
                            "counts",
                            models.CharField(
                                choices=[("working", "hari kerja"), ("calendar", "hari kalender")],
                                max_length=8,
                                verbose_name="satuan",
                            ),
                        ),
                        ("source", models.CharField(max_length=200, verbose_name="dasar")),
                        ("title", models.CharField(max_length=200, verbose_name="perihal")),
                        ("url", models.CharField(max_length=300, verbose_name="alamat")),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "is_protected",
                            models.BooleanField(default=False, verbose_name="dilindungi"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("running", "Berjalan"),
                                    ("paused", "Dijeda"),
                                    ("stopped", "Berhenti"),
                                ],
                                default="running",
                                max_length=8,
                                verbose_name="keadaan",
                            ),
                        ),
                        ("started_at", models.DateTimeField(verbose_name="mulai")),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="paling lambat"),
                        ),
                        ("next_mark_on", models.DateField(blank=True, null=True)),
                        (
                            "stopped_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="berhenti"),
                        ),
                        ("is_late", models.BooleanField(default=False, verbose_name="terlambat")),
                    ],
                    options={
                        "verbose_name": "jam perkara",
                        "verbose_name_plural": "jam perkara",
                        "ordering": ("due_on", "pk"),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "running")),
                                fields=["next_mark_on"],
                                name="case_clock_marks",
                            ),
                            models.Index(fields=["owner", "state"], name="case_clock_of_owner"),
                            models.Index(fields=["case"], name="case_clock_of_case"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "stopped"), _negated=True),
                                fields=("case", "term"),
                                name="case_clock_once_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "stopped"), ("stopped_at__isnull", False)),
                                    models.Q(
                                        models.Q(("state", "stopped"), _negated=True),
                                        ("stopped_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_clock_stopped_at",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClockMove",
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
                            "clock",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="moves",
                                to="casework.caseclock",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("started", "Mulai"),
                                    ("paused", "Dijeda"),
                                    ("resumed", "Dilanjutkan"),
                                    ("stopped", "Berhenti"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="pada")),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=500, verbose_name="alasan"),
                        ),
                    ],
                    options={
                        "verbose_name": "gerak jam perkara",
                        "verbose_name_plural": "gerak jam perkara",
                        "ordering": ("position",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("clock", "position"), name="clock_move_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("act", "paused"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="clock_pause_has_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClockMark",
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
                            "clock",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="marks",
                                to="casework.caseclock",
                            ),
                        ),
                        (
                            "mark",
                            models.CharField(
                                choices=[("75", "75 %"), ("90", "90 %"), ("100", "Lewat batas")],
                                max_length=3,
                            ),
                        ),
                        ("told_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "tanda jam perkara",
                        "verbose_name_plural": "tanda jam perkara",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("clock", "mark"), name="clock_mark_once"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
