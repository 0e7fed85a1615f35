"""A register of the cast's unit with a risk on it."""

from datetime import date
from typing import Any

import pytest

from bening.accounts.models import Person
from bening.domain.risks import Adequacy, Assessment, Response
from bening.risks import actions
from bening.risks.models import Category, Risk, RiskRegister, Scheme
from tests.people import NOW, Cast

DUE = date(2026, 6, 30)
BROKERS = actions.RiskHead(
    goal="Pelayanan tanpa pungutan",
    process="Pengambilan nomor antrean",
    event="Calo menjual nomor antrean",
    cause="Nomor tidak terikat pemohon",
    effect="Warga membayar layanan gratis",
    category=Category.FRAUD,
    scheme=Scheme.BROKER,
)
HELD = Assessment((4, 4), (3, 4), "Nomor terikat NIK", Adequacy.PARTLY, Response.REDUCE)


@pytest.fixture
def register(cast: Cast) -> RiskRegister:
    return actions.open_register(unit=cast.unit, year=2026, copies=False, by=cast.pic, now=NOW)


@pytest.fixture
def risk(cast: Cast, register: RiskRegister) -> Risk:
    """A risk that a colleague without roles owns."""
    return added(register, cast.colleague, by=cast.pic)


def added(register: RiskRegister, owner: Person, *, by: Person, **values: Any) -> Risk:
    """A risk on the register."""
    return actions.add_risk(register=register, head=BROKERS, owner=owner, by=by, now=NOW, **values)


def adopted(cast: Cast, risk: Risk) -> RiskRegister:
    """The register, its risk assessed and acted upon, adopted."""
    actions.assess_risk(risk=risk, assessment=HELD, by=cast.colleague, now=NOW)
    actions.plan_action(
        risk=risk, text="Jaga pintu", person=cast.colleague, due_on=DUE, by=cast.pic, now=NOW
    )
    return actions.adopt_register(register=risk.register, by=cast.unit_head, now=NOW)
