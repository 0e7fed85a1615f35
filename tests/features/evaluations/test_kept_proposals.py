"""What facts propose on a page is counted again when it may have changed, and not each time."""

from datetime import timedelta
from fractions import Fraction
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from bening import facts
from bening.audit import record
from bening.evaluations import kept_proposals
from bening.evaluations.models import EvaluationSheet
from bening.evaluations.queries import proposals_of, proposals_shown
from tests.people import NOW, Cast

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
Counted = list[UUID]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """The units for which the one bound fact was counted."""
    units: Counted = []

    def propose(*, unit_id: UUID, **_rest: object) -> dict[str, facts.Proposal]:
        units.append(unit_id)
        value = facts.FactValue(Fraction(1), {}, NOW)
        return {"A.I.1.i.a": facts.Proposal("x", "X", "A.I.1.i.a", "A", "", value)}

    monkeypatch.setattr(facts, "propose", propose)
    return units


def act(cast: Cast, name: str, *, agency: UUID | None = None) -> None:
    with transaction.atomic():
        record(
            act=name,
            by=cast.pic.pk,
            agency=agency or cast.agency.pk,
            subject=("sheet", uuid4()),
            at=NOW,
            data={},
        )


def test_a_second_page_counts_nothing(sheet: EvaluationSheet, counted: Counted) -> None:
    first = proposals_shown(sheet, now=NOW)
    assert proposals_shown(sheet, now=NOW + 19 * SECOND) == first
    assert counted == [sheet.unit_id]


def test_after_some_seconds_it_is_counted_again(sheet: EvaluationSheet, counted: Counted) -> None:
    proposals_shown(sheet, now=NOW)
    proposals_shown(sheet, now=NOW + kept_proposals.FRESH)
    assert len(counted) == 2


def test_an_act_of_the_agency_is_seen_at_once(
    sheet: EvaluationSheet, cast: Cast, counted: Counted
) -> None:
    proposals_shown(sheet, now=NOW)
    act(cast, "sheet.submitted")
    proposals_shown(sheet, now=NOW)
    assert len(counted) == 2


def test_answers_and_other_agencies_change_nothing(
    sheet: EvaluationSheet, cast: Cast, counted: Counted
) -> None:
    proposals_shown(sheet, now=NOW)
    act(cast, "answer.saved")
    act(cast, "sheet.submitted", agency=uuid4())
    proposals_shown(sheet, now=NOW)
    assert len(counted) == 1


def test_what_was_recorded_while_counting_is_not_missed(
    sheet: EvaluationSheet, cast: Cast, counted: Counted
) -> None:
    asked = kept_proposals.Asked(
        sheet.unit.agency_id, sheet.unit_id, "x", facts.Period(NOW.date(), NOW.date())
    )
    acts = kept_proposals.acts_seen(asked)
    act(cast, "sheet.submitted")
    kept_proposals.keep(asked, {}, acts=acts, now=NOW)
    assert kept_proposals.find(asked, NOW) is None


def test_what_is_submitted_is_always_counted(sheet: EvaluationSheet, counted: Counted) -> None:
    proposals_of(sheet, now=NOW)
    proposals_of(sheet, now=NOW)
    assert len(counted) == 2
