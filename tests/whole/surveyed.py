"""What those who run surveys hold about the unit of the cast, made when named."""

from functools import cached_property

from bening.services import actions as services
from bening.services.models import Service
from bening.surveys.actions import invitations, periods, questionnaires
from bening.surveys.actions.periods import Design
from bening.surveys.models import InvitationBatch, InvitationMeans, PopulationSource
from bening.surveys.models import Questionnaire as Form
from bening.surveys.population import Sample
from bening.surveys.shipped import store_shipped
from tests.people import NOW, TODAY, Cast


class Surveyed:
    """One of each; the period is open, the questionnaire of the agency a draft."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    @cached_property
    def service(self) -> Service:
        return services.add_service(
            unit=self.cast.unit, code="ktp", name="KTP elektronik", by=self.cast.pic, now=NOW
        )

    @cached_property
    def draft(self) -> Form:
        store_shipped(now=NOW)
        return questionnaires.adapt(
            source=Form.objects.get(agency=None, slug="spak"),
            agency=self.cast.agency,
            by=self.cast.agency_admin,
            now=NOW,
        )

    @cached_property
    def batch(self) -> InvitationBatch:
        store_shipped(now=NOW)
        period = periods.design(
            unit=self.cast.unit,
            wanted=Design("April", Form.objects.get(agency=None, slug="skm"), TODAY, TODAY),
            by=self.cast.pic,
            now=NOW,
        )
        sample = Sample(source=PopulationSource.TYPED, population=100, note="Laporan")
        periods.approve(period=period, sample=sample, by=self.cast.unit_head, now=NOW)
        return invitations.make_cards(
            period=periods.open_period(period=period, by=self.cast.pic, now=NOW),
            means=InvitationMeans.CARDS,
            count=1,
            by=self.cast.pic,
            now=NOW,
        ).batch
