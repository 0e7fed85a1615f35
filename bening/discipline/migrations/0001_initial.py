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
                    name="DisciplineCase",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="terperiksa",
                            ),
                        ),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("attendance", "Masuk kerja dan jam kerja"),
                                    ("duty", "Kewajiban lain"),
                                    ("prohibition", "Larangan"),
                                    ("ethics", "Kode etik dan kode perilaku"),
                                ],
                                max_length=12,
                                verbose_name="jenis",
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("wbs", "WBS"),
                                    ("complaint", "Pengaduan"),
                                    ("attendance", "Rekap kehadiran"),
                                    ("audit", "Audit atau pemeriksaan"),
                                    ("superior", "Temuan atasan"),
                                    ("other", "Sumber lain"),
                                ],
                                max_length=12,
                                verbose_name="sumber",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("moral", "Etik"),
                                    ("light", "Ringan"),
                                    ("moderate", "Sedang"),
                                    ("severe", "Berat"),
                                ],
                                max_length=10,
                                verbose_name="perkiraan tingkat",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="tanggal kejadian")),
                        ("kept", models.BinaryField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("reported", "Dugaan"),
                                    ("summoned", "Pemanggilan"),
                                    ("examined", "Pemeriksaan"),
                                    ("proposed", "Usulan"),
                                    ("decided", "Putusan"),
                                    ("appealed", "Upaya administratif"),
                                    ("serving", "Pelaksanaan sanksi"),
                                    ("closed", "Selesai"),
                                ],
                                default="reported",
                                max_length=10,
                                verbose_name="keadaan",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("proven", "Terbukti"),
                                    ("not_proven", "Tidak terbukti"),
                                    ("dropped", "Tidak ditindaklanjuti"),
                                    ("annulled", "Putusan dibatalkan"),
                                ],
                                max_length=12,
                                verbose_name="hasil",
                            ),
                        ),
                        (
                            "registered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("registered_at", models.DateTimeField(verbose_name="dicatat pada")),
                        ("proposal_kept", models.BinaryField(blank=True, null=True)),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposed_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="diusulkan pada"
                            ),
                        ),
                        ("decision_kept", models.BinaryField(blank=True, null=True)),
                        (
                            "decision_number",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="nomor keputusan"
                            ),
                        ),
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
                            "received_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="keputusan diterima"
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
                        "verbose_name": "perkara disiplin",
                        "verbose_name_plural": "perkara disiplin",
                        "ordering": ("-registered_at", "-id"),
                        "indexes": [
                            models.Index(fields=["agency", "state"], name="discipline_of_agency"),
                            models.Index(
                                fields=["unit", "registered_at"], name="discipline_of_unit"
                            ),
                            models.Index(fields=["person"], name="discipline_of_person"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("unit", "number"), name="discipline_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("person")), _negated=True),
                                    _connector="OR",
                                ),
                                name="discipline_decided_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_at__isnull", True),
                                    models.Q(
                                        ("decided_by__isnull", False),
                                        ("decision_kept__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="discipline_decided_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state", "closed"),
                                        ("closed_at__isnull", False),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "closed"), _negated=True),
                                        ("closed_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="discipline_closed_with_outcome",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseExaminer",
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
                                related_name="examiners",
                                to="discipline.disciplinecase",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="pemeriksa",
                            ),
                        ),
                        (
                            "capacity",
                            models.CharField(
                                choices=[
                                    ("superior", "Atasan langsung"),
                                    ("oversight", "Unsur pengawasan"),
                                    ("human_resources", "Unsur kepegawaian"),
                                ],
                                max_length=16,
                                verbose_name="sebagai",
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
                        ("named_at", models.DateTimeField(verbose_name="ditunjuk pada")),
                    ],
                    options={
                        "verbose_name": "pemeriksa",
                        "verbose_name_plural": "pemeriksa",
                        "ordering": ("named_at", "id"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "person"), name="discipline_examiner_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Summons",
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
                                related_name="summons",
                                to="discipline.disciplinecase",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="panggilan ke")),
                        ("letter", models.CharField(max_length=100, verbose_name="nomor surat")),
                        ("issued_on", models.DateField(verbose_name="tanggal surat")),
                        ("examine_on", models.DateField(verbose_name="tanggal pemeriksaan")),
                        ("kept", models.BinaryField()),
                        (
                            "issued_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("issued_at", models.DateTimeField()),
                        ("came", models.BooleanField(blank=True, null=True, verbose_name="hadir")),
                    ],
                    options={
                        "verbose_name": "panggilan",
                        "verbose_name_plural": "panggilan",
                        "ordering": ("position",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "position"), name="discipline_summons_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("position__gte", 1), ("position__lte", 2)),
                                name="discipline_summons_two",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Examination",
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
                                related_name="examinations",
                                to="discipline.disciplinecase",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="tanggal")),
                        ("kept", models.BinaryField()),
                        (
                            "is_signed",
                            models.BooleanField(verbose_name="ditandatangani terperiksa"),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("written_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "berita acara pemeriksaan",
                        "verbose_name_plural": "berita acara pemeriksaan",
                        "ordering": ("held_on", "id"),
                    },
                ),
                migrations.CreateModel(
                    name="Sanction",
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
                                related_name="sanctions",
                                to="discipline.disciplinecase",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                choices=[
                                    ("moral_closed", "Sanksi moral, pernyataan secara tertutup"),
                                    ("moral_open", "Sanksi moral, pernyataan secara terbuka"),
                                    ("spoken_reprimand", "Teguran lisan"),
                                    ("written_reprimand", "Teguran tertulis"),
                                    ("displeasure", "Pernyataan tidak puas secara tertulis"),
                                    (
                                        "allowance_6",
                                        "Pemotongan tunjangan kinerja 25 persen selama 6 bulan",
                                    ),
                                    (
                                        "allowance_9",
                                        "Pemotongan tunjangan kinerja 25 persen selama 9 bulan",
                                    ),
                                    (
                                        "allowance_12",
                                        "Pemotongan tunjangan kinerja 25 persen selama 12 bulan",
                                    ),
                                    (
                                        "demotion",
                                        "Penurunan jabatan setingkat lebih rendah selama 12 bulan",
                                    ),
                                    (
                                        "relieved",
                                        "Pembebasan dari jabatan menjadi jabatan pelaksana selama 12 bulan",
                                    ),
                                    (
                                        "dismissal",
                                        "Pemberhentian dengan hormat tidak atas permintaan sendiri",
                                    ),
                                ],
                                max_length=20,
                                verbose_name="hukuman",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("moral", "Etik"),
                                    ("light", "Ringan"),
                                    ("moderate", "Sedang"),
                                    ("severe", "Berat"),
                                ],
                                max_length=10,
                                verbose_name="tingkat",
                            ),
                        ),
                        ("article", models.CharField(max_length=200, verbose_name="dasar")),
                        (
                            "starts_on",
                            models.DateField(blank=True, null=True, verbose_name="mulai"),
                        ),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="sampai")),
                        ("imposed_at", models.DateTimeField(verbose_name="dijatuhkan pada")),
                        (
                            "replaced_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="diganti pada"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "hukuman disiplin",
                        "verbose_name_plural": "hukuman disiplin",
                        "ordering": ("-imposed_at", "-id"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replaced_at__isnull", True)),
                                fields=("case",),
                                name="discipline_one_sanction",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="discipline_sanction_ends_after",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisciplineAppeal",
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appeal",
                                to="discipline.disciplinecase",
                            ),
                        ),
                        (
                            "route",
                            models.CharField(
                                choices=[
                                    ("objection", "Keberatan"),
                                    ("administrative", "Banding administratif"),
                                ],
                                max_length=16,
                                verbose_name="upaya",
                            ),
                        ),
                        ("filed_on", models.DateField(verbose_name="diajukan")),
                        ("kept", models.BinaryField()),
                        (
                            "filed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("filed_at", models.DateTimeField()),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("upheld", "Putusan dikuatkan"),
                                    ("changed", "Sanksi diubah"),
                                    ("annulled", "Putusan dibatalkan"),
                                ],
                                max_length=10,
                                verbose_name="hasil",
                            ),
                        ),
                        (
                            "result_letter",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="nomor keputusan"
                            ),
                        ),
                        ("result_kept", models.BinaryField(blank=True, null=True)),
                        (
                            "settled_on",
                            models.DateField(blank=True, null=True, verbose_name="diputuskan"),
                        ),
                        (
                            "settled_by",
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
                        "verbose_name": "upaya administratif",
                        "verbose_name_plural": "upaya administratif",
                        "ordering": ("-filed_at",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("result", ""), ("settled_on__isnull", True)),
                                    models.Q(
                                        models.Q(("result", ""), _negated=True),
                                        ("result_kept__isnull", False),
                                        ("settled_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="discipline_appeal_settled_whole",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisciplineOfficer",
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
                        "verbose_name": "petugas disiplin",
                        "verbose_name_plural": "petugas disiplin",
                        "ordering": ("-starts_on",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="discipline_officer_ends_after",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ends_on__isnull", True)),
                                fields=("unit", "person"),
                                name="discipline_officer_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConductRule",
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
                                    ("discipline", "Aturan disiplin"),
                                    ("ethics", "Kode etik"),
                                    ("conduct", "Kode perilaku"),
                                ],
                                max_length=12,
                                verbose_name="jenis",
                            ),
                        ),
                        ("title", models.CharField(max_length=300, verbose_name="judul")),
                        ("number", models.CharField(max_length=200, verbose_name="nomor")),
                        ("starts_on", models.DateField(verbose_name="berlaku sejak")),
                        (
                            "ends_on",
                            models.DateField(blank=True, null=True, verbose_name="berlaku sampai"),
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
                        "verbose_name": "aturan disiplin dan etik",
                        "verbose_name_plural": "aturan disiplin dan etik",
                        "ordering": ("-starts_on", "title"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("unit", "number"), name="discipline_rule_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="discipline_rule_ends_after",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RuleOutreach",
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
                        ("way", models.CharField(max_length=200, verbose_name="cara")),
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
                            "rules",
                            models.ManyToManyField(
                                related_name="+", to="discipline.conductrule", verbose_name="aturan"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sosialisasi aturan",
                        "verbose_name_plural": "sosialisasi aturan",
                        "ordering": ("-held_on", "-id"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("participants__gte", 1)),
                                name="discipline_outreach_attended",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
