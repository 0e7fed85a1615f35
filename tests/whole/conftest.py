"""Fixtures for tests that look at a whole installation."""

from pathlib import Path

import pytest

from tests.servers import bening, environment_for, made_once


def with_demo(folder: Path) -> None:
    bening("upgrade", "--demo", environment=environment_for(folder, 1, BENING_DEMO="ya"))


@pytest.fixture(scope="session")
def demo_data() -> Path:
    """The data folder of an installation with the demo. Copy it before changing anything."""
    return made_once("demo", with_demo)
