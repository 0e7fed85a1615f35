"""A register of the unit with a risk, and the control around it, made when named."""

from decimal import Decimal
from functools import cached_property

from bening.risks import actions
from bening.risks.models import (
    Element,
    EnvironmentProof,
    MaturityScore,
    MaturitySource,
    Risk,
    RiskOfficer,
    RiskRegister,
)
from tests.features.risks.conftest import BROKERS
from tests.people import NOW, TODAY, Cast, make_person


class Risked:
    """The PIC keeps the register and owns its risk."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    @cached_property
    def register(self) -> RiskRegister:
        return actions.open_register(
            unit=self.cast.unit, year=TODAY.year, copies=False, by=self.cast.pic, now=NOW
        )

    @cached_property
    def risk(self) -> Risk:
        return actions.add_risk(
            register=self.register, head=BROKERS, owner=self.cast.pic, by=self.cast.pic, now=NOW
        )

    @cached_property
    def proof(self) -> EnvironmentProof:
        return actions.prove_environment(
            unit=self.cast.unit,
            element=Element.PEOPLE,
            text="SK pembinaan",
            starts_on=TODAY,
            by=self.cast.pic,
            now=NOW,
        )

    @cached_property
    def officer(self) -> RiskOfficer:
        return actions.name_officer(
            unit=self.cast.unit,
            person=make_person("Wulan Pengelola", agency=self.cast.agency),
            by=self.cast.unit_head,
            now=NOW,
        )

    @cached_property
    def maturity(self) -> MaturityScore:
        level = actions.Maturity(
            year=TODAY.year, source=MaturitySource.SELF, score=Decimal(3), document="LHE"
        )
        return actions.enter_maturity(
            unit=self.cast.unit, maturity=level, by=self.cast.pic, now=NOW
        )
