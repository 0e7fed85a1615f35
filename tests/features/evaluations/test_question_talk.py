"""Discussion, history and assignment of a question."""

from datetime import date

import pytest
from django.test import Client

from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.evaluations import actions
from bening.evaluations.models import Assignment, Comment, EvaluationSheet, SheetState
from bening.evaluations.refusals import EvaluationRefused, SheetLocked, UnknownQuestion
from tests.features.evaluations.conftest import Save
from tests.people import NOW, Cast, sign_in

CODE = "A.I.5.iii.c"
SCRIPT = {"HX-Request": "true"}


def path(sheet: EvaluationSheet, part: str, code: str = CODE) -> str:
    return f"/lembar-kerja/{sheet.pk}/butir/{code}/{part}/"


def test_a_message_is_shown_to_the_team(
    pic_client: Client, sheet: EvaluationSheet, cast: Cast
) -> None:
    response = pic_client.post(path(sheet, "diskusi"), {"text": "Tolong <dicek>"})
    assert response.status_code == 302
    member = sign_in(Client(), cast.area_member)
    html = member.get(f"/lembar-kerja/{sheet.pk}/?butir={CODE}").content.decode()
    assert "Tolong &lt;dicek&gt;" in html
    assert "Ani Setiawati, " in html
    assert Event.objects.get(act="comment.written").by == cast.pic.pk


def test_a_script_gets_the_discussion(pic_client: Client, sheet: EvaluationSheet) -> None:
    response = pic_client.post(path(sheet, "diskusi"), {"text": "Halo"}, headers=SCRIPT)
    html = response.content.decode()
    assert response.status_code == 200
    assert "1 pesan" in html
    assert "Anda, " in html


@pytest.mark.parametrize(("text", "words"), [("  ", "Tulis pesannya"), ("x" * 2001, "batasnya")])
def test_a_refused_message_stays_in_its_field(
    pic_client: Client, sheet: EvaluationSheet, text: str, words: str
) -> None:
    response = pic_client.post(path(sheet, "diskusi"), {"text": text}, headers=SCRIPT)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert text in response.content.decode()
    assert not Comment.objects.exists()


def test_who_fills_it_discusses_also_a_submitted_sheet(sheet: EvaluationSheet, cast: Cast) -> None:
    EvaluationSheet.objects.filter(pk=sheet.pk).update(state=SheetState.SUBMITTED)
    actions.write_comment(
        sheet=sheet, official_code=CODE, text="Terkirim", by=cast.area_member, now=NOW
    )
    with pytest.raises(NotAllowed):
        actions.write_comment(
            sheet=sheet, official_code=CODE, text="Halo", by=cast.inspector, now=NOW
        )


def test_history_tells_who_changed_what(
    pic_client: Client, sheet: EvaluationSheet, save: Save, cast: Cast
) -> None:
    save(sheet, CODE, "B")
    save(sheet, CODE, "B", note="Rapat", seen=1, by=cast.area_member)
    save(sheet, CODE, "A", note="Rapat", seen=2)
    for headers in ({}, SCRIPT):
        html = pic_client.get(path(sheet, "riwayat"), headers=headers).content.decode()
        assert "Menyimpan jawaban A.I.5.iii.c: – menjadi B" in html
        assert "Memperbarui penjelasan A.I.5.iii.c" in html
        assert "Menyimpan jawaban A.I.5.iii.c: B menjadi A" in html
        assert "Citra Lestari" in html


def test_a_long_history_goes_on_page_by_page(
    pic_client: Client, sheet: EvaluationSheet, save: Save
) -> None:
    for number in range(25):
        save(sheet, CODE, "B", note=f"Catatan {number}", seen=number)
    html = pic_client.get(path(sheet, "riwayat")).content.decode()
    assert "?sebelum=" in html
    assert pic_client.get(path(sheet, "riwayat") + "?sebelum=x").status_code == 404


def test_the_lead_gives_a_question_to_a_member(sheet: EvaluationSheet, cast: Cast) -> None:
    client = sign_in(Client(), cast.area_lead)
    fields = {"assignee": str(cast.area_member.pk), "due": "2026-04-18"}
    for _ in range(2):
        assert client.post(path(sheet, "penugasan"), fields).status_code == 302
    given = Assignment.objects.get()
    assert (given.assignee, given.due_on) == (cast.area_member, date(2026, 4, 18))
    assert Event.objects.filter(act="assignment.changed").count() == 1
    html = client.get(f"/lembar-kerja/{sheet.pk}/?butir={CODE}").content.decode()
    assert "Citra Lestari" in html
    assert "tenggat 18 Apr" in html
    client.post(path(sheet, "penugasan"), {**fields, "remove": "1"})
    assert not Assignment.objects.exists()


def test_only_who_may_answer_is_offered(
    pic_client: Client, sheet: EvaluationSheet, cast: Cast
) -> None:
    members = (cast.area_member, cast.area_lead, cast.unit_head, cast.inspector)
    html = pic_client.get(path(sheet, "penugasan")).content.decode()
    assert all(person.name in html for person in members[:3])
    assert cast.inspector.name not in html
    other = pic_client.get(path(sheet, "penugasan", "A.I.1.i.a")).content.decode()
    assert cast.area_member.name not in other


@pytest.mark.parametrize("script", [False, True])
def test_forged_assignments_are_refused(
    pic_client: Client, sheet: EvaluationSheet, cast: Cast, *, script: bool
) -> None:
    headers = SCRIPT if script else {}
    for fields in (
        {"assignee": str(cast.outsider.pk)},
        {"assignee": "x"},
        {"assignee": str(cast.pic.pk), "due": "besok"},
        {"assignee": str(cast.pic.pk), "due": "2026-02-30"},
    ):
        response = pic_client.post(path(sheet, "penugasan"), fields, headers=headers)
        assert response.status_code == 422
    assert not Assignment.objects.exists()


def test_members_assign_nobody(sheet: EvaluationSheet, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.assign(
            sheet=sheet,
            official_code=CODE,
            assignee=cast.pic,
            due_on=None,
            by=cast.area_member,
            now=NOW,
        )


def test_who_may_not_answer_is_not_assigned(sheet: EvaluationSheet, cast: Cast) -> None:
    with pytest.raises(EvaluationRefused, match="assignee_may_not_answer"):
        actions.assign(
            sheet=sheet,
            official_code="A.I.1.i.a",
            assignee=cast.area_member,
            due_on=None,
            by=cast.pic,
            now=NOW,
        )


def test_nothing_is_assigned_on_a_locked_sheet(sheet: EvaluationSheet, cast: Cast) -> None:
    EvaluationSheet.objects.filter(pk=sheet.pk).update(state=SheetState.SUBMITTED)
    sheet.refresh_from_db()
    with pytest.raises(SheetLocked):
        actions.unassign(sheet=sheet, official_code=CODE, by=cast.pic, now=NOW)


def test_unknown_codes(sheet: EvaluationSheet, cast: Cast) -> None:
    for act in (
        lambda: actions.write_comment(
            sheet=sheet, official_code="X", text="x", by=cast.pic, now=NOW
        ),
        lambda: actions.unassign(sheet=sheet, official_code="X", by=cast.pic, now=NOW),
    ):
        with pytest.raises(UnknownQuestion):
            act()
