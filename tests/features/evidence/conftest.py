"""A sheet of the cast's unit, and files to prove it with."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytest_django.fixtures import Settings

from bening.accounts.models import Person
from bening.adapters.file_store import FileStore, file_store
from bening.agencies.models import WorkUnit
from bening.evaluations.instruments import store_shipped
from bening.evaluations.models import EvaluationCycle, EvaluationSheet, InstrumentVersion
from bening.evidence import jobs
from bening.evidence.models import Evidence
from bening.evidence.uploads import Target, receive_file
from bening.programs.models import Designation, ZoneProgram
from tests.adapters import samples
from tests.people import NOW, Cast

CODE = "A.I.5.iii.c"
OTHER_AREA = "A.I.1.i.a"
"""A question of area 5, of which the cast's area people are, and one of area 1."""


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, settings: Settings) -> FileStore:
    """A file store of this test alone."""
    settings.STORAGE_FOLDER = tmp_path / "files"
    return file_store()


@pytest.fixture
def no_previews(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Previews are asked for and not drawn; the hashes they were asked for."""
    asked: list[str] = []
    monkeypatch.setattr(jobs, "draw_previews_of", SimpleNamespace(enqueue=asked.append))
    return asked


def make_sheet(unit: WorkUnit, by: Person, year: int = 2026) -> EvaluationSheet:
    """A sheet of the unit for a year, under the regulation in force."""
    store_shipped(now=NOW)
    instrument = InstrumentVersion.objects.get(slug="lke-2021")
    cycle, _ = EvaluationCycle.objects.get_or_create(
        agency=unit.agency,
        year=year,
        defaults={
            "instrument": instrument,
            "period_starts_on": date(year - 1, 1, 1),
            "period_ends_on": date(year, 4, 30),
            "opens_on": date(year, 1, 5),
            "closes_on": date(year, 5, 31),
            "created_by": by,
            "created_at": NOW,
        },
    )
    program = ZoneProgram.objects.create(
        agency=unit.agency,
        unit=unit,
        cycle=cycle,
        target=Designation.WBK,
        state_since=NOW,
        created_by=by,
        created_at=NOW,
    )
    return EvaluationSheet.objects.create(
        agency=unit.agency,
        unit=unit,
        program=program,
        cycle=cycle,
        instrument=instrument,
        created_at=NOW,
    )


@pytest.fixture
def sheet(cast: Cast) -> EvaluationSheet:
    """The sheet of the cast's unit for 2026."""
    return make_sheet(cast.unit, cast.pic)


@dataclass
class Filer:
    """Puts files into a unit the way a form post does."""

    count: int = 0

    def __call__(
        self,
        by: Person,
        unit: WorkUnit,
        content: bytes | None = None,
        name: str = "Laporan monev.pdf",
        **target: object,
    ) -> Evidence:
        self.count += 1
        content = content or samples.picture("png", (self.count, 7))
        if content.startswith(b"\x89PNG"):
            name = name.rpartition(".")[0] + ".png"
        received = receive_file(
            target=Target(unit=unit, **target),  # type: ignore[arg-type]
            file=io.BytesIO(content),
            filename=name,
            size=len(content),
            by=by,
            now=NOW,
        )
        return received.evidence


@pytest.fixture
def put(no_previews: list[str]) -> Callable[..., Evidence]:
    """`put(by, unit, content=…, name=…)` gives new evidence; each call another picture."""
    return Filer()
