"""While a paper of the national team is set, others write; what they decide meanwhile stands."""

from io import BytesIO
from typing import Any

import pytest

from bening.documents.models import OfficialDocument
from bening.nominations import actions
from bening.nominations.actions.common import Paper
from bening.nominations.models import Objection, PanelSession, Vote
from bening.nominations.refusals import NominationRefused
from bening.programs.models import ProgramState
from tests.adapters import samples
from tests.features.documents.watched import Watched, watched
from tests.features.evidence.conftest import no_previews
from tests.features.nominations.conftest import Proposals
from tests.people import NOW, TODAY, Cast

__all__ = ["no_previews", "watched"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def proposals(cast: Cast) -> Proposals:
    """Proposals whose papers are documents."""
    return Proposals(cast)


def _object(proposals: Proposals, number: str) -> Objection:
    return actions.file_objection(
        program=proposals.program,
        reason="Surat sudah dikirim.",
        paper=Paper(BytesIO(samples.pdf()), "bukti.pdf"),
        number=number,
        dated_on=TODAY,
        by=proposals.cast.agency_head,
        now=NOW,
    )


def test_an_objection_takes_its_proof_and_its_letter_beside_the_lock(
    proposals: Proposals, watched: Watched
) -> None:
    proposals.failed()
    watched.made.clear()

    objection = _object(proposals, "S/1/2026")

    assert watched.made == {("objection_letter", "S/1/2026"): 2}
    assert watched.taken_in == 1
    assert watched.names["objection_letter", "S/1/2026"] in objection.letter.title
    assert {objection.letter, objection.proof} <= set(OfficialDocument.objects.all())


def test_of_two_objections_the_first_stands(proposals: Proposals, watched: Watched) -> None:
    proposals.failed()
    watched.meanwhile = lambda: _object(proposals, "S/2/2026")
    before = OfficialDocument.objects.count()

    with pytest.raises(NominationRefused, match="objection_twice"):
        _object(proposals, "S/1/2026")

    assert Objection.objects.get().letter.number == "S/2/2026"
    assert OfficialDocument.objects.count() == before + 2


def test_a_notice_says_what_is_missing_when_it_is_signed(
    proposals: Proposals, watched: Watched
) -> None:
    program = proposals.put(ProgramState.TPN_PRECHECK)
    watched.meanwhile = lambda: proposals.enter("opini_bpk", "WDP")

    actions.reject_at_precheck(
        program=program,
        reason="Opini belum WTP.",
        number="N/1",
        dated_on=TODAY,
        by=proposals.national,
        now=NOW,
    )

    key = ("rejection_notice", "N/1")
    assert watched.made[key] == 2
    assert "Opini BPK minimal" in repr(watched.letters[key])
    assert program.state == ProgramState.REJECTED


def test_minutes_hold_every_vote_and_are_written_once(
    proposals: Proposals, watched: Watched
) -> None:
    people = [proposals.national, proposals.national_two, proposals.national_three]
    panel = actions.open_panel(
        program=proposals.put(ProgramState.PANEL), members=people, by=people[0], now=NOW
    )
    for person in people:
        actions.cast_vote(session=panel, vote=Vote.AWARD, reason="Ya.", by=person, now=NOW)

    def decide(number: str) -> Any:
        return actions.decide_panel(
            session=panel,
            reason="Sesuai suara.",
            number=number,
            dated_on=TODAY,
            by=people[0],
            now=NOW,
        )

    watched.meanwhile = lambda: decide("BA/2")
    with pytest.raises(NominationRefused, match="panel_is_decided"):
        decide("BA/1")

    assert PanelSession.objects.get().minutes == OfficialDocument.objects.get(number="BA/2")
    assert not OfficialDocument.objects.filter(number="BA/1").exists()
