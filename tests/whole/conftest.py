"""Fixtures for tests that look at a whole installation."""

from pathlib import Path

import pytest

from tests.servers import made_once, with_demo


@pytest.fixture(scope="session")
def demo_data() -> Path:
    """The data folder of an installation with the demo. Copy it before changing anything."""
    return made_once("demo", with_demo)
