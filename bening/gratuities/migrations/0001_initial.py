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
        ("evidence", "0001_files_links_uploads"),
    ]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name="GratuityOfficer",
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
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="gratuity_duties",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="orang",
                            ),
                        ),
                        (
                            "decree_number",
                            models.CharField(max_length=120, verbose_name="nomor SK"),
                        ),
                        ("decree_on", models.DateField(verbose_name="tanggal SK")),
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
                        "verbose_name": "petugas UPG",
                        "verbose_name_plural": "petugas UPG",
                        "ordering": ("starts_on", "id"),
                        "indexes": [
                            models.Index(fields=["person"], name="gratuity_duties_of_person")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="gratuity_officer_ends_after",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("decree_number", ""), _negated=True),
                                name="gratuity_officer_has_decree",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ControlBasis",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("decree", "SK pembentukan UPG"),
                                    (
                                        "procedure",
                                        "Prosedur kerja yang memuat pengendalian gratifikasi",
                                    ),
                                    ("plan", "Rencana aksi pengendalian gratifikasi"),
                                    ("report", "Laporan berkala UPG"),
                                ],
                                max_length=10,
                                verbose_name="jenis",
                            ),
                        ),
                        ("number", models.CharField(max_length=120, verbose_name="nomor")),
                        ("title", models.CharField(max_length=200, verbose_name="judul")),
                        ("dated_on", models.DateField(verbose_name="tanggal")),
                        (
                            "ended_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="tidak berlaku sejak"
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
                        "verbose_name": "dasar pengendalian gratifikasi",
                        "verbose_name_plural": "dasar pengendalian gratifikasi",
                        "ordering": ("kind", "-dated_on"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("number", ""), _negated=True),
                                    models.Q(("title", ""), _negated=True),
                                ),
                                name="gratuity_basis_is_named",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GratuityCampaign",
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
                        ("title", models.CharField(max_length=200, verbose_name="kegiatan")),
                        (
                            "medium",
                            models.CharField(
                                choices=[
                                    ("meeting", "Sosialisasi atau rapat"),
                                    ("banner", "Spanduk, poster, atau standing banner"),
                                    ("social", "Media sosial"),
                                    ("website", "Situs web"),
                                    ("letter", "Surat edaran atau imbauan"),
                                    ("other", "Lainnya"),
                                ],
                                max_length=8,
                                verbose_name="media",
                            ),
                        ),
                        ("audience", models.CharField(max_length=200, verbose_name="sasaran")),
                        ("planned_on", models.DateField(verbose_name="jadwal")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Terjadwal"),
                                    ("held", "Terlaksana"),
                                    ("cancelled", "Dibatalkan"),
                                ],
                                default="planned",
                                max_length=9,
                                verbose_name="keadaan",
                            ),
                        ),
                        (
                            "held_on",
                            models.DateField(blank=True, null=True, verbose_name="dilaksanakan"),
                        ),
                        (
                            "reached",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="jumlah peserta atau penerima"
                            ),
                        ),
                        (
                            "proof_note",
                            models.CharField(blank=True, max_length=300, verbose_name="bukti"),
                        ),
                        (
                            "proof_url",
                            models.URLField(
                                blank=True, max_length=500, verbose_name="tautan bukti"
                            ),
                        ),
                        (
                            "proof",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="evidence.storedfile",
                                verbose_name="berkas bukti",
                            ),
                        ),
                        ("proof_name", models.CharField(blank=True, max_length=200)),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="alasan dibatalkan"
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
                        "verbose_name": "kampanye pengendalian gratifikasi",
                        "verbose_name_plural": "kampanye pengendalian gratifikasi",
                        "ordering": ("-planned_on", "-id"),
                        "indexes": [
                            models.Index(
                                fields=["unit", "planned_on"], name="gratuity_campaigns_of_unit"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("held_on__isnull", True), ("state", "planned")),
                                    models.Q(
                                        ("held_on__isnull", False),
                                        ("state", "held"),
                                        models.Q(("proof_note", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("held_on__isnull", True),
                                        ("state", "cancelled"),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="gratuity_campaign_with_proof",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GratuityReport",
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
                            "reporter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="pelapor",
                            ),
                        ),
                        (
                            "number",
                            models.CharField(blank=True, max_length=24, verbose_name="nomor"),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[("received", "Penerimaan"), ("refused", "Penolakan")],
                                max_length=8,
                                verbose_name="jenis laporan",
                            ),
                        ),
                        ("is_secret", models.BooleanField(default=True, verbose_name="rahasia")),
                        (
                            "bypasses_helper",
                            models.BooleanField(
                                default=False, verbose_name="tidak melalui UPG pembantu"
                            ),
                        ),
                        (
                            "received_on",
                            models.DateField(verbose_name="tanggal diterima atau ditolak"),
                        ),
                        (
                            "circumstance",
                            models.CharField(
                                choices=[
                                    ("none", "Tidak satu pun di bawah ini"),
                                    ("ceremony", "Pernikahan, upacara adat, atau keagamaan"),
                                    (
                                        "colleague_occasion",
                                        "Pisah sambut atau ulang tahun sesama rekan kerja",
                                    ),
                                    ("colleague_other", "Pemberian lain sesama rekan kerja"),
                                    ("family", "Dari keluarga"),
                                    (
                                        "investment",
                                        "Bunga, dividen, atau hasil penempatan dana pribadi",
                                    ),
                                    ("cooperative", "Manfaat koperasi atau organisasi kepegawaian"),
                                    ("seminar_kit", "Perlengkapan seminar yang berlaku umum"),
                                    ("promotion", "Barang promosi berlogo yang berlaku umum"),
                                    ("prize", "Hadiah lomba yang tidak terkait jabatan"),
                                    ("achievement", "Penghargaan prestasi menurut peraturan"),
                                    ("discount", "Undian, diskon, atau voucer yang berlaku umum"),
                                    ("outside_duty", "Imbalan profesi di luar tugas"),
                                    (
                                        "honorarium",
                                        "Honorarium dan perjalanan dinas sesuai standar biaya",
                                    ),
                                    ("flowers", "Karangan bunga"),
                                    ("disaster", "Bantuan musibah atau bencana"),
                                    ("meal", "Hidangan yang berlaku umum"),
                                    ("plaque", "Plakat atau cendera mata bagi instansi"),
                                ],
                                default="none",
                                max_length=20,
                                verbose_name="keadaan",
                            ),
                        ),
                        (
                            "object_kind",
                            models.CharField(
                                choices=[
                                    ("money", "Uang"),
                                    ("goods", "Barang"),
                                    ("other", "Lainnya (fasilitas, perjalanan, diskon)"),
                                ],
                                max_length=8,
                                verbose_name="bentuk",
                            ),
                        ),
                        (
                            "is_perishable",
                            models.BooleanField(default=False, verbose_name="mudah rusak"),
                        ),
                        ("details", models.BinaryField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Konsep, belum dilaporkan"),
                                    ("at_helper", "Dilaporkan, di UPG pembantu"),
                                    ("at_upg", "Dilaporkan, di UPG"),
                                    ("incomplete", "Menunggu dilengkapi pelapor"),
                                    ("verified", "Diverifikasi UPG"),
                                    ("managed", "Dikelola instansi"),
                                    ("forwarded", "Diteruskan ke KPK"),
                                    ("decided", "Status ditetapkan"),
                                    ("settled", "Selesai"),
                                    ("not_processed", "Tidak diproses, tidak dilengkapi"),
                                ],
                                default="draft",
                                max_length=14,
                                verbose_name="keadaan",
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        (
                            "reported_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="dilaporkan"),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="batas 30 hari kerja"
                            ),
                        ),
                        (
                            "is_late",
                            models.BooleanField(default=False, verbose_name="terlambat dilaporkan"),
                        ),
                        (
                            "reached_upg_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="diterima UPG"
                            ),
                        ),
                        (
                            "forwarded_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="diteruskan"),
                        ),
                        (
                            "forwarded_number",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="nomor surat penerusan"
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("state_property", "Milik negara"),
                                    ("recipient", "Milik penerima"),
                                    ("compensation", "Milik penerima dengan kompensasi"),
                                ],
                                max_length=16,
                                verbose_name="penetapan",
                            ),
                        ),
                        (
                            "decision_number",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="nomor penetapan"
                            ),
                        ),
                        (
                            "decided_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="tanggal penetapan"
                            ),
                        ),
                        (
                            "execution",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("handed_over", "Diserahkan kepada negara"),
                                    ("returned", "Dikembalikan kepada penerima"),
                                    ("distributed", "Disalurkan"),
                                    ("paid", "Kompensasi disetor"),
                                ],
                                max_length=12,
                                verbose_name="pelaksanaan",
                            ),
                        ),
                        (
                            "execution_number",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="nomor bukti pelaksanaan"
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="selesai"),
                        ),
                    ],
                    options={
                        "verbose_name": "laporan gratifikasi",
                        "verbose_name_plural": "laporan gratifikasi",
                        "ordering": ("-made_at", "-id"),
                        "indexes": [
                            models.Index(
                                fields=["agency", "state", "reported_at"], name="gratuity_register"
                            ),
                            models.Index(
                                fields=["reporter", "received_on"], name="gratuity_of_reporter"
                            ),
                            models.Index(fields=["unit", "received_on"], name="gratuity_of_unit"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=("unit", "number"),
                                name="gratuity_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("number", ""),
                                        ("reported_at__isnull", True),
                                        ("state", "draft"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "draft"), _negated=True),
                                        models.Q(("number", ""), _negated=True),
                                        ("reported_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="gratuity_reported_with_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_on__isnull", True),
                                        ("decision", ""),
                                        ("decision_number", ""),
                                    ),
                                    models.Q(
                                        models.Q(("decision", ""), _negated=True),
                                        ("decided_on__isnull", False),
                                        models.Q(("decision_number", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="gratuity_decision_has_paper",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("state__in", ("settled", "not_processed")),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("state__in", ("settled", "not_processed")),
                                            _negated=True,
                                        ),
                                        ("ended_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="gratuity_ended_at",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GratuityAttachment",
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
                                related_name="attachments",
                                to="gratuities.gratuityreport",
                            ),
                        ),
                        ("media_type", models.CharField(max_length=40)),
                        ("size", models.PositiveIntegerField(verbose_name="ukuran, bita")),
                        ("name", models.BinaryField()),
                        ("content", models.BinaryField()),
                        ("added_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "lampiran laporan gratifikasi",
                        "verbose_name_plural": "lampiran laporan gratifikasi",
                        "ordering": ("added_at", "id"),
                    },
                ),
                migrations.CreateModel(
                    name="CustodyMove",
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
                                related_name="custody",
                                to="gratuities.gratuityreport",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("kept", "Dititipkan kepada UPG"),
                                    ("moved", "Dipindahkan tempatnya"),
                                    ("handed_over", "Diserahkan kepada KPK atau negara"),
                                    ("returned", "Dikembalikan kepada penerima"),
                                    ("distributed", "Disalurkan kepada yang membutuhkan"),
                                    ("destroyed", "Dimusnahkan karena rusak"),
                                ],
                                max_length=12,
                                verbose_name="yang terjadi",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="tanggal")),
                        (
                            "place",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="tempat penyimpanan"
                            ),
                        ),
                        (
                            "document_number",
                            models.CharField(max_length=120, verbose_name="nomor berita acara"),
                        ),
                        ("details", models.BinaryField()),
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
                        "verbose_name": "serah terima barang gratifikasi",
                        "verbose_name_plural": "serah terima barang gratifikasi",
                        "ordering": ("position",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "position"), name="custody_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind__in", ("kept", "moved")), _negated=True),
                                    models.Q(("place", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="custody_has_place",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GratuityOpening",
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
                                related_name="openings",
                                to="gratuities.gratuityreport",
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
                        ("reason", models.CharField(max_length=300, verbose_name="alasan")),
                        ("at", models.DateTimeField()),
                        ("until", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "pembukaan isi laporan gratifikasi",
                        "verbose_name_plural": "pembukaan isi laporan gratifikasi",
                        "ordering": ("-at",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="gratuity_opening_has_reason",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
