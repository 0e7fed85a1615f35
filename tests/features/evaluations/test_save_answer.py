"""One answer: stored once, with its event; two people never overwrite each other."""

import pytest

from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.domain.scoring import AnswerRefused
from bening.evaluations import actions
from bening.evaluations.models import Answer, EvaluationSheet, SheetState
from bening.evaluations.refusals import (
    AnswerConflict,
    EvaluationRefused,
    SheetLocked,
    UnknownQuestion,
)
from tests.features.evaluations.conftest import Save
from tests.people import NOW, Cast

CODE = "A.I.5.iii.c"
COUNTS = {"pengaduan_wajib": "46", "pengaduan_proses": "17", "pengaduan_selesai": "29"}


def test_answer_is_stored_with_its_event(sheet: EvaluationSheet, save: Save, cast: Cast) -> None:
    save(sheet, CODE, "B", note=" Rapat triwulanan. \r\n")
    stored = Answer.objects.get(sheet=sheet)
    assert (stored.official_code, stored.value, stored.note) == (CODE, "B", "Rapat triwulanan.")
    assert (stored.version, stored.changed_by, stored.changed_at) == (1, cast.pic, NOW)
    event = Event.objects.get(act="answer.saved")
    assert event.by == cast.pic.pk
    assert event.data["after"] == {"value": "B", "inputs": {}, "note": "Rapat triwulanan."}


def test_the_same_again_changes_nothing(sheet: EvaluationSheet, save: Save) -> None:
    save(sheet, CODE, "B")
    again = save(sheet, CODE, "B")
    assert not again.changed  # type: ignore[attr-defined]
    assert Answer.objects.get(sheet=sheet).version == 1
    assert Event.objects.filter(act="answer.saved").count() == 1


def test_counts_keep_their_digits(sheet: EvaluationSheet, save: Save) -> None:
    save(sheet, "A.II.5.ii.a", inputs=COUNTS)
    assert Answer.objects.get(sheet=sheet).inputs == COUNTS


def test_two_people_get_a_choice(sheet: EvaluationSheet, save: Save, cast: Cast) -> None:
    save(sheet, CODE, "B", note="Asli")
    save(sheet, CODE, "A", note="Dari Citra", seen=1, by=cast.area_member)
    with pytest.raises(AnswerConflict) as conflict:
        save(sheet, CODE, "C", note="Dari Ani", seen=1)
    assert conflict.value.current.note == "Dari Citra"
    assert Answer.objects.get(sheet=sheet).note == "Dari Citra"


def test_a_version_that_never_was_is_refused(sheet: EvaluationSheet, save: Save) -> None:
    with pytest.raises(EvaluationRefused, match="version_unknown"):
        save(sheet, CODE, "B", seen=3)
    assert not Answer.objects.exists()


def test_two_first_answers_get_a_choice(sheet: EvaluationSheet, save: Save, cast: Cast) -> None:
    save(sheet, CODE, "B", by=cast.area_member)
    with pytest.raises(AnswerConflict):
        save(sheet, CODE, "A")


def test_an_answer_can_be_taken_back(sheet: EvaluationSheet, save: Save) -> None:
    save(sheet, CODE, "B", note="x")
    save(sheet, CODE, None, note="x", seen=1)
    assert Answer.objects.get(sheet=sheet).value == ""


@pytest.mark.parametrize(
    ("code", "value", "inputs", "refused"),
    [
        (CODE, "E", None, "unknown_option"),
        (CODE, "b", None, "unknown_option"),
        (CODE, None, {"x": "1"}, "inputs_not_taken"),
        ("A.II.5.ii.a", "A", None, "value_not_taken"),
        ("A.II.5.ii.a", None, {"pengaduan_wajib": "-1"}, "negative"),
        ("A.II.5.ii.a", None, {"pengaduan_wajib": "4,5"}, "comma_decimal"),
        ("A.II.5.ii.a", None, {"pengaduan_wajib": "4.5"}, "not_whole"),
        ("A.II.5.ii.a", None, {"pengaduan_wajib": "banyak"}, "not_a_number"),
        ("A.II.5.ii.a", None, {"pengaduan_wajib": "9" * 12}, "count_too_large"),
        ("A.II.5.ii.a", None, {"lain": "1"}, "unknown_input"),
        ("B.I.a.1", "4.01", None, "index_too_high"),
        ("B.I.a.1", "3,62", None, "comma_decimal"),
    ],
)
def test_what_a_question_does_not_take(
    sheet: EvaluationSheet,
    save: Save,
    code: str,
    value: str | None,
    inputs: dict[str, str] | None,
    refused: str,
) -> None:
    with pytest.raises(AnswerRefused) as refusal:
        save(sheet, code, value, inputs=inputs)
    assert refusal.value.code == refused
    assert not Answer.objects.exists()


def test_unknown_question(sheet: EvaluationSheet, save: Save) -> None:
    with pytest.raises(UnknownQuestion):
        save(sheet, "A.I.9.i.a", "Ya")


def test_a_long_note_is_refused(sheet: EvaluationSheet, save: Save) -> None:
    with pytest.raises(EvaluationRefused, match="note_too_long"):
        save(sheet, CODE, "B", note="x" * 10_001)


def test_area_people_answer_their_own_area_only(
    sheet: EvaluationSheet, save: Save, cast: Cast
) -> None:
    save(sheet, CODE, "B", by=cast.area_member)
    save(sheet, "A.II.5.i.a", "B", by=cast.area_lead)
    for code, value in (("A.I.1.i.a", "Ya"), ("B.I.b.1", "B")):
        with pytest.raises(NotAllowed):
            save(sheet, code, value, by=cast.area_member)


@pytest.mark.parametrize("who", ["agency_admin", "inspector", "agency_head", "colleague"])
def test_others_do_not_answer(sheet: EvaluationSheet, save: Save, cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        save(sheet, CODE, "B", by=getattr(cast, who))


def test_a_locked_sheet_takes_no_answer(sheet: EvaluationSheet, save: Save) -> None:
    EvaluationSheet.objects.filter(pk=sheet.pk).update(state=SheetState.SUBMITTED)
    with pytest.raises(SheetLocked):
        save(sheet, CODE, "B")


def test_answers_and_events_go_together(
    sheet: EvaluationSheet, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("bening.evaluations.actions.answers.audit.record", broken)
    with pytest.raises(RuntimeError):
        save(sheet, CODE, "B")
    assert not Answer.objects.exists()


def test_reuse_takes_answer_note_and_evidence(
    sheet: EvaluationSheet, last_year: EvaluationSheet, save: Save, prove: Save, cast: Cast
) -> None:
    save(last_year, CODE, "B", note="Tahun lalu")
    evidence = prove(last_year, CODE)
    for _ in range(2):
        actions.reuse_answer(sheet=sheet, official_code=CODE, seen_version=0, by=cast.pic, now=NOW)
    stored = Answer.objects.get(sheet=sheet)
    assert (stored.value, stored.note, stored.version) == ("B", "Tahun lalu", 1)
    assert [link.evidence for link in sheet.evidence_links.all()] == [evidence]


def test_reuse_keeps_a_note_that_stands_here(
    sheet: EvaluationSheet, last_year: EvaluationSheet, save: Save, cast: Cast
) -> None:
    save(last_year, CODE, "B", note="Tahun lalu")
    save(sheet, CODE, None, note="Tahun ini")
    actions.reuse_answer(sheet=sheet, official_code=CODE, seen_version=1, by=cast.pic, now=NOW)
    stored = Answer.objects.get(sheet=sheet)
    assert (stored.value, stored.note) == ("B", "Tahun ini")


def test_nothing_to_reuse(sheet: EvaluationSheet, cast: Cast) -> None:
    with pytest.raises(EvaluationRefused, match="nothing_earlier"):
        actions.reuse_answer(sheet=sheet, official_code=CODE, seen_version=0, by=cast.pic, now=NOW)
