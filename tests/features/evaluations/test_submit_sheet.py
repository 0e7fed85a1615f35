"""Submitting locks a snapshot; reopening leaves it as it was."""

import hashlib
import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from bening.accounts.refusals import NotAllowed
from bening.audit.queries import history
from bening.domain.refusals import Refused
from bening.evaluations import actions
from bening.evaluations.models import EvaluationSheet, Snapshot
from bening.evaluations.refusals import EvaluationRefused, NotReady, SheetLocked
from bening.instruments import load
from tests.people import NOW, Cast, sign_in

CODES = [question.code for question in load("lke-2021").questions]
LATE = datetime(2027, 1, 5, 3, 0, tzinfo=UTC)


def fill(sheet: EvaluationSheet, cast: Cast) -> EvaluationSheet:
    """Every question answered, none with the best answer, so that no evidence is asked for."""
    for question in load("lke-2021").questions:
        if question.inputs:
            inputs = {count.id: "1" for count in question.inputs}
            inputs |= {question.formula.numerator[0]: "0"} if question.formula else {}
            value = None
        else:
            inputs = {}
            value = "3.1" if not question.criteria else question.criteria[-1].key
        actions.save_answer(
            sheet=sheet,
            official_code=question.code,
            value=value,
            inputs=inputs,
            note="Ada.",
            seen_version=0,
            by=cast.pic,
            now=NOW,
        )
    return sheet


@pytest.fixture
def filled(sheet: EvaluationSheet, cast: Cast) -> EvaluationSheet:
    return fill(sheet, cast)


def test_a_sheet_with_errors_is_refused_with_their_kinds(
    sheet: EvaluationSheet, cast: Cast
) -> None:
    with pytest.raises(NotReady) as refused:
        actions.submit_sheet(sheet=sheet, by=cast.pic, now=NOW)

    assert refused.value.values["kinds"] == ("unanswered",)
    assert not Snapshot.objects.exists()


def test_a_snapshot_holds_everything_under_its_hash(filled: EvaluationSheet, cast: Cast) -> None:
    snapshot = actions.submit_sheet(sheet=filled, by=cast.pic, now=NOW)

    content = json.loads(snapshot.content)
    assert snapshot.sha256 == hashlib.sha256(snapshot.content.encode()).hexdigest()
    assert sorted(content["answers"]) == sorted(CODES)
    assert content["scorecard"]["instrument"] == "lke-2021"
    assert content["facts"]["A.I.1.i.a"]["fact"] == "teams.areas_staffed"
    assert content["proofs"]["A.I.1.i.a"] == {"expected": 3, "met": 0, "checked": 0}
    assert content["submitted_by"]["id"] == str(cast.pic.pk)
    filled.refresh_from_db()
    assert filled.state == "submitted"


def test_nothing_changes_in_a_submitted_sheet(filled: EvaluationSheet, cast: Cast) -> None:
    actions.submit_sheet(sheet=filled, by=cast.pic, now=NOW)

    with pytest.raises(SheetLocked):
        actions.save_answer(
            sheet=filled,
            official_code="A.I.1.i.a",
            value="Ya",
            inputs=None,
            note="",
            seen_version=1,
            by=cast.pic,
            now=NOW,
        )


def test_the_second_of_two_clicks_finds_the_sheet_locked(
    filled: EvaluationSheet, cast: Cast
) -> None:
    actions.submit_sheet(sheet=filled, by=cast.pic, now=NOW)

    with pytest.raises(SheetLocked):
        actions.submit_sheet(sheet=filled, by=cast.pic, now=NOW)
    assert Snapshot.objects.count() == 1


@pytest.mark.parametrize("who", ["area_member", "area_lead", "agency_admin", "inspector"])
def test_only_pic_and_head_submit(filled: EvaluationSheet, cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.submit_sheet(sheet=filled, by=getattr(cast, who), now=NOW)


def test_reopening_keeps_the_old_snapshot_and_says_why(filled: EvaluationSheet, cast: Cast) -> None:
    first = actions.submit_sheet(sheet=filled, by=cast.pic, now=NOW)

    actions.reopen_sheet(sheet=filled, reason="Bukti area 5 kurang.", by=cast.inspector, now=NOW)
    second = actions.submit_sheet(sheet=filled, by=cast.unit_head, now=NOW)

    first.refresh_from_db()
    assert (first.reopened_by, first.reopened_reason) == (cast.inspector, "Bukti area 5 kurang.")
    assert json.loads(first.content)["number"] == 1
    assert second.number == 2
    acts = [event.act for event in history(("sheet", filled.pk))]
    assert acts[:3] == ["sheet.submitted", "sheet.reopened", "sheet.submitted"]


@pytest.mark.parametrize("who", ["pic", "area_lead", "agency_admin", "outside_admin"])
def test_who_may_not_reopen(filled: EvaluationSheet, cast: Cast, who: str) -> None:
    actions.submit_sheet(sheet=filled, by=cast.pic, now=NOW)

    with pytest.raises(NotAllowed):
        actions.reopen_sheet(sheet=filled, reason="Ingin.", by=getattr(cast, who), now=NOW)


def test_the_head_reopens_until_the_closing_day_only(filled: EvaluationSheet, cast: Cast) -> None:
    actions.submit_sheet(sheet=filled, by=cast.pic, now=NOW)

    with pytest.raises(NotAllowed) as refused:
        actions.reopen_sheet(sheet=filled, reason="Terlambat.", by=cast.unit_head, now=LATE)
    assert refused.value.code == "head_reopens_until_closing_day"


def test_reopening_needs_a_reason_and_a_submitted_sheet(
    filled: EvaluationSheet, cast: Cast
) -> None:
    with pytest.raises(Refused) as refused:
        actions.reopen_sheet(sheet=filled, reason="Coba.", by=cast.inspector, now=NOW)
    assert refused.value.code == "sheet_is_not_submitted"

    actions.submit_sheet(sheet=filled, by=cast.pic, now=NOW)
    with pytest.raises(EvaluationRefused) as empty:
        actions.reopen_sheet(sheet=filled, reason="  ", by=cast.inspector, now=NOW)
    assert empty.value.code == "reason_missing"


def test_the_page_submits_without_script(
    client: Client, filled: EvaluationSheet, cast: Cast
) -> None:
    sign_in(client, cast.pic)

    page = client.get(reverse("evaluations:check", args=[filled.pk]))
    unread = client.post(reverse("evaluations:submit", args=[filled.pk]))
    done = client.post(
        reverse("evaluations:submit", args=[filled.pk]), {"read_by_head": "on"}, follow=True
    )

    assert "Siap dikirim" in page.content.decode()
    assert unread.status_code == 422
    assert "Isi rekaman utuh." in done.content.decode()


def test_a_second_post_leads_to_what_was_submitted(
    client: Client, filled: EvaluationSheet, cast: Cast
) -> None:
    sign_in(client, cast.pic)
    url = reverse("evaluations:submit", args=[filled.pk])
    client.post(url, {"read_by_head": "on"})

    again = client.post(url, {"read_by_head": "on"})

    assert again.status_code == 302
    assert Snapshot.objects.count() == 1


def test_a_snapshot_that_was_tampered_with_is_told(
    client: Client, filled: EvaluationSheet, cast: Cast
) -> None:
    snapshot = actions.submit_sheet(sheet=filled, by=cast.pic, now=NOW)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE evaluations_snapshot SET content = replace(content, %s, %s)",
            ['"year":2026', '"year":2027'],
        )
    sign_in(client, cast.pic)

    page = client.get(reverse("evaluations:snapshot", args=[filled.pk, snapshot.number]))

    assert "tidak lagi cocok" in page.content.decode()


@pytest.mark.parametrize("name", ["check", "submit", "reopen", "import", "workbook", "sheet_pdf"])
def test_another_agency_finds_none_of_the_pages(
    client: Client, sheet: EvaluationSheet, cast: Cast, name: str
) -> None:
    sign_in(client, cast.outsider)
    url = reverse(f"evaluations:{name}", args=[sheet.pk])

    answer = client.post(url) if name in {"submit", "reopen"} else client.get(url)

    assert answer.status_code == 404
