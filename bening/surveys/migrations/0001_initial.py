import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import bening.adapters.keys
from bening.adapters.tables import CreateTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_initial"),
        ("documents", "0004_papers_of_surveys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name="IntakeRow",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("body", models.BinaryField()),
                    ],
                    options={
                        "verbose_name": "isian menunggu segel",
                        "verbose_name_plural": "isian menunggu segel",
                    },
                ),
                migrations.CreateModel(
                    name="SurveyResponse",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("day", models.DateField(verbose_name="hari")),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("self", "Diisi sendiri"),
                                    ("assisted", "Dibantu petugas"),
                                    ("kiosk", "Layar di ruang layanan"),
                                    ("paper", "Kertas, disalin"),
                                    ("open", "Tautan terbuka, tanpa kode"),
                                    ("imported", "Diimpor"),
                                ],
                                max_length=10,
                                verbose_name="cara",
                            ),
                        ),
                        (
                            "service",
                            models.CharField(blank=True, max_length=24, verbose_name="layanan"),
                        ),
                        ("marks", models.JSONField(default=list, verbose_name="tanda")),
                        ("body", models.TextField()),
                        ("salt", models.BinaryField(max_length=16)),
                        ("commitment", models.BinaryField(max_length=32)),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="responses",
                                to="surveys.surveyperiod",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "isian survei",
                        "verbose_name_plural": "isian survei",
                        "indexes": [
                            models.Index(fields=["period", "day"], name="response_of_period")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvitationBatch",
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
                            "means",
                            models.CharField(
                                choices=[
                                    ("mail", "Surel dari daftar"),
                                    ("cards", "Kartu cetak"),
                                    ("kiosk", "Kode untuk layar layanan"),
                                ],
                                max_length=10,
                                verbose_name="cara",
                            ),
                        ),
                        (
                            "drawing",
                            models.CharField(
                                choices=[
                                    ("everyone", "Semua yang selesai dilayani"),
                                    ("sample", "Sampel acak oleh sistem"),
                                ],
                                default="everyone",
                                max_length=10,
                                verbose_name="siapa",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Menunggu pengiriman"),
                                    ("sent", "Terkirim"),
                                    ("failed", "Gagal, dapat dikirim ulang"),
                                ],
                                default="waiting",
                                max_length=10,
                                verbose_name="keadaan",
                            ),
                        ),
                        ("frame", models.PositiveIntegerField(verbose_name="dalam daftar")),
                        ("frame_sha256", models.CharField(blank=True, max_length=64)),
                        (
                            "seed",
                            models.CharField(blank=True, max_length=64, verbose_name="benih acak"),
                        ),
                        (
                            "held_back",
                            models.PositiveIntegerField(
                                default=0, verbose_name="sudah diundang triwulan ini"
                            ),
                        ),
                        (
                            "drawn",
                            models.PositiveIntegerField(default=0, verbose_name="terpilih"),
                        ),
                        (
                            "invited",
                            models.PositiveIntegerField(default=0, verbose_name="diundang"),
                        ),
                        (
                            "refused",
                            models.PositiveIntegerField(default=0, verbose_name="alamat ditolak"),
                        ),
                        (
                            "finished_from",
                            models.DateField(
                                blank=True, null=True, verbose_name="selesai dilayani sejak"
                            ),
                        ),
                        (
                            "finished_until",
                            models.DateField(blank=True, null=True, verbose_name="sampai"),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="dibuat pada")),
                        (
                            "sent_on",
                            models.DateField(blank=True, null=True, verbose_name="dikirim pada"),
                        ),
                        (
                            "reminded_on",
                            models.DateField(blank=True, null=True, verbose_name="diingatkan pada"),
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
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="batches",
                                to="surveys.surveyperiod",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pengiriman undangan",
                        "verbose_name_plural": "pengiriman undangan",
                        "ordering": ("-made_at",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("drawing", "sample"), _negated=True),
                                    models.Q(("seed", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="survey_sample_has_seed",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Questionnaire",
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
                        ("slug", models.SlugField(max_length=40, verbose_name="kode")),
                        ("version", models.PositiveIntegerField(verbose_name="versi")),
                        ("title", models.CharField(max_length=200, verbose_name="judul")),
                        ("content", models.JSONField()),
                        ("sha256", models.CharField(max_length=64)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Rancangan"),
                                    ("approved", "Disetujui"),
                                    ("retired", "Tidak dipakai lagi"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="keadaan",
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="dibuat pada")),
                        (
                            "approved_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="disetujui pada"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
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
                            "based_on",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="surveys.questionnaire",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kuesioner",
                        "verbose_name_plural": "kuesioner",
                        "ordering": ("title", "-version"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "slug", "version"),
                                name="questionnaire_version_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_at__isnull", True), ("state", "draft")),
                                    models.Q(
                                        models.Q(("state", "draft"), _negated=True),
                                        ("approved_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="questionnaire_approved_with_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyContact",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "address",
                            models.EmailField(blank=True, max_length=254, verbose_name="surel"),
                        ),
                        (
                            "service",
                            models.CharField(blank=True, max_length=24, verbose_name="layanan"),
                        ),
                        ("is_invited", models.BooleanField(default=False, verbose_name="diundang")),
                        (
                            "is_reminded",
                            models.BooleanField(default=False, verbose_name="diingatkan"),
                        ),
                        ("delete_on", models.DateField(verbose_name="dihapus pada")),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contacts",
                                to="surveys.invitationbatch",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kontak undangan",
                        "verbose_name_plural": "kontak undangan",
                    },
                ),
                migrations.CreateModel(
                    name="SurveyPeriod",
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
                        ("slug", models.SlugField(max_length=40, unique=True)),
                        ("name", models.CharField(max_length=100, verbose_name="nama")),
                        ("starts_on", models.DateField(verbose_name="mulai")),
                        ("ends_on", models.DateField(verbose_name="sampai")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("designed", "Dirancang"),
                                    ("approved", "Disetujui"),
                                    ("open", "Dibuka"),
                                    ("closed", "Ditutup"),
                                    ("processed", "Diolah"),
                                    ("confirmed", "Ditetapkan"),
                                    ("published", "Dipublikasikan"),
                                    ("followed_up", "Ditindaklanjuti"),
                                ],
                                default="designed",
                                max_length=12,
                                verbose_name="keadaan",
                            ),
                        ),
                        (
                            "population",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="pengguna layanan (N)"
                            ),
                        ),
                        (
                            "population_source",
                            models.CharField(
                                choices=[
                                    ("register", "Buku layanan"),
                                    ("typed", "Diketik, dengan sumber"),
                                ],
                                default="register",
                                max_length=10,
                                verbose_name="sumber N",
                            ),
                        ),
                        (
                            "population_note",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="keterangan sumber"
                            ),
                        ),
                        (
                            "population_from",
                            models.DateField(blank=True, null=True, verbose_name="dihitung sejak"),
                        ),
                        (
                            "population_until",
                            models.DateField(blank=True, null=True, verbose_name="dihitung sampai"),
                        ),
                        (
                            "sample_method",
                            models.CharField(
                                choices=[
                                    ("krejcie_morgan", "Krejcie dan Morgan"),
                                    ("slovin", "Slovin"),
                                ],
                                default="krejcie_morgan",
                                max_length=16,
                                verbose_name="rumus sampel",
                            ),
                        ),
                        (
                            "wanted",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="isian yang dibutuhkan"
                            ),
                        ),
                        (
                            "quotas",
                            models.JSONField(default=dict, verbose_name="kuota per layanan"),
                        ),
                        (
                            "has_open_link",
                            models.BooleanField(
                                default=False, verbose_name="tautan terbuka tanpa kode"
                            ),
                        ),
                        ("opens_at", models.TimeField(verbose_name="layanan buka")),
                        ("closes_at", models.TimeField(verbose_name="layanan tutup")),
                        (
                            "own_networks",
                            models.JSONField(
                                blank=True, default=list, verbose_name="jaringan kantor"
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="dibuat pada")),
                        (
                            "opened_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="dibuka pada"),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="ditutup pada"
                            ),
                        ),
                        (
                            "unopened",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="isian tidak dibuka"
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
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "questionnaire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="periods",
                                to="surveys.questionnaire",
                                verbose_name="kuesioner",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="survey_periods",
                                to="agencies.workunit",
                                verbose_name="unit kerja",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "periode survei",
                        "verbose_name_plural": "periode survei",
                        "ordering": ("-starts_on", "name"),
                        "indexes": [
                            models.Index(fields=["unit", "state"], name="survey_period_of_unit"),
                            models.Index(
                                fields=["agency", "starts_on"], name="survey_period_of_agency"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="survey_period_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                                name="survey_period_hours_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("population_source", "register"),
                                    models.Q(("population_note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="survey_period_typed_population_has_source",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SealingRound",
                    fields=[
                        (
                            "zone",
                            models.CharField(max_length=40, primary_key=True, serialize=False),
                        ),
                        ("day", models.DateField(verbose_name="hari")),
                    ],
                    options={
                        "verbose_name": "putaran penyegelan",
                        "verbose_name_plural": "putaran penyegelan",
                    },
                ),
                migrations.CreateModel(
                    name="SurveyDay",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "position",
                            models.PositiveBigIntegerField(unique=True, verbose_name="nomor"),
                        ),
                        ("day", models.DateField(verbose_name="hari")),
                        ("size", models.PositiveIntegerField(verbose_name="isian")),
                        ("root", models.BinaryField(max_length=32)),
                        ("before", models.BinaryField(max_length=32)),
                        ("commitments", models.BinaryField()),
                        ("receipts", models.BinaryField()),
                        ("marks", models.JSONField(default=dict, verbose_name="tanda")),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="days",
                                to="surveys.surveyperiod",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "hari survei tersegel",
                        "verbose_name_plural": "hari survei tersegel",
                        "ordering": ("position",),
                        "indexes": [
                            models.Index(fields=["period", "position"], name="survey_day_of_period")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpentToken",
                    fields=[
                        (
                            "hash",
                            models.BinaryField(max_length=32, primary_key=True, serialize=False),
                        ),
                        ("receipt", models.BinaryField(max_length=32)),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="surveys.surveyperiod",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kode terpakai",
                        "verbose_name_plural": "kode terpakai",
                    },
                ),
                migrations.CreateModel(
                    name="PeriodResult",
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
                        ("formula_version", models.CharField(max_length=20)),
                        ("counted", models.PositiveIntegerField(verbose_name="isian dihitung")),
                        ("voided", models.PositiveIntegerField(verbose_name="isian dikecualikan")),
                        ("content", models.JSONField()),
                        ("integrity", models.JSONField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("computed_at", models.DateTimeField(verbose_name="dihitung pada")),
                        (
                            "computed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="surveys.surveyperiod",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "hasil survei",
                        "verbose_name_plural": "hasil survei",
                        "ordering": ("-computed_at",),
                    },
                ),
                migrations.CreateModel(
                    name="IntegrityDecision",
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
                        ("signal", models.CharField(max_length=40, verbose_name="tanda")),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("kept", "Tetap dihitung"), ("voided", "Dikecualikan")],
                                max_length=10,
                                verbose_name="putusan",
                            ),
                        ),
                        ("reason", models.TextField(verbose_name="alasan")),
                        ("touched", models.PositiveIntegerField(verbose_name="isian tersangkut")),
                        ("decided_at", models.DateTimeField(verbose_name="diputuskan pada")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="surveys.surveyperiod",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "putusan integritas survei",
                        "verbose_name_plural": "putusan integritas survei",
                        "ordering": ("-decided_at",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="survey_decision_has_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IntakeCount",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("day", models.DateField(verbose_name="hari")),
                        ("service", models.CharField(blank=True, max_length=24)),
                        (
                            "half_hour",
                            models.PositiveSmallIntegerField(verbose_name="setengah jam"),
                        ),
                        ("count", models.PositiveIntegerField(verbose_name="isian")),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="half_hours",
                                to="surveys.surveyperiod",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "hitungan setengah jam",
                        "verbose_name_plural": "hitungan setengah jam",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("period", "day", "service", "half_hour"),
                                name="half_hour_counted_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImprovementPlan",
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
                        ("element", models.CharField(max_length=40, verbose_name="unsur")),
                        ("action", models.TextField(verbose_name="tindak lanjut")),
                        ("due_on", models.DateField(verbose_name="tenggat")),
                        ("outcome", models.TextField(blank=True, verbose_name="hasil")),
                        (
                            "done_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="selesai pada"
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="dibuat pada")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="penanggung jawab",
                            ),
                        ),
                        (
                            "proof",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.officialdocument",
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plans",
                                to="surveys.surveyperiod",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rencana tindak lanjut survei",
                        "verbose_name_plural": "rencana tindak lanjut survei",
                        "ordering": ("due_on",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("done_at__isnull", True),
                                        ("done_by__isnull", True),
                                        ("outcome", ""),
                                    ),
                                    models.Q(
                                        ("done_at__isnull", False),
                                        ("done_by__isnull", False),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="improvement_done_with_who_and_outcome",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CountedReceipt",
                    fields=[
                        (
                            "receipt",
                            models.BinaryField(max_length=32, primary_key=True, serialize=False),
                        ),
                        ("day", models.DateField(verbose_name="hari")),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="receipts",
                                to="surveys.surveyperiod",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tanda terima survei",
                        "verbose_name_plural": "tanda terima survei",
                        "indexes": [
                            models.Index(fields=["period", "day"], name="receipt_of_period")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerCount",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("service", models.CharField(blank=True, max_length=24)),
                        ("item", models.CharField(max_length=24)),
                        ("value", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("count", models.PositiveIntegerField()),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answer_counts",
                                to="surveys.surveyperiod",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "hitungan jawaban",
                        "verbose_name_plural": "hitungan jawaban",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("period", "service", "item", "value"),
                                name="answer_value_counted_once",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyPublication",
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
                            "place",
                            models.CharField(
                                choices=[
                                    ("portal", "Halaman publik unit"),
                                    ("board", "Papan di ruang layanan"),
                                    ("website", "Situs web"),
                                    ("social", "Media sosial"),
                                ],
                                max_length=10,
                                verbose_name="tempat",
                            ),
                        ),
                        ("url", models.URLField(blank=True, verbose_name="alamat")),
                        ("published_on", models.DateField(verbose_name="tanggal")),
                        ("recorded_at", models.DateTimeField(verbose_name="dicatat pada")),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="publications",
                                to="surveys.surveyperiod",
                            ),
                        ),
                        (
                            "proof",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.officialdocument",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "publikasi hasil survei",
                        "verbose_name_plural": "publikasi hasil survei",
                        "ordering": ("published_on",),
                    },
                ),
                migrations.CreateModel(
                    name="VoidedResponse",
                    fields=[
                        (
                            "response",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="voided",
                                serialize=False,
                                to="surveys.surveyresponse",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="voided",
                                to="surveys.integritydecision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "isian dikecualikan",
                        "verbose_name_plural": "isian dikecualikan",
                    },
                ),
                migrations.CreateModel(
                    name="SurveyToken",
                    fields=[
                        (
                            "hash",
                            models.BinaryField(max_length=32, primary_key=True, serialize=False),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="surveys.surveyperiod",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kode undangan",
                        "verbose_name_plural": "kode undangan",
                    },
                ),
                migrations.CreateModel(
                    name="ExternalIndex",
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
                            "kind",
                            models.CharField(
                                choices=[("spak", "IPAK"), ("spkp", "IPKP"), ("skm", "IKM")],
                                max_length=8,
                                verbose_name="indeks",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("tpn", "TPN"),
                                    ("bps", "BPS"),
                                    ("tpi", "TPI (survei internal)"),
                                ],
                                max_length=4,
                                verbose_name="penyelenggara",
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(
                                decimal_places=3, max_digits=6, verbose_name="nilai"
                            ),
                        ),
                        (
                            "respondents",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="responden"
                            ),
                        ),
                        ("measured_from", models.DateField(verbose_name="diukur sejak")),
                        ("measured_until", models.DateField(verbose_name="sampai")),
                        (
                            "withdrawn_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="ditarik pada"
                            ),
                        ),
                        ("entered_at", models.DateTimeField(verbose_name="dicatat pada")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.officialdocument",
                                verbose_name="dokumen",
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
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="external_indexes",
                                to="agencies.workunit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "indeks eksternal",
                        "verbose_name_plural": "indeks eksternal",
                        "ordering": ("-measured_until",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "skm"), ("value__gte", 25), ("value__lte", 100)
                                    ),
                                    models.Q(
                                        models.Q(("kind", "skm"), _negated=True),
                                        ("value__gte", 0),
                                        ("value__lte", 4),
                                    ),
                                    _connector="OR",
                                ),
                                name="external_index_in_its_scale",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuarterlyCap",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("digest", models.BinaryField(max_length=32)),
                        ("quarter", models.CharField(max_length=6)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "batas undangan triwulan",
                        "verbose_name_plural": "batas undangan triwulan",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "quarter", "digest"),
                                name="survey_invited_once_a_quarter",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SurveyReport",
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
                        ("issued_at", models.DateTimeField(verbose_name="terbit pada")),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.officialdocument",
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="surveys.surveyperiod",
                            ),
                        ),
                        (
                            "result",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="surveys.periodresult",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "laporan survei",
                        "verbose_name_plural": "laporan survei",
                        "ordering": ("-issued_at",),
                    },
                ),
                migrations.CreateModel(
                    name="SurveyImport",
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
                        ("mapping", models.JSONField()),
                        ("taken", models.PositiveIntegerField(verbose_name="isian diambil")),
                        ("refused", models.PositiveIntegerField(verbose_name="baris ditolak")),
                        ("day", models.DateField(verbose_name="hari segel")),
                        ("imported_at", models.DateTimeField(verbose_name="diimpor pada")),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.officialdocument",
                            ),
                        ),
                        (
                            "imported_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="imports",
                                to="surveys.surveyperiod",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "impor survei",
                        "verbose_name_plural": "impor survei",
                        "ordering": ("imported_at",),
                    },
                ),
            ],
        ),
    ]
