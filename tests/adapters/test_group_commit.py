"""Many posts of the event loop in one commit, each told what became of it."""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence

import pytest
from django.db import IntegrityError, OperationalError

from bening.adapters.group_commit import Busy, GroupCommit

log = logging.getLogger("bening.adapters")

Write = Callable[[Sequence[int]], Sequence[int]]


def doubled(posts: Sequence[int]) -> list[int]:
    return [2 * post for post in posts]


def posted(writer: GroupCommit[int, int], *posts: int) -> list[int | BaseException]:
    """What all posts of one moment were told."""

    async def together() -> list[int | BaseException]:
        asked = (writer.submit(post) for post in posts)
        return list(await asyncio.gather(*asked, return_exceptions=True))

    with writer.running():
        return asyncio.run(together())


def of(write: Write, *, pending: int = 100) -> GroupCommit[int, int]:
    return GroupCommit("posts", write, log, pending=pending)


def test_each_is_told_its_own_outcome_and_one_commit_holds_many() -> None:
    sizes: list[int] = []

    def write(posts: Sequence[int]) -> list[int]:
        sizes.append(len(posts))
        return doubled(posts)

    assert posted(of(write), *range(60)) == [2 * number for number in range(60)]
    assert len(sizes) < 60


def test_what_the_database_refuses_fails_alone(caplog: pytest.LogCaptureFixture) -> None:
    def write(posts: Sequence[int]) -> list[int]:
        if 17 in posts:
            raise IntegrityError("17 repeats what was posted")
        return doubled(posts)

    told = posted(of(write), *range(40))

    assert isinstance(told[17], IntegrityError)
    assert [one for at, one in enumerate(told) if at != 17] == doubled(
        [number for number in range(40) if number != 17]
    )
    assert "posts: 1 could not be written: IntegrityError" in caplog.text
    assert "repeats" not in caplog.text


def test_where_the_database_is_away_a_batch_is_tried_once_more_and_given_back_whole() -> None:
    tries = 0

    def away(posts: Sequence[int]) -> list[int]:
        nonlocal tries
        tries += 1
        if tries == 1 or tries > 2:
            raise OperationalError
        return doubled(posts)

    writer = of(away)
    assert posted(writer, 1) == [2]
    assert tries == 2

    (told,) = posted(writer, 1)
    assert isinstance(told, OperationalError)
    assert tries == 4


def test_one_more_than_may_wait_is_told_to_come_again() -> None:
    gate = threading.Event()

    def slowly(posts: Sequence[int]) -> list[int]:
        gate.wait(10)
        return doubled(posts)

    threading.Timer(0.5, gate.set).start()
    told = posted(of(slowly, pending=2), *range(20))

    refused = [one for one in told if isinstance(one, Busy)]
    assert refused
    assert len(told) - len(refused) >= 2


def test_stopping_writes_what_waits_and_takes_nothing_more() -> None:
    gate = threading.Event()
    written: list[int] = []

    def slowly(posts: Sequence[int]) -> list[int]:
        gate.wait(10)
        written.extend(posts)
        return doubled(posts)

    writer = of(slowly)

    async def leave() -> list[int | BaseException]:
        asked = [asyncio.ensure_future(writer.submit(post)) for post in range(30)]
        await asyncio.sleep(0)
        stopping = asyncio.get_running_loop().run_in_executor(None, writer.stop)
        gate.set()
        await stopping
        told = list(await asyncio.gather(*asked, return_exceptions=True))
        with pytest.raises(Busy):
            await writer.submit(30)
        return told

    writer.start()
    assert asyncio.run(leave()) == doubled(range(30))
    assert sorted(written) == list(range(30))


def test_who_asked_and_left_changes_nothing_for_the_others() -> None:
    gate = threading.Event()
    written: list[int] = []

    def slowly(posts: Sequence[int]) -> list[int]:
        gate.wait(10)
        written.extend(posts)
        return doubled(posts)

    writer = of(slowly)

    async def one_leaves() -> int:
        gone, stays = (asyncio.ensure_future(writer.submit(post)) for post in (1, 2))
        await asyncio.sleep(0)
        gone.cancel()
        gate.set()
        return await stays

    with writer.running():
        assert asyncio.run(one_leaves()) == 4
    assert sorted(written) == [1, 2]
