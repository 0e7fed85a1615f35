"""Jobs: run once, failures recorded, nothing lost with a worker that dies."""

import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from bening.config import background
from bening.config.background import ATTEMPTS, remove_old_exports, running, take_back_jobs
from bening.config.models import Heartbeat

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
DATABASE_JOBS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
pytestmark = pytest.mark.django_db

done: list[str] = []


@task()
def remember(word: str) -> None:
    if word == "rusak":
        raise ValueError("rusak")
    done.append(word)


@pytest.fixture(autouse=True)
def database_jobs() -> Any:
    done.clear()
    with override_settings(TASKS=DATABASE_JOBS):
        yield


@pytest.mark.django_db(transaction=True)
def test_jobs_are_done_while_the_server_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "JOB_POLL", 0.02)
    for word in ("satu", "rusak", "dua"):
        remember.enqueue(word)

    with running():
        until = time.monotonic() + 20
        while time.monotonic() < until and not (len(done) == 2 and Heartbeat.objects.exists()):
            time.sleep(0.02)
        assert Heartbeat.objects.count() == 1

    assert sorted(done) == ["dua", "satu"]
    mine = DBTaskResult.objects.filter(task_path=remember.module_path)
    states = sorted(mine.values_list("status", flat=True))
    assert states == [
        TaskResultStatus.FAILED,
        TaskResultStatus.SUCCESSFUL,
        TaskResultStatus.SUCCESSFUL,
    ]
    assert Heartbeat.objects.count() == 0, "who ends in good order says so"


def under_way(*workers: str) -> Any:
    remember.enqueue("satu")
    job = DBTaskResult.objects.get()
    for worker in workers:
        job.claim(worker)
    return job


def test_a_job_of_a_dead_worker_starts_again() -> None:
    Heartbeat.objects.create(name="mati", seen_at=NOW - timedelta(minutes=5))
    job = under_way("mati")

    assert take_back_jobs(now=NOW) == 1

    job.refresh_from_db()
    assert job.status == TaskResultStatus.READY
    assert not Heartbeat.objects.exists()


def test_a_job_of_a_living_worker_is_left_alone() -> None:
    Heartbeat.objects.create(name="hidup", seen_at=NOW - timedelta(seconds=20))
    job = under_way("mati", "hidup")

    assert take_back_jobs(now=NOW) == 0

    job.refresh_from_db()
    assert job.status == TaskResultStatus.RUNNING


def test_a_job_that_kills_its_workers_is_given_up() -> None:
    job = under_way(*[f"mati-{number}" for number in range(ATTEMPTS)])

    take_back_jobs(now=NOW)

    job.refresh_from_db()
    assert job.status == TaskResultStatus.FAILED
    assert job.finished_at == NOW
    assert job.task_result.errors[0].exception_class is background.WorkerDied


def test_a_thread_that_fails_starts_again(monkeypatch: pytest.MonkeyPatch) -> None:
    stop, calls = threading.Event(), []

    def work(_stop: threading.Event) -> None:
        calls.append(1)
        if len(calls) < 3:
            raise RuntimeError("sekali ini gagal")
        stop.set()

    monkeypatch.setattr(background, "REST", 0.01)
    thread = background._thread("uji", work, stop)
    thread.start()
    thread.join(10)

    assert len(calls) == 3


def test_old_exports_are_removed(settings: Any, tmp_path: Path) -> None:
    settings.BENING_DATA = tmp_path
    remove_old_exports(before=time.time())
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "lama.zip").touch()
    (exports / "folder").mkdir()

    remove_old_exports(before=time.time() - 1000)
    assert (exports / "lama.zip").exists()
    remove_old_exports(before=time.time() + 10)
    assert [path.name for path in exports.iterdir()] == ["folder"]


def sweeps() -> int:
    return DBTaskResult.objects.filter(task_path="bening.evidence.jobs.sweep").count()


def test_tidying_is_asked_for_once_a_day() -> None:
    now = datetime.now(UTC)

    assert background.tidy_when_due(now=now)
    assert not background.tidy_when_due(now=now + timedelta(hours=23))
    assert background.tidy_when_due(now=now + timedelta(hours=25))
    assert sweeps() == 2


def test_a_sweep_from_the_future_does_not_stop_tidying() -> None:
    """As a clock that was put back leaves it."""
    background.tidy_when_due(now=datetime.now(UTC))

    assert background.tidy_when_due(now=datetime.now(UTC) - timedelta(days=400))


def test_jobs_that_ended_long_ago_are_forgotten() -> None:
    now = datetime.now(UTC)
    old, recent, waiting = (remember.enqueue(word) for word in ("lama", "baru", "antre"))
    for job, days in ((old, 31), (recent, 29)):
        DBTaskResult.objects.filter(id=job.id).update(
            status=TaskResultStatus.SUCCESSFUL, finished_at=now - timedelta(days=days)
        )

    background.tidy_when_due(now=now)

    left = {str(key) for key in DBTaskResult.objects.values_list("id", flat=True)}
    assert {str(recent.id), str(waiting.id)} <= left
    assert str(old.id) not in left


@pytest.mark.django_db(transaction=True)
def test_the_server_tidies_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "JOB_POLL", 0.02)

    with running():
        until = time.monotonic() + 20
        while time.monotonic() < until and not DBTaskResult.objects.successful().exists():
            time.sleep(0.02)

    assert sweeps() == 1


def test_signs_of_life_from_before_the_clock_was_put_back_count_for_nothing() -> None:
    now = datetime.now(UTC)
    Heartbeat.objects.create(name="lama", seen_at=now + timedelta(days=30))
    job = under_way("lama")

    assert take_back_jobs(now=now) == 1

    job.refresh_from_db()
    assert job.status == TaskResultStatus.READY
    assert not Heartbeat.objects.exists()
