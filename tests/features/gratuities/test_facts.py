"""What the sheet is proposed from campaigns and papers."""

from datetime import UTC, date, datetime

import pytest

from bening.facts import Period, propose
from bening.gratuities import actions
from bening.gratuities.facts import campaign_regularity
from bening.gratuities.models import BasisKind
from tests.features.gratuities.gifts import Gifts
from tests.people import NOW, TODAY

HALF = Period(date(2026, 1, 1), date(2026, 6, 30))
"""Two quarters, both begun at NOW."""


def hold(gifts: Gifts, day: date) -> None:
    actions.hold_campaign(
        campaign=gifts.planned(day),
        held_on=day,
        reached=1,
        proof_note="Foto",
        proof_url="https://tirtamaya.example/foto",
        proof=None,
        by=gifts.cast.pic,
        now=NOW,
    )


def answer(gifts: Gifts, code: str) -> str:
    found = propose(
        instrument_slug="lke-2021", unit_id=gifts.cast.unit.pk, period=HALF, now=NOW, only=code
    )
    return found[code].answer if code in found else "-"


@pytest.mark.parametrize(
    ("days", "proposed"),
    [
        ((), "-"),
        ((date(2026, 2, 3),), "B"),
        ((date(2026, 2, 3), date(2026, 2, 9)), "B"),
        ((date(2026, 2, 3), date(2026, 4, 9)), "A"),
    ],
)
def test_a_campaign_is_regular_when_each_quarter_has_one(
    gifts: Gifts, days: tuple[date, ...], proposed: str
) -> None:
    for day in days:
        hold(gifts, day)

    assert answer(gifts, "A.I.5.i.a") == proposed


def test_a_quarter_begins_when_it_does_where_the_unit_is(gifts: Gifts) -> None:
    hold(gifts, date(2026, 2, 3))
    gifts.cast.unit.time_zone = "Asia/Jakarta"
    gifts.cast.unit.save(update_fields=["time_zone"])

    def quarters(now: datetime) -> int:
        found = campaign_regularity(gifts.cast.unit.pk, HALF, now)
        assert found is not None
        return int(found.counts["quarters"])

    assert quarters(datetime(2026, 3, 31, 16, 59, tzinfo=UTC)) == 1
    assert quarters(datetime(2026, 3, 31, 17, 0, tzinfo=UTC)) == 2


def test_planning_alone_is_no_campaign(gifts: Gifts) -> None:
    gifts.planned(TODAY)

    assert answer(gifts, "A.I.5.i.a") == "C"


@pytest.mark.parametrize(
    ("papers", "proposed"),
    [
        ((), "-"),
        (((BasisKind.PLAN, False),), "D"),
        (((BasisKind.DECREE, False),), "C"),
        (((BasisKind.DECREE, False), (BasisKind.PLAN, False)), "B"),
        (((BasisKind.DECREE, False), (BasisKind.PROCEDURE, True)), "B"),
        (
            ((BasisKind.DECREE, False), (BasisKind.PROCEDURE, False), (BasisKind.PLAN, False)),
            "B",
        ),
        (((BasisKind.DECREE, False), (BasisKind.PROCEDURE, True), (BasisKind.PLAN, True)), "A"),
    ],
)
def test_the_stage_of_control_follows_from_papers(
    gifts: Gifts, papers: tuple[tuple[BasisKind, bool], ...], proposed: str
) -> None:
    for kind, of_unit in papers:
        actions.enter_basis(
            agency=gifts.cast.agency,
            unit=gifts.cast.unit if of_unit else None,
            kind=kind,
            number="1",
            title="T",
            dated_on=date(2026, 1, 5),
            by=gifts.cast.agency_admin,
            now=NOW,
        )

    assert answer(gifts, "A.I.5.i.b") == proposed
