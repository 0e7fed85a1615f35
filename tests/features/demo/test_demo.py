"""The demo is made in an empty installation only, and whole or not at all."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from bening.accounts.models import Person
from bening.agencies.models import Agency
from bening.config.demo import lives, make_demo
from bening.evaluations.models import EvaluationSheet
from tests.people import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept_apart(tmp_path: Path, settings: Settings) -> None:
    """Keys and files in a folder of the test; jobs are only asked for, as before a first start."""
    settings.BENING_DATA = tmp_path
    settings.STORAGE_FOLDER = tmp_path / "files"
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def test_an_installation_with_an_agency_gets_no_demo(cast: Cast) -> None:
    _agency = cast.agency

    with pytest.raises(CommandError, match="Sudah ada instansi"):
        call_command("demo", stdout=StringIO(), stderr=StringIO())

    assert not EvaluationSheet.objects.exists()


def test_a_demo_that_breaks_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_given: object) -> None:
        assert Agency.objects.exists()
        raise RuntimeError("power cut")

    monkeypatch.setattr(lives, "last_year", fails)

    with pytest.raises(RuntimeError, match="power cut"):
        make_demo(now=timezone.now(), say=lambda _: None)

    assert not Agency.objects.exists()
    assert not Person.objects.exists()
