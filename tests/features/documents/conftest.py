"""Documents of the cast, each test with keys and files of its own."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from bening.documents import actions
from bening.documents.models import DocumentKind, OfficialDocument
from bening.evidence import jobs
from tests.features.documents.letters import full_letter
from tests.people import NOW, TODAY, Cast

Issue = Callable[..., OfficialDocument]


@pytest.fixture(autouse=True)
def own_folders(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys and files of this test alone; previews are asked for and not drawn."""
    settings.BENING_DATA = tmp_path
    settings.STORAGE_FOLDER = tmp_path / "files"
    monkeypatch.setattr(jobs, "draw_previews_of", SimpleNamespace(enqueue=lambda _sha256: None))
    cache.clear()


@pytest.fixture
def issue(cast: Cast) -> Issue:
    """Issues a report of the cast's unit; `changes` replace what the action is given."""

    def issued(**changes: object) -> OfficialDocument:
        values: dict[str, object] = {
            "kind": DocumentKind.EVALUATION_REPORT_1,
            "letter": full_letter(),
            "agency": cast.agency,
            "unit": cast.unit,
            "number": "LHE-07/TPI/2026",
            "dated_on": TODAY,
            "signer": cast.inspector,
            "signed_as": "Ketua Tim Penilai Internal",
            "by": cast.inspector,
            "now": NOW,
        }
        return actions.issue(**{**values, **changes})  # type: ignore[arg-type]

    return issued
