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
        ("documents", "0001_lifecycle"),
        ("evidence", "0001_files_links_uploads"),
        ("services", "0001_initial"),
    ]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name="Complaint",
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
                                related_name="complaints",
                                to="agencies.workunit",
                                verbose_name="unit kerja",
                            ),
                        ),
                        (
                            "filed_with",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.workunit",
                            ),
                        ),
                        ("number", models.CharField(max_length=24, verbose_name="nomor")),
                        ("code_hash", models.CharField(editable=False, max_length=64, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("complaint", "Pengaduan"),
                                    ("information", "Permintaan informasi"),
                                    ("aspiration", "Aspirasi"),
                                    ("consultation", "Konsultasi"),
                                    ("unsure", "Belum tahu"),
                                ],
                                max_length=12,
                                verbose_name="jenis",
                            ),
                        ),
                        (
                            "classification",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("information", "Permintaan informasi"),
                                    ("aspiration", "Aspirasi"),
                                    ("ordinary", "Pengaduan tidak berkadar pengawasan"),
                                    ("supervisory", "Pengaduan berkadar pengawasan"),
                                    ("consultation", "Konsultasi"),
                                ],
                                max_length=12,
                                verbose_name="klasifikasi",
                            ),
                        ),
                        (
                            "topic",
                            models.CharField(
                                choices=[
                                    ("requirements", "Persyaratan dan prosedur"),
                                    ("time", "Waktu penyelesaian"),
                                    ("fee", "Biaya dan pungutan"),
                                    ("conduct", "Sikap petugas"),
                                    ("competence", "Kemampuan petugas"),
                                    ("result", "Hasil layanan"),
                                    ("facilities", "Sarana dan prasarana"),
                                    ("queue", "Antrean"),
                                    ("online", "Layanan daring"),
                                    ("discrimination", "Perlakuan tidak setara"),
                                    ("integrity", "Integritas petugas"),
                                    ("other", "Lainnya"),
                                ],
                                default="other",
                                max_length=16,
                                verbose_name="topik",
                            ),
                        ),
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
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("web", "Situs"),
                                    ("counter", "Loket"),
                                    ("box", "Kotak pengaduan"),
                                    ("whatsapp", "WhatsApp"),
                                    ("phone", "Telepon"),
                                    ("email", "Surel"),
                                    ("letter", "Surat"),
                                    ("social", "Media sosial"),
                                    ("lapor", "SP4N-LAPOR!"),
                                ],
                                default="web",
                                max_length=10,
                                verbose_name="kanal",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(blank=True, max_length=160, verbose_name="perihal"),
                        ),
                        (
                            "area",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="wilayah umum"
                            ),
                        ),
                        (
                            "event_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="tanggal kejadian"
                            ),
                        ),
                        ("content", models.BinaryField()),
                        (
                            "is_confidential",
                            models.BooleanField(default=False, verbose_name="rahasia"),
                        ),
                        (
                            "is_anonymous",
                            models.BooleanField(default=True, verbose_name="tanpa nama"),
                        ),
                        ("consented_at", models.DateTimeField(blank=True, null=True)),
                        ("filed_at", models.DateTimeField(verbose_name="diterima")),
                        (
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("filed", "Terkirim"),
                                    ("verified", "Diverifikasi"),
                                    ("refused", "Ditolak"),
                                    ("appealed", "Keberatan diajukan"),
                                    ("forwarded", "Diteruskan"),
                                    ("in_progress", "Ditindaklanjuti"),
                                    ("answered", "Dijawab"),
                                    ("closed", "Selesai"),
                                    ("reopened", "Dibuka kembali"),
                                    ("merged", "Digabung"),
                                    ("handed_over", "Dilimpahkan ke APH"),
                                ],
                                default="filed",
                                max_length=12,
                                verbose_name="status",
                            ),
                        ),
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
                        ("asked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="paling lambat"),
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
                        ("started_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("silent_until", models.DateField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "closed_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("reporter", "Persetujuan pelapor"),
                                    ("silence", "Pelapor tidak menanggapi"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("was_late", models.BooleanField(default=False, verbose_name="terlambat")),
                        ("times_reopened", models.PositiveSmallIntegerField(default=0)),
                        (
                            "refused_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("refused_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "refusal_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "not_public_service",
                                        "Bukan urusan pelayanan atau penyelenggaraan publik",
                                    ),
                                    (
                                        "incomplete",
                                        "Tidak cukup jelas dan tidak dilengkapi pelapor",
                                    ),
                                    ("in_court", "Sedang diperiksa pengadilan"),
                                    ("settled", "Sudah diselesaikan dan tidak ada hal baru"),
                                    ("abuse", "Tidak beritikad baik"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "appeal_decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("appeal_decided_at", models.DateTimeField(blank=True, null=True)),
                        ("appeal_was_granted", models.BooleanField(blank=True, null=True)),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duplicates",
                                to="complaints.complaint",
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.officialdocument",
                            ),
                        ),
                        (
                            "handed_over_to",
                            models.CharField(
                                blank=True, max_length=160, verbose_name="dilimpahkan kepada"
                            ),
                        ),
                        ("handed_over_at", models.DateTimeField(blank=True, null=True)),
                        ("ombudsman_told_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "lapor_number",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="nomor SP4N-LAPOR!"
                            ),
                        ),
                        (
                            "rating",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="kepuasan"
                            ),
                        ),
                        ("rated_at", models.DateTimeField(blank=True, null=True)),
                        ("erased_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "pengaduan",
                        "verbose_name_plural": "pengaduan",
                        "ordering": ("-filed_at", "-id"),
                        "indexes": [
                            models.Index(
                                fields=["agency", "-filed_at", "-id"], name="complaint_newest"
                            ),
                            models.Index(
                                fields=["unit", "-filed_at", "-id"], name="complaint_newest_of_unit"
                            ),
                            models.Index(
                                fields=["agency", "state", "-filed_at", "-id"],
                                name="complaint_by_state",
                            ),
                            models.Index(
                                fields=["unit", "state", "-filed_at", "-id"],
                                name="complaint_unit_by_state",
                            ),
                            models.Index(
                                fields=["agency", "classification", "-filed_at", "-id"],
                                name="complaint_by_class",
                            ),
                            models.Index(
                                fields=["owner", "-filed_at", "-id"], name="complaint_of_owner"
                            ),
                            models.Index(
                                condition=models.Q(("due_on__isnull", False)),
                                fields=["agency", "due_on", "-filed_at", "-id"],
                                name="complaint_due",
                            ),
                            models.Index(
                                condition=models.Q(("state", "answered")),
                                fields=["silent_until"],
                                name="complaint_silent",
                            ),
                            models.Index(fields=["closed_at"], name="complaint_closed"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("filed_with", "number"), name="complaint_number_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("lapor_number", ""), _negated=True),
                                fields=("agency", "lapor_number"),
                                name="complaint_lapor_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_confidential", False), ("title", ""), _connector="OR"
                                ),
                                name="complaint_confidential_without_title",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "closed"), _negated=True),
                                    models.Q(
                                        ("closed_at__isnull", False),
                                        models.Q(("closed_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="complaint_closed_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "refused"), _negated=True),
                                    models.Q(
                                        ("refused_at__isnull", False),
                                        ("refused_by__isnull", False),
                                        models.Q(("refusal_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="complaint_refused_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("merged_into__isnull", False), ("state", "merged")),
                                    models.Q(
                                        models.Q(("state", "merged"), _negated=True),
                                        ("merged_into__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="complaint_merged_into_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "handed_over"), _negated=True),
                                    models.Q(
                                        ("handed_over_at__isnull", False),
                                        models.Q(("handed_over_to", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="complaint_handed_over_to_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rating__isnull", True),
                                    models.Q(("rating__gte", 1), ("rating__lte", 4)),
                                    _connector="OR",
                                ),
                                name="complaint_rating_from_one_to_four",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reporter",
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
                            "complaint",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reporter",
                                to="complaints.complaint",
                            ),
                        ),
                        ("kept", models.BinaryField()),
                        ("has_contact", models.BooleanField(default=False)),
                    ],
                    options={
                        "verbose_name": "pelapor",
                        "verbose_name_plural": "pelapor",
                    },
                ),
                migrations.CreateModel(
                    name="ReportedParty",
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
                            "complaint",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reported_parties",
                                to="complaints.complaint",
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
                            "named_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("named_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "terlapor",
                        "verbose_name_plural": "terlapor",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("complaint", "person"), name="reported_party_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ComplaintStep",
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
                            "complaint",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="complaints.complaint",
                            ),
                        ),
                        ("act", models.CharField(max_length=20)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("filed", "Terkirim"),
                                    ("verified", "Diverifikasi"),
                                    ("refused", "Ditolak"),
                                    ("appealed", "Keberatan diajukan"),
                                    ("forwarded", "Diteruskan"),
                                    ("in_progress", "Ditindaklanjuti"),
                                    ("answered", "Dijawab"),
                                    ("closed", "Selesai"),
                                    ("reopened", "Dibuka kembali"),
                                    ("merged", "Digabung"),
                                    ("handed_over", "Dilimpahkan ke APH"),
                                ],
                                max_length=12,
                                verbose_name="status",
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
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="pada")),
                    ],
                    options={
                        "verbose_name": "langkah pengaduan",
                        "verbose_name_plural": "langkah pengaduan",
                        "ordering": ("at", "id"),
                        "indexes": [
                            models.Index(fields=["complaint", "at"], name="complaint_steps")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ComplaintMessage",
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
                            "complaint",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="messages",
                                to="complaints.complaint",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("question", "Pertanyaan kepada pelapor"),
                                    ("reply", "Balasan pelapor"),
                                    ("addition", "Tambahan dari pelapor"),
                                    ("answer", "Jawaban"),
                                    ("disagreement", "Pelapor belum puas"),
                                    ("refusal", "Alasan penolakan"),
                                    ("appeal", "Keberatan pelapor"),
                                    ("appeal_decision", "Putusan keberatan"),
                                    ("notice", "Pemberitahuan"),
                                    ("note", "Catatan internal"),
                                ],
                                max_length=16,
                                verbose_name="jenis",
                            ),
                        ),
                        ("body", models.BinaryField()),
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
                        ("at", models.DateTimeField(verbose_name="pada")),
                        ("retry_hash", models.CharField(blank=True, editable=False, max_length=64)),
                    ],
                    options={
                        "verbose_name": "pesan pengaduan",
                        "verbose_name_plural": "pesan pengaduan",
                        "ordering": ("at", "id"),
                        "indexes": [
                            models.Index(fields=["complaint", "at"], name="complaint_messages")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("retry_hash", ""), _negated=True),
                                fields=("complaint", "retry_hash"),
                                name="complaint_message_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
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
                            "complaint",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="complaints.complaint",
                            ),
                        ),
                        (
                            "message",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="complaints.complaintmessage",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="evidence.storedfile",
                            ),
                        ),
                        ("filename", models.CharField(max_length=200, verbose_name="nama berkas")),
                        ("size", models.PositiveIntegerField(verbose_name="ukuran, bita")),
                        ("media_type", models.CharField(max_length=120)),
                        ("sha256", models.CharField(max_length=64)),
                        ("added_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "lampiran",
                        "verbose_name_plural": "lampiran",
                        "ordering": ("added_at", "id"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("complaint", "sha256"), name="attachment_once_per_complaint"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ComplaintOfficer",
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
                                related_name="complaint_officers",
                                to="agencies.workunit",
                                verbose_name="unit kerja",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="complaint_duties",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="orang",
                            ),
                        ),
                        (
                            "duty",
                            models.CharField(
                                choices=[
                                    ("coordinator", "Koordinator pengaduan"),
                                    ("liaison", "Pejabat penghubung"),
                                    ("handler", "Pejabat pelaksana"),
                                ],
                                max_length=12,
                                verbose_name="tugas",
                            ),
                        ),
                        (
                            "decree",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="surat tugas"
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
                        "verbose_name": "petugas pengaduan",
                        "verbose_name_plural": "petugas pengaduan",
                        "ordering": ("duty", "starts_on"),
                        "indexes": [
                            models.Index(
                                fields=["person", "duty"], name="complaint_officer_person"
                            ),
                            models.Index(
                                fields=["agency", "duty"], name="complaint_officer_agency"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="complaint_officer_ends_after",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("duty", "coordinator"), ("unit__isnull", True)),
                                    models.Q(
                                        models.Q(("duty", "coordinator"), _negated=True),
                                        ("unit__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="complaint_officer_place",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LaporImport",
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
                        ("filename", models.CharField(max_length=200, verbose_name="nama berkas")),
                        ("sha256", models.CharField(max_length=64)),
                        ("rows", models.PositiveIntegerField(verbose_name="baris")),
                        ("filed", models.PositiveIntegerField(verbose_name="pengaduan baru")),
                        ("followed", models.PositiveIntegerField(verbose_name="status diperbarui")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="pada")),
                    ],
                    options={
                        "verbose_name": "impor SP4N-LAPOR!",
                        "verbose_name_plural": "impor SP4N-LAPOR!",
                        "ordering": ("-at",),
                    },
                ),
                migrations.CreateModel(
                    name="LaporRecord",
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
                            "number",
                            models.CharField(max_length=40, verbose_name="nomor SP4N-LAPOR!"),
                        ),
                        (
                            "state",
                            models.CharField(max_length=60, verbose_name="status di SP4N-LAPOR!"),
                        ),
                        (
                            "received_on",
                            models.DateField(blank=True, null=True, verbose_name="tanggal"),
                        ),
                        (
                            "complaint",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="complaints.complaint",
                            ),
                        ),
                        ("seen_at", models.DateTimeField()),
                        (
                            "difference",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_here", "Belum ada di sini"),
                                    ("open_there", "Selesai di sini, terbuka di SP4N-LAPOR!"),
                                    ("open_here", "Selesai di SP4N-LAPOR!, terbuka di sini"),
                                    ("not_there", "Tidak ada lagi di berkas SP4N-LAPOR! terakhir"),
                                ],
                                max_length=16,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "catatan SP4N-LAPOR!",
                        "verbose_name_plural": "catatan SP4N-LAPOR!",
                        "ordering": ("-received_on", "-number"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "number"), name="lapor_record_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoComplaints",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                        (
                            "note",
                            models.CharField(max_length=500, verbose_name="cara memastikannya"),
                        ),
                        (
                            "stated_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("stated_at", models.DateTimeField()),
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
                        "verbose_name": "pernyataan tidak ada pengaduan",
                        "verbose_name_plural": "pernyataan tidak ada pengaduan",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("unit", "year"), name="no_complaints_once_a_year"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("confirmed_at__isnull", True),
                                        ("confirmed_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        models.Q(
                                            ("confirmed_by", models.F("stated_by")), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="no_complaints_confirmed_by_another",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
