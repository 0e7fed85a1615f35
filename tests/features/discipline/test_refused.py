"""What a discipline case and its office refuse besides whoever may not act, by code."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bening.accounts.models import Person
from bening.discipline import actions, queries
from bening.discipline.actions import steps
from bening.discipline.models import (
    AppealResult,
    Capacity,
    CaseExaminer,
    ConductRule,
    DisciplineCase,
    DisciplineOfficer,
    RuleKind,
)
from bening.domain.discipline import DisciplineRefused
from tests.features.discipline.conftest import (
    SOON,
    TOMORROW,
    call,
    days,
    decide,
    proposed,
    registered,
    summoned,
)
from tests.people import NOW, TODAY, Cast

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=3)


def refused(code: str, act: Callable[..., object], /, **values: Any) -> None:
    """The act is refused with this code."""
    with pytest.raises(DisciplineRefused) as found:
        act(**values)
    assert found.value.code == code


def rule(cast: Cast, **changed: Any) -> ConductRule:
    values: dict[str, Any] = {"unit": cast.unit, "title": "Kode etik", "number": "1", **changed}
    return actions.enter_rule(kind=RuleKind.ETHICS, starts_on=TODAY, by=cast.pic, now=NOW, **values)


def test_an_officer_is_named_and_ends_once(cast: Cast) -> None:
    name: dict[str, Any] = {"unit": cast.unit, "person": cast.colleague.email, "starts_on": TODAY}
    named: dict[str, Any] = {"by": cast.unit_head, "now": NOW}
    officer = actions.name_officer(**name, **named)
    refused("discipline_officer_exists", actions.name_officer, **name, **named)
    actions.end_officer(officer=officer, **named)
    refused("discipline_officer_has_ended", actions.end_officer, officer=officer, **named)


def test_a_rule_has_a_title_and_a_number_of_its_own_and_ends_once(cast: Cast) -> None:
    refused("discipline_title_missing", rule, cast=cast, title=" ")
    refused("discipline_number_missing", rule, cast=cast, number=" ")
    made = rule(cast)
    refused("discipline_rule_exists", rule, cast=cast)
    end: dict[str, Any] = {"rule": made, "by": cast.pic, "now": NOW}
    actions.end_rule(**end)
    refused("discipline_rule_has_ended", actions.end_rule, **end)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"rules": []}, "discipline_rules_missing"),
        ({"way": " "}, "discipline_way_missing"),
        ({"held_on": SOON}, "discipline_day_in_future"),
        ({"participants": 0}, "discipline_participants_missing"),
        ({"proof": " "}, "discipline_proof_missing"),
    ],
)
def test_explaining_a_rule_is_told_whole(cast: Cast, changed: dict[str, Any], code: str) -> None:
    values: dict[str, Any] = {
        "rules": [rule(cast)],
        "way": "Apel",
        "held_on": TODAY,
        "participants": 30,
        "proof": "DH-1",
        **changed,
    }
    refused(code, actions.hold_outreach, unit=cast.unit, by=cast.pic, now=NOW, **values)


def test_a_rule_that_does_not_hold_for_the_unit_is_not_explained_there(cast: Cast) -> None:
    elsewhere = rule(cast)
    ConductRule.objects.filter(pk=elsewhere.pk).update(unit=cast.other_unit)
    refused(
        "discipline_rule_of_another",
        actions.hold_outreach,
        unit=cast.unit,
        rules=[elsewhere],
        way="Apel",
        held_on=TODAY,
        participants=30,
        proof="DH-1",
        by=cast.pic,
        now=NOW,
    )


def test_an_allegation_has_words_of_some_length_and_a_day_that_has_come(
    monkeypatch: pytest.MonkeyPatch, staff: Person, officer: Person
) -> None:
    refused("discipline_day_in_future", registered, by=officer, about=staff, happened_on=SOON)
    refused("discipline_text_missing", registered, by=officer, about=staff, act=" ")
    monkeypatch.setattr(steps, "LONGEST", 5)
    refused("discipline_text_too_long", registered, by=officer, about=staff, act="enam h")


def test_a_summons_has_a_number_and_a_day_to_come_and_is_followed_once(
    officer: Person, examiner: Person, case: DisciplineCase
) -> None:
    come: dict[str, Any] = {"case": case, "came": True, "by": officer, "now": TOMORROW}
    refused("discipline_no_summons_open", actions.record_attendance, **come)
    summoned(case, officer, examiner)
    actions.record_attendance(**{**come, "came": False})
    again: dict[str, Any] = {"case": case, "by": officer, "now": TOMORROW}
    refused("discipline_number_missing", call, letter=" ", **again)


def test_a_decision_has_a_number_and_is_handed_over_on_a_day_that_can_be(
    cast: Cast, staff: Person, officer: Person, examiner: Person, case: DisciplineCase
) -> None:
    proposed(case, officer, examiner)
    refused("discipline_number_missing", decide, case=case, by=cast.unit_head, letter=" ")
    decide(case, cast.unit_head)
    hand: dict[str, Any] = {"case": case, "by": officer, "now": days(2)}
    refused("discipline_day_too_early", actions.hand_over, received_on=TODAY, **hand)
    refused("discipline_day_in_future", actions.hand_over, received_on=LATER, **hand)
    actions.hand_over(received_on=SOON, **hand)
    refused("discipline_received", actions.hand_over, received_on=SOON, **hand)
    actions.file_appeal(case=case, grounds="Keberatan", by=staff, now=days(3))
    refused(
        "discipline_number_missing",
        actions.settle_appeal,
        case=case,
        result=AppealResult.UPHELD,
        letter=" ",
        settled_on=LATER,
        reason="Tetap",
        by=officer,
        now=days(5),
    )


def test_rules_officers_and_examiners_of_others_are_not_found(
    cast: Cast, officer: Person, examiner: Person, case: DisciplineCase
) -> None:
    named = actions.name_examiner(
        case=case, person=examiner.email, capacity=Capacity.SUPERIOR, by=officer, now=NOW
    )
    duty = DisciplineOfficer.objects.get()
    made = rule(cast)
    assert queries.rule_for(cast.unit_head, made.pk, TODAY) == made
    assert queries.officer_for(cast.unit_head, duty.pk, TODAY) == duty
    assert queries.examiner_for(officer, named.pk, NOW) == named
    for stranger in (cast.outsider, cast.colleague):
        with pytest.raises(ConductRule.DoesNotExist):
            queries.rule_for(stranger, made.pk, TODAY)
        with pytest.raises(DisciplineOfficer.DoesNotExist):
            queries.officer_for(stranger, duty.pk, TODAY)
        with pytest.raises(CaseExaminer.DoesNotExist):
            queries.examiner_for(stranger, named.pk, NOW)
