"""The sheet of the cast's unit, and the same sheet submitted."""

import pytest

from bening.evaluations import queries, snapshots
from bening.evaluations.models import EvaluationSheet, SheetState, Snapshot
from tests.features.evaluations.conftest import instrument_version, sheet  # noqa: F401
from tests.people import NOW, Cast


@pytest.fixture
def submitted(cast: Cast, sheet: EvaluationSheet) -> Snapshot:  # noqa: F811
    """The newest snapshot of the sheet, which is locked."""
    import hashlib

    text = snapshots.content(queries.filled(sheet, now=NOW), number=1, by=cast.pic, now=NOW)
    EvaluationSheet.objects.filter(pk=sheet.pk).update(state=SheetState.SUBMITTED)
    return Snapshot.objects.create(
        agency=cast.agency,
        sheet=sheet,
        number=1,
        content=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        total="61/4",
        submitted_by=cast.pic,
        submitted_at=NOW,
    )
