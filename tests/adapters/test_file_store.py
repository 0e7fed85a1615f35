"""The file store loses no acknowledged byte and keeps content once."""

import hashlib
import os
import random
import signal
import stat
import subprocess
import sys
import textwrap
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.adapters.file_store import (
    CHUNK_LIMIT,
    ContentMissing,
    FileStore,
    NoRoom,
    PartialMissing,
    WrongContent,
    WrongOffset,
)
from bening.adapters.file_store.folder import FolderStore
from tests.examples import examples

ROOT = Path(__file__).resolve().parents[2]
CHUNK = 200_000
FILE = random.Random(1).randbytes(1_000_123)
HASH = hashlib.sha256(FILE).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FolderStore(tmp_path / "a folder")


def send(store: FileStore, partial: str, content: bytes = FILE, stop: int | None = None) -> int:
    """What a client does: ask where to go on, send from there."""
    offset = store.offset(partial)
    while offset < (len(content) if stop is None else stop):
        chunk = content[offset : offset + CHUNK]
        offset = store.append(partial, offset=offset, chunk=chunk, size=len(content))
    return offset


def files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_chunks_become_content_under_its_hash(store: FileStore, tmp_path: Path) -> None:
    partial = store.begin()
    send(store, partial)

    kept = store.keep(partial, size=len(FILE), sha256=HASH)
    store.forget(partial)

    assert (kept.sha256, kept.size) == (HASH, len(FILE))
    assert files_below(tmp_path) == [tmp_path / "a folder/content" / HASH[:2] / HASH]
    assert store.has(HASH)
    assert store.path(HASH).read_bytes() == FILE
    with store.open(HASH) as file:
        assert file.read() == FILE
    assert list(store.hashes()) == [HASH]


def test_kept_content_is_read_only(store: FileStore) -> None:
    partial = store.begin()
    send(store, partial)

    store.keep(partial, size=len(FILE))

    assert stat.S_IMODE(store.path(HASH).stat().st_mode) == 0o440
    with pytest.raises(WrongOffset):
        store.append(partial, offset=len(FILE), chunk=b"more", size=len(FILE) + 4)
    assert store.path(HASH).read_bytes() == FILE


def test_the_same_content_is_kept_once(store: FileStore, tmp_path: Path) -> None:
    for _ in range(3):
        partial = store.receive([FILE[:5], FILE[5:]])
        store.keep(partial, size=len(FILE))
        store.forget(partial)

    assert len(files_below(tmp_path)) == 1
    assert store.path(HASH).stat().st_nlink == 1


def test_keeping_can_be_repeated_after_a_lost_answer(store: FileStore) -> None:
    partial = store.receive([FILE])

    assert store.keep(partial, size=len(FILE)) == store.keep(partial, size=len(FILE))


@pytest.mark.parametrize("moment", ["link", "fchmod"])
def test_a_crash_while_keeping_is_repeated_safely(
    store: FileStore, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    partial = store.receive([FILE])
    with monkeypatch.context() as patch:
        patch.setattr(os, moment, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            store.keep(partial, size=len(FILE))

    assert store.keep(partial, size=len(FILE)).sha256 == HASH
    assert stat.S_IMODE(store.path(HASH).stat().st_mode) == 0o440


def test_wrong_content_is_thrown_away(store: FileStore, tmp_path: Path) -> None:
    partial = store.receive([FILE])

    with pytest.raises(WrongContent):
        store.keep(partial, size=len(FILE), sha256="0" * 64)

    assert files_below(tmp_path) == []
    with pytest.raises(PartialMissing):
        store.offset(partial)


def test_a_file_that_is_not_whole_is_not_kept(store: FileStore) -> None:
    partial = store.begin()
    send(store, partial, stop=CHUNK)

    with pytest.raises(WrongOffset) as refused:
        store.keep(partial, size=len(FILE))

    assert refused.value.values == {"offset": CHUNK}
    assert not store.has(HASH)


@pytest.mark.parametrize(
    ("offset", "chunk"),
    [
        (0, b"again"),
        (CHUNK - 1, b"x"),
        (CHUNK + 1, b"x"),
        (CHUNK, b""),
        (CHUNK, bytes(CHUNK_LIMIT)),
        (CHUNK, bytes(len(FILE) - CHUNK + 1)),
    ],
)
def test_a_chunk_goes_to_the_end_and_not_beyond(
    store: FileStore, offset: int, chunk: bytes
) -> None:
    partial = store.begin()
    send(store, partial, stop=CHUNK)

    with pytest.raises(WrongOffset) as refused:
        store.append(partial, offset=offset, chunk=chunk, size=len(FILE))

    assert refused.value.values == {"offset": CHUNK}
    assert store.offset(partial) == CHUNK


@pytest.mark.parametrize("name", ["", "..", "../content", "0" * 31, "0" * 32, "Z" * 32, "0" * 33])
def test_names_that_are_no_partial_file_are_missing(store: FileStore, name: str) -> None:
    for act in (store.offset, store.open_partial):
        with pytest.raises(PartialMissing):
            act(name)


@pytest.mark.parametrize("sha256", ["", "..", "../partial", "0" * 64, HASH.upper()])
def test_hashes_without_content_are_missing(store: FileStore, sha256: str) -> None:
    for act in (store.open, store.path):
        with pytest.raises(ContentMissing):
            act(sha256)


@pytest.mark.parametrize("name", ["../x.webp", "a/b.webp", ".webp", "PAGE.webp", "x"])
def test_derived_names_stay_in_their_folder(store: FileStore, name: str) -> None:
    with pytest.raises(ContentMissing):
        store.keep_derived(HASH, name, b"x")


def test_derived_files_replace_each_other(store: FileStore, tmp_path: Path) -> None:
    assert store.derived(HASH, "thumb.webp") is None

    store.keep_derived(HASH, "thumb.webp", b"one")
    store.keep_derived(HASH, "thumb.webp", b"two")

    path = store.derived(HASH, "thumb.webp")
    assert path is not None
    assert path.read_bytes() == b"two"
    assert files_below(tmp_path) == [path]


def test_only_partial_files_left_alone_count_as_abandoned(store: FileStore) -> None:
    now = datetime.now(UTC)
    old, new = store.begin(), store.begin()
    folder = next(path for path in Path(store._partial).iterdir()).parent  # type: ignore[attr-defined]
    os.utime(folder / old, (0, 0))

    assert store.abandoned(now - timedelta(days=2)) == [old]
    assert store.abandoned(now + timedelta(seconds=5)) == sorted([old, new])


@examples(40)
@given(
    content=st.binary(min_size=1, max_size=400),
    sizes=st.lists(st.integers(1, 90), min_size=1, max_size=30),
    offsets=st.lists(st.integers(-5, 410), max_size=30),
)
def test_whatever_is_sent_in_whatever_order_the_content_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, sizes: list[int], offsets: list[int]
) -> None:
    store = FolderStore(tmp_path_factory.mktemp("store"))
    partial, wrong = store.begin(), iter(offsets)
    for size in sizes:
        for at in (next(wrong, 0), store.offset(partial)):
            chunk = content[max(at, 0) : max(at, 0) + size]
            before = store.offset(partial)
            try:
                after = store.append(partial, offset=at, chunk=chunk, size=len(content))
            except WrongOffset:
                after = before
            assert store.offset(partial) == after

    while (at := store.offset(partial)) < len(content):
        store.append(partial, offset=at, chunk=content[at : at + 7], size=len(content))
    kept = store.keep(partial, size=len(content))

    assert kept.sha256 == hashlib.sha256(content).hexdigest()


CHILD = """
    import os, resource, sys
    from pathlib import Path
    from bening.adapters.file_store import NoRoom
    from bening.adapters.file_store.folder import FolderStore
    store, step, told = FolderStore(Path(sys.argv[1])), sys.argv[2], open(sys.argv[3], "a")
    def tell(*words):
        print(*words, file=told, flush=True)
"""


def in_a_process(code: str, folder: Path, told: Path, step: str = "") -> subprocess.Popen[bytes]:
    text = textwrap.dedent(CHILD) + textwrap.dedent(code)
    return subprocess.Popen(
        [sys.executable, "-c", text, str(folder), step, str(told)], cwd=ROOT, env={}
    )


def test_a_killed_process_loses_no_acknowledged_byte(tmp_path: Path) -> None:
    code = """
        partial = store.begin()
        tell(partial)
        piece, offset = bytes(range(256)) * 8, 0
        while True:
            offset = store.append(partial, offset=offset, chunk=piece, size=1 << 30)
            tell(offset)
    """
    told = tmp_path / "told"
    process = in_a_process(code, tmp_path / "store", told)
    while not told.exists() or told.read_text().count("\n") < 20:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    partial, *offsets = told.read_text().split()
    store = FolderStore(tmp_path / "store")

    there = store.offset(partial)

    assert there >= int(offsets[-1]) > 0
    with store.open_partial(partial) as file:
        content = file.read()
    assert content == (bytes(range(256)) * (there // 256 + 1))[:there]


def test_a_full_disk_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    code = """
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
        partial = store.begin()
        tell(partial)
        tell(store.append(partial, offset=0, chunk=b"a" * 4000, size=9000))
        try:
            store.append(partial, offset=4000, chunk=b"b" * 4000, size=9000)
        except NoRoom as refused:
            tell("full", refused.values["offset"], store.offset(partial))
        try:
            store.receive([b"c" * 4000, b"c" * 4000])
        except NoRoom:
            tell("full", len(os.listdir(sys.argv[1] + "/partial")))
    """
    told = tmp_path / "told"
    assert in_a_process(code, tmp_path / "store", told).wait() == 0
    partial, *words = told.read_text().split()
    assert words == ["4000", "full", "4000", "4000", "full", "1"]
    store = FolderStore(tmp_path / "store")

    store.append(partial, offset=4000, chunk=b"b" * 5000, size=9000)

    assert store.keep(partial, size=9000).size == 9000


def test_one_partial_file_takes_one_writer_at_a_time(tmp_path: Path) -> None:
    store, told = FolderStore(tmp_path / "store"), tmp_path / "told"
    partial = store.begin()
    code = """
        from bening.adapters.file_store import WrongOffset
        taken = 0
        while taken < 50:
            at = store.offset(step)
            try:
                store.append(step, offset=at, chunk=f"{at:08d}".encode(), size=1 << 20)
                taken += 1
            except WrongOffset:
                pass
    """
    both = [in_a_process(code, tmp_path / "store", told, partial) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]

    with store.open_partial(partial) as file:
        content = file.read().decode()
    assert content == "".join(f"{at:08d}" for at in range(0, 800, 8))


def test_no_room_is_told_from_other_refusals() -> None:
    assert NoRoom(5).values == {"offset": 5}
    assert NoRoom(5).code == "no_room"
