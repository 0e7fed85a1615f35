"""The key of the day: one for all processes, readable by its owner alone, destroyed for good."""

import multiprocessing
import os
from pathlib import Path

import pytest

from bening.surveys.day_key import DayKeys, NoKeyOpens

ROW = bytes(range(16))


def _close(
    folder: Path, ready: "multiprocessing.synchronize.Barrier", said: "multiprocessing.Queue[bytes]"
) -> None:
    ready.wait(20)
    said.put(DayKeys(folder).close(ROW, b"isi"))


def test_processes_that_come_together_agree_on_one_key(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    ready, said = context.Barrier(8), context.Queue()
    children = [
        context.Process(target=_close, args=(tmp_path / "keys", ready, said)) for _ in range(8)
    ]
    for child in children:
        child.start()
    closed = [said.get(timeout=20) for _ in children]
    for child in children:
        child.join()

    opener = DayKeys(tmp_path / "keys").opener()
    assert {opener.open(ROW, one) for one in closed} == {b"isi"}
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["day.key"]


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    keys = DayKeys(tmp_path / "keys")
    keys.close(ROW, b"isi")
    assert oct(keys.current.stat().st_mode & 0o777) == "0o600"
    assert oct(keys.folder.stat().st_mode & 0o777) == "0o700"


def test_a_retired_key_opens_until_it_is_destroyed(tmp_path: Path) -> None:
    keys = DayKeys(tmp_path)
    before = keys.close(ROW, b"kemarin")
    held = os.open(keys.current, os.O_RDONLY)
    keys.retire()
    after = keys.close(ROW, b"hari ini")
    assert keys.opener().open(ROW, before) == b"kemarin"

    keys.destroy(keys.retired())
    with pytest.raises(NoKeyOpens):
        keys.opener().open(ROW, before)
    assert keys.opener().open(ROW, after) == b"hari ini"
    assert os.read(held, 64) == bytes(32), "overwritten, not only unlinked"
    os.close(held)


def test_a_row_opens_in_its_own_place_only(tmp_path: Path) -> None:
    keys = DayKeys(tmp_path)
    closed = keys.close(ROW, b"isi")
    with pytest.raises(NoKeyOpens):
        keys.opener().open(bytes(16), closed)
    with pytest.raises(NoKeyOpens):
        keys.opener().open(ROW, closed[:-1] + bytes([closed[-1] ^ 1]))


def test_retiring_where_no_key_was_made_is_nothing(tmp_path: Path) -> None:
    keys = DayKeys(tmp_path / "none")
    keys.retire()
    keys.destroy(keys.retired())
    assert keys.retired() == []
