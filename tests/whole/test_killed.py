"""kill -9 of the server during saves: everything that was acknowledged is there afterwards."""

import shutil
import sqlite3
import threading
import time
from http.client import HTTPException
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from bench.http import Client
from tests.servers import Running, bening, environment_for, serve

WRITERS = 6
PIC = "pic.dukcapil@tirtamaya.example"


@pytest.fixture(scope="module")
def data(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo, for these tests alone."""
    folder = tmp_path_factory.mktemp("killed") / "data"
    shutil.copytree(demo_data, folder)
    return folder


def rows(data: Path, sql: str) -> list[Any]:
    with sqlite3.connect(data / "bening.sqlite3") as database:
        return database.execute(sql).fetchall()


def signed_in(running: Running) -> Client:
    password = (running.data / "demo-sign-ins.txt").read_text().split()[-1]
    client = Client(running.port)
    client.get("/masuk/")
    client.post("/masuk/", {"login": PIC, "password": password})
    return client


def open_sheet(data: Path) -> str:
    """The sheet the PIC works on: it has answers, and no snapshot."""
    found = rows(
        data,
        "SELECT s.id FROM evaluations_evaluationsheet s "
        "JOIN evaluations_answer a ON a.sheet_id = s.id "
        "JOIN accounts_roleassignment r ON r.unit_id = s.unit_id "
        "JOIN accounts_person p ON p.id = r.person_id "
        f"WHERE p.email = '{PIC}' AND s.id NOT IN (SELECT sheet_id FROM evaluations_snapshot) "
        "GROUP BY s.id ORDER BY count(*) DESC",
    )
    return str(found[0][0])


class Writer(threading.Thread):
    """Signs in and saves notes one after another until the server is gone."""

    def __init__(self, running: Running, sheet: str, answers: list[Any]) -> None:
        super().__init__()
        self.running, self.sheet, self.answers = running, sheet, answers
        self.client = signed_in(running)
        self.acknowledged: dict[str, str] = {}
        self.fault = ""

    def run(self) -> None:
        for code, version in self.answers:
            note = f"catatan {code} sebelum listrik padam"
            form = {"value": "", "note": note, "seen": str(version)}
            try:
                self.client.post(f"/lembar-kerja/{self.sheet}/butir/{code}/jawaban/", form)
            except (OSError, HTTPException):
                return  # the server is gone: this one was not acknowledged
            except RuntimeError as error:
                self.fault = str(error)
                return
            self.acknowledged[code] = note


def test_acknowledged_answers_survive_kill_9(data: Path) -> None:
    key = open_sheet(data)
    of_sheet = f"FROM evaluations_answer WHERE sheet_id = '{key}'"
    answers = rows(data, f"SELECT official_code, version {of_sheet} AND inputs = '{{}}'")
    with serve(data, BENING_DEMO="ya") as running:
        writers = [Writer(running, str(UUID(key)), answers[n::WRITERS]) for n in range(WRITERS)]
        for writer in writers:
            writer.start()
        until = time.monotonic() + 60
        while sum(len(w.acknowledged) for w in writers) < 25 and time.monotonic() < until:
            time.sleep(0.01)
        running.process.kill()
        running.process.wait()
        for writer in writers:
            writer.join()

    acknowledged = {code: note for w in writers for code, note in w.acknowledged.items()}
    assert [writer.fault for writer in writers if writer.fault] == []
    assert 25 <= len(acknowledged) < len(answers), "killed in the middle of the work"
    kept: dict[str, str] = dict(rows(data, f"SELECT official_code, note {of_sheet}"))
    assert {code: kept[code] for code in acknowledged} == acknowledged
    bodies = "\n".join(body for (body,) in rows(data, "SELECT body FROM audit_event"))
    assert [note for note in acknowledged.values() if note not in bodies] == []
    saved = {note for note in kept.values() if "listrik padam" in note}
    assert {note for note in saved if note not in bodies} == set(), "an answer without its event"


def test_the_next_start_seals_what_waited_and_the_chain_holds(data: Path) -> None:
    with serve(data, BENING_DEMO="ya"):
        until = time.monotonic() + 30
        while rows(data, "SELECT 1 FROM audit_event WHERE position IS NULL LIMIT 1"):
            assert time.monotonic() < until, "events stay unsealed"
            time.sleep(0.1)

    assert rows(data, "PRAGMA integrity_check") == [("ok",)]
    bening("verify", environment=environment_for(data, 1))
