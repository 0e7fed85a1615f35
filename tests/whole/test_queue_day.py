"""A whole day of a hall with 150 visitors through its pages, in a minute and a half.

`bench.queue_day` plays the same with 2,000 of them.
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.http import served
from bench.queue_day import Day, one_day, prepare
from tests.servers import environment_for, free_port, made_once, upgrade

VISITS, SPEED, DESKS = 150, 600.0, 3

pytestmark = [pytest.mark.whole, pytest.mark.slow, pytest.mark.once]


def test_a_day_loses_doubles_and_leaves_out_nothing(tmp_path: Path) -> None:
    data, port = tmp_path / "data", free_port()
    shutil.copytree(made_once("empty", upgrade), data)
    environment = environment_for(data, port)
    day = Day.before(datetime.now(UTC).date())
    prepare(environment, day, DESKS)
    with served("SQLite", environment, port) as site:
        assert one_day(site, day, VISITS, SPEED) == []
