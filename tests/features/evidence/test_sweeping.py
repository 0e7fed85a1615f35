"""Content that nothing refers to goes after a month, and never from under somebody's upload."""

import os
import threading
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from bening.adapters.file_store import ContentMissing, FileStore
from bening.adapters.file_store.folder import FolderStore
from bening.evidence import jobs
from bening.evidence.models import StoredFile
from bening.evidence.sweeping import KEPT_UNUSED, sweep_content
from bening.evidence.uploads import Target, receive_file
from tests.adapters import samples
from tests.people import NOW, Cast

PDF = samples.pdf(2)
DAY = timedelta(days=1)


def kept(store: FileStore, content: bytes = PDF) -> str:
    """Content as a crash before its row leaves it."""
    partial = store.receive([content])
    sha256 = store.keep(partial, size=len(content)).sha256
    store.forget(partial)
    return sha256


def age(store: FileStore, sha256: str) -> None:
    """Makes content as old as can be."""
    os.utime(store.path(sha256), (0, 0))


def age_partial(store: FileStore, partial: str) -> None:
    """Makes what is being received as old as can be."""
    assert isinstance(store, FolderStore)
    os.utime(store._partial / partial, (0, 0))


def received(cast: Cast, path: Path) -> str:
    path.write_bytes(PDF)
    with path.open("rb") as file:
        target = Target(unit=cast.unit)
        receive_file(
            target=target, file=file, filename="a.pdf", size=len(PDF), by=cast.pic, now=NOW
        )
    return StoredFile.objects.get().sha256


@pytest.mark.django_db
def test_content_without_a_row_goes_after_a_month(own_store: FileStore) -> None:
    sha256, now = kept(own_store), timezone.now()
    own_store.keep_derived(sha256, "page-1.webp", b"x")

    assert sweep_content(now=now + KEPT_UNUSED - DAY) == 0
    assert own_store.has(sha256)

    assert sweep_content(now=now + KEPT_UNUSED + DAY) == 1
    assert not own_store.has(sha256)
    assert own_store.derived(sha256, "page-1.webp") is None
    assert list(own_store.hashes()) == []


def test_content_that_evidence_has_stays(
    cast: Cast, own_store: FileStore, no_previews: list[str], tmp_path: Path
) -> None:
    sha256 = received(cast, tmp_path / "a.pdf")
    age(own_store, sha256)

    assert sweep_content(now=timezone.now()) == 0
    assert own_store.has(sha256)


def test_who_keeps_old_content_again_makes_it_young(own_store: FileStore, db: None) -> None:
    age(own_store, kept(own_store))

    sha256 = kept(own_store)

    assert sweep_content(now=timezone.now()) == 0
    assert own_store.has(sha256)


def test_a_slow_upload_is_young_when_it_is_kept(own_store: FileStore, db: None) -> None:
    partial = own_store.receive([PDF])
    age_partial(own_store, partial)

    sha256 = own_store.keep(partial, size=len(PDF)).sha256

    assert sweep_content(now=timezone.now()) == 0
    assert own_store.has(sha256)


def test_content_set_aside_by_a_sweep_that_died_is_found_again(
    own_store: FileStore, db: None
) -> None:
    sha256 = kept(own_store)
    path = own_store.path(sha256)
    path.rename(path.with_name(f".unused-{sha256}"))

    assert sweep_content(now=timezone.now()) == 0
    assert own_store.has(sha256)
    assert len(list(path.parent.iterdir())) == 1


def test_keeping_and_sweeping_at_once_never_lose_content(tmp_path: Path) -> None:
    """Whoever was told that content is kept finds it, however the sweep falls."""
    store, over = FolderStore(tmp_path), threading.Event()
    lost: list[int] = []

    def sweep() -> None:
        while not over.is_set():
            for sha256 in list(store.hashes()):
                store.remove_unused(sha256, before=timezone.now() - DAY)

    sweeper = threading.Thread(target=sweep)
    sweeper.start()
    try:
        for number in range(300):
            sha256 = kept(store)
            # Set aside for a moment at most: it comes back by itself.
            if not any(store.has(sha256) for _look in range(2000)):
                lost.append(number)
            if number % 2:
                with suppress(ContentMissing, FileNotFoundError):
                    age(store, sha256)
    finally:
        over.set()
        sweeper.join()
    assert lost == []


@pytest.mark.django_db
def test_the_job_sweeps_uploads_and_content(own_store: FileStore) -> None:
    sha256 = kept(own_store)
    age(own_store, sha256)
    partial = own_store.begin()
    age_partial(own_store, partial)

    assert jobs.sweep.func() == 2
    assert not own_store.has(sha256)
