"""Work beside the pages: jobs, the sealer of audit events, morning rounds, and signs of life.

The same threads run inside `bening serve` (embedded) and inside `bening worker` (production).
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from bening.aftercare.actions import plan_reviews
from bening.audit.runner import Sealer
from bening.casework.marking import tell_marks
from bening.casework.retention import erase_lapsed
from bening.complaints.clock import tend as tend_complaints
from bening.config.models import Heartbeat
from bening.dashboards import rollup
from bening.evidence.jobs import sweep
from bening.notices.morning import begin_due
from bening.queues.closing import end_days
from bening.queues.ladder import keep_promises
from bening.surveys.clock import follow_calendar
from bening.surveys.results_clock import process_closed
from bening.surveys.runner import keep_days
from bening.wealth_reports.clock import keep_deadlines
from bening.whistleblowing.desk.keeping import keep_house

log = logging.getLogger("bening.background")

JOB_POLL = 0.5  # seconds between looks for a job
BEAT = 15.0  # seconds between signs of life
MORNING_LOOK = 60.0  # seconds between looks whether it is morning somewhere
DEAD_AFTER = timedelta(seconds=90)
ATTEMPTS = 3  # starts of one job before it counts as failed
EXPORT_AGE = 24 * 3600  # seconds a file made on request is kept
TIDY_LOOK = 3600.0  # seconds between looks whether tidying is due
TIDY_EVERY = timedelta(days=1)
JOBS_KEPT = timedelta(days=30)  # ended ones; they may name an address
ROLLUP_EVERY = 2.0  # seconds between looks at what changed for the board
PLAN_EVERY = 3600.0  # seconds between looks which titles are to be monitored
PATIENCE = 10.0  # seconds a thread may take to end
REST = 5.0  # seconds before a thread that failed starts again

Work = Callable[[threading.Event], None]


@contextmanager
def running() -> Iterator[None]:
    """Runs all background work until the block ends."""
    stop = threading.Event()
    name = f"{socket.gethostname()[:30]}-{os.getpid()}-{get_random_string(8)}"
    jobs = _thread("jobs", lambda until: work_on_jobs(until, name), stop)
    threads = [
        jobs,
        _thread("heart", lambda until: show_life(until, name, jobs), stop),
        _thread("mornings", look_for_mornings, stop),
        _thread("rollup", keep_board, stop),
        _thread("survey-days", keep_days, stop),
        _thread("promises", keep_promises, stop),
        _thread("queue-days", end_days, stop),
        _thread("protected-reports", keep_protected, stop),
    ]
    sealer = Sealer()
    sealer.start()
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(PATIENCE)
        sealer.stop(PATIENCE)


def _thread(name: str, work: Work, stop: threading.Event) -> threading.Thread:
    def supervised() -> None:
        while not stop.is_set():
            try:
                work(stop)
            except DatabaseError:
                log.exception("%s: the database does not answer; trying again.", name)
            except Exception:
                log.exception("%s stopped; starting again.", name)
            finally:
                connections.close_all()
            stop.wait(REST)

    return threading.Thread(target=supervised, name=name, daemon=True)


def work_on_jobs(stop: threading.Event, name: str) -> None:
    """Runs jobs one after another until `stop`; a failing job is recorded and stops nothing."""
    while not stop.is_set():
        close_old_connections()
        if DBTaskResult.objects.ready().exists():  # a look takes no lock, a claim does
            run_one_job(name)
        else:
            stop.wait(JOB_POLL)


def run_one_job(name: str) -> None:
    """Claims the next job for the worker `name` and runs it."""
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=name,
        excluded_queue_names=[],
    ).run()


def keep_board(stop: threading.Event) -> None:
    """Keeps the board's stored figures; once an hour watches titles, tends complaints, erases."""
    planned = float("-inf")
    while not stop.is_set():
        close_old_connections()
        rollup.refresh(now=timezone.now())
        if time.monotonic() - planned > PLAN_EVERY:
            plan_reviews(now=timezone.now())
            tend_complaints(now=timezone.now())
            keep_deadlines(now=timezone.now())
            erase_lapsed(now=timezone.now())
            planned = time.monotonic()
        stop.wait(ROLLUP_EVERY)


def show_life(stop: threading.Event, name: str, jobs: threading.Thread) -> None:
    """Shows life every `BEAT` seconds, takes jobs of dead workers back, removes old exports.

    Every `TIDY_LOOK` seconds it asks whether the day's tidying is due.
    """
    tidied = float("-inf")
    try:
        while not stop.is_set() and jobs.is_alive():
            close_old_connections()
            now = timezone.now()
            Heartbeat.objects.update_or_create(name=name, defaults={"seen_at": now})
            take_back_jobs(now=now)
            remove_old_exports(before=time.time() - EXPORT_AGE)
            if time.monotonic() - tidied > TIDY_LOOK:
                tidy_when_due(now=now)
                tidied = time.monotonic()
            stop.wait(BEAT)
    finally:
        Heartbeat.objects.filter(name=name).delete()


def tidy_when_due(*, now: datetime) -> bool:
    """Once a day: asks for the sweep of evidence, and forgets jobs that ended a month ago."""
    sweeps = DBTaskResult.objects.filter(task_path=sweep.module_path)
    if sweeps.filter(enqueued_at__gt=now - TIDY_EVERY, enqueued_at__lte=now).exists():
        return False
    ended = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)
    DBTaskResult.objects.filter(status__in=ended, finished_at__lt=now - JOBS_KEPT).delete()
    sweep.enqueue()
    return True


def look_for_mornings(stop: threading.Event) -> None:
    """Begins the round of reminders where it has become morning; the round itself is jobs.

    In the same look surveys are opened and closed where their day has come, and owners of cases
    are told of the marks of their terms.
    """
    while not stop.is_set():
        close_old_connections()
        begin_due(now=timezone.now())
        follow_calendar(now=timezone.now())
        process_closed(now=timezone.now())
        tell_marks(now=timezone.now())
        stop.wait(MORNING_LOOK)


def keep_protected(stop: threading.Event) -> None:
    """Erases protected reports and identities whose time has passed; an hour between looks."""
    while not stop.is_set():
        close_old_connections()
        keep_house(now=timezone.now())
        stop.wait(TIDY_LOOK)


def take_back_jobs(*, now: datetime) -> int:
    """Returns jobs whose worker died to the queue; after `ATTEMPTS` starts they count as failed.

    The number of jobs changed.
    """
    # A sign of life from far ahead is of before the clock was put back.
    live = Q(seen_at__gte=now - DEAD_AFTER, seen_at__lte=now + DEAD_AFTER)
    Heartbeat.objects.exclude(live).delete()
    alive = set(Heartbeat.objects.values_list("name", flat=True))
    changed = 0
    under_way = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    for job in under_way.only("id", "worker_ids"):
        if job.worker_ids and job.worker_ids[-1] in alive:
            continue
        end: dict[str, Any] = {"status": TaskResultStatus.READY, "started_at": None}
        if len(job.worker_ids) >= ATTEMPTS:
            end = {
                "status": TaskResultStatus.FAILED,
                "finished_at": now,
                "exception_class_path": "bening.config.background.WorkerDied",
                "traceback": "",
            }
        changed += under_way.filter(pk=job.pk).update(**end)
    if changed:
        log.warning("%d jobs of workers that ended were taken back.", changed)
    return changed


class WorkerDied(Exception):
    """Recorded for a job whose worker ended each time it was tried."""


def remove_old_exports(*, before: float) -> None:
    """Removes files made on request that are older than `before` (seconds since the epoch)."""
    folder = settings.BENING_DATA / "exports"
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.is_file() and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
