"""While a letter or a report of a review is set, others write, and what they write is in it."""

import pytest

from bening.documents.letters import Grid
from bening.documents.models import OfficialDocument
from bening.domain.refusals import Refused
from bening.reviews import actions
from bening.reviews.models import ReviewMark, ReviewTier
from bening.reviews.refusals import ReviewRefused
from bening.reviews.reports import ReportHead
from tests.features.documents.watched import Watched, watched
from tests.features.evidence.conftest import no_previews
from tests.features.reviews.conftest import Reviews
from tests.people import NOW, TODAY, Cast

__all__ = ["no_previews", "watched"]
pytestmark = pytest.mark.django_db(transaction=True)
CODE = "A.I.1.i.a"


@pytest.fixture
def reviews(cast: Cast) -> Reviews:
    """Reviews whose papers are documents."""
    return Reviews(cast)


def test_of_two_letters_of_one_assignment_the_first_stands(
    reviews: Reviews, watched: Watched
) -> None:
    assignment = reviews.assign()

    def issue(number: str) -> None:
        actions.issue_assignment_letter(
            assignment=assignment,
            head=ReportHead(number, TODAY, "Tirtamaya"),
            by=reviews.cast.inspector,
            now=NOW,
        )

    watched.meanwhile = lambda: issue("10/ST")
    with pytest.raises(ReviewRefused, match="assignment_has_letter"):
        issue("09/ST")

    assignment.refresh_from_db()
    assert assignment.letter == OfficialDocument.objects.get(number="10/ST")
    assert OfficialDocument.objects.count() == 1


def test_a_letter_of_an_assignment_names_the_unit_as_it_is_called(
    reviews: Reviews, watched: Watched
) -> None:
    actions.issue_assignment_letter(
        assignment=reviews.assign(),
        head=ReportHead("09/ST", TODAY, "Tirtamaya"),
        by=reviews.cast.inspector,
        now=NOW,
    )
    watched.check_made_anew()


def test_a_value_changed_while_the_report_is_set_is_in_it(
    reviews: Reviews, watched: Watched
) -> None:
    sent = reviews.to_controller(reviews.round)
    reviews.confirm_all(sent, ReviewTier.CONTROLLER, reviews.controller)
    mark = ReviewMark.objects.get(round=sent, tier=ReviewTier.CONTROLLER, official_code=CODE)
    watched.meanwhile = lambda: reviews.mark(
        CODE, "Tidak", by=reviews.controller, round_=reviews.fresh(sent), seen=mark.version
    )

    closed = reviews.close(sent, "round_1_closed", reviews.controller)

    [letter] = watched.letters.values()
    assert list(watched.made.values()) == [2]
    notes = [block for block in letter.blocks if isinstance(block, Grid)][-1]
    code, _question, unit_said, found = notes.rows[0][:4]
    assert (code, unit_said, found) == (CODE, "Ya", "Tidak")
    assert closed.report == OfficialDocument.objects.get()


def test_of_two_closings_the_first_stands(reviews: Reviews, watched: Watched) -> None:
    sent = reviews.to_controller(reviews.round)
    reviews.confirm_all(sent, ReviewTier.CONTROLLER, reviews.controller)
    watched.meanwhile = lambda: reviews.close(
        sent, "round_1_closed", reviews.controller, number="8/LHE"
    )

    with pytest.raises(Refused):
        reviews.close(sent, "round_1_closed", reviews.controller)

    kept = reviews.fresh(sent)
    assert kept.report == OfficialDocument.objects.get(number="8/LHE")
    assert OfficialDocument.objects.count() == 1
