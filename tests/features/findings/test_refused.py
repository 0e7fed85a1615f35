"""What the follow-up of audits refuses besides whoever may not act."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bening.accounts.models import Role
from bening.accounts.refusals import NotAllowed
from bening.domain.findings import FollowUpRefused
from bening.findings import actions
from bening.findings.access import verified_agency
from bening.findings.models import Auditor, AuditRecommendation, AuditReport, OutsideAssessor
from tests.people import NOW, TODAY, Cast, give, make_person

pytestmark = pytest.mark.django_db


def enter(cast: Cast, **changed: Any) -> AuditReport:
    values: dict[str, Any] = {
        "number": "12/LHP/2026",
        "dated_on": date(2026, 3, 20),
        "received_on": date(2026, 4, 1),
        "by": cast.inspector,
        **changed,
    }
    return actions.enter_report(
        agency=cast.agency,
        auditor=Auditor.BPK,
        auditor_name="",
        title="Kepatuhan belanja",
        **values,
        now=NOW,
    )


def recommend(cast: Cast, **changed: Any) -> AuditRecommendation:
    values: dict[str, Any] = {
        "report": changed.pop("report", None) or enter(cast),
        "unit": cast.unit,
        "finding": "Kelebihan pembayaran",
        "text": "Setorkan kelebihan pembayaran ke kas daerah",
        "value": 1_000_000,
        "owner": None,
        **changed,
    }
    return actions.add_recommendation(finding_code="", **values, by=cast.inspector, now=NOW)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"number": " "}, "finding_number_missing"),
        ({"received_on": TODAY + timedelta(days=1)}, "finding_day_in_future"),
        ({"received_on": date(2026, 3, 19)}, "finding_received_before"),
    ],
)
def test_a_report_has_a_number_and_days_that_can_be(
    cast: Cast, changed: dict[str, Any], code: str
) -> None:
    with pytest.raises(FollowUpRefused, match=code):
        enter(cast, **changed)


def test_a_report_is_entered_once(cast: Cast) -> None:
    enter(cast)
    with pytest.raises(FollowUpRefused, match="finding_report_known"):
        enter(cast)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"finding": " "}, "finding_text_missing"),
        ({"text": " "}, "finding_text_missing"),
        ({"value": -1}, "finding_value_negative"),
    ],
)
def test_a_recommendation_says_what_was_found_and_what_to_do(
    cast: Cast, changed: dict[str, Any], code: str
) -> None:
    with pytest.raises(FollowUpRefused, match=code):
        recommend(cast, **changed)


def test_no_unit_or_person_of_another_agency_follows_up(cast: Cast) -> None:
    with pytest.raises(FollowUpRefused, match="finding_of_other_agency"):
        recommend(cast, unit=cast.outside_unit)
    with pytest.raises(FollowUpRefused, match="finding_of_other_agency"):
        recommend(cast, report=AuditReport.objects.first(), owner=cast.outsider)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"plan": " "}, "finding_text_missing"),
        ({"due_on": TODAY - timedelta(days=1)}, "finding_due_passed"),
        ({"owner": "outsider"}, "finding_of_other_agency"),
    ],
)
def test_a_plan_has_words_a_day_to_come_and_somebody_of_the_agency(
    cast: Cast, changed: dict[str, Any], code: str
) -> None:
    values: dict[str, Any] = {"plan": "Menyetor", "due_on": TODAY, "owner": "colleague", **changed}
    values["owner"] = getattr(cast, values["owner"])
    row = recommend(cast)
    with pytest.raises(FollowUpRefused, match=code):
        actions.plan_follow_up(recommendation=row, **values, by=cast.pic, now=NOW)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"text": " "}, "finding_text_missing"),
        ({"proof_url": " "}, "finding_proof_missing"),
    ],
)
def test_what_was_done_is_handed_in_with_words_and_proof(
    cast: Cast, changed: dict[str, str], code: str
) -> None:
    values = {"text": "Sudah disetor", "proof_url": "https://arsip.example/bukti", **changed}
    row = recommend(cast)
    with pytest.raises(FollowUpRefused, match=code):
        actions.hand_in(recommendation=row, **values, by=cast.pic, now=NOW)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"receipt": " "}, "finding_receipt_missing"),
        ({"on": TODAY + timedelta(days=1)}, "finding_day_in_future"),
        ({"amount": 1_000_001}, "finding_return_too_much"),
        ({"amount": 0}, "finding_return_not_positive"),
    ],
)
def test_money_came_back_by_a_receipt_on_a_day_and_never_more_than_was_owed(
    cast: Cast, changed: dict[str, Any], code: str
) -> None:
    values: dict[str, Any] = {"amount": 10, "on": TODAY, "receipt": "STS-1", **changed}
    row = recommend(cast)
    with pytest.raises(FollowUpRefused, match=code):
        actions.enter_return(recommendation=row, **values, by=cast.inspector, now=NOW)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"dated_on": TODAY + timedelta(days=1)}, "finding_day_in_future"),
        ({"score": Decimal(-1)}, "outside_score_scale"),
        ({"score": Decimal(101)}, "outside_score_scale"),
        ({"score": Decimal(0), "out_of": Decimal(0)}, "outside_score_scale"),
        ({"assessor": OutsideAssessor.OTHER}, "outside_name_missing"),
        ({"unit": "outside_unit"}, "finding_of_other_agency"),
    ],
)
def test_a_score_from_outside_lies_on_its_scale_and_names_who_gave_it(
    cast: Cast, changed: dict[str, Any], code: str
) -> None:
    values: dict[str, Any] = {
        "unit": "unit",
        "assessor": OutsideAssessor.OMBUDSMAN,
        "dated_on": TODAY,
        "score": Decimal(80),
        "out_of": Decimal(100),
        **changed,
    }
    values["unit"] = getattr(cast, values["unit"])
    with pytest.raises(FollowUpRefused, match=code):
        actions.enter_assessment(
            agency=cast.agency,
            assessor_name=" ",
            category="",
            findings="",
            follow_up="",
            source_url="",
            is_public=False,
            **values,
            by=cast.inspector,
            now=NOW,
        )


def test_who_belongs_to_no_agency_audits_none(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="finding_inspector_only"):
        verified_agency(cast.operator, TODAY)


def test_the_auditor_of_another_agency_enters_nothing_here(cast: Cast) -> None:
    auditor = make_person("Wayan Sudira", agency=cast.outside_agency)
    give(auditor, Role.INSPECTOR)
    with pytest.raises(NotAllowed, match="finding_inspector_only"):
        enter(cast, by=auditor)
