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
                    name="ConflictCase",
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
                        ("number", models.CharField(max_length=40, verbose_name="nomor")),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("own", "Deklarasi pegawai"),
                                    ("report", "Laporan masyarakat"),
                                ],
                                default="own",
                                max_length=8,
                                verbose_name="asal",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="pegawai",
                            ),
                        ),
                        (
                            "superior",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="atasan",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[("actual", "Aktual"), ("potential", "Potensial")],
                                max_length=10,
                                verbose_name="jenis",
                            ),
                        ),
                        ("sources", models.JSONField(default=list, verbose_name="sumber")),
                        (
                            "proposed",
                            models.JSONField(default=list, verbose_name="usulan pengendalian"),
                        ),
                        (
                            "about_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.workunit",
                            ),
                        ),
                        (
                            "about_person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("kept", models.BinaryField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("filed", "Menunggu penilaian atasan"),
                                    ("no_conflict", "Tidak ada konflik"),
                                    ("controlled", "Dikendalikan"),
                                    ("monitored", "Dipantau"),
                                    ("closed", "Selesai"),
                                ],
                                default="filed",
                                max_length=12,
                                verbose_name="keadaan",
                            ),
                        ),
                        ("secret_sha256", models.CharField(blank=True, max_length=64)),
                        ("filed_at", models.DateTimeField(verbose_name="disampaikan pada")),
                        ("decision_kept", models.BinaryField(blank=True, null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="diputuskan pada"
                            ),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="selesai pada"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "deklarasi konflik kepentingan",
                        "verbose_name_plural": "deklarasi konflik kepentingan",
                        "ordering": ("-filed_at", "-id"),
                        "indexes": [
                            models.Index(
                                fields=["agency", "state", "filed_at"], name="conflict_of_agency"
                            ),
                            models.Index(fields=["superior", "state"], name="conflict_of_superior"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("unit", "number"), name="conflict_number_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("secret_sha256", ""), _negated=True),
                                fields=("secret_sha256",),
                                name="conflict_secret_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("origin", "report"), ("person__isnull", False), _connector="OR"
                                ),
                                name="conflict_own_has_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("state", "filed")),
                                    models.Q(
                                        models.Q(("state", "filed"), _negated=True),
                                        ("decided_at__isnull", False),
                                        ("decision_kept__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="conflict_decided_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("person__isnull", True),
                                    models.Q(("person", models.F("superior")), _negated=True),
                                    _connector="OR",
                                ),
                                name="conflict_superior_is_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ControlMeasure",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures",
                                to="conflicts.conflictcase",
                            ),
                        ),
                        (
                            "control",
                            models.CharField(
                                choices=[
                                    ("withdraw", "Menarik diri dari pengambilan keputusan"),
                                    ("limit_access", "Membatasi akses atas informasi"),
                                    ("reassign", "Mengalihkan tugas kepada pegawai lain"),
                                    ("supervise", "Menambah pengawasan atau orang kedua"),
                                    ("rotate", "Mutasi atau rotasi"),
                                    ("give_up", "Melepaskan kepentingan pribadi"),
                                    (
                                        "leave_post",
                                        "Mengundurkan diri dari jabatan yang menimbulkan konflik",
                                    ),
                                    ("cooling", "Masa tunggu"),
                                ],
                                max_length=12,
                                verbose_name="pengendalian",
                            ),
                        ),
                        ("kept", models.BinaryField()),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="pelaksana",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="paling lambat")),
                        (
                            "cooling_until",
                            models.DateField(
                                blank=True, null=True, verbose_name="masa tunggu sampai"
                            ),
                        ),
                        ("set_at", models.DateTimeField()),
                        (
                            "done_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="dilaksanakan pada"
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
                        ("done_kept", models.BinaryField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "tindakan pengendalian",
                        "verbose_name_plural": "tindakan pengendalian",
                        "ordering": ("due_on", "id"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("control", "cooling"), ("cooling_until__isnull", False)
                                    ),
                                    models.Q(
                                        models.Q(("control", "cooling"), _negated=True),
                                        ("cooling_until__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="measure_cooling_has_end",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_at__isnull", True),
                                    models.Q(
                                        ("done_by__isnull", False), ("done_kept__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="measure_done_with_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ControlCheck",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="conflicts.conflictcase",
                            ),
                        ),
                        ("works", models.BooleanField(verbose_name="pengendalian berjalan")),
                        ("kept", models.BinaryField()),
                        (
                            "checked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("checked_at", models.DateTimeField(verbose_name="dipantau pada")),
                    ],
                    options={
                        "verbose_name": "pemantauan pengendalian",
                        "verbose_name_plural": "pemantauan pengendalian",
                        "ordering": ("-checked_at", "-id"),
                    },
                ),
                migrations.CreateModel(
                    name="InterestList",
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
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="pegawai",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                        (
                            "edition",
                            models.PositiveSmallIntegerField(default=1, verbose_name="edisi"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Konsep"), ("signed", "Ditandatangani")],
                                default="draft",
                                max_length=8,
                                verbose_name="keadaan",
                            ),
                        ),
                        ("kept", models.BinaryField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "rank",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="pangkat/golongan"
                            ),
                        ),
                        (
                            "signed_as",
                            models.CharField(blank=True, max_length=200, verbose_name="jabatan"),
                        ),
                        (
                            "signed_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="ditandatangani pada"
                            ),
                        ),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("started_at", models.DateTimeField()),
                        ("saved_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "daftar kepentingan pribadi",
                        "verbose_name_plural": "daftar kepentingan pribadi",
                        "ordering": ("-year", "-edition"),
                        "indexes": [
                            models.Index(
                                fields=["unit", "year", "state"], name="interest_list_of_unit"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "year", "edition"),
                                name="interest_list_edition_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "draft")),
                                fields=("person",),
                                name="interest_list_one_draft",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("sha256", ""),
                                        ("signed_at__isnull", True),
                                        ("state", "draft"),
                                    ),
                                    models.Q(
                                        ("signed_at__isnull", False),
                                        ("state", "signed"),
                                        models.Q(("sha256", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="interest_list_signed_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tie",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "other",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "interests",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ties",
                                to="conflicts.interestlist",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ties",
                                to="conflicts.conflictcase",
                            ),
                        ),
                        (
                            "is_cooling",
                            models.BooleanField(default=False, verbose_name="masa tunggu"),
                        ),
                        ("starts_on", models.DateField(verbose_name="sejak")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="sampai")),
                    ],
                    options={
                        "verbose_name": "keterkaitan",
                        "verbose_name_plural": "keterkaitan",
                        "indexes": [
                            models.Index(fields=["person", "ends_on"], name="tie_of_person")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("unit__isnull", False),
                                    ("other__isnull", False),
                                    _connector="OR",
                                ),
                                name="tie_names_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("case__isnull", True), ("interests__isnull", False)),
                                    models.Q(("case__isnull", False), ("interests__isnull", True)),
                                    _connector="OR",
                                ),
                                name="tie_has_one_origin",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="tie_ends_after_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConflictOfficer",
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
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="petugas",
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
                        "verbose_name": "petugas konflik kepentingan",
                        "verbose_name_plural": "petugas konflik kepentingan",
                        "ordering": ("-starts_on",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="conflict_officer_ends_after",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ends_on__isnull", True)),
                                fields=("unit", "person"),
                                name="conflict_officer_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MainFunction",
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
                        (
                            "name",
                            models.CharField(max_length=300, verbose_name="tugas dan fungsi utama"),
                        ),
                        (
                            "possible",
                            models.TextField(blank=True, verbose_name="kemungkinan konflik"),
                        ),
                        (
                            "posts",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="jabatan yang terkait"
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("low", "Rendah"),
                                    ("moderate", "Sedang"),
                                    ("high", "Tinggi"),
                                ],
                                max_length=8,
                                verbose_name="tingkat risiko",
                            ),
                        ),
                        ("prevention", models.TextField(blank=True, verbose_name="pencegahan")),
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
                            "review_on",
                            models.DateField(blank=True, null=True, verbose_name="ditinjau lagi"),
                        ),
                        (
                            "mapped_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="dipetakan pada"
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
                        (
                            "closed_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="tidak lagi dijalankan"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tugas dan fungsi utama",
                        "verbose_name_plural": "tugas dan fungsi utama",
                        "ordering": ("name",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("unit", "name"), name="main_function_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("mapped_at__isnull", True),
                                    models.Q(
                                        models.Q(("possible", ""), _negated=True),
                                        models.Q(("posts", ""), _negated=True),
                                        models.Q(("level", ""), _negated=True),
                                        models.Q(("prevention", ""), _negated=True),
                                        ("owner__isnull", False),
                                        ("review_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="main_function_mapped_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Outreach",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("socialization", "Sosialisasi"),
                                    ("training", "Pelatihan"),
                                ],
                                max_length=16,
                                verbose_name="bentuk",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="judul")),
                        ("held_on", models.DateField(verbose_name="tanggal")),
                        ("participants", models.PositiveIntegerField(verbose_name="peserta")),
                        ("proof", models.CharField(max_length=300, verbose_name="bukti")),
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
                            "services",
                            models.ManyToManyField(
                                related_name="+", to="services.service", verbose_name="layanan"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sosialisasi konflik kepentingan",
                        "verbose_name_plural": "sosialisasi konflik kepentingan",
                        "ordering": ("-held_on", "-id"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("proof", ""), _negated=True), ("participants__gte", 1)
                                ),
                                name="outreach_has_proof",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceControl",
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
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="services.service",
                                verbose_name="layanan",
                            ),
                        ),
                        ("practice", models.TextField(verbose_name="yang dijalankan")),
                        ("proof", models.CharField(max_length=300, verbose_name="bukti")),
                        ("starts_on", models.DateField(verbose_name="sejak")),
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
                        "verbose_name": "penerapan pada layanan",
                        "verbose_name_plural": "penerapan pada layanan",
                        "ordering": ("-starts_on", "-id"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("practice", ""), _negated=True),
                                    models.Q(("proof", ""), _negated=True),
                                ),
                                name="service_control_has_proof",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="service_control_ends_after",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consultation",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("kept", models.BinaryField()),
                        ("asked_at", models.DateTimeField(verbose_name="ditanyakan pada")),
                        ("answer_kept", models.BinaryField(blank=True, null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "answered_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="dijawab pada"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "konsultasi konflik kepentingan",
                        "verbose_name_plural": "konsultasi konflik kepentingan",
                        "ordering": ("-asked_at", "-id"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_at__isnull", True),
                                    models.Q(
                                        ("answer_kept__isnull", False),
                                        ("answered_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="consultation_answered_with_words",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FreedomStatement",
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
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="pegawai",
                            ),
                        ),
                        (
                            "occasion",
                            models.CharField(
                                choices=[
                                    ("tender", "Pengadaan barang/jasa"),
                                    ("evaluation", "Evaluasi atau penilaian"),
                                    ("recruitment", "Penerimaan atau promosi pegawai"),
                                    ("licensing", "Perizinan"),
                                    ("audit", "Pengawasan atau pemeriksaan"),
                                    ("case", "Penanganan pengaduan atau laporan"),
                                    ("other", "Penugasan lain"),
                                ],
                                max_length=12,
                                verbose_name="penugasan",
                            ),
                        ),
                        ("subject", models.CharField(max_length=300, verbose_name="perihal")),
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
                        ("due_on", models.DateField(verbose_name="paling lambat")),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("waiting", "Menunggu pernyataan"),
                                    ("free", "Bebas konflik kepentingan"),
                                    ("tied", "Ada konflik kepentingan"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="pernyataan",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "answered_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="dinyatakan pada"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="conflicts.conflictcase",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pernyataan bebas konflik kepentingan",
                        "verbose_name_plural": "pernyataan bebas konflik kepentingan",
                        "ordering": ("-asked_at", "-id"),
                        "indexes": [
                            models.Index(fields=["person", "answer"], name="freedom_of_person"),
                            models.Index(fields=["unit", "asked_at"], name="freedom_of_unit"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "waiting"), ("answered_at__isnull", True)),
                                    models.Q(
                                        models.Q(("answer", "waiting"), _negated=True),
                                        ("answered_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="freedom_answered_at",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
