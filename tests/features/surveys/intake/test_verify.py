"""Whoever owns the database and changes sealed answers is named by `bening verify`."""

import io
import json
import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from bening.adapters import sealing_sql
from bening.audit import actions, parts
from bening.audit import sealing as audit_sealing
from bening.audit.models import Event
from bening.audit.verification import Verification
from bening.domain.sealing.findings import Finding, Kind
from bening.surveys import checking, sealing
from bening.surveys.day_key import DayKeys, Opener, day_keys
from bening.surveys.models import (
    AnswerCount,
    CountedReceipt,
    IntakeRow,
    SpentToken,
    SurveyDay,
    SurveyPeriod,
    SurveyResponse,
)
from tests.features.surveys.intake.respondents import MIDNIGHT, answer, invite, seal, survey
from tests.people import NOW, Cast

pytestmark = pytest.mark.django_db

SEALED = date(2026, 4, 15)


@pytest.fixture
def period(cast: Cast) -> SurveyPeriod:
    """Two sealed parts of ten answers each."""
    found = survey(cast)
    for _ in range(2):
        answer(found, invite(found, 10 if SurveyDay.objects.exists() else 15))
        sealing.seal_now(now=NOW)
    seal(found)
    assert [day.size for day in SurveyDay.objects.all()] == [10, 10, 5]
    assert kinds() == []
    return found


def findings() -> list[Finding]:
    return [one for one in Verification().run() if one.kind == Kind.RECORD_WRONG]


def kinds() -> list[str]:
    return sorted(one.code for one in findings())


def one() -> SurveyResponse:
    return SurveyResponse.objects.order_by("pk")[3]


def test_a_deleted_answer_is_named(period: SurveyPeriod) -> None:
    lost = one()
    commitment = bytes(lost.commitment).hex()
    SurveyResponse.objects.filter(pk=lost.pk).delete()

    found = findings()
    assert [one.code for one in found] == ["answer_removed"] + ["tally_differs"] * 9
    assert commitment[:16] in found[0].detail
    assert found[0].stream == str(period.agency_id)
    assert found[0].subject == ("survey_period", str(period.pk))


def test_a_changed_answer_is_named(period: SurveyPeriod) -> None:
    row = one()
    body = row.body.replace(":4", ":1", 1)
    SurveyResponse.objects.filter(pk=row.pk).update(body=body)

    found = findings()
    assert found[0].code == "answer_changed"
    assert str(row.pk) in found[0].detail
    assert {one.code for one in found[1:]} == {"tally_differs"}


def test_a_changed_answer_with_a_commitment_that_fits_is_named(period: SurveyPeriod) -> None:
    from bening.domain.surveys.sealed_days import commitment
    from bening.surveys.sealed_sets import committed_to

    row = one()
    row.body = row.body.replace(":4", ":1", 1)
    row.commitment = commitment(bytes(row.salt), committed_to(row))
    row.save()
    assert {"answer_added", "answer_removed"} <= set(kinds())


def test_changed_marks_are_named(period: SurveyPeriod) -> None:
    SurveyResponse.objects.filter(pk=one().pk).update(marks=["speed_fast"])
    assert kinds() == ["answer_changed"]


@pytest.mark.parametrize(("column", "value"), [("mode", "open"), ("service", "lain")])
def test_a_changed_column_is_named(period: SurveyPeriod, column: str, value: str) -> None:
    SurveyResponse.objects.filter(pk=one().pk).update(**{column: value})
    (found,) = findings()
    assert (found.code, column in found.detail) == ("column_differs", True)


def test_an_added_answer_is_named(period: SurveyPeriod) -> None:
    row = one()
    row.pk, row.salt = uuid.uuid4(), bytes(16)
    row.commitment = bytes(32)
    row.save(force_insert=True)
    assert str(row.pk) in next(one.detail for one in findings() if one.code == "answer_added")


def test_an_answer_moved_to_another_day_is_named(period: SurveyPeriod) -> None:
    SurveyResponse.objects.filter(pk=one().pk).update(day=date(2026, 4, 20))
    assert kinds() == ["answer_added", "answer_removed"]


def test_a_copied_answer_is_named(period: SurveyPeriod) -> None:
    row = one()
    row.pk = uuid.uuid4()
    row.save(force_insert=True)
    assert "answer_added" in kinds()


def test_receipts_are_looked_after_too(period: SurveyPeriod) -> None:
    lost = CountedReceipt.objects.all()[0]
    CountedReceipt.objects.filter(pk=lost.pk).delete()
    CountedReceipt.objects.create(receipt=bytes(32), period=period, day=SEALED)
    assert kinds() == ["receipt_added", "receipt_removed"]


def test_a_changed_tally_is_named(period: SurveyPeriod) -> None:
    row = AnswerCount.objects.all()[0]
    AnswerCount.objects.filter(pk=row.pk).update(count=row.count + 7)
    assert kinds() == ["tally_differs"]


def attack(what: str) -> None:
    day = SurveyDay.objects.order_by("position")[1]
    rows = SurveyDay.objects.filter(pk=day.pk)
    if what == "day_removed":
        rows.delete()
    elif what == "root":
        rows.update(root=bytes(32))
    elif what == "before":
        rows.update(before=bytes(32))
    elif what == "size":
        rows.update(size=day.size - 1)


@pytest.mark.parametrize(
    ("what", "named"),
    [
        ("day_removed", {"day_removed", "chain_broken", "answer_added", "receipt_added"}),
        ("root", {"root_broken", "day_rewritten", "day_removed", "chain_broken"}),
        ("before", {"chain_broken", "day_rewritten", "day_removed"}),
        ("size", {"day_rewritten", "day_removed", "chain_broken"}),
    ],
)
def test_a_changed_day_is_named(period: SurveyPeriod, what: str, named: set[str]) -> None:
    attack(what)
    assert set(kinds()) == named


def test_a_day_rewritten_together_with_its_answers_is_named_by_the_audit_trail(
    period: SurveyPeriod,
) -> None:
    """A careful attacker who makes the whole last set anew, chain and all."""
    day = SurveyDay.objects.order_by("-position")[0]
    commitments = bytes(day.commitments)
    mine = [commitments[at : at + 32] for at in range(0, len(commitments), 32)]
    row = SurveyResponse.objects.get(commitment=mine[0])
    SurveyResponse.objects.filter(pk=row.pk).delete()
    from bening.domain.surveys.sealed_days import day_root

    left, receipts = mine[1:], bytes(day.receipts)
    kept = [receipts[at : at + 32] for at in range(32, len(receipts), 32)]
    CountedReceipt.objects.filter(receipt=receipts[:32]).delete()
    SurveyDay.objects.filter(pk=day.pk).update(
        commitments=b"".join(left), receipts=b"".join(kept), size=len(left),
        root=day_root(day.day, left, kept),
    )  # fmt: skip
    assert {"day_rewritten", "day_removed"} <= set(kinds())


def test_a_row_taken_before_its_seal_is_told(cast: Cast) -> None:
    found = survey(cast)
    answer(found, invite(found, 4))
    assert kinds() == []
    IntakeRow.objects.filter(pk=IntakeRow.objects.all()[0].pk).delete()
    assert kinds() == ["waiting_removed"]
    SpentToken.objects.all().delete()
    assert kinds() == ["waiting_added"]


def test_a_row_changed_before_its_seal_is_told(cast: Cast) -> None:
    found = survey(cast)
    answer(found, invite(found, 4))
    row = IntakeRow.objects.all()[0]
    changed = bytes(row.body)[:-1] + bytes([bytes(row.body)[-1] ^ 1])
    IntakeRow.objects.filter(pk=row.pk).update(body=changed)
    assert kinds() == ["waiting_unreadable"]
    day_keys().current.unlink()
    (told,) = findings()
    assert (told.code, told.detail[:2]) == ("waiting_unreadable", "4 ")


def test_a_round_between_the_keys_and_the_rows_is_no_finding(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows that are read are closed under a key that was not there yet."""
    found = survey(cast)
    answer(found, invite(found, 7))
    opener = DayKeys.opener
    first: list[Opener] = []

    def too_early(keys: DayKeys) -> Opener:
        made = opener(keys)
        if not first:
            first.append(made)
            sealing._round(now=NOW, zones=set())
        return made

    monkeypatch.setattr(DayKeys, "opener", too_early)
    assert len(checking._shut(IntakeRow.objects.all())) == 7
    first.clear()
    assert kinds() == []


def _cut() -> None:
    SurveyDay.objects.order_by("-position")[0].delete()


def _rewrite() -> None:
    SurveyDay.objects.filter(position=1).update(size=11)


@pytest.mark.parametrize("attack", [_cut, _rewrite])
def test_the_daily_checkpoint_vouches_for_the_list_of_days(
    period: SurveyPeriod, attack: Callable[[], None]
) -> None:
    audit_sealing.seal_all(now=MIDNIGHT)
    issued = actions.issue_checkpoint(now=MIDNIGHT)
    assert issued is not None
    (part,) = [one for one in parts.heads() if one.name == "survey_days"]
    assert part.size == 3
    assert part.root in issued.text
    assert [one.kind for one in Verification().run()] == []

    attack()
    assert Kind.PART_REWRITTEN in {one.kind for one in Verification().run()}


def test_the_list_may_grow(period: SurveyPeriod, cast: Cast) -> None:
    audit_sealing.seal_all(now=MIDNIGHT)
    actions.issue_checkpoint(now=MIDNIGHT)
    more = survey(cast, "berikut")
    answer(more, invite(more, 6))
    seal(more)
    assert [one.kind for one in Verification().run()] == []


def test_the_command_tells_of_surveys(period: SurveyPeriod) -> None:
    SurveyResponse.objects.filter(pk=one().pk).update(mode="open")
    said = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("verify", stdout=said)
    assert "Survei: 1 periode dengan hari tersegel." in said.getvalue()
    assert "kolom “mode” berbeda dari isinya" in said.getvalue()

    said = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("verify", "--json", stdout=said)
    (found,) = json.loads(said.getvalue())["findings"]
    assert (found["kind"], found["code"]) == ("record_wrong", "column_differs")


def test_check_period_is_what_the_panel_counts(period: SurveyPeriod) -> None:
    assert checking.check_period(period) == ()
    SurveyResponse.objects.filter(pk=one().pk).update(mode="open")
    assert [found.kind for found in checking.check_period(period)] == ["column_differs"]


def test_an_event_of_a_day_is_not_forgotten(period: SurveyPeriod) -> None:
    assert Event.objects.filter(act="survey_day.sealed").count() == 3
    assert connection.in_atomic_block
    assert sealing_sql.guards_missing() == []
