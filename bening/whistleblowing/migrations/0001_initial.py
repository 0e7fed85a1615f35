import uuid

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
                    name="KeyHolder",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("handler", "Pengelola"),
                                    ("custodian_1", "Kustodian ke-1"),
                                    ("custodian_2", "Kustodian ke-2"),
                                ],
                                max_length=12,
                                verbose_name="tugas",
                            ),
                        ),
                        (
                            "named_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("named_on", models.DateField(verbose_name="ditunjuk")),
                        ("accepted_on", models.DateField(blank=True, null=True)),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="berakhir"),
                        ),
                    ],
                    options={
                        "verbose_name": "pemegang kunci",
                        "verbose_name_plural": "pemegang kunci",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True), ("unit__isnull", False)
                                ),
                                fields=("person", "unit"),
                                name="key_holder_once_a_unit",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True), ("unit__isnull", True)
                                ),
                                fields=("person", "agency"),
                                name="key_holder_once_central",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    models.Q(("kind", "handler"), _negated=True),
                                ),
                                fields=("agency", "kind"),
                                name="custodian_named_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "handler"), ("unit__isnull", True), _connector="OR"
                                ),
                                name="custodian_of_whole_agency",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PassphraseTries",
                    fields=[
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("wrong", models.PositiveSmallIntegerField(default=0)),
                        ("closed_until", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "percobaan frasa sandi",
                        "verbose_name_plural": "percobaan frasa sandi",
                    },
                ),
                migrations.CreateModel(
                    name="KeyRecovery",
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
                            "key",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="whistleblowing.handlerkey",
                            ),
                        ),
                        (
                            "receiver",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="whistleblowing.handlerkey",
                            ),
                        ),
                        ("reason", models.CharField(max_length=500, verbose_name="alasan")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asked_on", models.DateField()),
                        (
                            "second_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("second_on", models.DateField(blank=True, null=True)),
                        ("half", models.BinaryField(blank=True, null=True)),
                        (
                            "first_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("first_on", models.DateField(blank=True, null=True)),
                        ("handed", models.BinaryField(blank=True, null=True)),
                        ("taken_on", models.DateField(blank=True, null=True)),
                        ("refused_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "pemulihan kunci",
                        "verbose_name_plural": "pemulihan kunci",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="recovery_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key", models.F("receiver")), _negated=True),
                                name="recovery_to_another_key",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("first_by__isnull", True),
                                    models.Q(
                                        ("second_by__isnull", False),
                                        models.Q(
                                            ("first_by", models.F("second_by")), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="recovered_by_two",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChannelEvaluation",
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
                        ("starts_on", models.DateField(verbose_name="sejak")),
                        ("ends_on", models.DateField(verbose_name="sampai")),
                        ("figures", models.JSONField(default=dict)),
                        ("findings", models.TextField(verbose_name="hasil evaluasi")),
                        (
                            "changes",
                            models.TextField(
                                blank=True, verbose_name="perbaikan yang sudah dilakukan"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("published_on", models.DateField(verbose_name="tanggal")),
                    ],
                    options={
                        "verbose_name": "evaluasi jalur rahasia",
                        "verbose_name_plural": "evaluasi jalur rahasia",
                        "ordering": ("-ends_on", "-published_on"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="channel_evaluation_period",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvaluationPoint",
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
                            "evaluation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="points",
                                to="whistleblowing.channelevaluation",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("text", models.CharField(max_length=500, verbose_name="yang diperbaiki")),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="paling lambat"),
                        ),
                        (
                            "done_on",
                            models.DateField(blank=True, null=True, verbose_name="selesai"),
                        ),
                        (
                            "done_note",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="yang dilakukan"
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
                    ],
                    options={
                        "verbose_name": "butir evaluasi",
                        "verbose_name_plural": "butir evaluasi",
                        "ordering": ("position",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("evaluation", "position"), name="evaluation_point_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_on__isnull", True),
                                    models.Q(("done_note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="evaluation_point_done_how",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Custodian",
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
                        ("place", models.PositiveSmallIntegerField(verbose_name="kustodian ke-")),
                        ("public", models.CharField(max_length=80)),
                        ("wrapped", models.BinaryField()),
                        ("made_at", models.DateTimeField()),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "kustodian",
                        "verbose_name_plural": "kustodian",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("retired_at__isnull", True)),
                                fields=("agency", "place"),
                                name="custodian_once_a_place",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("retired_at__isnull", True)),
                                fields=("agency", "person"),
                                name="custodian_of_one_place",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("place__in", (1, 2))), name="custodian_place"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HandlerKey",
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
                        ("public", models.CharField(max_length=80, unique=True)),
                        ("wrapped", models.BinaryField()),
                        ("recovery", models.BinaryField(blank=True, null=True)),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "kunci pengelola",
                        "verbose_name_plural": "kunci pengelola",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("retired_at__isnull", True), ("unit__isnull", False)
                                ),
                                fields=("person", "unit"),
                                name="handler_key_once_a_unit",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("retired_at__isnull", True), ("unit__isnull", True)
                                ),
                                fields=("person", "agency"),
                                name="handler_key_once_central",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnlockedKey",
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
                            "key",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="whistleblowing.handlerkey",
                            ),
                        ),
                        ("kept", models.BinaryField()),
                        ("used_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "kunci terbuka",
                        "verbose_name_plural": "kunci terbuka",
                    },
                ),
                migrations.CreateModel(
                    name="KeyGrant",
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grants",
                                to="whistleblowing.report",
                            ),
                        ),
                        (
                            "key",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grants",
                                to="whistleblowing.handlerkey",
                            ),
                        ),
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
                        (
                            "layer",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "tidak ada"), (1, "lapis dalam"), (2, "lapis luar")],
                                default=0,
                            ),
                        ),
                        ("day", models.DateField(verbose_name="tanggal")),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="berakhir"),
                        ),
                    ],
                    options={
                        "verbose_name": "akses laporan",
                        "verbose_name_plural": "akses laporan",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "key"), name="report_granted_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Report",
                    fields=[
                        ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        (
                            "handle",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
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
                        ("kind", models.CharField(max_length=20, verbose_name="jenis pelanggaran")),
                        ("language", models.CharField(default="id", max_length=5)),
                        ("filed_on", models.DateField(verbose_name="tanggal")),
                        ("sealed", models.BinaryField()),
                        ("identity", models.BinaryField(blank=True, null=True)),
                        ("identity_until", models.DateField(blank=True, null=True)),
                        ("box_public", models.CharField(max_length=80)),
                        ("box", models.BinaryField()),
                        ("proof", models.BinaryField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "Diterima"),
                                    ("triage", "Telaah awal"),
                                    ("asked", "Dikonfirmasi ke pelapor"),
                                    ("not_eligible", "Tidak memenuhi syarat"),
                                    ("handed_over", "Dilimpahkan"),
                                    ("investigation", "Investigasi"),
                                    ("proven", "Terbukti"),
                                    ("not_proven", "Tidak terbukti"),
                                    ("recommended", "Rekomendasi"),
                                    ("followed_up", "Ditindaklanjuti"),
                                    ("closed", "Ditutup"),
                                    ("to_law", "Dilimpahkan ke aparat penegak hukum"),
                                ],
                                default="received",
                                max_length=14,
                                verbose_name="keadaan",
                            ),
                        ),
                        ("answer_due_on", models.DateField(blank=True, null=True)),
                        ("triage_due_on", models.DateField(blank=True, null=True)),
                        ("result_due_on", models.DateField(blank=True, null=True)),
                        ("answered_on", models.DateField(blank=True, null=True)),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        ("finding", models.CharField(blank=True, max_length=14)),
                    ],
                    options={
                        "verbose_name": "laporan",
                        "verbose_name_plural": "laporan",
                        "indexes": [
                            models.Index(fields=["agency", "state"], name="report_of_agency")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_on__isnull", False),
                                        ("state__in", ("closed", "to_law")),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("state__in", ("closed", "to_law")), _negated=True
                                        ),
                                        ("closed_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_closed_on",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SealedFile",
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="whistleblowing.report",
                            ),
                        ),
                        (
                            "message",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="whistleblowing.message",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, unique=True)),
                        ("size", models.PositiveIntegerField()),
                    ],
                    options={
                        "verbose_name": "berkas laporan",
                        "verbose_name_plural": "berkas laporan",
                    },
                ),
                migrations.CreateModel(
                    name="Message",
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="messages",
                                to="whistleblowing.report",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("is_from_reporter", models.BooleanField()),
                        ("sealed", models.BinaryField()),
                        ("to_handlers", models.BinaryField()),
                        ("day", models.DateField(verbose_name="tanggal")),
                    ],
                    options={
                        "verbose_name": "pesan",
                        "verbose_name_plural": "pesan",
                        "ordering": ("position",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "position"), name="message_in_order"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportStep",
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="whistleblowing.report",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("act", models.CharField(max_length=16)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "Diterima"),
                                    ("triage", "Telaah awal"),
                                    ("asked", "Dikonfirmasi ke pelapor"),
                                    ("not_eligible", "Tidak memenuhi syarat"),
                                    ("handed_over", "Dilimpahkan"),
                                    ("investigation", "Investigasi"),
                                    ("proven", "Terbukti"),
                                    ("not_proven", "Tidak terbukti"),
                                    ("recommended", "Rekomendasi"),
                                    ("followed_up", "Ditindaklanjuti"),
                                    ("closed", "Ditutup"),
                                    ("to_law", "Dilimpahkan ke aparat penegak hukum"),
                                ],
                                max_length=14,
                                verbose_name="keadaan",
                            ),
                        ),
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
                        ("note", models.BinaryField(blank=True, null=True)),
                        ("day", models.DateField(verbose_name="tanggal")),
                    ],
                    options={
                        "verbose_name": "langkah laporan",
                        "verbose_name_plural": "langkah laporan",
                        "ordering": ("position",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "position"), name="report_step_in_order"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HandlerNote",
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="whistleblowing.report",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("sealed", models.BinaryField()),
                        ("day", models.DateField(verbose_name="tanggal")),
                    ],
                    options={
                        "verbose_name": "catatan pengelola",
                        "verbose_name_plural": "catatan pengelola",
                    },
                ),
                migrations.CreateModel(
                    name="ReportAccess",
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
                            "report",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="accesses",
                                to="whistleblowing.report",
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
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("act", models.CharField(max_length=30)),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=500, verbose_name="alasan"),
                        ),
                        ("day", models.DateField(verbose_name="tanggal")),
                    ],
                    options={
                        "verbose_name": "catatan akses",
                        "verbose_name_plural": "catatan akses",
                    },
                ),
                migrations.CreateModel(
                    name="IdentityRequest",
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="identity_requests",
                                to="whistleblowing.report",
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
                        ("reason", models.CharField(max_length=500, verbose_name="alasan")),
                        ("asked_on", models.DateField()),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        ("half", models.BinaryField(blank=True, null=True)),
                        ("refused_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "permintaan identitas",
                        "verbose_name_plural": "permintaan identitas",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="identity_asked_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agreed_by__isnull", True),
                                    models.Q(("agreed_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="identity_opened_by_two",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PendingLeaf",
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
                        ("digest", models.BinaryField(max_length=32)),
                        ("due_on", models.DateField()),
                    ],
                    options={
                        "verbose_name": "daun tertunda",
                        "verbose_name_plural": "daun tertunda",
                    },
                ),
                migrations.CreateModel(
                    name="SpentForm",
                    fields=[
                        ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("lapses_on", models.DateField()),
                    ],
                    options={
                        "verbose_name": "formulir terpakai",
                        "verbose_name_plural": "formulir terpakai",
                    },
                ),
                migrations.CreateModel(
                    name="ReportSite",
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
                        (
                            "slug",
                            models.SlugField(max_length=40, unique=True, verbose_name="alamat"),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("central", "Terpusat di inspektorat"),
                                    ("unit", "Tiap unit, inspektorat sebagai cadangan"),
                                ],
                                default="central",
                                max_length=8,
                                verbose_name="penerimaan",
                            ),
                        ),
                        (
                            "is_open",
                            models.BooleanField(default=False, verbose_name="menerima laporan"),
                        ),
                        ("salt", models.BinaryField(max_length=16)),
                        ("other_bodies", models.TextField(blank=True, verbose_name="lembaga lain")),
                        (
                            "answer_days",
                            models.PositiveSmallIntegerField(
                                default=5, verbose_name="jawaban pertama"
                            ),
                        ),
                        (
                            "triage_days",
                            models.PositiveSmallIntegerField(
                                default=10, verbose_name="telaah awal"
                            ),
                        ),
                        (
                            "result_days",
                            models.PositiveSmallIntegerField(
                                default=60, verbose_name="pemberitahuan hasil"
                            ),
                        ),
                        (
                            "keep_years",
                            models.PositiveSmallIntegerField(
                                default=5, verbose_name="simpan laporan"
                            ),
                        ),
                        (
                            "keep_identity_years",
                            models.PositiveSmallIntegerField(
                                default=2, verbose_name="simpan identitas"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "jalur rahasia",
                        "verbose_name_plural": "jalur rahasia",
                    },
                ),
            ],
        ),
    ]
