"""A house for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from bening.whistleblowing import limits
from tests.features.whistleblowing.reporting import Handler, House
from tests.people import Cast


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
def house(cast: Cast) -> House:
    """A central site without handlers."""
    return House(cast)


@pytest.fixture
def two(house: House) -> tuple[Handler, Handler]:
    """The site's two handlers of the whole agency."""
    return house.handler("Nanda Prasetyo"), house.handler("Oki Ramadhan")
