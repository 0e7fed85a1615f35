"""Each test has a data folder, and so a day key, of its own."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from bening.surveys import sealing


@pytest.fixture(autouse=True)
def _data_of_their_own(settings: Settings, tmp_path: Path) -> None:
    settings.BENING_DATA = tmp_path
    sealing._stuck.clear()
