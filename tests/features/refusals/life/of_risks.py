"""The register of risks of a unit, and the control around it."""

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

from bening.accounts.models import Person
from bening.domain.risks import Level
from bening.risks import actions
from bening.risks.models import Element, MaturitySource, Party
from tests.features.refusals.life.people import LifeCast
from tests.features.refusals.life.rows import Row, rows
from tests.features.risks.conftest import BROKERS, DUE, HELD
from tests.people import NOW, TODAY

KRI = actions.IndicatorHead(
    name="Nomor dijual", measured_in="kali", warning=Decimal(3), limit=Decimal(10)
)
LEVEL = actions.Maturity(
    year=TODAY.year, source=MaturitySource.SELF, score=Decimal(3), document="LHE"
)


def drawn_up(cast: LifeCast) -> SimpleNamespace:
    """A draft with an assessed risk of a colleague that staff acts upon, and what surrounds it."""
    by = cast.pic
    register = actions.open_register(unit=cast.unit, year=TODAY.year, copies=False, by=by, now=NOW)
    made = SimpleNamespace(
        agency=cast.agency,
        unit=cast.unit,
        register=register,
        colleague=cast.colleague,
        staff=cast.staff,
        other=cast.group_lead,
    )
    made.risk = add(made, by)
    actions.assess_risk(risk=made.risk, assessment=HELD, by=by, now=NOW)
    made.action = actions.plan_action(
        risk=made.risk, text="Jaga pintu", person=cast.staff, due_on=DUE, by=by, now=NOW
    )
    made.indicator = actions.add_indicator(risk=made.risk, head=KRI, by=by, now=NOW)
    made.proof = prove(made, by)
    made.maturity = actions.enter_maturity(unit=cast.unit, maturity=LEVEL, by=by, now=NOW)
    made.officer = actions.name_officer(
        unit=cast.unit, person=cast.group_member, by=cast.unit_head, now=NOW
    )
    return made


def in_force(cast: LifeCast) -> SimpleNamespace:
    """The same, adopted, with a quarter reviewed."""
    made = drawn_up(cast)
    actions.adopt_register(register=made.register, by=cast.unit_head, now=NOW)
    made.later = NOW.replace(month=7)
    made.review = actions.review_quarter(
        register=made.register, quarter=1, text="Baik", by=cast.pic, now=NOW
    )
    return made


def add(s: SimpleNamespace, by: Person) -> object:
    return actions.add_risk(register=s.register, head=BROKERS, owner=s.colleague, by=by, now=NOW)


def prove(s: SimpleNamespace, by: Person) -> object:
    return actions.prove_environment(
        unit=s.unit, element=Element.PEOPLE, text="SK", starts_on=TODAY, by=by, now=NOW
    )


ACTS: dict[str, Row] = rows(
    drawn_up,
    open_register=lambda s, by: actions.open_register(
        unit=s.unit, year=TODAY.year + 1, copies=True, by=by, now=NOW
    ),
    add_risk=add,
    change_risk=lambda s, by: actions.change_risk(
        risk=s.risk, head=replace(BROKERS, event="Lain"), owner=s.colleague, by=by, now=NOW
    ),
    drop_risk=lambda s, by: actions.drop_risk(risk=s.risk, by=by, now=NOW),
    assess_risk=lambda s, by: actions.assess_risk(risk=s.risk, assessment=HELD, by=by, now=NOW),
    plan_action=lambda s, by: actions.plan_action(
        risk=s.risk, text="Awasi", person=s.staff, due_on=DUE, by=by, now=NOW
    ),
    finish_action=lambda s, by: actions.finish_action(
        action=s.action, done_on=TODAY, note="Foto", by=by, now=NOW
    ),
    record_event=lambda s, by: actions.record_event(
        risk=s.risk, happened_on=TODAY, text="Dijual", loss=0, by=by, now=NOW
    ),
    add_indicator=lambda s, by: actions.add_indicator(risk=s.risk, head=KRI, by=by, now=NOW),
    read_indicator=lambda s, by: actions.read_indicator(
        indicator=s.indicator, value=Decimal(4), read_on=TODAY, by=by, now=NOW
    ),
    adopt_register=lambda s, by: actions.adopt_register(register=s.register, by=by, now=NOW),
    prove_environment=prove,
    end_proof=lambda s, by: actions.end_proof(proof=s.proof, by=by, now=NOW),
    tell_control=lambda s, by: actions.tell_control(
        unit=s.unit, party=Party.STAFF, told_on=TODAY, way="Rapat", proof="Notula", by=by, now=NOW
    ),
    enter_maturity=lambda s, by: actions.enter_maturity(
        unit=s.unit, maturity=replace(LEVEL, source=MaturitySource.BPKP), by=by, now=NOW
    ),
    verify_maturity=lambda s, by: actions.verify_maturity(maturity=s.maturity, by=by, now=NOW),
    name_officer=lambda s, by: actions.name_officer(unit=s.unit, person=s.other, by=by, now=NOW),
    end_officer=lambda s, by: actions.end_officer(officer=s.officer, by=by, now=NOW),
    set_matrix=lambda s, by: actions.set_matrix(
        agency=s.agency,
        ranks=[[one * other for other in range(1, 6)] for one in range(1, 6)],
        bands=[0, 5, 10, 15, 25],
        appetite=Level.MODERATE,
        by=by,
        now=NOW,
    ),
) | rows(
    in_force,
    review_quarter=lambda s, by: actions.review_quarter(
        register=s.register, quarter=2, text="Baik", by=by, now=s.later
    ),
    confirm_review=lambda s, by: actions.confirm_review(review=s.review, by=by, now=NOW),
)
