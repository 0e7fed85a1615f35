"""An audit recommendation from its report to its verification, and who may not."""

from datetime import date
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.refusals import NotAllowed
from bening.casework.clocks import clocks_of
from bening.casework.models import ClockState
from bening.domain.findings import FollowUpRefused
from bening.facts import Period
from bening.findings import actions
from bening.findings.facts import settled_share
from bening.findings.models import Auditor, AuditRecommendation, AuditReport, State
from bening.findings.queries import recommendations_of
from bening.nominations.proposed_values import proposed_value
from tests.people import NOW, TODAY, Cast, sign_in

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def report(cast: Cast) -> AuditReport:
    return actions.enter_report(
        agency=cast.agency,
        auditor=Auditor.BPK,
        auditor_name="",
        number="12/LHP/2026",
        title="Kepatuhan belanja",
        dated_on=date(2026, 3, 20),
        received_on=date(2026, 4, 1),
        by=cast.inspector,
        now=NOW,
    )


@pytest.fixture
def row(cast: Cast, report: AuditReport) -> AuditRecommendation:
    return actions.add_recommendation(
        report=report,
        unit=cast.unit,
        finding_code="1.01",
        finding="Kelebihan pembayaran",
        text="Setorkan kelebihan pembayaran ke kas daerah",
        value=1_000_000,
        owner=None,
        by=cast.inspector,
        now=NOW,
    )


def hand_in(cast: Cast, row: AuditRecommendation) -> None:
    actions.hand_in(
        recommendation=row,
        text="Sudah disetor",
        proof_url="https://arsip.example/bukti",
        by=cast.pic,
        now=NOW,
    )


def test_answer_is_due_sixty_days_after_receipt(cast: Cast, row: AuditRecommendation) -> None:
    (clock,) = clocks_of(row.pk)
    assert clock.due_on == date(2026, 5, 31)
    hand_in(cast, row)
    (clock,) = clocks_of(row.pk)
    assert clock.state == ClockState.STOPPED


def test_money_back_then_fitting(cast: Cast, row: AuditRecommendation) -> None:
    hand_in(cast, row)
    with pytest.raises(FollowUpRefused, match="finding_money_open"):
        actions.verify(
            recommendation=row, state=State.FITTING, reason="", by=cast.inspector, now=NOW
        )
    actions.enter_return(
        recommendation=row,
        amount=1_000_000,
        on=TODAY,
        receipt="STS-1",
        by=cast.inspector,
        now=NOW,
    )
    before = settled_share(cast.unit.pk, YEAR, NOW)
    assert before is not None
    assert before.value == 0
    actions.verify(recommendation=row, state=State.FITTING, reason="", by=cast.inspector, now=NOW)
    after = settled_share(cast.unit.pk, YEAR, NOW)
    assert after is not None
    assert after.value == Fraction(1)
    gate = "tindak_lanjut_pengawasan_persen"
    proposed = proposed_value(cast.unit, gate, year=2026, now=NOW)
    assert proposed is not None
    assert proposed.value == "1/1"
    assert proposed_value(cast.other_unit, gate, year=2026, now=NOW) is None
    assert proposed_value(cast.unit, "layanan_inti", year=2026, now=NOW) is None
    with pytest.raises(FollowUpRefused, match="finding_settled"):
        hand_in(cast, row)


@pytest.mark.parametrize("who", ["pic", "unit_head", "agency_admin", "agency_head"])
def test_only_the_internal_auditor_verifies(cast: Cast, row: AuditRecommendation, who: str) -> None:
    hand_in(cast, row)
    with pytest.raises(NotAllowed, match="finding_inspector_only"):
        actions.verify(
            recommendation=row,
            state=State.IMPOSSIBLE,
            reason="lewat",
            by=getattr(cast, who),
            now=NOW,
        )


def test_nobody_verifies_their_own(cast: Cast, row: AuditRecommendation) -> None:
    AuditRecommendation.objects.filter(pk=row.pk).update(owner=cast.inspector)
    hand_in(cast, row)
    with pytest.raises(NotAllowed, match="finding_own_follow_up"):
        actions.verify(
            recommendation=row, state=State.NOT_FITTING, reason="x", by=cast.inspector, now=NOW
        )


def test_a_receipt_counts_once(cast: Cast, row: AuditRecommendation) -> None:
    for refusal in (None, "finding_receipt_known"):
        values = {"amount": 10, "on": TODAY, "receipt": "STS-1", "by": cast.inspector, "now": NOW}
        if refusal is None:
            actions.enter_return(recommendation=row, **values)  # type: ignore[arg-type]  # named above
        else:
            with pytest.raises(FollowUpRefused, match=refusal):
                actions.enter_return(recommendation=row, **values)  # type: ignore[arg-type]  # as above


def test_units_read_their_own_only(cast: Cast, row: AuditRecommendation) -> None:
    assert list(recommendations_of(cast.pic, TODAY)) == [row]
    assert list(recommendations_of(cast.parent_head, TODAY)) == [row]
    assert not recommendations_of(cast.colleague, TODAY).exists()
    assert not recommendations_of(cast.outside_admin, TODAY).exists()


def test_the_page_takes_an_answer(client: Client, cast: Cast, row: AuditRecommendation) -> None:
    url = reverse("findings:recommendation", args=[row.pk])
    page = sign_in(client, cast.pic).get(url).content.decode()
    assert "Sampaikan tindak lanjut" in page
    assert 'value="verdict"' not in page
    sent = {"step": "hand_in", "text": "Sudah", "proof_url": "https://arsip.example/b"}
    assert client.post(url, sent).status_code == 302
    assert row.follow_ups.count() == 1
    assert client.get(reverse("findings:register")).status_code == 200
    assert client.get(reverse("findings:reports")).status_code == 403
    assert sign_in(client, cast.outside_admin).get(url).status_code == 404


def test_the_internal_auditor_works_by_the_pages(client: Client, cast: Cast) -> None:
    sign_in(client, cast.inspector)
    sent = {
        "step": "report",
        "auditor": "bpk",
        "number": "7/LHP",
        "title": "Kas",
        "dated_on": "2026-01-10",
        "received_on": "2026-01-12",
    }
    assert client.post(reverse("findings:reports"), sent).status_code == 302
    line = {
        "step": "recommendation",
        "report": str(AuditReport.objects.get().pk),
        "unit": str(cast.unit.pk),
        "finding": "Kas",
        "text": "Perbaiki",
        "value": "0",
    }
    assert client.post(reverse("findings:reports"), line).status_code == 302
    key = AuditRecommendation.objects.get().pk
    assert client.get(reverse("findings:recommendation", args=[key])).status_code == 200
    score = {"assessor": "ombudsman", "dated_on": "2026-01-10", "score": "120", "out_of": "100"}
    url = reverse("findings:assessments")
    assert client.post(url, score).status_code == 422
    assert client.post(url, {**score, "score": "88.5"}).status_code == 302
    assert "88,5" in client.get(url).content.decode()
