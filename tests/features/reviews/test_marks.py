"""What a tier says of a question: proposals, notes, conflicts, what is kept."""


from bening.reviews.dossier import dossier_of
from bening.reviews.models import ReviewTier
from tests.features.reviews.conftest import Reviews

CODE = "A.I.1.i.a"


def test_smoke(reviews: Reviews) -> None:
    round_ = reviews.round
    saved = reviews.mark(CODE, "Tidak", by=reviews.member)
    assert saved.changed
    assert len(dossier_of(reviews.fresh(round_)).untouched(ReviewTier.MEMBER)) == 112
    sent = reviews.to_controller(round_)
    assert sent.state == "controller"
