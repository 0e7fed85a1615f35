"""Indicators, control environment, whom control was told, maturity; and what is refused."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bening.accounts.refusals import NotAllowed
from bening.calendars.models import Notice
from bening.domain.risks import Standing
from bening.facts import Period
from bening.risks import actions, facts, queries
from bening.risks.models import (
    Category,
    Element,
    EnvironmentProof,
    MaturitySource,
    Party,
    Risk,
    Scheme,
)
from bening.risks.refusals import RiskRefused, RiskSettled
from bening.risks.schemes import library
from bening.risks.waiting import turns
from tests.features.risks.conftest import BROKERS, HELD, added, adopted
from tests.people import NOW, TODAY, Cast

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
SOLD = actions.IndicatorHead(
    name="Nomor dijual", measured_in="kali sebulan", warning=Decimal(3), limit=Decimal(10)
)
LEVEL = actions.Maturity(
    year=2026, source=MaturitySource.SELF, score=Decimal("3.125"), document="LHE 1"
)


def read(risk: Risk, value: int, by: Any, on: date = TODAY) -> None:
    actions.read_indicator(
        indicator=risk.indicators.get(), value=Decimal(value), read_on=on, by=by, now=NOW
    )


def test_a_head_whose_role_has_ended_hears_nothing(cast: Cast, risk: Risk) -> None:
    cast.unit_head.roles.update(ended_at=NOW - timedelta(1))
    actions.add_indicator(risk=risk, head=SOLD, by=cast.colleague, now=NOW)
    read(risk, 12, cast.colleague)
    assert [row.person for row in Notice.objects.all()] == [cast.colleague]


def test_an_indicator_in_danger_is_told_to_owner_and_head_once(cast: Cast, risk: Risk) -> None:
    _ = cast.unit_head
    actions.add_indicator(risk=risk, head=SOLD, by=cast.colleague, now=NOW)
    read(risk, 4, cast.colleague, TODAY - timedelta(1))
    assert not Notice.objects.exists()
    read(risk, 12, cast.colleague)
    told = Notice.objects.filter(code="risk_indicator_breached")
    assert {row.person for row in told} == {cast.colleague, cast.unit_head}
    shown = queries.indicators_of(risk)[0]
    assert (shown.standing, shown.before) == (Standing.BREACHED, Decimal(4))


def test_readings_and_limits_that_are_refused(cast: Cast, risk: Risk) -> None:
    by: dict[str, Any] = {"by": cast.pic, "now": NOW}
    with pytest.raises(RiskRefused, match="risk_limits_alike"):
        actions.add_indicator(risk=risk, head=replace(SOLD, limit=Decimal(3)), **by)
    with pytest.raises(RiskRefused, match="risk_number"):
        actions.add_indicator(risk=risk, head=replace(SOLD, limit=Decimal("NaN")), **by)
    with pytest.raises(RiskRefused, match="risk_text_missing"):
        actions.add_indicator(risk=risk, head=replace(SOLD, name=" "), **by)
    actions.add_indicator(risk=risk, head=SOLD, **by)
    with pytest.raises(RiskRefused, match="risk_day_in_future"):
        read(risk, 1, cast.pic, TODAY + timedelta(1))
    with pytest.raises(RiskRefused, match="risk_number"):
        read(risk, 10**13, cast.pic)
    read(risk, 1, cast.pic)
    with pytest.raises(RiskSettled, match="risk_read_that_day"):
        read(risk, 2, cast.pic)


def test_a_risk_is_changed_and_keeps_its_assessment(cast: Cast, risk: Risk) -> None:
    actions.assess_risk(risk=risk, assessment=HELD, by=cast.colleague, now=NOW)
    head = replace(BROKERS, event="Nomor disimpan", category=Category.OPERATIONAL, scheme=None)
    changed = actions.change_risk(risk=risk, head=head, owner=cast.pic, by=cast.pic, now=NOW)
    changed.refresh_from_db()
    assert (changed.event, changed.scheme, changed.owner) == ("Nomor disimpan", "", cast.pic)
    assert (changed.left_likelihood, changed.left_impact) == HELD.residual
    with pytest.raises(RiskRefused, match="risk_person_of_other_agency"):
        actions.change_risk(risk=risk, head=head, owner=cast.outsider, by=cast.pic, now=NOW)


def test_a_risk_leaves_a_draft_only_and_never_with_its_events(cast: Cast, risk: Risk) -> None:
    by: dict[str, Any] = {"by": cast.pic, "now": NOW}
    spare = added(risk.register, cast.colleague, by=cast.pic)
    actions.add_indicator(risk=spare, head=SOLD, **by)
    read(spare, 1, cast.pic)
    actions.drop_risk(risk=spare, **by)
    assert [row.number for row in risk.register.risks.all()] == [risk.number]
    actions.record_event(risk=risk, happened_on=TODAY, text="Dijual", loss=0, **by)
    with pytest.raises(RiskRefused, match="risk_has_events"):
        actions.drop_risk(risk=risk, **by)
    risk.events.all().delete()
    adopted(cast, risk)
    with pytest.raises(RiskSettled, match="risk_register_adopted"):
        actions.drop_risk(risk=risk, **by)


def test_the_environment_is_built_part_by_part_and_proofs_end(cast: Cast) -> None:
    by: dict[str, Any] = {"by": cast.pic, "now": NOW}
    assert facts.environment(cast.unit.pk, YEAR, NOW) is None
    for element in Element:
        actions.prove_environment(
            unit=cast.unit, element=element, text="SK", starts_on=date(2025, 5, 1), **by
        )
    found = facts.environment(cast.unit.pk, YEAR, NOW)
    assert found is not None
    assert found.value == 1
    proof = EnvironmentProof.objects.filter(element=Element.AUDITOR).get()
    actions.end_proof(proof=proof, **by)
    with pytest.raises(RiskSettled, match="risk_proof_ended"):
        actions.end_proof(proof=proof, **by)
    later = Period(date(2027, 1, 1), date(2027, 12, 31))
    found = facts.environment(cast.unit.pk, later, NOW)
    assert found is not None
    assert found.counts == {"built": 7, "elements": 8}
    with pytest.raises(RiskRefused, match="risk_day_in_future"):
        actions.prove_environment(
            unit=cast.unit, element=Element.PEOPLE, text="SK", starts_on=TODAY + timedelta(1), **by
        )


def test_control_is_told_to_all_whom_it_concerns(cast: Cast) -> None:
    by: dict[str, Any] = {"way": "Rapat", "proof": "Notula", "by": cast.pic, "now": NOW}
    assert facts.told(cast.unit.pk, YEAR, NOW) is None
    for party in (Party.STAFF, Party.STAFF, Party.LEADERS):
        actions.tell_control(unit=cast.unit, party=party, told_on=TODAY, **by)
    found = facts.told(cast.unit.pk, YEAR, NOW)
    assert found is not None
    assert found.counts == {"reached": 2, "parties": 4}
    with pytest.raises(RiskRefused, match="risk_day_in_future"):
        actions.tell_control(unit=cast.unit, party=Party.PUBLIC, told_on=TODAY + timedelta(1), **by)
    with pytest.raises(RiskRefused, match="risk_text_missing"):
        actions.tell_control(
            unit=cast.unit, party=Party.PUBLIC, told_on=TODAY, **{**by, "proof": " "}
        )


def test_a_level_of_maturity_is_a_claim_until_the_inspectorate_saw_it(cast: Cast) -> None:
    by: dict[str, Any] = {"by": cast.pic, "now": NOW}
    made = actions.enter_maturity(unit=cast.unit, maturity=LEVEL, **by)
    assert made.verified_at is None
    for maturity, code in (
        (LEVEL, "risk_maturity_there"),
        (replace(LEVEL, score=Decimal("5.001")), "risk_maturity_range"),
        (replace(LEVEL, score=Decimal(-1)), "risk_maturity_range"),
        (replace(LEVEL, year=2027), "risk_year_past"),
        (replace(LEVEL, document=" "), "risk_text_missing"),
    ):
        with pytest.raises(RiskRefused, match=code):
            actions.enter_maturity(unit=cast.unit, maturity=maturity, **by)
    with pytest.raises(NotAllowed, match="risk_maturity_verified_by"):
        actions.verify_maturity(maturity=made, **by)
    made.entered_by = cast.inspector
    made.save()
    with pytest.raises(NotAllowed, match="risk_maturity_own"):
        actions.verify_maturity(maturity=made, by=cast.inspector, now=NOW)
    made.entered_by = cast.pic
    made.save()
    actions.verify_maturity(maturity=made, by=cast.inspector, now=NOW)
    with pytest.raises(RiskSettled, match="risk_maturity_verified"):
        actions.verify_maturity(maturity=made, by=cast.inspector, now=NOW)


def test_quarters_wait_for_their_review_and_then_for_the_head(cast: Cast, risk: Risk) -> None:
    register = adopted(cast, risk)
    key = f"risk-review:{register.pk}:1"

    def waiting(person: Any) -> bool:
        return key in {turn.key for turn in turns(person, NOW)}

    assert waiting(cast.pic)
    assert not waiting(cast.area_member)
    review = actions.review_quarter(register=register, quarter=1, text="Baik", by=cast.pic, now=NOW)
    assert not waiting(cast.pic)
    assert waiting(cast.unit_head)
    actions.confirm_review(review=review, by=cast.unit_head, now=NOW)
    assert not waiting(cast.unit_head)


def test_each_step_around_the_risks_asks_for_its_right(cast: Cast, risk: Risk) -> None:
    by: dict[str, Any] = {"by": cast.area_member, "now": NOW}
    actions.add_indicator(risk=risk, head=SOLD, by=cast.pic, now=NOW)
    proof = actions.prove_environment(
        unit=cast.unit, element=Element.PEOPLE, text="SK", starts_on=TODAY, by=cast.pic, now=NOW
    )
    for step in (
        lambda: actions.change_risk(risk=risk, head=BROKERS, owner=cast.pic, **by),
        lambda: actions.drop_risk(risk=risk, **by),
        lambda: actions.add_indicator(risk=risk, head=SOLD, **by),
        lambda: read(risk, 1, cast.area_member),
        lambda: actions.prove_environment(
            unit=cast.unit, element=Element.PEOPLE, text="SK", starts_on=TODAY, **by
        ),
        lambda: actions.end_proof(proof=proof, **by),
        lambda: actions.tell_control(
            unit=cast.unit, party=Party.STAFF, told_on=TODAY, way="x", proof="x", **by
        ),
        lambda: actions.enter_maturity(unit=cast.unit, maturity=LEVEL, **by),
    ):
        with pytest.raises(NotAllowed):
            step()


def test_the_library_tells_of_every_scheme() -> None:
    assert set(library()) == set(Scheme)
    for known in library().values():
        assert known.point
        assert known.event
        assert len(known.red_flags) >= 2
        assert len(known.prevent) >= 2
        assert len(known.detect) >= 2
