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
        ("services", "0001_initial"),
    ]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name="EnvironmentProof",
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
                        (
                            "element",
                            models.CharField(
                                choices=[
                                    ("integrity", "Penegakan integritas dan nilai etika"),
                                    ("competence", "Komitmen terhadap kompetensi"),
                                    ("leadership", "Kepemimpinan yang kondusif"),
                                    ("structure", "Struktur organisasi sesuai kebutuhan"),
                                    ("delegation", "Pendelegasian wewenang dan tanggung jawab"),
                                    ("people", "Kebijakan pembinaan sumber daya manusia"),
                                    ("auditor", "Peran APIP yang efektif"),
                                    (
                                        "relations",
                                        "Hubungan kerja yang baik dengan instansi terkait",
                                    ),
                                ],
                                max_length=12,
                                verbose_name="unsur",
                            ),
                        ),
                        ("text", models.CharField(max_length=500, verbose_name="bukti")),
                        ("starts_on", models.DateField(verbose_name="berlaku sejak")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="sampai")),
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
                        "verbose_name": "bukti lingkungan pengendalian",
                        "verbose_name_plural": "bukti lingkungan pengendalian",
                        "ordering": ("element", "-starts_on", "id"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="risk_environment_ends_after",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ControlTelling",
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
                        (
                            "party",
                            models.CharField(
                                choices=[
                                    ("leaders", "Pimpinan"),
                                    ("staff", "Pegawai"),
                                    ("partners", "Mitra dan penyedia"),
                                    ("public", "Pengguna layanan"),
                                ],
                                max_length=8,
                                verbose_name="pihak",
                            ),
                        ),
                        ("told_on", models.DateField(verbose_name="tanggal")),
                        ("way", models.CharField(max_length=200, verbose_name="cara")),
                        ("proof", models.CharField(max_length=500, verbose_name="bukti")),
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
                        "verbose_name": "sosialisasi pengendalian",
                        "verbose_name_plural": "sosialisasi pengendalian",
                        "ordering": ("-told_on", "id"),
                    },
                ),
                migrations.CreateModel(
                    name="MaturityScore",
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
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("self", "Penilaian mandiri"),
                                    ("auditor", "Penjaminan kualitas APIP"),
                                    ("bpkp", "Evaluasi BPKP"),
                                ],
                                max_length=8,
                                verbose_name="sumber",
                            ),
                        ),
                        (
                            "score",
                            models.DecimalField(
                                decimal_places=3, max_digits=5, verbose_name="nilai"
                            ),
                        ),
                        ("document", models.CharField(max_length=200, verbose_name="dokumen")),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("entered_at", models.DateTimeField()),
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
                    ],
                    options={
                        "verbose_name": "maturitas SPIP",
                        "verbose_name_plural": "maturitas SPIP",
                        "ordering": ("-year", "source"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("unit", "year", "source"), name="risk_maturity_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("score__range", (0, 5))),
                                name="risk_maturity_0_to_5",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskOfficer",
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
                                verbose_name="unit kerja",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="risk_duties",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="orang",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="mulai")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="sampai")),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "pengelola risiko",
                        "verbose_name_plural": "pengelola risiko",
                        "ordering": ("starts_on", "id"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="risk_officer_ends_after",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskSetting",
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        ("ranks", models.JSONField()),
                        ("bands", models.JSONField()),
                        (
                            "appetite",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Sangat rendah"),
                                    (2, "Rendah"),
                                    (3, "Sedang"),
                                    (4, "Tinggi"),
                                    (5, "Sangat tinggi"),
                                ],
                                verbose_name="selera risiko",
                            ),
                        ),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("changed_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "matriks risiko",
                        "verbose_name_plural": "matriks risiko",
                    },
                ),
                migrations.CreateModel(
                    name="RiskRegister",
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
                                verbose_name="unit kerja",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Disusun"), ("adopted", "Ditetapkan")],
                                default="draft",
                                max_length=8,
                                verbose_name="keadaan",
                            ),
                        ),
                        (
                            "copied_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="risks.riskregister",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        (
                            "adopted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("adopted_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "daftar risiko",
                        "verbose_name_plural": "daftar risiko",
                        "ordering": ("-year", "unit__path"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("unit", "year"), name="risk_register_of_year"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Risk",
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
                            "register",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="risks",
                                to="risks.riskregister",
                            ),
                        ),
                        ("number", models.CharField(max_length=40, verbose_name="nomor")),
                        ("goal", models.CharField(max_length=300, verbose_name="tujuan")),
                        ("process", models.CharField(max_length=300, verbose_name="proses")),
                        (
                            "service",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="services.service",
                                verbose_name="layanan",
                            ),
                        ),
                        ("event", models.TextField(verbose_name="peristiwa risiko")),
                        ("cause", models.TextField(verbose_name="penyebab")),
                        (
                            "is_controllable",
                            models.BooleanField(
                                default=True, verbose_name="penyebab dapat dikendalikan"
                            ),
                        ),
                        ("effect", models.TextField(verbose_name="dampak")),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("strategic", "Strategis"),
                                    ("operational", "Operasional"),
                                    ("compliance", "Kepatuhan"),
                                    ("fraud", "Kecurangan dan korupsi"),
                                    ("financial", "Keuangan"),
                                    ("reputation", "Reputasi"),
                                ],
                                max_length=12,
                                verbose_name="kategori",
                            ),
                        ),
                        (
                            "scheme",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("bribery", "Suap"),
                                    ("gratuity", "Gratifikasi"),
                                    ("extortion", "Pemerasan dan pungutan liar"),
                                    ("conflict", "Konflik kepentingan"),
                                    ("broker", "Calo"),
                                    ("queue", "Manipulasi antrean"),
                                    ("survey", "Manipulasi survei"),
                                    ("procurement", "Pengadaan barang dan jasa"),
                                ],
                                max_length=12,
                                verbose_name="skema",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="pemilik risiko",
                            ),
                        ),
                        (
                            "likelihood",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (1, "Hampir tidak terjadi"),
                                    (2, "Jarang terjadi"),
                                    (3, "Kadang terjadi"),
                                    (4, "Sering terjadi"),
                                    (5, "Hampir pasti terjadi"),
                                ],
                                null=True,
                                verbose_name="kemungkinan melekat",
                            ),
                        ),
                        (
                            "impact",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (1, "Tidak signifikan"),
                                    (2, "Kecil"),
                                    (3, "Sedang"),
                                    (4, "Besar"),
                                    (5, "Sangat besar"),
                                ],
                                null=True,
                                verbose_name="dampak melekat",
                            ),
                        ),
                        (
                            "control",
                            models.TextField(blank=True, verbose_name="pengendalian yang ada"),
                        ),
                        (
                            "adequacy",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "Belum ada pengendalian"),
                                    ("weak", "Ada, belum memadai"),
                                    ("partly", "Memadai sebagian"),
                                    ("adequate", "Memadai"),
                                ],
                                max_length=8,
                                verbose_name="kecukupan",
                            ),
                        ),
                        (
                            "left_likelihood",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (1, "Hampir tidak terjadi"),
                                    (2, "Jarang terjadi"),
                                    (3, "Kadang terjadi"),
                                    (4, "Sering terjadi"),
                                    (5, "Hampir pasti terjadi"),
                                ],
                                null=True,
                                verbose_name="kemungkinan sisa",
                            ),
                        ),
                        (
                            "left_impact",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (1, "Tidak signifikan"),
                                    (2, "Kecil"),
                                    (3, "Sedang"),
                                    (4, "Besar"),
                                    (5, "Sangat besar"),
                                ],
                                null=True,
                                verbose_name="dampak sisa",
                            ),
                        ),
                        (
                            "response",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("avoid", "Menghindari"),
                                    ("reduce", "Mengurangi"),
                                    ("share", "Membagi"),
                                    ("accept", "Menerima"),
                                ],
                                max_length=8,
                                verbose_name="respons",
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
                        ("assessed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "risiko",
                        "verbose_name_plural": "risiko",
                        "ordering": ("number",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("register", "number"), name="risk_number"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("assessed_at__isnull", True),
                                    models.Q(
                                        ("impact__range", (1, 5)),
                                        ("left_impact__range", (1, 5)),
                                        ("left_likelihood__range", (1, 5)),
                                        ("likelihood__range", (1, 5)),
                                    ),
                                    _connector="OR",
                                ),
                                name="risk_assessed_on_matrix",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("scheme", ""), ("category", "fraud"), _connector="OR"
                                ),
                                name="risk_scheme_of_fraud",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskAction",
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
                            "risk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to="risks.risk",
                            ),
                        ),
                        ("text", models.CharField(max_length=500, verbose_name="tindakan")),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="pelaksana",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="paling lambat")),
                        (
                            "done_on",
                            models.DateField(blank=True, null=True, verbose_name="dilaksanakan"),
                        ),
                        (
                            "done_note",
                            models.CharField(blank=True, max_length=500, verbose_name="bukti"),
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
                        "verbose_name": "tindakan risiko",
                        "verbose_name_plural": "tindakan risiko",
                        "ordering": ("due_on", "id"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_on__isnull", True),
                                    models.Q(("done_note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="risk_action_has_proof",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskEvent",
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
                            "risk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="risks.risk",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="tanggal")),
                        ("text", models.TextField(verbose_name="uraian")),
                        (
                            "loss",
                            models.PositiveBigIntegerField(default=0, verbose_name="kerugian (Rp)"),
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
                        "verbose_name": "kejadian risiko",
                        "verbose_name_plural": "kejadian risiko",
                        "ordering": ("-happened_on", "id"),
                    },
                ),
                migrations.CreateModel(
                    name="RiskIndicator",
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
                            "risk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="indicators",
                                to="risks.risk",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="indikator")),
                        ("measured_in", models.CharField(max_length=60, verbose_name="satuan")),
                        (
                            "warning",
                            models.DecimalField(
                                decimal_places=2, max_digits=14, verbose_name="batas waspada"
                            ),
                        ),
                        (
                            "limit",
                            models.DecimalField(
                                decimal_places=2, max_digits=14, verbose_name="batas bahaya"
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
                        "verbose_name": "indikator risiko",
                        "verbose_name_plural": "indikator risiko",
                        "ordering": ("entered_at", "id"),
                    },
                ),
                migrations.CreateModel(
                    name="IndicatorReading",
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
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="risks.riskindicator",
                            ),
                        ),
                        ("read_on", models.DateField(verbose_name="tanggal")),
                        (
                            "value",
                            models.DecimalField(
                                decimal_places=2, max_digits=14, verbose_name="nilai"
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
                        "verbose_name": "pembacaan indikator",
                        "verbose_name_plural": "pembacaan indikator",
                        "ordering": ("-read_on", "-entered_at", "-id"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("indicator", "read_on"), name="risk_reading_of_day"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RegisterReview",
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
                            "register",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="risks.riskregister",
                            ),
                        ),
                        ("quarter", models.PositiveSmallIntegerField(verbose_name="triwulan")),
                        ("text", models.TextField(verbose_name="simpulan")),
                        ("figures", models.JSONField(default=dict)),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reviewed_at", models.DateTimeField()),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "reviu triwulanan",
                        "verbose_name_plural": "reviu triwulanan",
                        "ordering": ("quarter",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("register", "quarter"), name="risk_review_of_quarter"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quarter__range", (1, 4))),
                                name="risk_review_quarter",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
