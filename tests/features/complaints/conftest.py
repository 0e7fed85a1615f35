"""The desk of the cast's unit, and complaints brought to it."""

import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.complaints.actions import desk, filing
from bening.complaints.content import Identity, Story
from bening.complaints.models import ComplaintClass, ComplaintKind, ComplaintOfficer, OfficerDuty
from tests.people import NOW, SINCE, Cast, make_person

STORY = "Selasa pagi di loket 4 fotokopi saya ditolak padahal papan syarat membolehkannya."
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, settings: Any) -> Path:
    """Each test has its own key of personal data."""
    settings.BENING_DATA = tmp_path
    return tmp_path


def officer(
    person: Person, duty: OfficerDuty, unit: WorkUnit | None = None, *, by: Person | None = None
) -> ComplaintOfficer:
    """A duty since 2025."""
    assert person.agency is not None
    return ComplaintOfficer.objects.create(
        agency=person.agency,
        unit=unit,
        person=person,
        duty=duty,
        starts_on=SINCE,
        given_by=by or person,
        given_at=NOW,
    )


@pytest.fixture
def coordinator(cast: Cast) -> Person:
    """Coordinator of the agency."""
    person = make_person("Kartika Sari", agency=cast.agency)
    officer(person, OfficerDuty.COORDINATOR)
    return person


@pytest.fixture
def liaison(cast: Cast) -> Person:
    """Liaison of the cast's unit."""
    person = make_person("Lukman Hakim", agency=cast.agency)
    officer(person, OfficerDuty.LIAISON, cast.unit)
    return person


@pytest.fixture
def handler(cast: Cast) -> Person:
    """Handler at the cast's unit."""
    person = make_person("Mira Anjani", agency=cast.agency)
    officer(person, OfficerDuty.HANDLER, cast.unit)
    return person


def filed(
    unit: WorkUnit,
    *,
    story: Story | None = None,
    identity: Identity | None = None,
    now: datetime = NOW,
    key: str = "",
    **report: Any,
) -> filing.Filed:
    """A complaint through the site."""
    values: dict[str, Any] = {"kind": ComplaintKind.COMPLAINT, **report}
    return filing.file_complaint(
        unit=unit,
        report=filing.Report(story=story or Story(story=STORY), **values),
        identity=identity,
        retry_key=key or secrets.token_urlsafe(16),
        has_consented=identity is not None,
        now=now,
    )


def answered(unit: WorkUnit, by: Person, *, now: datetime = NOW) -> filing.Filed:
    """A complaint that was answered at `now`."""
    made = filed(unit, now=now)
    key = made.complaint.pk
    desk.verify(key=key, classification=ComplaintClass.ORDINARY, by=by, now=now)
    desk.start(key=key, by=by, now=now)
    desk.answer(key=key, text="Petugas loket sudah diberi tahu; fotokopi diterima.", by=by, now=now)
    return made
