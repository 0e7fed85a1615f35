"""An audit recommendation to the cast's unit, its duty list and a score from outside, on demand."""

from datetime import date
from decimal import Decimal
from functools import cached_property

from bening.findings import actions as findings
from bening.findings.models import (
    Auditor,
    AuditRecommendation,
    OutsideAssessment,
    OutsideAssessor,
)
from bening.wealth_reports import actions as wealth_reports
from bening.wealth_reports.models import (
    KindChoice,
    OccasionChoice,
    RankChoice,
    WealthDuty,
    WealthOfficer,
)
from tests.people import NOW, SINCE, Cast, make_person


class Overseen:
    """Each thing is made when first asked for."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    @cached_property
    def recommendation(self) -> AuditRecommendation:
        """To the unit, nobody in charge yet."""
        cast = self.cast
        report = findings.enter_report(
            agency=cast.agency,
            auditor=Auditor.BPK,
            auditor_name="",
            number="1/LHP",
            title="Belanja barang",
            dated_on=SINCE,
            received_on=SINCE,
            by=cast.inspector,
            now=NOW,
        )
        return findings.add_recommendation(
            report=report,
            unit=cast.unit,
            finding_code="1.01",
            finding="Kelebihan pembayaran",
            text="Setorkan kelebihan pembayaran",
            value=100,
            owner=None,
            by=cast.inspector,
            now=NOW,
        )

    @cached_property
    def assessment(self) -> OutsideAssessment:
        """Of the unit, not published."""
        cast = self.cast
        return findings.enter_assessment(
            agency=cast.agency,
            unit=cast.unit,
            assessor=OutsideAssessor.OMBUDSMAN,
            assessor_name="",
            dated_on=date(2026, 1, 5),
            score=Decimal("88.50"),
            out_of=Decimal(100),
            category="",
            findings="",
            follow_up="",
            source_url="",
            is_public=False,
            by=cast.inspector,
            now=NOW,
        )

    @cached_property
    def officer(self) -> WealthOfficer:
        """Keeps the list of the unit, and is nobody of the cast."""
        person = make_person("Gita Permata", agency=self.cast.agency)
        return wealth_reports.name_officer(
            agency=self.cast.agency,
            unit=self.cast.unit,
            person=person,
            by=self.cast.unit_head,
            now=NOW,
        )

    @cached_property
    def duty(self) -> WealthDuty:
        """On the list of the unit, not reported."""
        return wealth_reports.add_duty(
            unit=self.cast.unit,
            year=2026,
            employee_number="198001012005011001",
            name="Sari",
            kind=KindChoice.LHKPN,
            rank=RankChoice.UNIT_HEAD,
            occasion=OccasionChoice.YEARLY,
            since=None,
            by=self.officer.person,
            now=NOW,
        )
