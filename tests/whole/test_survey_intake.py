"""Survey answers to real servers: what was thanked for is there, whatever happens to the server."""

import json
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psycopg

from bench.surveys_intake import PREPARE, SLUG
from tests.servers import ROOT, Running, environment_for, make_ready, serve

FIELDS = "&".join(f"i-U{number}=4" for number in range(1, 10))
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
PATH = f"/survei/{SLUG}/kirim/"


def tokens(data: Path, count: int, **environment: str) -> list[str]:
    """An installation with an open survey, and what was sent."""
    env = environment_for(data, 1, DJANGO_SETTINGS_MODULE="bening.config.settings", **environment)
    make_ready(data, env)
    place = data / "tokens.txt"
    command = [sys.executable, "-c", PREPARE, SLUG, str(count), str(place)]
    subprocess.run(command, cwd=ROOT, env=env, check=True)
    return place.read_text().split()


class Respondent(threading.Thread):
    """Sends one answer after another over one connection; keeps what it was thanked for."""

    def __init__(self, running: Running, mine: Sequence[str]) -> None:
        super().__init__()
        self.running, self.mine = running, mine
        self.thanked: dict[str, str] = {}
        self.statuses: set[int] = set()

    def run(self) -> None:
        with closing(HTTPConnection("127.0.0.1", self.running.port, timeout=60)) as line:
            for token in self.mine:
                try:
                    line.request("POST", PATH, f"token={token}&{FIELDS}", self.headers)
                    answer = line.getresponse()
                    body = answer.read()
                except (OSError, HTTPException):
                    return
                self.statuses.add(answer.status)
                if answer.status == 201:
                    self.thanked[token] = json.loads(body)["receipt"]

    @property
    def headers(self) -> dict[str, str]:
        return {"Host": f"localhost:{self.running.port}", **FORM}


def test_thanked_answers_survive_kill_9(tmp_path: Path) -> None:
    sent = tokens(tmp_path, 4000)
    with serve(tmp_path) as running:
        people = [Respondent(running, sent[number::8]) for number in range(8)]
        for one in people:
            one.start()
        until = time.monotonic() + 60
        while sum(len(one.thanked) for one in people) < 150 and time.monotonic() < until:
            time.sleep(0.005)
        running.process.kill()
        running.process.wait()
        for one in people:
            one.join()
    thanked = sum(len(one.thanked) for one in people)
    assert 150 <= thanked < len(sent), "killed in the middle of the work"

    with closing(sqlite3.connect(tmp_path / "bening.sqlite3")) as database:
        (rows,) = database.execute("SELECT count(*) FROM surveys_intakerow").fetchone()
        (spent,) = database.execute("SELECT count(*) FROM surveys_spenttoken").fetchone()
        (left,) = database.execute("SELECT count(*) FROM surveys_surveytoken").fetchone()
    assert thanked <= rows == spent == len(sent) - left

    with serve(tmp_path) as running:  # those who got no thanks send again: each counts once
        again = [Respondent(running, list(one.thanked)[:5]) for one in people]
        for one in again:
            one.start()
        for one in again:
            one.join()
    assert all(
        receipt == people[at].thanked[token]
        for at, one in enumerate(again)
        for token, receipt in one.thanked.items()
    )
    with closing(sqlite3.connect(tmp_path / "bening.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM surveys_intakerow").fetchone() == (rows,)


def test_two_processes_offered_the_same_tokens_count_each_once(
    tmp_path: Path, postgres_url: str
) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE intake")
    url = postgres_url.rpartition("/")[0] + "/intake"
    sent = tokens(tmp_path, 400, DATABASE_URL=url)
    with serve(tmp_path, DATABASE_URL=url, BENING_PROCESSES="2") as running:
        orders = [sent, sent[::-1], sent[200:] + sent[:200], sent[100:] + sent[:100]]
        people = [Respondent(running, order) for order in orders for _ in range(2)]
        for one in people:
            one.start()
        for one in people:
            one.join()
    assert {status for one in people for status in one.statuses} == {201}
    assert all(one.thanked == people[0].thanked for one in people)
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM surveys_intakerow").fetchone() == (400,)
        assert connection.execute("SELECT count(*) FROM surveys_surveytoken").fetchone() == (0,)
    keys = tmp_path / "survey-keys"
    assert [path.name for path in keys.iterdir()] == ["day.key"]


def test_a_token_is_in_no_log_and_an_answer_in_no_file(tmp_path: Path) -> None:
    (token, other) = tokens(tmp_path, 2)
    with serve(tmp_path, BENING_LOG_LEVEL="DEBUG") as running:
        kind = "Content-Type: application/x-www-form-urlencoded\r\n"
        status, headers, _ = running.ask("POST", PATH, f"token={token}&{FIELDS}".encode(), kind)
        refused, about, _ = running.ask("POST", PATH, f"token={other}&i-U1=9".encode(), kind)
        large, _, _ = running.ask("POST", PATH, b"x=" + b"y" * 40_000, kind)
        opened, _, _ = running.ask("GET", PATH)
    assert (status, refused, large, opened) == (303, 422, 413, 303)
    assert headers["referrer-policy"] == "no-referrer"
    assert token not in headers["location"]
    # What was refused comes back to be put right, token and all, and is kept by nobody.
    assert (about["referrer-policy"], about["cache-control"]) == ("no-referrer", "no-store")
    said = (tmp_path / "log").read_text(errors="replace")
    assert token not in said
    assert other not in said
    left = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "tokens.txt"]
    assert not [path for path in left if token.encode() in path.read_bytes()]
