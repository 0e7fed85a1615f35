"""While a paper about a title is set, others write; a title taken back meanwhile gets none."""

import pytest

from bening.aftercare.actions import (
    DecreeHead,
    close_review,
    issue_certificate,
    plan_reviews,
    revoke_title,
    save_review,
)
from bening.aftercare.models import AftercareReview, Verdict
from bening.aftercare.refusals import Settled
from bening.documents.models import OfficialDocument
from bening.programs.models import Award
from tests.features.documents.watched import Watched, watched
from tests.features.evidence.conftest import no_previews
from tests.people import NOW, TODAY, Cast

__all__ = ["no_previews", "watched"]
pytestmark = pytest.mark.django_db(transaction=True)


def certify(cast: Cast, award: Award) -> OfficialDocument:
    return issue_certificate(
        award=award, number="P-1/2026", dated_on=TODAY, by=cast.agency_head, now=NOW
    )


def revoke(cast: Cast, award: Award, number: str = "K-1/2026") -> Award:
    return revoke_title(
        award=award,
        head=DecreeHead(number, TODAY),
        reason="Suap di loket terbukti.",
        by=cast.agency_head,
        now=NOW,
    )


def test_certificate_report_and_decree_name_the_unit_as_it_is_called(
    cast: Cast, award: Award, watched: Watched
) -> None:
    certify(cast, award)
    plan_reviews(now=NOW)
    review = AftercareReview.objects.get(award=award)
    save_review(
        review=review,
        scores={"A": "48", "B.I.a": "16", "B.I.b": "3.75", "B.II": "15"},
        survey_note="40 responden",
        note="Baik.",
        seen_version=1,
        by=cast.inspector,
        now=NOW,
    )
    close_review(
        review=review,
        verdict=Verdict.HOLDS,
        number="L-1/2026",
        dated_on=TODAY,
        by=cast.inspector,
        now=NOW,
    )
    revoke(cast, award)

    watched.check_made_anew()
    kinds = {kind for kind, _number in watched.made}
    assert kinds == {"award_certificate", "aftercare_report", "revocation_decree"}


def test_a_title_taken_back_meanwhile_gets_no_certificate(
    cast: Cast, award: Award, watched: Watched
) -> None:
    watched.meanwhile = lambda: revoke(cast, award)

    with pytest.raises(Settled, match="title_is_revoked"):
        certify(cast, award)

    assert OfficialDocument.objects.get().kind == "revocation_decree"


def test_of_two_decrees_the_first_stands(cast: Cast, award: Award, watched: Watched) -> None:
    watched.meanwhile = lambda: revoke(cast, award, "K-2/2026")

    with pytest.raises(Settled, match="title_is_revoked"):
        revoke(cast, award)

    award.refresh_from_db()
    assert award.revocation_number == OfficialDocument.objects.get().number == "K-2/2026"
