"""A register from opening to review, and what is refused on the way."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bening.accounts.refusals import NotAllowed
from bening.agencies.models import WorkUnit
from bening.audit.models import Event
from bening.domain.risks import Level
from bening.facts import Period
from bening.risks import actions, facts
from bening.risks.models import Category, RegisterState, Risk, RiskRegister, Scheme
from bening.risks.refusals import RiskRefused, RiskSettled
from bening.risks.waiting import turns
from bening.services.models import Service
from tests.features.risks.conftest import BROKERS, DUE, HELD, added, adopted
from tests.people import NOW, TODAY, Cast

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def test_a_register_is_kept_adopted_reviewed_and_confirmed(cast: Cast, risk: Risk) -> None:
    register = adopted(cast, risk)
    assert (risk.number, register.state) == ("RSK-2026-0001", RegisterState.ADOPTED)
    review = actions.review_quarter(
        register=register, quarter=1, text="Calo berkurang", by=cast.pic, now=NOW
    )
    assert review.figures == {
        "risks": 1, "beyond": 1, "actions": 1, "done": 0, "done_late": 0, "events": 0,
    }  # fmt: skip
    found = facts.layered(cast.unit.pk, YEAR, NOW)
    assert found is not None
    assert found.value == 2
    actions.confirm_review(review=review, by=cast.unit_head, now=NOW)
    found = facts.layered(cast.unit.pk, YEAR, NOW)
    assert found is not None
    assert found.value == 3
    acts = set(Event.objects.values_list("act", flat=True))
    assert {"risk.register_adopted", "risk.review_confirmed"} <= acts


def test_copies_keep_what_a_risk_says_and_are_assessed_anew(cast: Cast, risk: Risk) -> None:
    adopted(cast, risk)
    later = actions.open_register(unit=cast.unit, year=2027, copies=True, by=cast.pic, now=NOW)
    copy = later.risks.get()
    assert (copy.event, copy.control) == (BROKERS.event, HELD.control)
    assert copy.assessed_at is None
    assert copy.likelihood is None
    assert not copy.actions.exists()
    assert (copy.number, later.copied_from) == (risk.number, risk.register)
    fresh = added(later, cast.colleague, by=cast.pic)
    assert fresh.number != copy.number


@pytest.mark.parametrize(
    ("year", "copies", "code"),
    [(2026, False, "risk_register_there"), (2029, False, "risk_year_far"),
     (2025, True, "risk_nothing_to_copy")],
)  # fmt: skip
def test_registers_that_are_not_opened(
    cast: Cast, register: RiskRegister, year: int, copies: bool, code: str
) -> None:
    with pytest.raises(RiskRefused, match=code):
        actions.open_register(unit=cast.unit, year=year, copies=copies, by=cast.pic, now=NOW)


def test_nothing_is_adopted_unfinished(cast: Cast, register: RiskRegister) -> None:
    def refused(code: str) -> None:
        with pytest.raises(RiskRefused, match=code):
            actions.adopt_register(register=register, by=cast.unit_head, now=NOW)

    refused("risk_register_empty")
    risk = added(register, cast.colleague, by=cast.pic)
    refused("risk_not_assessed")
    actions.assess_risk(risk=risk, assessment=HELD, by=cast.colleague, now=NOW)
    refused("risk_without_action")
    actions.set_matrix(
        agency=cast.agency,
        ranks=[[one * other for other in range(1, 6)] for one in range(1, 6)],
        bands=[0, 5, 10, 15, 25],
        appetite=Level.HIGH,
        by=cast.agency_admin,
        now=NOW,
    )
    actions.adopt_register(register=register, by=cast.unit_head, now=NOW)
    refused("risk_register_adopted")


def test_reviews_wait_for_adoption_and_the_end_of_their_quarter(cast: Cast, risk: Risk) -> None:
    told: dict[str, Any] = {"text": "Baik", "by": cast.pic, "now": NOW}
    with pytest.raises(RiskRefused, match="risk_register_not_adopted"):
        actions.review_quarter(register=risk.register, quarter=1, **told)
    register = adopted(cast, risk)
    for quarter in (0, 2):
        with pytest.raises(RiskRefused, match="risk_quarter_runs"):
            actions.review_quarter(register=register, quarter=quarter, **told)
    review = actions.review_quarter(register=register, quarter=1, **told)
    with pytest.raises(RiskSettled, match="risk_quarter_reviewed"):
        actions.review_quarter(register=register, quarter=1, **told)
    actions.confirm_review(review=review, by=cast.unit_head, now=NOW)
    with pytest.raises(RiskSettled, match="risk_review_confirmed"):
        actions.confirm_review(review=review, by=cast.unit_head, now=NOW)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"event": " "}, "risk_text_missing"),
        ({"scheme": None}, "risk_scheme_missing"),
        ({"category": Category.STRATEGIC, "scheme": Scheme.BROKER}, "risk_scheme_of_fraud"),
    ],
)
def test_risks_that_are_not_added(
    cast: Cast, register: RiskRegister, values: dict[str, Any], code: str
) -> None:
    with pytest.raises(RiskRefused, match=code):
        actions.add_risk(
            register=register, head=replace(BROKERS, **values), owner=cast.pic, by=cast.pic, now=NOW
        )


def test_nobody_of_another_agency_owns_or_acts(cast: Cast, risk: Risk) -> None:
    with pytest.raises(RiskRefused, match="risk_person_of_other_agency"):
        added(risk.register, cast.outsider, by=cast.pic)
    with pytest.raises(RiskRefused, match="risk_person_of_other_agency"):
        actions.plan_action(
            risk=risk, text="Jaga", person=cast.outsider, due_on=DUE, by=cast.pic, now=NOW
        )


def test_whoever_has_left_owns_no_risk_and_keeps_no_register(
    cast: Cast, register: RiskRegister
) -> None:
    cast.colleague.is_active = False
    with pytest.raises(RiskRefused, match="risk_person_of_other_agency"):
        added(register, cast.colleague, by=cast.pic)
    with pytest.raises(RiskRefused, match="risk_person_of_other_agency"):
        actions.name_officer(unit=cast.unit, person=cast.colleague, by=cast.unit_head, now=NOW)


def make_service(unit: WorkUnit, code: str) -> Service:
    """A service of the unit."""
    return Service.objects.create(agency=unit.agency, unit=unit, code=code, name=code, added_at=NOW)


def test_services_of_other_units_are_refused(cast: Cast, register: RiskRegister) -> None:
    service = make_service(cast.other_unit, "kk")
    with pytest.raises(RiskRefused, match="risk_service_of_other_unit"):
        actions.add_risk(
            register=register,
            head=replace(BROKERS, service=service),
            owner=cast.pic,
            by=cast.pic,
            now=NOW,
        )


def test_the_share_of_services_counts_each_once(cast: Cast, register: RiskRegister) -> None:
    assert facts.assessed(cast.unit.pk, YEAR, NOW) is None
    made = [make_service(cast.unit, code) for code in ("kk", "ktp", "akta")]
    head = replace(BROKERS, service=made[0])
    for _ in range(2):
        risk = actions.add_risk(register=register, head=head, owner=cast.pic, by=cast.pic, now=NOW)
    actions.assess_risk(risk=risk, assessment=HELD, by=cast.pic, now=NOW)
    found = facts.assessed(cast.unit.pk, YEAR, NOW)
    assert found is not None
    assert found.counts == {"covered": 1, "services": 3}


def test_an_unsound_assessment_is_refused(cast: Cast, risk: Risk) -> None:
    with pytest.raises(RiskRefused, match="residual_above_inherent"):
        actions.assess_risk(
            risk=risk, assessment=replace(HELD, residual=(5, 5)), by=cast.colleague, now=NOW
        )


def test_an_action_is_done_once_with_proof(cast: Cast, risk: Risk) -> None:
    with pytest.raises(RiskRefused, match="risk_due_past"):
        actions.plan_action(
            risk=risk, text="Jaga", person=cast.pic, due_on=TODAY - timedelta(1), by=cast.pic,
            now=NOW,
        )  # fmt: skip
    action = actions.plan_action(
        risk=risk, text="Jaga", person=cast.colleague, due_on=TODAY, by=cast.pic, now=NOW
    )
    assert {turn.key for turn in turns(cast.colleague, NOW)} == {
        f"risk-action:{action.pk}", f"risk:{risk.pk}",
    }  # fmt: skip
    late = datetime(2026, 5, 15, 3, tzinfo=UTC)
    found = facts.controlled(cast.unit.pk, YEAR, late)
    assert found is not None
    assert found.value == 0
    by: dict[str, Any] = {"action": action, "by": cast.colleague, "now": NOW}
    with pytest.raises(RiskRefused, match="risk_text_missing"):
        actions.finish_action(done_on=TODAY, note=" ", **by)
    with pytest.raises(RiskRefused, match="risk_day_in_future"):
        actions.finish_action(done_on=TODAY + timedelta(1), note="Foto", **by)
    actions.finish_action(done_on=TODAY, note="Foto", **by)
    with pytest.raises(RiskSettled, match="risk_action_done"):
        actions.finish_action(done_on=TODAY, note="Foto", **by)
    found = facts.controlled(cast.unit.pk, YEAR, late)
    assert found is not None
    assert found.value == 1


def test_events_are_past_and_their_loss_is_rupiah(cast: Cast, risk: Risk) -> None:
    told: dict[str, Any] = {"risk": risk, "text": "Dijual", "by": cast.colleague, "now": NOW}
    with pytest.raises(RiskRefused, match="risk_day_in_future"):
        actions.record_event(happened_on=TODAY + timedelta(1), loss=0, **told)
    with pytest.raises(RiskRefused, match="risk_loss"):
        actions.record_event(happened_on=TODAY, loss=-1, **told)
    assert actions.record_event(happened_on=TODAY, loss=50_000, **told).loss == 50_000


def test_each_step_asks_for_its_right(cast: Cast, risk: Risk) -> None:
    register = adopted(cast, risk)
    review = actions.review_quarter(register=register, quarter=1, text="x", by=cast.pic, now=NOW)
    action = risk.actions.get()
    officer = actions.name_officer(
        unit=cast.unit, person=cast.inspector, by=cast.unit_head, now=NOW
    )
    by: dict[str, Any] = {"by": cast.area_member, "now": NOW}
    for step in (
        lambda: actions.open_register(unit=cast.unit, year=2027, copies=False, **by),
        lambda: actions.add_risk(register=register, head=BROKERS, owner=cast.pic, **by),
        lambda: actions.assess_risk(risk=risk, assessment=HELD, **by),
        lambda: actions.plan_action(risk=risk, text="x", person=cast.pic, due_on=DUE, **by),
        lambda: actions.finish_action(action=action, done_on=TODAY, note="x", **by),
        lambda: actions.record_event(risk=risk, happened_on=TODAY, text="x", loss=0, **by),
        lambda: actions.review_quarter(register=register, quarter=1, text="x", **by),
        lambda: actions.confirm_review(review=review, **by),
        lambda: actions.confirm_review(review=review, by=cast.pic, now=NOW),
        lambda: actions.adopt_register(register=register, by=cast.pic, now=NOW),
        lambda: actions.name_officer(unit=cast.unit, person=cast.pic, **by),
        lambda: actions.end_officer(officer=officer, **by),
        lambda: actions.set_matrix(
            agency=cast.agency,
            ranks=[[1] * 5] * 5,
            bands=[0, 5, 10, 15, 25],
            appetite=Level.LOW,
            **by,
        ),
    ):
        with pytest.raises(NotAllowed):
            step()


def test_an_officer_keeps_the_register_until_the_duty_ends(cast: Cast) -> None:
    values: dict[str, Any] = {"by": cast.unit_head, "now": NOW}
    officer = actions.name_officer(unit=cast.unit, person=cast.colleague, **values)
    with pytest.raises(RiskSettled, match="risk_officer_already"):
        actions.name_officer(unit=cast.unit, person=cast.colleague, **values)
    with pytest.raises(RiskRefused, match="risk_person_of_other_agency"):
        actions.name_officer(unit=cast.unit, person=cast.outsider, **values)
    actions.open_register(unit=cast.unit, year=2026, copies=False, by=cast.colleague, now=NOW)
    actions.end_officer(officer=officer, **values)
    with pytest.raises(RiskSettled, match="risk_officer_ended"):
        actions.end_officer(officer=officer, **values)
    with pytest.raises(NotAllowed):
        actions.open_register(
            unit=cast.unit, year=2027, copies=False, by=cast.colleague, now=NOW + timedelta(1)
        )
