"""A desk for each test, and passphrases without their second of work."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from bening.accounts.models import Person
from bening.whistleblowing import limits, sealing
from tests.features.whistleblowing_desk.world import World
from tests.people import Cast

real_wrap, real_unwrap = sealing.wrap, sealing.unwrap


def quick_wrap(secret: str, passphrase: str) -> bytes:
    """As `sealing.wrap`, without stretching."""
    return sealing.keep_under(sha256(passphrase.encode()).digest(), secret.encode(), b"test")


def quick_unwrap(wrapped: bytes, passphrase: str) -> str:
    """As `sealing.unwrap`, of what `quick_wrap` wrapped."""
    return sealing.read_under(sha256(passphrase.encode()).digest(), wrapped, b"test").decode()


@pytest.fixture(autouse=True)
def quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real ones are tested in `test_keys.py`."""
    monkeypatch.setattr(sealing, "wrap", quick_wrap)
    monkeypatch.setattr(sealing, "unwrap", quick_unwrap)


@pytest.fixture(autouse=True)
def own_storage(tmp_path: Path, settings: Settings) -> None:
    """Sealed files of a test lie in its own folder."""
    settings.STORAGE_FOLDER = tmp_path / "files"


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    """No test meets what another has used up."""
    limits.limits._buckets.clear()
    yield
    limits.limits._buckets.clear()


@pytest.fixture
def world(cast: Cast) -> World:
    """A site without handlers."""
    return World(cast)


@pytest.fixture
def two(world: World) -> tuple[Person, Person]:
    """Two handlers of the whole agency."""
    return world.handler("Nanda Prasetyo"), world.handler("Oki Ramadhan")
