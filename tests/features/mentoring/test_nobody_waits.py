"""While a monitoring report is set, others write; what they change is in it, or it is refused."""

from dataclasses import asdict, replace

import pytest

from bening.documents.models import OfficialDocument
from bening.mentoring.models import ReportState
from bening.mentoring.refusals import WrongMoment
from bening.programs.models import ZoneProgram
from tests.features.documents.watched import Watched, watched
from tests.features.evidence.conftest import no_previews
from tests.features.mentoring.test_mentoring import CONTENT, issue, write
from tests.people import Cast

__all__ = ["no_previews", "watched"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_report_says_what_was_written_while_it_was_set(
    cast: Cast, program: ZoneProgram, watched: Watched
) -> None:
    report = write(program, cast.pic)
    later = replace(CONTENT, findings="Ditemukan menyusul.")
    watched.meanwhile = lambda: write(program, cast.pic, report=report, content=later)

    issued = issue(report, cast.unit_head)

    [letter] = watched.letters.values()
    assert list(watched.made.values()) == [2]
    assert "Ditemukan menyusul." in str(asdict(letter))
    assert OfficialDocument.objects.get() == issued.document


def test_a_report_issued_meanwhile_is_not_issued_again(
    cast: Cast, program: ZoneProgram, watched: Watched
) -> None:
    report = write(program, cast.pic)
    watched.meanwhile = lambda: issue(report, cast.unit_head, number="700/2/2026")

    with pytest.raises(WrongMoment, match="monitoring_report_issued"):
        issue(report, cast.unit_head)

    report.refresh_from_db()
    assert report.state == ReportState.ISSUED
    assert OfficialDocument.objects.get().number == "700/2/2026"
