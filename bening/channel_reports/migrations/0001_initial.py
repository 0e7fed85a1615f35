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
        ("documents", "0006_channel_report"),
    ]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name="ChannelReport",
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.workunit",
                                verbose_name="unit kerja",
                            ),
                        ),
                        ("channel", models.CharField(max_length=20, verbose_name="saluran")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Konsep"), ("approved", "Disetujui")],
                                default="draft",
                                max_length=8,
                                verbose_name="keadaan",
                            ),
                        ),
                        ("summary", models.TextField(blank=True, verbose_name="simpulan")),
                        (
                            "no_change_reason",
                            models.TextField(blank=True, verbose_name="alasan tanpa perubahan"),
                        ),
                        (
                            "figures",
                            models.JSONField(blank=True, default=dict, verbose_name="angka"),
                        ),
                        (
                            "followed",
                            models.JSONField(
                                blank=True, default=list, verbose_name="tindak lanjut tahun lalu"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "started_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("started_at", models.DateTimeField()),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "approved_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="disetujui pada"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.officialdocument",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "evaluasi saluran",
                        "verbose_name_plural": "evaluasi saluran",
                        "ordering": ("-year", "channel"),
                        "indexes": [
                            models.Index(fields=["agency", "year"], name="channel_report_of_year")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("unit", "channel", "year"),
                                name="channel_report_once_of_unit",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("unit__isnull", True)),
                                fields=("agency", "channel", "year"),
                                name="channel_report_once_of_agency",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved_at__isnull", True),
                                        ("approved_by__isnull", True),
                                        ("document__isnull", True),
                                        ("state", "draft"),
                                    ),
                                    models.Q(
                                        ("approved_at__isnull", False),
                                        ("approved_by__isnull", False),
                                        ("document__isnull", False),
                                        ("state", "approved"),
                                    ),
                                    _connector="OR",
                                ),
                                name="channel_report_approved_with_document",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportCause",
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="causes",
                                to="channel_reports.channelreport",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("procedure", "Prosedur"),
                                    ("people", "Sumber daya manusia"),
                                    ("system", "Sistem dan sarana"),
                                    ("policy", "Kebijakan dan aturan"),
                                    ("information", "Informasi dan sosialisasi"),
                                    ("outside", "Di luar unit"),
                                ],
                                max_length=12,
                                verbose_name="jenis sebab",
                            ),
                        ),
                        ("text", models.CharField(max_length=1000, verbose_name="uraian")),
                    ],
                    options={
                        "verbose_name": "sebab",
                        "verbose_name_plural": "sebab",
                        "ordering": ("id",),
                    },
                ),
                migrations.CreateModel(
                    name="ReportChange",
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="channel_reports.channelreport",
                            ),
                        ),
                        ("text", models.CharField(max_length=1000, verbose_name="perubahan")),
                        (
                            "owner",
                            models.CharField(max_length=200, verbose_name="penanggung jawab"),
                        ),
                        ("due_on", models.DateField(verbose_name="paling lambat")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("open", "Belum ditindaklanjuti"),
                                    ("partly", "Sebagian"),
                                    ("done", "Selesai"),
                                    ("dropped", "Tidak dilanjutkan"),
                                ],
                                default="open",
                                max_length=8,
                                verbose_name="tindak lanjut",
                            ),
                        ),
                        (
                            "outcome_note",
                            models.CharField(
                                blank=True, max_length=1000, verbose_name="keterangan"
                            ),
                        ),
                        (
                            "outcome_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("outcome_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "perubahan",
                        "verbose_name_plural": "perubahan",
                        "ordering": ("id",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome", "open"),
                                    models.Q(("outcome_note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="channel_change_outcome_has_note",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
