"""Evidence taken away by two at once, or while the sheet is being submitted."""

import json
from collections.abc import Callable
from functools import partial

import pytest

from bening.audit.models import Event
from bening.domain.refusals import Refused
from bening.evaluations import actions as evaluations
from bening.evaluations.models import EvaluationSheet, SheetState, Snapshot
from bening.evidence import actions
from bening.evidence.details import Period
from bening.evidence.models import Evidence, EvidenceLink
from tests.features.api.conftest import sheet, version
from tests.features.evaluations.test_submit_sheet import fill
from tests.features.refusals.test_races import together
from tests.people import NOW, Cast

__all__ = ["sheet", "version"]
CODE = "A.I.1.i.a"

pytestmark = pytest.mark.django_db(transaction=True)


def attached(sheet: EvaluationSheet, cast: Cast) -> EvidenceLink:
    day = NOW.date()
    evidence = actions.add_link(
        unit=sheet.unit,
        url="https://contoh.go.id/sk",
        title="SK tim",
        period=Period(day, day),
        by=cast.pic,
        now=NOW,
    )
    return actions.attach(evidence=evidence, sheet=sheet, official_code=CODE, by=cast.pic, now=NOW)


def ends() -> int:
    return Event.objects.filter(act="evidence.detached").count()


@pytest.mark.parametrize("act", ["detach", "withdraw"])
def test_evidence_is_in_the_snapshot_or_was_gone_before(
    cast: Cast, sheet: EvaluationSheet, act: str
) -> None:
    fill(sheet, cast)
    for round_ in range(4):
        link = attached(sheet, cast)
        take_away: dict[str, Callable[[], object]] = {
            "detach": partial(actions.detach, link=link, by=cast.pic, now=NOW),
            "withdraw": partial(actions.withdraw, evidence=link.evidence, by=cast.pic, now=NOW),
        }
        before = ends()
        found = together(
            partial(evaluations.submit_sheet, sheet=sheet, by=cast.unit_head, now=NOW),
            take_away[act],
        )

        snapshot = Snapshot.objects.order_by("-number")[0]
        assert snapshot.number == round_ + 1
        proofs = [proof["id"] for proof in json.loads(snapshot.content)["evidence"].get(CODE, [])]
        frozen = str(link.evidence_id) in proofs
        assert isinstance(found[1], Refused) is frozen, found
        assert EvidenceLink.objects.filter(pk=link.pk).exists() is frozen
        assert ends() == before + (not frozen)
        assert Evidence.objects.get(pk=link.evidence_id).withdrawn_at is None or not frozen
        sheet.refresh_from_db()
        assert sheet.state == SheetState.SUBMITTED
        evaluations.reopen_sheet(sheet=sheet, reason="Putaran lagi", by=cast.inspector, now=NOW)


def test_of_two_who_end_a_use_one_is_recorded(cast: Cast, sheet: EvaluationSheet) -> None:
    for round_ in range(4):
        link = attached(sheet, cast)
        found = together(
            partial(actions.detach, link=link, by=cast.pic, now=NOW),
            partial(actions.detach, link=link, by=cast.unit_head, now=NOW),
        )

        assert found == [None, None]
        assert not EvidenceLink.objects.exists()
        assert ends() == round_ + 1


def test_a_use_that_is_gone_leaves_no_second_event(cast: Cast, sheet: EvaluationSheet) -> None:
    link = attached(sheet, cast)
    stale = EvidenceLink.objects.get(pk=link.pk)

    actions.detach(link=link, by=cast.pic, now=NOW)
    actions.detach(link=stale, by=cast.pic, now=NOW)

    assert ends() == 1
