"""A whole day of a hall with 150 visitors through its pages, in a minute and a half.

`bench.queue_day` plays the same with 2,000 of them.
"""

import shutil
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bench._day_judge import COUNTED, faults_of
from bench._day_web import Ledger, Visitor
from bench.http import served
from bench.queue_day import Day, one_day, prepare
from tests.servers import environment_for, free_port, made_once, upgrade

VISITS, SPEED, DESKS = 150, 600.0, 3

AT = datetime(2026, 11, 18, 1, tzinfo=UTC)
HELD: dict[str, Any] = {
    "closed": True,
    "states": {"one": "done", "two": "cancelled"},
    "labels": 2,
    "doubled": 0,
    "gaps": 0,
    "acts": {"issued": 2, "called": 1, "started": 1, "finished": 1, "cancelled": 1},
    "folded": 2,
    "wrong": [],
    "needs": 0,
    "figures": {"visits": 2, "judged": 1, "kept": 1},
    "counted": {"visits": 2, "judged": 1, "kept": 1},
    "register": 1,
    "calls_left": 0,
}

pytestmark = [pytest.mark.whole, pytest.mark.once]


def ledger() -> Ledger:
    """Two visitors, of whom one was served."""
    found = Ledger()
    for label, code in (("A-001", "one"), ("A-002", "two")):
        found.visitors[label] = Visitor(AT, "A", label=label, code=code)
    found.done.update(HELD["acts"])
    return found


def test_a_day_in_which_all_is_well_has_no_fault() -> None:
    assert faults_of(ledger(), HELD, 2) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda held: held.update(closed=False),
        lambda held: held["states"].pop("two"),
        lambda held: held["states"].update(three="done"),
        lambda held: held["states"].update(two="waiting"),
        lambda held: held.update(labels=1),
        lambda held: held.update(doubled=1),
        lambda held: held.update(gaps=1),
        lambda held: held.update(folded=1),
        lambda held: held.update(wrong=["ticket_disagrees A-001"]),
        lambda held: held.update(needs=1),
        lambda held: held.update(register=2),
        lambda held: held.update(calls_left=1),
        lambda held: held["figures"].update(kept=0),
        lambda held: held["acts"].update(checked_in=1),
        *(
            lambda held, act=act: held["acts"].update({act: held["acts"].get(act, 0) + 1})
            for act in COUNTED
        ),
    ],
)
def test_each_thing_that_is_wrong_is_said(spoil: Callable[[dict[str, Any]], object]) -> None:
    held = deepcopy(HELD)
    spoil(held)
    assert faults_of(ledger(), held, 2)


def test_a_number_given_twice_is_said() -> None:
    found = ledger()
    del found.visitors["A-002"]
    assert any("differ" in fault for fault in faults_of(found, HELD, 2))


def test_who_came_and_got_neither_a_number_nor_a_reason_is_said() -> None:
    assert faults_of(ledger(), HELD, 3)


@pytest.mark.slow
def test_a_day_loses_doubles_and_leaves_out_nothing(tmp_path: Path) -> None:
    data, port = tmp_path / "data", free_port()
    shutil.copytree(made_once("empty", upgrade), data)
    environment = environment_for(data, port)
    day = Day.before(datetime.now(UTC).date())
    prepare(environment, day, DESKS)
    with served("SQLite", environment, port) as site:
        assert one_day(site, day, VISITS, SPEED) == []
