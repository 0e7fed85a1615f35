import uuid

import django.core.validators
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
                    name="Hall",
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
                                related_name="halls",
                                to="agencies.workunit",
                                verbose_name="unit kerja",
                            ),
                        ),
                        (
                            "slug",
                            models.SlugField(max_length=40, unique=True, verbose_name="alamat"),
                        ),
                        (
                            "name",
                            models.CharField(max_length=120, verbose_name="nama ruang layanan"),
                        ),
                        (
                            "policy",
                            models.CharField(
                                choices=[
                                    ("remote", "Dari mana saja"),
                                    ("on_site", "Hanya di ruang layanan, dengan kode hadir"),
                                    ("booking", "Hanya dengan janji temu"),
                                ],
                                default="remote",
                                max_length=10,
                                verbose_name="pengambilan nomor",
                            ),
                        ),
                        (
                            "priority",
                            models.CharField(
                                choices=[
                                    ("first", "Didahulukan, dengan pelindung nomor biasa"),
                                    ("ratio", "Bergiliran menurut perbandingan"),
                                    ("none", "Menurut urutan"),
                                ],
                                default="first",
                                max_length=8,
                                verbose_name="prioritas",
                            ),
                        ),
                        (
                            "normal_per_priority",
                            models.PositiveSmallIntegerField(
                                default=2, verbose_name="nomor biasa per satu nomor prioritas"
                            ),
                        ),
                        (
                            "starved_after",
                            models.PositiveSmallIntegerField(
                                default=30, verbose_name="nomor biasa terlindung setelah (menit)"
                            ),
                        ),
                        (
                            "young_until",
                            models.PositiveSmallIntegerField(
                                default=10,
                                verbose_name="terhadap prioritas yang menunggu kurang dari (menit)",
                            ),
                        ),
                        (
                            "reach",
                            models.CharField(
                                choices=[
                                    ("public", "Nama publik dengan HTTPS"),
                                    ("local", "Jaringan ruang layanan sendiri"),
                                ],
                                default="public",
                                max_length=8,
                                verbose_name="cara ponsel menjangkau",
                            ),
                        ),
                        (
                            "local_url",
                            models.URLField(
                                blank=True, verbose_name="alamat di jaringan ruang layanan"
                            ),
                        ),
                        (
                            "reach_tried_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="QR uji dibuka pada"
                            ),
                        ),
                        ("presence_key", models.BinaryField(max_length=32)),
                        (
                            "running_text",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="teks berjalan"
                            ),
                        ),
                        (
                            "reading",
                            models.CharField(
                                choices=[
                                    ("digits", "Angka demi angka"),
                                    ("natural", "Sebagai bilangan"),
                                ],
                                default="digits",
                                max_length=8,
                                verbose_name="cara membaca nomor",
                            ),
                        ),
                        (
                            "voice_repeats",
                            models.PositiveSmallIntegerField(
                                default=2,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(3),
                                ],
                                verbose_name="panggilan suara diulang",
                            ),
                        ),
                        (
                            "volumes",
                            models.JSONField(default=list, verbose_name="volume menurut jam"),
                        ),
                        (
                            "opened_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="dibuka pada"),
                        ),
                        ("added_at", models.DateTimeField(verbose_name="ditambahkan pada")),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="ditutup pada"),
                        ),
                    ],
                    options={
                        "verbose_name": "ruang layanan",
                        "verbose_name_plural": "ruang layanan",
                        "ordering": ("name",),
                    },
                ),
                migrations.CreateModel(
                    name="Queue",
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
                            "hall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="queues",
                                to="queues.hall",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="queues",
                                to="services.service",
                            ),
                        ),
                        ("prefix", models.CharField(max_length=1, verbose_name="huruf")),
                        (
                            "hint",
                            models.CharField(
                                blank=True,
                                max_length=120,
                                verbose_name="keterangan bagi pengunjung",
                            ),
                        ),
                        (
                            "icon",
                            models.CharField(blank=True, max_length=40, verbose_name="gambar"),
                        ),
                        (
                            "colour",
                            models.PositiveSmallIntegerField(default=1, verbose_name="warna"),
                        ),
                        (
                            "order",
                            models.PositiveSmallIntegerField(default=1, verbose_name="urutan"),
                        ),
                        (
                            "standard_minutes",
                            models.PositiveSmallIntegerField(
                                default=10,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="waktu layanan baku (menit)",
                            ),
                        ),
                        (
                            "daily_cap",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="batas nomor sehari"
                            ),
                        ),
                        (
                            "compensation",
                            models.CharField(
                                blank=True,
                                max_length=200,
                                verbose_name="kompensasi bila janji lewat",
                            ),
                        ),
                        (
                            "slot_minutes",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="lama slot janji temu (menit)"
                            ),
                        ),
                        (
                            "slot_seats",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="tempat per slot"
                            ),
                        ),
                        (
                            "booked_days_ahead",
                            models.PositiveSmallIntegerField(
                                default=14, verbose_name="dapat dipesan (hari ke depan)"
                            ),
                        ),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="ditutup pada"),
                        ),
                    ],
                    options={
                        "verbose_name": "antrean",
                        "verbose_name_plural": "antrean",
                        "ordering": ("order", "prefix"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("hall", "prefix"), name="queue_prefix_once_per_hall"
                            ),
                            models.UniqueConstraint(
                                fields=("hall", "service"), name="queue_service_once_per_hall"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("slot_minutes", 0), ("slot_seats__gt", 0), _connector="OR"
                                ),
                                name="queue_slot_has_seats",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Counter",
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
                            "hall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="counters",
                                to="queues.hall",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(99),
                                ],
                                verbose_name="nomor loket",
                            ),
                        ),
                        (
                            "zone",
                            models.PositiveSmallIntegerField(
                                default=1, verbose_name="zona layar dan suara"
                            ),
                        ),
                        (
                            "is_accessible",
                            models.BooleanField(
                                default=True, verbose_name="dapat dijangkau kursi roda"
                            ),
                        ),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="ditutup pada"),
                        ),
                        (
                            "queues",
                            models.ManyToManyField(
                                related_name="counters", to="queues.queue", verbose_name="melayani"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "loket",
                        "verbose_name_plural": "loket",
                        "ordering": ("number",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("hall", "number"), name="counter_number_once_per_hall"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CounterStaff",
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
                            "hall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="staff",
                                to="queues.hall",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="counter_duties",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "is_supervisor",
                            models.BooleanField(
                                default=False, verbose_name="koordinator ruang layanan"
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="mulai")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="sampai")),
                        (
                            "queues",
                            models.ManyToManyField(
                                related_name="staff",
                                to="queues.queue",
                                verbose_name="mampu melayani",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "petugas loket",
                        "verbose_name_plural": "petugas loket",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("hall", "person"), name="staff_once_per_hall"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="staff_ends_after",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BackupDuty",
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
                            "staff",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="backup_duties",
                                to="queues.counterstaff",
                            ),
                        ),
                        (
                            "weekday",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(6)],
                                verbose_name="hari",
                            ),
                        ),
                        (
                            "order",
                            models.PositiveSmallIntegerField(default=1, verbose_name="urutan"),
                        ),
                        (
                            "is_off",
                            models.BooleanField(default=False, verbose_name="tidak bertugas"),
                        ),
                    ],
                    options={
                        "verbose_name": "petugas cadangan",
                        "verbose_name_plural": "petugas cadangan",
                        "ordering": ("weekday", "order"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("staff", "weekday"), name="backup_once_per_weekday"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HallSpan",
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
                            "hall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="spans",
                                to="queues.hall",
                            ),
                        ),
                        (
                            "weekday",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(6)],
                                verbose_name="hari",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("open", "Buka"), ("break", "Istirahat")],
                                default="open",
                                max_length=5,
                                verbose_name="jenis",
                            ),
                        ),
                        ("begins", models.TimeField(verbose_name="mulai")),
                        ("ends", models.TimeField(verbose_name="sampai")),
                        (
                            "starts_on",
                            models.DateField(blank=True, null=True, verbose_name="berlaku mulai"),
                        ),
                    ],
                    options={
                        "verbose_name": "jam layanan",
                        "verbose_name_plural": "jam layanan",
                        "ordering": ("weekday", "begins"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends__gt", models.F("begins"))),
                                name="hall_span_ends_after",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpecialDays",
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
                            "hall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="special_days",
                                to="queues.hall",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="nama")),
                        ("starts_on", models.DateField(verbose_name="mulai")),
                        ("ends_on", models.DateField(verbose_name="sampai")),
                        ("spans", models.JSONField(default=list, verbose_name="jam layanan")),
                    ],
                    options={
                        "verbose_name": "hari khusus",
                        "verbose_name_plural": "hari khusus",
                        "ordering": ("starts_on",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="special_days_end_after",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServicePromise",
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
                            "hall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="promises",
                                to="queues.hall",
                            ),
                        ),
                        (
                            "queue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="promises",
                                to="queues.queue",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="berlaku mulai")),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(
                                default=45, verbose_name="dilayani dalam (menit)"
                            ),
                        ),
                        (
                            "warn_at",
                            models.PositiveSmallIntegerField(
                                default=30, verbose_name="koordinator diperingatkan (menit)"
                            ),
                        ),
                        (
                            "prealert_at",
                            models.PositiveSmallIntegerField(
                                default=40, verbose_name="cadangan bersiap (menit)"
                            ),
                        ),
                        (
                            "head_at",
                            models.PositiveSmallIntegerField(
                                default=60, verbose_name="kepala unit diberi tahu (menit)"
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(blank=True, max_length=200, verbose_name="dasar"),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="ditetapkan pada")),
                    ],
                    options={
                        "verbose_name": "janji layanan",
                        "verbose_name_plural": "janji layanan",
                        "ordering": ("-starts_on", "-made_at"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("minutes__gt", 0),
                                    ("warn_at__lte", models.F("prealert_at")),
                                    ("prealert_at__lte", models.F("minutes")),
                                    ("head_at__gte", models.F("minutes")),
                                ),
                                name="promise_ladder_rises",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServicePoint",
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
                            "hall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="points",
                                to="queues.hall",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="titik",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("sticker", "Stiker atau poster QR"),
                                    ("kiosk", "Kios di peramban"),
                                    ("machine", "Kios dengan programnya sendiri"),
                                ],
                                default="sticker",
                                max_length=8,
                                verbose_name="jenis",
                            ),
                        ),
                        (
                            "place",
                            models.CharField(blank=True, max_length=80, verbose_name="tempat"),
                        ),
                        (
                            "mark",
                            models.CharField(blank=True, max_length=3, verbose_name="tanda seri"),
                        ),
                        ("public_key", models.BinaryField(max_length=32, null=True)),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="ditutup pada"),
                        ),
                    ],
                    options={
                        "verbose_name": "titik layanan",
                        "verbose_name_plural": "titik layanan",
                        "ordering": ("number",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("hall", "number"), name="point_number_once_per_hall"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("mark", ""), _negated=True),
                                fields=("hall", "mark"),
                                name="point_mark_once_per_hall",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QueueDay",
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
                            "queue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="figures",
                                to="queues.queue",
                            ),
                        ),
                        ("day", models.DateField(verbose_name="hari")),
                        (
                            "visits",
                            models.PositiveIntegerField(default=0, verbose_name="kunjungan"),
                        ),
                        ("judged", models.PositiveIntegerField(default=0, verbose_name="dinilai")),
                        (
                            "kept",
                            models.PositiveIntegerField(default=0, verbose_name="janji ditepati"),
                        ),
                        ("content", models.JSONField(default=dict)),
                        ("half_hours", models.JSONField(default=list)),
                        ("made_at", models.DateTimeField(verbose_name="dihitung pada")),
                    ],
                    options={
                        "verbose_name": "angka harian antrean",
                        "verbose_name_plural": "angka harian antrean",
                        "ordering": ("-day",),
                        "constraints": [
                            models.UniqueConstraint(fields=("queue", "day"), name="queue_day_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KioskBook",
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
                            "hall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kiosk_books",
                                to="queues.hall",
                            ),
                        ),
                        (
                            "point",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="books",
                                to="queues.servicepoint",
                            ),
                        ),
                        ("book", models.UUIDField(verbose_name="buku nomor")),
                        ("mark", models.CharField(max_length=3, verbose_name="tanda seri")),
                        ("begun_at", models.DateTimeField(verbose_name="dimulai pada")),
                        (
                            "turn",
                            models.PositiveBigIntegerField(
                                default=0, verbose_name="kiriman terakhir"
                            ),
                        ),
                        ("seen_at", models.DateTimeField(verbose_name="terakhir terhubung")),
                        (
                            "clock_offset_ms",
                            models.BigIntegerField(default=0, verbose_name="selisih jam (ms)"),
                        ),
                    ],
                    options={
                        "verbose_name": "buku nomor kios",
                        "verbose_name_plural": "buku nomor kios",
                        "ordering": ("begun_at", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("point", "book"), name="kiosk_book_once"
                            ),
                            models.UniqueConstraint(
                                fields=("hall", "mark"), name="kiosk_mark_once_per_hall"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RefusedNumber",
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
                            "hall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="refused_numbers",
                                to="queues.hall",
                            ),
                        ),
                        (
                            "point",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="refused_numbers",
                                to="queues.servicepoint",
                            ),
                        ),
                        ("key", models.UUIDField(verbose_name="kunci kiriman")),
                        ("label", models.CharField(max_length=12, verbose_name="nomor")),
                        ("code", models.CharField(max_length=40, verbose_name="sebab")),
                        (
                            "is_priority",
                            models.BooleanField(default=False, verbose_name="prioritas"),
                        ),
                        ("taken_at", models.DateTimeField(verbose_name="diambil")),
                        ("refused_at", models.DateTimeField(verbose_name="ditolak pada")),
                    ],
                    options={
                        "verbose_name": "nomor kios yang ditolak",
                        "verbose_name_plural": "nomor kios yang ditolak",
                        "ordering": ("-refused_at", "label"),
                        "indexes": [
                            models.Index(
                                fields=["hall", "refused_at"], name="refused_number_of_hall"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("point", "key"), name="refused_number_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HallDay",
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
                            "hall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="days",
                                to="queues.hall",
                            ),
                        ),
                        ("day", models.DateField(verbose_name="hari")),
                        ("spans", models.JSONField(default=list, verbose_name="jam layanan")),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="pengambilan nomor dihentikan"
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="alasan"),
                        ),
                    ],
                    options={
                        "verbose_name": "hari ruang layanan",
                        "verbose_name_plural": "hari ruang layanan",
                        "constraints": [
                            models.UniqueConstraint(fields=("hall", "day"), name="hall_day_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at", None),
                                    models.Q(("ended_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="hall_day_ended_for_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NumberSeries",
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
                            "queue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="series",
                                to="queues.queue",
                            ),
                        ),
                        ("day", models.DateField(verbose_name="hari")),
                        (
                            "mark",
                            models.CharField(blank=True, max_length=3, verbose_name="tanda seri"),
                        ),
                        (
                            "last",
                            models.PositiveIntegerField(default=0, verbose_name="nomor terakhir"),
                        ),
                    ],
                    options={
                        "verbose_name": "seri nomor",
                        "verbose_name_plural": "seri nomor",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("queue", "day", "mark"), name="series_once_per_day"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ticket",
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
                            "hall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tickets",
                                to="queues.hall",
                            ),
                        ),
                        ("day", models.DateField(verbose_name="hari")),
                        (
                            "queue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tickets",
                                to="queues.queue",
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tickets",
                                to="queues.numberseries",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="nomor urut"
                            ),
                        ),
                        (
                            "label",
                            models.CharField(blank=True, max_length=12, verbose_name="nomor"),
                        ),
                        (
                            "code",
                            models.CharField(
                                max_length=32, unique=True, verbose_name="alamat pelacakan"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("booked", "Janji temu"),
                                    ("waiting", "Menunggu"),
                                    ("called", "Dipanggil"),
                                    ("serving", "Dilayani"),
                                    ("on_hold", "Ditunda"),
                                    ("skipped", "Dilewati"),
                                    ("done", "Selesai"),
                                    ("cancelled", "Dibatalkan"),
                                    ("expired", "Kedaluwarsa"),
                                ],
                                max_length=10,
                                verbose_name="keadaan",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("phone", "Ponsel"),
                                    ("kiosk", "Kios"),
                                    ("officer", "Petugas"),
                                    ("booking", "Janji temu"),
                                ],
                                max_length=8,
                                verbose_name="cara",
                            ),
                        ),
                        (
                            "point",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tickets",
                                to="queues.servicepoint",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(default="id", max_length=2, verbose_name="bahasa"),
                        ),
                        (
                            "is_priority",
                            models.BooleanField(default=False, verbose_name="prioritas"),
                        ),
                        ("needs", models.JSONField(default=list, verbose_name="kebutuhan")),
                        (
                            "appointment",
                            models.DateTimeField(blank=True, null=True, verbose_name="janji temu"),
                        ),
                        (
                            "slot_seat",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="tempat dalam slot"
                            ),
                        ),
                        ("taken_at", models.DateTimeField(verbose_name="diambil")),
                        (
                            "promise_minutes",
                            models.PositiveSmallIntegerField(verbose_name="janji (menit)"),
                        ),
                        (
                            "promise_from",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="janji dihitung sejak"
                            ),
                        ),
                        (
                            "due_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="paling lambat"
                            ),
                        ),
                        (
                            "paused_seconds",
                            models.PositiveIntegerField(
                                default=0, verbose_name="tidak dihitung (detik)"
                            ),
                        ),
                        (
                            "away_until",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="tidak dipanggil sebelum"
                            ),
                        ),
                        ("waiting_since", models.DateTimeField(verbose_name="menunggu sejak")),
                        (
                            "called_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="panggilan pertama"
                            ),
                        ),
                        (
                            "last_called_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="panggilan terakhir"
                            ),
                        ),
                        (
                            "calls",
                            models.PositiveSmallIntegerField(default=0, verbose_name="panggilan"),
                        ),
                        (
                            "returns",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="kembali setelah dilewati"
                            ),
                        ),
                        (
                            "counter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tickets",
                                to="queues.counter",
                            ),
                        ),
                        (
                            "started_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="mulai dilayani"
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="selesai"),
                        ),
                        (
                            "is_kept",
                            models.BooleanField(
                                blank=True, null=True, verbose_name="janji ditepati"
                            ),
                        ),
                        (
                            "late_seconds",
                            models.PositiveIntegerField(
                                default=0, verbose_name="lewat janji (detik)"
                            ),
                        ),
                        (
                            "escalated_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="dieskalasi"),
                        ),
                        (
                            "passed_over",
                            models.PositiveSmallIntegerField(default=0, verbose_name="didahului"),
                        ),
                        (
                            "delivery_key",
                            models.UUIDField(
                                blank=True, null=True, unique=True, verbose_name="kunci kiriman"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "nomor antrean",
                        "verbose_name_plural": "nomor antrean",
                        "indexes": [
                            models.Index(
                                fields=[
                                    "hall",
                                    "day",
                                    "state",
                                    "is_priority",
                                    "promise_from",
                                    "taken_at",
                                ],
                                name="ticket_of_day",
                            ),
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["due_at"],
                                name="ticket_due",
                            ),
                            models.Index(fields=["queue", "appointment"], name="ticket_of_slot"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("series", "number"), name="ticket_number_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["booked", "waiting", "called", "serving", "on_hold"],
                                    ),
                                    ("slot_seat__isnull", False),
                                ),
                                fields=("queue", "appointment", "slot_seat"),
                                name="slot_seat_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("number", None), ("series", None)),
                                    models.Q(("number__gte", 1), ("series__isnull", False)),
                                    _connector="OR",
                                ),
                                name="ticket_has_number_of_series",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TicketEvent",
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
                            "ticket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="events",
                                to="queues.ticket",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("act", models.CharField(max_length=12, verbose_name="kejadian")),
                        ("at", models.DateTimeField(verbose_name="pada")),
                        (
                            "device_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="menurut jam kios"
                            ),
                        ),
                        (
                            "queue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="queues.queue",
                            ),
                        ),
                        (
                            "counter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="queues.counter",
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
                            models.CharField(blank=True, max_length=300, verbose_name="alasan"),
                        ),
                        ("values", models.JSONField(default=dict)),
                    ],
                    options={
                        "verbose_name": "kejadian nomor antrean",
                        "verbose_name_plural": "kejadian nomor antrean",
                        "ordering": ("position",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("ticket", "position"), name="ticket_event_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CounterSession",
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
                            "counter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="queues.counter",
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="queues.counterstaff",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(verbose_name="dibuka")),
                        (
                            "closed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="ditutup"),
                        ),
                        (
                            "break_since",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="istirahat sejak"
                            ),
                        ),
                        (
                            "break_until",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="kembali sekitar"
                            ),
                        ),
                        (
                            "breaks_seconds",
                            models.PositiveIntegerField(
                                default=0, verbose_name="lama istirahat (detik)"
                            ),
                        ),
                        (
                            "is_backup",
                            models.BooleanField(default=False, verbose_name="petugas tambahan"),
                        ),
                    ],
                    options={
                        "verbose_name": "sesi loket",
                        "verbose_name_plural": "sesi loket",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("closed_at", None)),
                                fields=("counter",),
                                name="counter_open_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("closed_at", None)),
                                fields=("staff",),
                                name="staff_open_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Leg",
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
                            "ticket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="legs",
                                to="queues.ticket",
                            ),
                        ),
                        (
                            "queue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="legs",
                                to="queues.queue",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("waiting_since", models.DateTimeField(verbose_name="menunggu sejak")),
                        (
                            "called_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="dipanggil"),
                        ),
                        (
                            "started_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="mulai"),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="selesai"),
                        ),
                        (
                            "served_seconds",
                            models.PositiveIntegerField(default=0, verbose_name="dilayani (detik)"),
                        ),
                        (
                            "calls",
                            models.PositiveSmallIntegerField(default=0, verbose_name="panggilan"),
                        ),
                        (
                            "is_taken_back",
                            models.BooleanField(
                                default=False, verbose_name="dinyatakan belum dilayani"
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="legs",
                                to="queues.countersession",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bagian kunjungan",
                        "verbose_name_plural": "bagian kunjungan",
                        "ordering": ("position",),
                        "indexes": [
                            models.Index(fields=["queue", "ended_at"], name="leg_of_queue_ended")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("ticket", "position"), name="leg_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Announcement",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "hall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="announcements",
                                to="queues.hall",
                            ),
                        ),
                        (
                            "ticket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="announcements",
                                to="queues.ticket",
                            ),
                        ),
                        (
                            "counter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="queues.counter",
                            ),
                        ),
                        ("zone", models.PositiveSmallIntegerField()),
                        ("label", models.CharField(max_length=12)),
                        ("is_recall", models.BooleanField(default=False)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "panggilan",
                        "verbose_name_plural": "panggilan",
                        "ordering": ("id",),
                        "indexes": [
                            models.Index(fields=["hall", "at"], name="announcement_of_hall")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HallPulse",
                    fields=[
                        (
                            "hall",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="pulse",
                                serialize=False,
                                to="queues.hall",
                            ),
                        ),
                        ("beat", models.PositiveBigIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "denyut ruang layanan",
                        "verbose_name_plural": "denyut ruang layanan",
                    },
                ),
                migrations.CreateModel(
                    name="Escalation",
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
                            "ticket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="escalations",
                                to="queues.ticket",
                            ),
                        ),
                        (
                            "rung",
                            models.CharField(
                                choices=[
                                    ("warned", "Koordinator diperingatkan"),
                                    ("forecast", "Loket tambahan diusulkan"),
                                    ("prealerted", "Cadangan bersiap"),
                                    ("escalated", "Petugas tambahan ditugaskan"),
                                    ("supervisor", "Diserahkan ke koordinator"),
                                    ("head", "Kepala unit diberi tahu"),
                                ],
                                max_length=10,
                                verbose_name="langkah",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="pada")),
                    ],
                    options={
                        "verbose_name": "eskalasi",
                        "verbose_name_plural": "eskalasi",
                        "ordering": ("at",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("ticket", "rung"), name="rung_once_per_ticket"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BackupCall",
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
                            "hall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="backup_calls",
                                to="queues.hall",
                            ),
                        ),
                        (
                            "queue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="queues.queue",
                            ),
                        ),
                        (
                            "ticket",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="backup_calls",
                                to="queues.ticket",
                            ),
                        ),
                        (
                            "counter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="queues.counter",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="pada")),
                        (
                            "closed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="selesai"),
                        ),
                        (
                            "is_with_supervisor",
                            models.BooleanField(
                                default=False, verbose_name="diserahkan ke koordinator"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "permintaan petugas tambahan",
                        "verbose_name_plural": "permintaan petugas tambahan",
                        "ordering": ("at",),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("closed_at", None)),
                                fields=("hall", "queue"),
                                name="backup_call_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BackupOffer",
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
                            "call",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="offers",
                                to="queues.backupcall",
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offers",
                                to="queues.counterstaff",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="diminta")),
                        ("answer_by", models.DateTimeField(verbose_name="jawab sebelum")),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="dijawab"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Diminta"),
                                    ("accepted", "Bersedia"),
                                    ("declined", "Tidak bisa"),
                                    ("lapsed", "Tidak menjawab"),
                                    ("withdrawn", "Tidak diperlukan lagi"),
                                ],
                                default="asked",
                                max_length=9,
                                verbose_name="keadaan",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=200, verbose_name="alasan"),
                        ),
                    ],
                    options={
                        "verbose_name": "permintaan kepada petugas cadangan",
                        "verbose_name_plural": "permintaan kepada petugas cadangan",
                        "ordering": ("asked_at",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("call", "staff"), name="offer_once_per_call"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PromiseBreach",
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
                            "hall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="breaches",
                                to="queues.hall",
                            ),
                        ),
                        (
                            "queue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="breaches",
                                to="queues.queue",
                            ),
                        ),
                        (
                            "ticket",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="breach",
                                to="queues.ticket",
                            ),
                        ),
                        ("label", models.CharField(max_length=12, verbose_name="nomor")),
                        ("day", models.DateField(verbose_name="hari")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("late", "Dilayani lewat janji"),
                                    ("expired", "Tidak dilayani sampai tutup"),
                                    ("abandoned", "Ditinggalkan setelah lewat janji"),
                                    ("reopened", "Pengunjung menyatakan belum dilayani"),
                                ],
                                max_length=9,
                                verbose_name="jenis",
                            ),
                        ),
                        (
                            "late_seconds",
                            models.PositiveIntegerField(default=0, verbose_name="lewat (detik)"),
                        ),
                        ("at", models.DateTimeField(verbose_name="pada")),
                        (
                            "cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("too_few", "Loket kurang"),
                                    ("absent", "Petugas tidak hadir"),
                                    ("long", "Layanan lebih lama dari baku"),
                                    ("crowd", "Kedatangan melonjak"),
                                    ("system", "Gangguan sistem atau listrik"),
                                    ("other", "Lainnya"),
                                ],
                                max_length=8,
                                verbose_name="sebab",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(blank=True, max_length=300, verbose_name="penjelasan"),
                        ),
                        (
                            "explained_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "explained_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="dijelaskan pada"
                            ),
                        ),
                        (
                            "compensation",
                            models.CharField(blank=True, max_length=200, verbose_name="kompensasi"),
                        ),
                        (
                            "given_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="kompensasi diberikan pada"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "janji tidak ditepati",
                        "verbose_name_plural": "janji tidak ditepati",
                        "ordering": ("-at",),
                        "indexes": [models.Index(fields=["hall", "day"], name="breach_of_day")],
                    },
                ),
            ],
        ),
    ]
