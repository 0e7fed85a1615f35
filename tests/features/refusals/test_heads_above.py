"""A head of a unit above sees the sheet below; filling, proving and sending it is the unit's."""

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.access import own_roles_of, roles_of
from bening.accounts.models import Role
from bening.accounts.refusals import NotAllowed
from bening.evaluations import access, actions
from bening.evaluations.models import Answer, EvaluationSheet, SheetState
from bening.evidence import access as evidence_access
from bening.evidence import actions as evidence_actions
from bening.evidence.models import Evidence
from bening.programs import lifecycle, waiting
from bening.programs.models import ProgramState, ZoneProgram
from tests.features.api.conftest import Call
from tests.people import NOW, TODAY, Cast, give, sign_in

CODE = "A.I.1.i.a"


def test_only_roles_given_on_the_unit_are_its_own(cast: Cast) -> None:
    assert roles_of(cast.parent_head, cast.unit, TODAY) == {Role.UNIT_HEAD}
    assert own_roles_of(cast.parent_head, cast.unit, TODAY) == frozenset()
    assert own_roles_of(cast.parent_head, cast.parent_unit, TODAY) == {Role.UNIT_HEAD}
    assert own_roles_of(cast.inspector, cast.unit, TODAY) == frozenset()


def test_a_head_above_sees_the_sheet_and_saves_nothing(cast: Cast, sheet: EvaluationSheet) -> None:
    client = sign_in(Client(), cast.parent_head)

    assert client.get(reverse("evaluations:sheet", args=(sheet.pk,))).status_code == 200
    saved = client.post(
        reverse("evaluations:answer", args=(sheet.pk, CODE)),
        {"value": "Ya", "seen": "0", "note": ""},
    )

    assert saved.status_code == 403
    assert not Answer.objects.exists()


@pytest.mark.parametrize("name", ["submit", "import", "reuse", "assignment"])
def test_nor_sends_takes_over_or_assigns(cast: Cast, sheet: EvaluationSheet, name: str) -> None:
    client = sign_in(Client(), cast.parent_head)
    args = (sheet.pk,) if name in {"submit", "import"} else (sheet.pk, CODE)

    answer = client.post(
        reverse(f"evaluations:{name}", args=args),
        {"read_by_head": "on", "seen": "0", "assignee": str(cast.pic.pk)},
    )

    assert answer.status_code in {403, 422}
    sheet.refresh_from_db()
    assert sheet.state == SheetState.DRAFT
    assert not access.can_submit(cast.parent_head, sheet, on=TODAY)
    assert not access.can_import(cast.parent_head, sheet)
    assert not access.can_assign(cast.parent_head, sheet, on=TODAY)
    with pytest.raises(NotAllowed):
        actions.submit_sheet(sheet=sheet, by=cast.parent_head, now=NOW)


def test_a_submitted_sheet_is_reopened_by_its_own_head_only(
    cast: Cast, sheet: EvaluationSheet
) -> None:
    sheet.state = SheetState.SUBMITTED
    sheet.save(update_fields=["state"])

    with pytest.raises(NotAllowed):
        access.check_can_reopen(cast.parent_head, sheet, on=TODAY)
    access.check_can_reopen(cast.unit_head, sheet, on=TODAY)
    access.check_can_reopen(cast.inspector, sheet, on=TODAY)


def test_nor_through_the_interface(cast: Cast, call: Call, sheet: EvaluationSheet) -> None:
    at = f"/lembar/{sheet.pk}"

    assert call(cast.parent_head, "get", at).status_code == 200
    assert call(cast.parent_head, "put", f"{at}/jawaban/{CODE}", {"value": "Ya"}).status_code == 403
    assert call(cast.parent_head, "post", f"{at}/kirim", {}).status_code == 403
    body = {"unit": str(cast.unit.pk), "title": "Laporan", "url": "https://tirtamaya.example/l"}
    assert call(cast.parent_head, "post", "/bukti/tautan", body).status_code == 403
    assert not Answer.objects.exists()
    assert not Evidence.objects.exists()


def test_evidence_below_is_seen_not_changed_nor_checked(cast: Cast) -> None:
    evidence = evidence_actions.add_link(
        unit=cast.unit, url="https://tirtamaya.example/l", title="Laporan", by=cast.pic, now=NOW
    )
    client = sign_in(Client(), cast.parent_head)

    assert client.get(reverse("evidence:evidence", args=(evidence.pk,))).status_code == 200
    for check in (evidence_access.check_can_change, evidence_access.check_can_check):
        with pytest.raises(NotAllowed):
            check(cast.parent_head, evidence, on=TODAY)
    evidence_access.check_can_check(cast.unit_head, evidence, on=TODAY)


def test_who_is_given_a_role_on_the_unit_itself_fills_it(
    cast: Cast, sheet: EvaluationSheet
) -> None:
    give(cast.parent_head, Role.UNIT_PIC, unit=cast.unit)

    access.check_can_submit(cast.parent_head, sheet, on=TODAY)


def test_nor_is_a_move_of_the_unit_taken_from_above(cast: Cast, sheet: EvaluationSheet) -> None:
    program = sheet.program
    ZoneProgram.objects.filter(pk=program.pk).update(state=ProgramState.BUILDING)
    move = partial(lifecycle.advance, program=program, name="self_assessment_opened", now=NOW)

    with pytest.raises(NotAllowed):
        move(by=cast.parent_head)
    assert not waiting.turns(cast.parent_head, NOW)
    page = sign_in(Client(), cast.parent_head).get(reverse("programs:program", args=[program.pk]))
    assert page.status_code == 200
    assert not any(each.is_mine for each in page.context["moves"])
    assert move(by=cast.unit_head).role == Role.UNIT_HEAD
