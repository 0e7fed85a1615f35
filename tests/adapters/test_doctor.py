"""The doctor finds what is wrong and names what mends it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError, transaction
from django.utils import timezone

from bening.audit import record
from bening.config import doctor
from bening.config.doctor import Finding, Level
from bening.config.models import Heartbeat
from tests.servers import bening, environment_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    settings.BENING_DATA = tmp_path
    settings.STORAGE_FOLDER = tmp_path / "files"
    return tmp_path


def fault_named(finding: Finding, mend: str) -> None:
    assert finding.level is Level.FAULT
    assert finding.sentence
    assert mend in finding.mend


def test_debug_is_a_fault(settings: Any) -> None:
    settings.DEBUG = True

    fault_named(doctor.check_settings(), "BENING_DEBUG")


def test_plain_http_beyond_this_machine_is_worth_a_note(settings: Any) -> None:
    settings.BENING_PUBLIC_URL, settings.IS_HTTPS = "http://10.0.0.5:8000", False

    assert doctor.check_settings().level is Level.NOTE


def test_a_secret_others_may_read_is_a_fault(data: Path) -> None:
    (data / "secret-key").write_text("x")
    (data / "secret-key").chmod(0o644)
    fault_named(doctor.check_secret(), "chmod 600")

    (data / "secret-key").chmod(0o600)
    assert doctor.check_secret().level is Level.FINE


def test_a_clock_before_the_program_is_a_fault(now: datetime) -> None:
    fault_named(doctor.check_clock(datetime(2010, 1, 1, tzinfo=UTC)), "timedatectl")
    assert doctor.check_clock(now).level is Level.FINE


@pytest.mark.parametrize(
    ("free", "level"), [(100 << 20, Level.FAULT), (2 << 30, Level.NOTE), (9 << 30, Level.FINE)]
)
def test_free_disk(monkeypatch: pytest.MonkeyPatch, free: int, level: Level) -> None:
    monkeypatch.setattr(doctor, "disk_usage", lambda _: SimpleNamespace(free=free))

    assert doctor.check_disk().level is level


def test_a_store_that_can_not_be_written_is_a_fault(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings.STORAGE_FOLDER = tmp_path / "file" / "below"

    fault_named(doctor.check_storage(), "chown")


def test_a_silent_database_is_a_fault_and_the_rest_is_still_looked_at(
    monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    def silent() -> list[str]:
        raise OperationalError("connection refused")

    monkeypatch.setattr(doctor, "pending_migrations", silent)
    findings = doctor.examine(now)

    fault_named(next(f for f in findings if f.about == "Basis data"), "DATABASE_URL")
    assert not [f for f in findings if f.about == "Pekerja latar"]
    assert [f for f in findings if f.about == "Redis"]


def test_missing_migrations_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "pending_migrations", lambda: ["x.0001"])

    fault_named(doctor.check_database(), "bening upgrade")


def test_nobody_at_work_is_a_fault(now: datetime) -> None:
    Heartbeat.objects.create(name="dari depan", seen_at=now + timedelta(days=10))
    Heartbeat.objects.create(name="lama", seen_at=now - timedelta(minutes=10))
    fault_named(doctor.check_worker(now), "")
    assert doctor.check_worker(now).mend in {"./run", "bening worker"}

    Heartbeat.objects.create(name="baru", seen_at=now)
    assert doctor.check_worker(now).level is Level.FINE


def leave_event(at: datetime) -> None:
    with transaction.atomic():
        record(
            act="checkpoint_key.rotated", by=None, agency=None, subject=("x", "y"), at=at, data={}
        )


def test_an_event_from_the_future_is_a_fault(now: datetime) -> None:
    leave_event(now + timedelta(hours=1))

    fault_named(doctor.check_database_clock(now), "timedatectl")


def test_events_nobody_seals_are_a_fault(now: datetime) -> None:
    leave_event(now)

    assert doctor.check_seals(now).level is Level.FINE
    fault_named(doctor.check_seals(now + timedelta(minutes=5)), "./run")


def test_a_clock_of_the_database_that_differs_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    monkeypatch.setattr(doctor, "database_now", lambda: now - timedelta(seconds=40))

    fault_named(doctor.check_database_clock(now), "timedatectl")


def test_old_static_files_are_a_fault(settings: Any, tmp_path: Path) -> None:
    settings.DEBUG = False
    settings.STATIC_ROOT = tmp_path / "static"

    fault_named(doctor.check_static(), "bening upgrade")


def test_a_redis_that_is_gone_is_a_fault(settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": settings.REDIS_URL,
        }
    }

    fault_named(doctor.check_cache(), "REDIS_URL")


def test_the_command_tells_all_and_fails_on_a_fault(tmp_path: Path) -> None:
    environment = environment_for(tmp_path / "new", 8000)
    before = bening("doctor", environment=environment, check=False)
    assert before.returncode == 1
    assert "→ bening upgrade" in before.stdout

    bening("upgrade", environment=environment)
    after = bening("doctor", "--json", environment=environment, check=False)
    faults = [f["about"] for f in json.loads(after.stdout) if f["level"] == "masalah"]
    assert faults == ["Pekerja latar"], "nothing runs, all else is well"
    assert after.returncode == 1
