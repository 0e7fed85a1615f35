"""Each test has acts and a signing key of its own."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from bening.audit import acts


@pytest.fixture(autouse=True)
def _acts_for_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts, "_sentences", dict(acts._sentences))
    acts.register("test.saved", "menyimpan jawaban %(code)s")


@pytest.fixture(autouse=True)
def _keys_of_their_own(settings: Settings, tmp_path: Path) -> None:
    settings.BENING_DATA = tmp_path
