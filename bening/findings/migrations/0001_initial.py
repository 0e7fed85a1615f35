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
                    name="AuditReport",
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
                            "auditor",
                            models.CharField(
                                choices=[
                                    ("bpk", "BPK"),
                                    ("bpkp", "BPKP"),
                                    ("internal", "Inspektorat (APIP)"),
                                    ("other", "Lainnya"),
                                ],
                                max_length=8,
                                verbose_name="pemeriksa",
                            ),
                        ),
                        (
                            "auditor_name",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="nama pemeriksa"
                            ),
                        ),
                        ("number", models.CharField(max_length=120, verbose_name="nomor LHP")),
                        ("title", models.CharField(max_length=300, verbose_name="judul")),
                        ("dated_on", models.DateField(verbose_name="tanggal LHP")),
                        ("received_on", models.DateField(verbose_name="diterima")),
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
                        "verbose_name": "laporan hasil pemeriksaan",
                        "verbose_name_plural": "laporan hasil pemeriksaan",
                        "ordering": ("-received_on", "-id"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "auditor", "number"), name="audit_report_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("received_on__gte", models.F("dated_on"))),
                                name="audit_report_received_after",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                name="audit_report_has_number",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditRecommendation",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recommendations",
                                to="findings.auditreport",
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
                            "finding_code",
                            models.CharField(blank=True, max_length=40, verbose_name="kode temuan"),
                        ),
                        ("finding", models.TextField(max_length=2000, verbose_name="temuan")),
                        ("text", models.TextField(max_length=2000, verbose_name="rekomendasi")),
                        ("value", models.BigIntegerField(default=0, verbose_name="nilai, rupiah")),
                        (
                            "returned",
                            models.BigIntegerField(default=0, verbose_name="dikembalikan, rupiah"),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="penanggung jawab",
                            ),
                        ),
                        (
                            "plan",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="rencana aksi"
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="paling lambat"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Belum ditindaklanjuti"),
                                    ("not_fitting", "Belum sesuai"),
                                    ("fitting", "Sesuai"),
                                    ("impossible", "Tidak dapat ditindaklanjuti"),
                                ],
                                default="open",
                                max_length=11,
                                verbose_name="keadaan",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=500, verbose_name="alasan"),
                        ),
                        (
                            "verified_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("verified_at", models.DateTimeField(blank=True, null=True)),
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
                        "verbose_name": "rekomendasi pemeriksaan",
                        "verbose_name_plural": "rekomendasi pemeriksaan",
                        "ordering": ("report", "finding_code", "id"),
                        "indexes": [
                            models.Index(fields=["unit", "state"], name="audit_rec_of_unit")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("returned__gte", 0),
                                    ("returned__lte", models.F("value")),
                                    ("value__gte", 0),
                                ),
                                name="audit_returned_within_value",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "open"),
                                    models.Q(
                                        ("verified_at__isnull", False),
                                        ("verified_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="audit_state_by_auditor",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FollowUp",
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
                            "recommendation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to="findings.auditrecommendation",
                            ),
                        ),
                        ("text", models.TextField(max_length=2000, verbose_name="tindak lanjut")),
                        ("proof_url", models.URLField(max_length=500, verbose_name="tautan bukti")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "tindak lanjut pemeriksaan",
                        "verbose_name_plural": "tindak lanjut pemeriksaan",
                        "ordering": ("-at", "-id"),
                    },
                ),
                migrations.CreateModel(
                    name="MoneyReturned",
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
                            "recommendation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="returns",
                                to="findings.auditrecommendation",
                            ),
                        ),
                        ("amount", models.BigIntegerField(verbose_name="jumlah, rupiah")),
                        ("on", models.DateField(verbose_name="tanggal setor")),
                        (
                            "receipt",
                            models.CharField(max_length=120, verbose_name="nomor bukti setor"),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "pengembalian kerugian",
                        "verbose_name_plural": "pengembalian kerugian",
                        "ordering": ("-on", "-id"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__gt", 0), models.Q(("receipt", ""), _negated=True)
                                ),
                                name="money_returned_with_receipt",
                            ),
                            models.UniqueConstraint(
                                fields=("recommendation", "receipt"), name="money_returned_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutsideAssessment",
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
                            "assessor",
                            models.CharField(
                                choices=[
                                    ("ombudsman", "Ombudsman RI: penilaian pelayanan publik"),
                                    ("spi", "KPK: Survei Penilaian Integritas (SPI)"),
                                    ("other", "Lainnya"),
                                ],
                                max_length=9,
                                verbose_name="penilai",
                            ),
                        ),
                        (
                            "assessor_name",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="nama penilai"
                            ),
                        ),
                        ("dated_on", models.DateField(verbose_name="tanggal")),
                        (
                            "score",
                            models.DecimalField(
                                decimal_places=2, max_digits=6, verbose_name="nilai"
                            ),
                        ),
                        (
                            "out_of",
                            models.DecimalField(
                                decimal_places=2,
                                default=100,
                                max_digits=6,
                                verbose_name="skala sampai",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(blank=True, max_length=80, verbose_name="kategori"),
                        ),
                        (
                            "findings",
                            models.TextField(blank=True, max_length=2000, verbose_name="temuan"),
                        ),
                        (
                            "follow_up",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="tindak lanjut"
                            ),
                        ),
                        (
                            "source_url",
                            models.URLField(
                                blank=True, max_length=500, verbose_name="tautan sumber"
                            ),
                        ),
                        (
                            "is_public",
                            models.BooleanField(
                                default=False, verbose_name="tampil di halaman unit"
                            ),
                        ),
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
                        "verbose_name": "penilaian pihak luar",
                        "verbose_name_plural": "penilaian pihak luar",
                        "ordering": ("-dated_on", "-id"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("out_of__gt", 0),
                                    ("score__gte", 0),
                                    ("score__lte", models.F("out_of")),
                                ),
                                name="outside_score_within_scale",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
