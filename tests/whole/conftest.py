"""Fixtures for tests that look at a whole installation."""

from pathlib import Path

import pytest

from tests.servers import bening, environment_for


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an installation with the demo. Copy it before changing anything."""
    folder = tmp_path_factory.mktemp("demo")
    bening("upgrade", "--demo", environment=environment_for(folder, 1, BENING_DEMO="ya"))
    return folder
