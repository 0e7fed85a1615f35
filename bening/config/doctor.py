"""What `bening doctor` looks at. Each finding is a sentence and, where needed, what mends it."""

import os
import stat
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from shutil import disk_usage
from smtplib import SMTPException

from django.conf import settings
from django.core.cache import cache
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.models import Q
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from bening.adapters.clock import database_now
from bening.audit import delivery
from bening.audit import queries as audit
from bening.audit.models import Event
from bening.config.background import DEAD_AFTER
from bening.config.models import Heartbeat
from bening.config.readiness import pending_migrations, static_is_current

GIB = 1 << 30
LEAST_FREE, SMALL_FREE = GIB, 5 * GIB
CLOCK_APART = timedelta(seconds=5)
NOT_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)  # no clock that is right says less
MAIL_PATIENCE = 5  # seconds
UNSEALED_AT_MOST = timedelta(minutes=1)


class Level(StrEnum):
    """How a finding weighs; only `FAULT` makes the command fail."""

    FINE = "baik"
    NOTE = "perhatian"
    FAULT = "masalah"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, and the command that mends it."""

    about: str
    level: Level
    sentence: str
    mend: str = ""


def examine(now: datetime) -> list[Finding]:
    """Looks at everything; what needs the database is left out when it does not answer."""
    findings = [check_settings(), check_secret(), check_clock(now), check_disk(), check_storage()]
    database = check_database()
    findings.append(database)
    if database.level is not Level.FAULT:
        rest: list[Callable[[datetime], Finding]] = [
            check_database_clock,
            check_worker,
            check_jobs,
            check_seals,
            check_waiting_mail,
        ]
        findings += [check(now) for check in rest]
    findings += [check_static(), check_cache(), check_mail()]
    return findings


def check_settings() -> Finding:
    """Settings that can't be used stop every command before this; here is what is unwise."""
    about = "Pengaturan"
    if settings.DEBUG:
        return Finding(
            about, Level.FAULT, "BENING_DEBUG menyala.", "Hapus BENING_DEBUG, mulai ulang."
        )
    if not settings.IS_HTTPS and "localhost" not in settings.BENING_PUBLIC_URL:
        return Finding(
            about,
            Level.NOTE,
            f"{settings.BENING_PUBLIC_URL} tanpa HTTPS: passkey dan halaman luring tidak tersedia.",
            "Pakai --cert dan --key, atau proxy di deploy/, lalu atur BENING_PUBLIC_URL.",
        )
    if settings.IS_HTTPS and not settings.TLS_CERT and not settings.TRUSTED_PROXIES:
        return Finding(
            about,
            Level.NOTE,
            "HTTPS ditutup oleh proxy, tetapi tidak ada proxy yang dipercaya: "
            "alamat pengunjung dan HSTS tidak dikenali.",
            "Atur BENING_TRUSTED_PROXIES, misalnya 127.0.0.1.",
        )
    return Finding(about, Level.FINE, f"Alamat publik {settings.BENING_PUBLIC_URL}.")


def check_secret() -> Finding:
    """The kept secrets are readable by their owner alone."""
    about = "Kunci rahasia"
    data = settings.BENING_DATA
    secrets = [data / "secret-key", *(data / "keys").glob("*"), *(data / "survey-keys").glob("*")]
    open_ones = [path for path in secrets if path.exists() and _others_may_read(path.stat())]
    if open_ones:
        names = " ".join(str(path) for path in open_ones)
        return Finding(
            about, Level.FAULT, f"Dapat dibaca pengguna lain: {names}.", f"chmod 600 {names}"
        )
    return Finding(about, Level.FINE, "Hanya dapat dibaca pemiliknya.")


def _others_may_read(status: os.stat_result) -> bool:
    return bool(status.st_mode & (stat.S_IRWXG | stat.S_IRWXO)) and stat.S_ISREG(status.st_mode)


def check_clock(now: datetime) -> Finding:
    """Deadlines and the order of the audit trail rest on the clock."""
    about = "Jam"
    if now < NOT_BEFORE:
        return Finding(
            about,
            Level.FAULT,
            f"Jam mesin menunjuk {now:%Y-%m-%d}, jelas salah.",
            "timedatectl set-ntp true",
        )
    return Finding(about, Level.FINE, f"{timezone.localtime(now):%Y-%m-%d %H:%M %Z}.")


def check_disk() -> Finding:
    """Free space for the database and for evidence."""
    about = "Ruang disk"
    places = [settings.BENING_DATA, settings.STORAGE_FOLDER]
    least = min(disk_usage(_existing(place)).free for place in places)
    sentence = f"Sisa {least / GIB:.1f} GiB."
    mend = "Kosongkan ruang, atau pindahkan STORAGE_URL ke disk lain."
    if least < LEAST_FREE:
        return Finding(about, Level.FAULT, sentence, mend)
    if least < SMALL_FREE:
        return Finding(about, Level.NOTE, sentence, mend)
    return Finding(about, Level.FINE, sentence)


def _existing(path: Path) -> Path:
    """`path`, or its nearest parent that exists."""
    return next(place for place in (path, *path.parents) if place.exists())


def check_storage() -> Finding:
    """A file can be written, synced and read in the evidence store."""
    about = "Penyimpanan bukti"
    folder = settings.STORAGE_FOLDER
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"bening")
            file.flush()
            os.fsync(file.fileno())
            file.seek(0)
            whole = file.read() == b"bening"
    except OSError as error:
        return Finding(
            about,
            Level.FAULT,
            f"{folder} tidak dapat ditulisi ({error.strerror}).",
            f"chown -R $(id -un) {folder}",
        )
    if not whole:
        return Finding(about, Level.FAULT, f"{folder} mengembalikan isi lain.", "Periksa disk.")
    return Finding(about, Level.FINE, f"{folder} dapat ditulisi.")


def check_database() -> Finding:
    """The database answers and has every migration of this version."""
    about = "Basis data"
    try:
        pending = pending_migrations()
    except DatabaseError as error:
        return Finding(
            about, Level.FAULT, f"Tidak menjawab ({error}).", "Periksa DATABASE_URL dan servernya."
        )
    if pending:
        return Finding(
            about, Level.FAULT, f"{len(pending)} perubahan belum diterapkan.", "bening upgrade"
        )
    return Finding(about, Level.FINE, f"{connection.display_name}, versi skema terbaru.")


def check_database_clock(now: datetime) -> Finding:
    """The database's clock agrees, and no event comes from the future."""
    about = "Jam basis data"
    latest = Event.objects.order_by("-at").values_list("at", flat=True).first()
    if latest is not None and latest > now + CLOCK_APART:
        return Finding(
            about,
            Level.FAULT,
            f"Jejak audit terakhir bertanggal {latest:%Y-%m-%d %H:%M} UTC, di depan jam mesin.",
            "timedatectl set-ntp true",
        )
    apart = abs(database_now() - timezone.now())
    if apart > CLOCK_APART:
        return Finding(
            about,
            Level.FAULT,
            f"Berselisih {apart.total_seconds():.0f} detik dengan mesin ini.",
            "timedatectl set-ntp true, di kedua mesin",
        )
    return Finding(about, Level.FINE, "Sama dengan jam mesin.")


def check_worker(now: datetime) -> Finding:
    """Somebody works on jobs."""
    about = "Pekerja latar"
    if Heartbeat.objects.filter(
        seen_at__gt=now - DEAD_AFTER, seen_at__lt=now + DEAD_AFTER
    ).exists():
        return Finding(about, Level.FINE, "Hidup.")
    embedded = connection.vendor == "sqlite" or settings.EMBEDDED_WORKER
    return Finding(
        about, Level.FAULT, "Tidak ada yang hidup.", "./run" if embedded else "bening worker"
    )


def check_jobs(now: datetime) -> Finding:
    """Jobs neither wait long nor fail."""
    about = "Tugas latar"
    day = now - timedelta(days=1)
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, finished_at__gt=day)
    patience = now - timedelta(minutes=15)
    late = DBTaskResult.objects.ready().filter(
        Q(run_after=get_date_max()) | Q(run_after__lt=patience), enqueued_at__lt=patience
    )
    if late.exists():
        return Finding(
            about, Level.FAULT, f"{late.count()} menunggu lebih dari 15 menit.", "bening worker"
        )
    if failed.exists():
        return Finding(
            about, Level.NOTE, f"{failed.count()} gagal dalam 24 jam.", "Periksa log bening."
        )
    return Finding(about, Level.FINE, "Tidak ada yang tertunda.")


def check_seals(now: datetime) -> Finding:
    """Audit events are sealed soon after they are written."""
    about = "Segel audit"
    age = audit.unsealed_age(now)
    if age is not None and age > UNSEALED_AT_MOST:
        return Finding(
            about,
            Level.FAULT,
            f"Ada jejak yang belum disegel selama {age.total_seconds():.0f} detik.",
            "Mulai ulang ./run, atau bening worker di PostgreSQL",
        )
    return Finding(about, Level.FINE, "Semua jejak tersegel.")


def check_static() -> Finding:
    """The collected static files are those of this version."""
    about = "Berkas statis"
    if settings.DEBUG or static_is_current():
        return Finding(about, Level.FINE, "Terbaru.")
    return Finding(about, Level.FAULT, "Bukan dari versi ini.", "bening upgrade")


def check_cache() -> Finding:
    """Redis answers, where it is set."""
    about = "Redis"
    if not settings.REDIS_URL:
        return Finding(about, Level.FINE, "Tidak dipakai.")
    try:
        cache.set("doctor", "1", 5)
        answered = cache.get("doctor") == "1"
    except Exception as error:  # any fault of the client is the finding
        return Finding(
            about, Level.FAULT, f"Tidak menjawab ({type(error).__name__}).", "Periksa REDIS_URL."
        )
    if not answered:
        return Finding(about, Level.FAULT, "Tidak menyimpan.", "Periksa REDIS_URL.")
    return Finding(about, Level.FINE, "Menjawab.")


def check_waiting_mail(now: datetime) -> Finding:
    """Mails that the mail server did not take, each to be tried again."""
    about = "Surel yang menunggu"
    links = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY,
        task_path__startswith="bening.accounts.jobs.",
        run_after__gt=now,
        run_after__lt=get_date_max(),
    ).count()
    checkpoints = delivery.refused_so_far(now)
    if links or checkpoints:
        return Finding(
            about,
            Level.NOTE,
            f"{links} tautan dan {checkpoints} titik periksa belum terkirim; dicoba lagi nanti.",
            "Periksa server surel dan BENING_MAIL_HOST.",
        )
    return Finding(about, Level.FINE, "Tidak ada.")


def check_mail() -> Finding:
    """Whether links can be sent: the mail server takes a connection and the sign-in."""
    about = "Surel"
    if settings.MAIL_IS_SET:
        try:
            with get_connection(timeout=MAIL_PATIENCE):
                pass
        except (SMTPException, OSError) as error:
            return Finding(
                about,
                Level.FAULT,
                f"{settings.EMAIL_HOST} tidak menjawab ({type(error).__name__}).",
                "Periksa BENING_MAIL_HOST, BENING_MAIL_PORT, dan sandinya.",
            )
        return Finding(about, Level.FINE, f"Lewat {settings.EMAIL_HOST}.")
    return Finding(
        about,
        Level.NOTE,
        "Belum diatur: tautan undangan dan sandi ditampilkan kepada admin.",
        "Atur BENING_MAIL_HOST.",
    )
