"""Two at once: one is done, the other is refused in words, and nothing is half there."""

import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import close_old_connections, connection
from django.test import Client

from bening.accounts.models import Person
from bening.adapters.file_store import FileStore
from bening.domain.refusals import Refused
from bening.domain.scoring import AnswerRefused
from bening.evaluations import actions
from bening.evaluations.actions.imports import changes_from
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import Answer, EvaluationSheet, SheetState, Snapshot
from bening.evaluations.queries import answers_of
from bening.evaluations.refusals import AnswerConflict, EvaluationRefused, SheetLocked
from bening.evidence import uploads
from bening.evidence.models import Evidence, Upload
from tests.adapters import samples
from tests.features.evaluations.test_submit_sheet import fill
from tests.features.evidence.conftest import no_previews, own_store
from tests.features.evidence.test_uploads import Sender
from tests.people import NOW, Cast, sign_in

__all__ = ["no_previews", "own_store"]
CODE = "A.I.1.i.a"


def together(*acts: Callable[[], object]) -> list[object]:
    """What each gave or raised, all begun at the same moment, each with its own connection."""
    gate = threading.Barrier(len(acts))
    found: list[object] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        gate.wait()
        try:
            found[place] = act()
        except (Refused, AnswerRefused) as refusal:
            found[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_old_connections()
    return found


def save(sheet: EvaluationSheet, by: Person, note: str, seen: int) -> Callable[[], object]:
    return lambda: actions.save_answer(
        sheet=sheet,
        official_code=CODE,
        value="Tidak",  # asks for no evidence
        inputs=None,
        note=note,
        seen_version=seen,
        by=by,
        now=NOW,
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_one_is_a_conflict(cast: Cast, sheet: EvaluationSheet) -> None:
    for seen in range(5):
        found = together(
            save(sheet, cast.pic, f"PIC {seen}", seen),
            save(sheet, cast.unit_head, f"kepala {seen}", seen),
        )

        assert sum(isinstance(one, AnswerConflict) for one in found) == 1
        assert Answer.objects.get(sheet=sheet).version == seen + 1


@pytest.mark.django_db(transaction=True)
def test_of_many_submits_one_is_done_and_a_save_is_in_it_or_refused(
    cast: Cast, sheet: EvaluationSheet
) -> None:
    fill(sheet, cast)

    def submit(by: Person) -> Callable[[], object]:
        return lambda: actions.submit_sheet(sheet=sheet, by=by, now=NOW)

    found = together(
        submit(cast.pic),
        submit(cast.unit_head),
        save(sheet, cast.pic, "menyusul", 1),
        submit(cast.pic),
    )

    snapshot = Snapshot.objects.get()
    assert sum(isinstance(one, Snapshot) for one in found) == 1
    sheet.refresh_from_db()
    assert sheet.state == SheetState.SUBMITTED
    stored = Answer.objects.get(sheet=sheet, official_code=CODE).note
    assert (stored == "menyusul") is ("menyusul" in snapshot.content)
    assert isinstance(found[2], SheetLocked) is (stored != "menyusul")


@pytest.mark.django_db(transaction=True)
def test_reopening_and_submitting_at_once_leave_one_state(
    cast: Cast, sheet: EvaluationSheet
) -> None:
    fill(sheet, cast)
    actions.submit_sheet(sheet=sheet, by=cast.pic, now=NOW)

    found = together(
        lambda: actions.reopen_sheet(sheet=sheet, reason="Salah", by=cast.inspector, now=NOW),
        lambda: actions.submit_sheet(sheet=sheet, by=cast.pic, now=NOW),
        lambda: actions.reopen_sheet(sheet=sheet, reason="Lagi", by=cast.unit_head, now=NOW),
    )

    sheet.refresh_from_db()
    second = isinstance(found[1], Snapshot)
    assert Snapshot.objects.count() == 1 + second
    reopened = sum(isinstance(one, EvaluationSheet) for one in (found[0], found[2]))
    assert reopened in ({1, 2} if second else {1})
    assert (sheet.state == SheetState.SUBMITTED) is (reopened == Snapshot.objects.count() - 1)


@pytest.fixture
def sender(client: Client, cast: Cast) -> Sender:
    return Sender(sign_in(client, cast.pic), cast.unit)


@pytest.mark.parametrize("moment", ["_keep", "_stored"])
def test_an_upload_cancelled_while_it_is_finished_is_not_found(
    sender: Sender,
    own_store: FileStore,
    no_previews: list[str],
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
) -> None:
    content = samples.pdf(3)
    url = sender.begin(content).json()["url"]
    sender.send(url, content)
    kept = uploads._keep

    def cancelled(*arguments: Any) -> object:
        if moment == "_keep":  # cancelled before its bytes are looked at
            assert sender.client.delete(url).status_code == 204
        found = kept(*arguments)
        if moment == "_stored":  # cancelled between the store and the row
            uploads.cancel_upload(upload=Upload.objects.get())
        return found

    monkeypatch.setattr(uploads, "_keep", cancelled)

    answer = sender.finish(url)

    assert answer.status_code == 404
    assert answer.json()["code"] == "upload_missing"
    assert not Evidence.objects.exists()
    assert own_store.abandoned(NOW + timedelta(days=3650)) == []


def test_cancelling_what_was_just_finished_keeps_its_result(
    sender: Sender, cast: Cast, no_previews: list[str]
) -> None:
    url = sender.begin().json()["url"]
    sender.send(url)
    stale = Upload.objects.get()
    sender.finish(url)

    with pytest.raises(Refused, match="upload_is_finished"):
        uploads.cancel_upload(upload=stale)

    assert Upload.objects.get().evidence == Evidence.objects.get()


@pytest.mark.django_db(transaction=True)
def test_of_two_imports_of_one_sheet_one_is_taken_over(cast: Cast, sheet: EvaluationSheet) -> None:
    fill(sheet, cast)
    instrument, rows = instrument_of(sheet.instrument), answers_of(sheet)
    notes = [{code: f"{who} {code}" for code in rows} for who in ("PIC", "kepala")]
    changes = [changes_from(instrument, rows, {}, words) for words in notes]

    found = together(
        *(
            partial(
                actions.import_answers, sheet=sheet, changes=each, filename="a.xlsx", by=by, now=NOW
            )
            for each, by in zip(changes, (cast.pic, cast.unit_head), strict=True)
        )
    )

    assert sorted(isinstance(one, EvaluationRefused) for one in found) == [False, True]
    first = found.index(len(rows))
    stored = answers_of(sheet)
    assert {code: row.note for code, row in stored.items()} == notes[first]
    assert {row.version for row in stored.values()} == {2}
