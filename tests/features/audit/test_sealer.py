"""The sealer among writers: batches, late commits, a killed sealer, many writers, two sealers."""

import multiprocessing
import os
import signal
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bening.adapters import sealing_sql
from bening.audit import queries, recording, runner, sealing
from bening.audit.models import Event, Seal
from bening.domain.keys import uuid7
from tests.features.audit.trail import AT, DINAS, RSUD, act, findings, seal_three_batches


def chain(agency: uuid.UUID = DINAS) -> list[tuple[int, int, int]]:
    seals = Seal.objects.filter(stream=str(agency)).order_by("number")
    return [(seal.number, seal.first, seal.last) for seal in seals]


@pytest.mark.django_db
def test_a_round_seals_each_stream_once() -> None:
    seal_three_batches()

    assert chain(DINAS) == [(1, 1, 4), (2, 5, 8), (3, 9, 12)]
    assert chain(RSUD) == [(1, 1, 1)]
    assert not Event.objects.filter(position=None).exists()
    assert findings() == []


@pytest.mark.django_db
def test_positions_follow_the_order_of_keys_within_a_round() -> None:
    keys = [act(code=str(number)).pk for number in range(5)]
    sealing.seal_round(now=AT)

    stored = Event.objects.order_by("position").values_list("pk", flat=True)

    assert list(stored) == sorted(keys)


@pytest.mark.django_db
def test_a_large_backlog_goes_in_several_rounds() -> None:
    for _ in range(7):
        act()

    assert [sealing.seal_round(now=AT, limit=3) for _ in range(4)] == [3, 3, 1, 0]
    assert chain() == [(1, 1, 3), (2, 4, 6), (3, 7, 7)]


@pytest.mark.django_db
def test_nothing_waiting_costs_one_read() -> None:
    with CaptureQueriesContext(connection) as seen:
        assert sealing.seal_round(now=AT) == 0

    assert len(seen) == 1


@pytest.mark.django_db
def test_a_round_costs_the_same_for_many_events_of_a_stream() -> None:
    def cost(events: int) -> int:
        for _ in range(events):
            act()
        with CaptureQueriesContext(connection) as seen:
            sealing.seal_round(now=AT)
        return len([one for one in seen if "UPDATE" in one["sql"] or "INSERT" in one["sql"]])

    few, many = cost(1), cost(20)

    assert few == many == 2


@pytest.mark.django_db
def test_an_older_event_that_commits_late_is_no_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    act()
    sealing.seal_round(now=AT)
    monkeypatch.setattr(recording, "new_key", lambda: uuid7(1, bytes(10)))
    late = act(code="late")
    sealing.seal_round(now=AT)

    assert Event.objects.get(pk=late.pk).position == 2
    assert findings() == []


@pytest.mark.skipif(
    "sqlite" in connection.settings_dict["ENGINE"],
    reason="SQLite has one writer: no commit can overtake another",
)
@pytest.mark.django_db(transaction=True)
def test_a_commit_that_is_overtaken_is_no_gap() -> None:
    recorded, sealed = threading.Event(), threading.Event()

    def be_slow() -> None:
        with closing(connection), transaction.atomic():
            act(code="slow")
            recorded.set()
            sealed.wait(10)

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(be_slow)
        assert recorded.wait(10)
        act(code="quick")
        first = sealing.seal_round(now=AT)
        sealed.set()
        slow.result(10)

    assert (first, sealing.seal_round(now=AT)) == (1, 1)
    assert list(Event.objects.order_by("position").values_list("subject_id", flat=True)) == [
        "quick", "slow",
    ]  # fmt: skip
    assert findings() == []


def _die_while_sealing() -> None:
    sealing.seal_round(now=AT, before_commit=lambda: os.kill(os.getpid(), signal.SIGKILL))


@pytest.mark.django_db(transaction=True)
def test_a_killed_sealer_leaves_nothing_half_done() -> None:
    seal_three_batches()
    act()
    connection.close()
    child = multiprocessing.get_context("fork").Process(target=_die_while_sealing)
    child.start()
    child.join(30)

    assert child.exitcode == -signal.SIGKILL
    assert len(chain()) == 3
    assert Event.objects.filter(position=None).count() == 1
    assert findings() == []
    assert sealing.seal_round(now=AT) == 1
    assert chain()[-1] == (4, 13, 13)
    assert findings() == []


@pytest.mark.django_db(transaction=True)
def test_eight_writers_and_two_sealers() -> None:
    done = threading.Event()
    agencies = [DINAS, RSUD, None]

    def write(number: int) -> None:
        with closing(connection):
            for turn in range(25):
                act(agencies[number % 3], code=f"{number}.{turn}")

    def keep_sealing() -> None:
        with closing(connection):
            while not done.is_set():
                sealing.seal_round(now=AT)

    with ThreadPoolExecutor(10) as pool:
        sealers = [pool.submit(keep_sealing) for _ in range(2)]
        writers = [pool.submit(write, number) for number in range(8)]
        wait(writers, 60)
        done.set()
    faults = [job.exception() for job in writers + sealers]
    sealing.seal_all(now=AT)

    assert faults == [None] * 10
    assert findings(guards=True) == []
    assert Event.objects.filter(position__isnull=False).count() == 200
    assert sum(chain(agency)[-1][2] for agency in (DINAS, RSUD)) == 150


@pytest.mark.django_db(transaction=True)
def test_the_thread_seals_by_itself_and_once_more_when_it_stops() -> None:
    act()
    sealer = runner.Sealer(every=0.02, look_every=60)
    sealer.start()
    try:
        patience = time.monotonic() + 10
        while Event.objects.filter(position=None).exists() and time.monotonic() < patience:
            time.sleep(0.02)
        sealed = Event.objects.filter(position__isnull=False).count()
        running = sealer.is_running
    finally:
        act()
        sealer.stop()

    assert (sealed, running) == (1, True)
    assert not sealer.is_running
    assert not Event.objects.filter(position=None).exists()


@pytest.mark.django_db(transaction=True)
def test_a_fault_does_not_end_the_thread(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    calls: list[int] = []
    real = sealing.seal_all

    def fail_once(**times: object) -> int:
        calls.append(1)
        if len(calls) == 1:
            raise OSError("disk full")
        return real(now=AT)

    monkeypatch.setattr(runner, "REST_AFTER_FAULT", 0.01)
    monkeypatch.setattr(sealing, "seal_all", fail_once)
    act()
    sealer = runner.Sealer(every=0.01, look_every=60)
    sealer.start()
    patience = time.monotonic() + 10
    while len(calls) < 3 and time.monotonic() < patience:
        time.sleep(0.01)
    sealer.stop()

    assert "could not be looked after" in caplog.text
    assert not Event.objects.filter(position=None).exists()


@pytest.mark.django_db
def test_events_that_wait_too_long_are_an_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    assert queries.unsealed_age(now) is None
    made = int((now - timedelta(seconds=61)).timestamp() * 1000)
    monkeypatch.setattr(recording, "new_key", lambda: uuid7(made, bytes(10)))
    act()

    age = queries.unsealed_age(now)

    assert age is not None
    assert timedelta(seconds=61) <= age < timedelta(seconds=62)
    assert queries.sealer_stands_still(now)
    assert not queries.sealer_stands_still(now - timedelta(seconds=5))
    assert queries.unsealed_count() == 1
    sealing.seal_all(now=now)
    assert not queries.sealer_stands_still(now)


@pytest.mark.skipif(
    "sqlite" in connection.settings_dict["ENGINE"],
    reason="on SQLite the write lock itself lets one sealer in",
)
@pytest.mark.django_db(transaction=True)
def test_only_one_process_seals_and_a_checkpoint_does_not_hinder_it() -> None:
    leading, done = threading.Event(), threading.Event()

    def lead_for_a_while(lock: int) -> None:
        with closing(connection), transaction.atomic():
            assert sealing_sql.lead(lock)
            leading.set()
            done.wait(10)

    def sealed_beside(lock: int) -> int:
        leading.clear()
        done.clear()
        act()
        with ThreadPoolExecutor(1) as pool:
            other = pool.submit(lead_for_a_while, lock)
            assert leading.wait(10)
            sealed = sealing.seal_round(now=AT)
            done.set()
            other.result(10)
        return sealed

    assert sealed_beside(sealing_sql.SEALER_LOCK) == 0
    assert sealed_beside(sealing_sql.CHECKPOINT_LOCK) == 2
