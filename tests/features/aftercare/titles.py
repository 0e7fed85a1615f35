"""A title with a row of each kind about it, for tests that need their presence."""

from functools import cached_property

from bening.aftercare.actions import plan_replication, plan_reviews, raise_concern
from bening.aftercare.models import AftercareReview, Concern, ConcernSource, Replication
from bening.evaluations.instruments import store_shipped
from bening.programs.models import Award
from tests.features.aftercare.conftest import make_award
from tests.people import NOW, TODAY, Cast


class Title:
    """A WBK of the cast's unit; each thing is made when first asked for."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    @cached_property
    def award(self) -> Award:
        store_shipped(now=NOW)
        return make_award(self.cast)

    @cached_property
    def review(self) -> AftercareReview:
        award = self.award
        plan_reviews(now=NOW)
        return AftercareReview.objects.get(award=award)

    @cached_property
    def concern(self) -> Concern:
        return raise_concern(
            award=self.award,
            source=ConcernSource.MEDIA,
            text="Pungutan di loket.",
            reported_on=TODAY,
            by=self.cast.inspector,
            now=NOW,
        )

    @cached_property
    def replication(self) -> Replication:
        return plan_replication(
            award=self.award,
            unit=self.cast.other_unit,
            practice="Antrean daring",
            due_on=TODAY,
            by=self.cast.inspector,
            now=NOW,
        )
