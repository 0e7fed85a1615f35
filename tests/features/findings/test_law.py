"""A finding that points at a crime: its letter, who hands it over, and what still changes then."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.casework.clocks import clocks_of
from bening.casework.models import ClockState
from bening.documents import to_law
from bening.documents.models import OfficialDocument
from bening.documents.refusals import DocumentRefused
from bening.domain.findings import FollowUpRefused
from bening.findings import actions, waiting
from bening.findings.law import hand_to_law
from bening.findings.models import AuditRecommendation, State
from tests.features.findings.test_follow_up import hand_in, report, row
from tests.features.official_papers import Papers
from tests.people import NOW, TODAY, Cast, sign_in

pytestmark = pytest.mark.django_db
__all__ = ["report", "row"]
CRIME = "Pembayaran atas pekerjaan yang tidak ada"


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> Papers:
    made = Papers()
    monkeypatch.setattr(to_law, "issue", made.issue)
    return made


def hand(row: AuditRecommendation, cast: Cast, **more: Any) -> AuditRecommendation:
    values: dict[str, Any] = {
        "recommendation": row, "to": "Kejaksaan Negeri", "number": "700/9", "text": CRIME,
        "by": cast.inspector, "now": NOW,
    }  # fmt: skip
    return hand_to_law(**{**values, **more})


def test_the_unit_only_reads_and_the_auditor_still_settles(
    cast: Cast, papers: Papers, row: AuditRecommendation
) -> None:
    actions.plan_follow_up(
        recommendation=row, owner=cast.pic, plan="Setor", due_on=TODAY, by=cast.unit_head, now=NOW
    )
    assert waiting.turns(cast.pic, NOW)
    kept = hand(row, cast)
    assert (kept.state, kept.handed_over_to) == (State.OPEN, "Kejaksaan Negeri")
    assert papers.letters[-1].to == ("Yth. Kejaksaan Negeri",)
    assert CRIME in papers.text
    assert "12/LHP/2026" in papers.text
    assert not [one for one in clocks_of(row.pk) if one.state == ClockState.RUNNING]
    assert Event.objects.get(act="finding.handed_to_law").data["to"] == "Kejaksaan Negeri"
    assert not waiting.turns(cast.pic, NOW)
    with pytest.raises(FollowUpRefused, match="finding_handed_over"):
        hand_in(cast, row)
    with pytest.raises(FollowUpRefused, match="finding_handed_over"):
        actions.plan_follow_up(
            recommendation=row, owner=cast.pic, plan="x", due_on=TODAY, by=cast.unit_head, now=NOW
        )
    with pytest.raises(FollowUpRefused, match="finding_handed_over"):
        hand(row, cast, number="700/10")
    settled = actions.verify(
        recommendation=row, state=State.IMPOSSIBLE, reason="Proses hukum", by=cast.inspector,
        now=NOW,
    )  # fmt: skip
    assert settled.state == State.IMPOSSIBLE
    with pytest.raises(FollowUpRefused, match="finding_settled"):
        hand(row, cast, number="700/11")


def test_only_the_auditor_hands_over_and_never_what_is_their_own(
    cast: Cast, papers: Papers, row: AuditRecommendation
) -> None:
    for by in (cast.unit_head, cast.pic, cast.agency_head):
        with pytest.raises(NotAllowed, match="finding_inspector_only"):
            hand(row, cast, by=by)
    AuditRecommendation.objects.filter(pk=row.pk).update(owner=cast.inspector)
    with pytest.raises(NotAllowed, match="finding_own_follow_up"):
        hand(row, cast)
    assert not OfficialDocument.objects.exists()


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("to", "handover_body_missing"),
        ("number", "handover_number_missing"),
        ("text", "handover_text_missing"),
    ],
)
def test_a_letter_says_to_whom_what_and_by_which_number(
    cast: Cast, papers: Papers, row: AuditRecommendation, field: str, code: str
) -> None:
    with pytest.raises(DocumentRefused, match=code) as refused:
        hand(row, cast, **{field: " \n"})
    assert refused.value.field == field
    assert not OfficialDocument.objects.exists()


def test_the_database_keeps_no_hand_over_without_its_letter(row: AuditRecommendation) -> None:
    with pytest.raises(IntegrityError, match="audit_to_law_by_letter"), transaction.atomic():
        AuditRecommendation.objects.filter(pk=row.pk).update(handed_over_at=NOW)


def test_the_page(client: Client, cast: Cast, papers: Papers, row: AuditRecommendation) -> None:
    place = reverse("findings:recommendation", args=[row.pk])
    sign_in(client, cast.unit_head)
    assert 'value="law"' not in client.get(place).content.decode()
    sign_in(client, cast.inspector)
    fields = {"step": "law", "to": "", "number": "700/9", "text": CRIME}
    refused = client.post(place, fields)
    assert refused.status_code == 422
    assert CRIME in refused.content.decode()
    assert client.post(place, {**fields, "to": "Kejaksaan Negeri"}).status_code == 302
    page = client.get(place).content.decode()
    assert "Dilimpahkan kepada Kejaksaan Negeri" in page
    assert 'value="law"' not in page
    assert 'value="verdict"' in page
    sign_in(client, cast.unit_head)
    page = client.get(place).content.decode()
    assert "Dilimpahkan kepada Kejaksaan Negeri" in page
    assert 'value="hand_in"' not in page
    assert 'value="plan"' not in page
