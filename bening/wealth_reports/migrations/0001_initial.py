import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import bening.adapters.keys
from bening.adapters.tables import CreateTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("agencies", "0001_initial"),
    ]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name="WealthOfficer",
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
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="mulai")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="sampai")),
                        (
                            "named_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("named_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "koordinator LHKPN dan LHKAN",
                        "verbose_name_plural": "koordinator LHKPN dan LHKAN",
                        "ordering": ("starts_on", "id"),
                        "indexes": [
                            models.Index(fields=["person"], name="wealth_duties_of_person")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="wealth_officer_ends_after",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WealthDuty",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                        ("employee_number", models.CharField(max_length=18, verbose_name="NIP")),
                        ("name", models.CharField(max_length=200, verbose_name="nama")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("lhkpn", "LHKPN"), ("lhkan", "LHKAN (bukti terima SPT)")],
                                max_length=5,
                                verbose_name="laporan",
                            ),
                        ),
                        (
                            "occasion",
                            models.CharField(
                                choices=[
                                    ("yearly", "Periodik tahunan"),
                                    ("start", "Awal menjabat"),
                                    ("end", "Akhir menjabat"),
                                ],
                                default="yearly",
                                max_length=6,
                                verbose_name="jenis kewajiban",
                            ),
                        ),
                        (
                            "rank",
                            models.CharField(
                                choices=[
                                    ("unit_head", "Kepala satuan kerja"),
                                    ("official", "Pejabat yang wajib LHKPN"),
                                    ("other", "Wajib LHKPN lainnya"),
                                    ("administrator", "Pejabat administrator"),
                                    ("supervisor", "Pejabat pengawas"),
                                    ("staff", "Pejabat fungsional dan pelaksana"),
                                ],
                                max_length=13,
                                verbose_name="jenjang",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="paling lambat")),
                        (
                            "reported_on",
                            models.DateField(blank=True, null=True, verbose_name="tanggal lapor"),
                        ),
                        (
                            "receipt",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="nomor bukti"
                            ),
                        ),
                        ("is_complete", models.BooleanField(default=False, verbose_name="lengkap")),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("entered_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "kewajiban LHKPN atau LHKAN",
                        "verbose_name_plural": "kewajiban LHKPN atau LHKAN",
                        "ordering": ("rank", "name", "id"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("unit", "year", "employee_number", "occasion"),
                                name="wealth_duty_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("is_complete", False), ("reported_on__isnull", True)),
                                    models.Q(
                                        ("reported_on__isnull", False),
                                        models.Q(("receipt", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="wealth_report_with_receipt",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "lhkpn"),
                                        ("rank__in", ("unit_head", "official", "other")),
                                    ),
                                    models.Q(
                                        ("kind", "lhkan"),
                                        ("rank__in", ("administrator", "supervisor", "staff")),
                                    ),
                                    _connector="OR",
                                ),
                                name="wealth_rank_of_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WealthSnapshot",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                        ("as_of", models.DateField(verbose_name="keadaan per")),
                        ("counts", models.JSONField()),
                        (
                            "taken_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("taken_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "potret kepatuhan LHKPN dan LHKAN",
                        "verbose_name_plural": "potret kepatuhan LHKPN dan LHKAN",
                        "ordering": ("-year", "-as_of"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("unit", "year", "as_of"), name="wealth_snapshot_once"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
