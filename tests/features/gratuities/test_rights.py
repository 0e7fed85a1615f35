"""Every write of gifts, tried by everybody who has no duty for it."""

import io
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.gratuities import actions
from bening.gratuities.models import (
    BasisKind,
    CustodyChoice,
    DecisionChoice,
    ExecutionChoice,
    Medium,
)
from tests.features.gratuities.gifts import Gifts
from tests.people import NOW, TODAY

WITHOUT_DUTY = (
    "outsider",
    "operator",
    "colleague",
    "area_member",
    "unit_head",
    "inspector",
    "agency_admin",
    "agency_head",
)
HANDLING: dict[str, Callable[..., object]] = {
    "open_report": partial(actions.open_report, reason="Ingin tahu", now=NOW),
    "pass_on": partial(actions.pass_on, now=NOW),
    "ask_completion": partial(actions.ask_completion, what="NIK", now=NOW),
    "drop_incomplete": partial(actions.drop_incomplete, now=NOW),
    "verify_report": partial(actions.verify_report, now=NOW),
    "manage_here": partial(actions.manage_here, now=NOW),
    "forward_to_kpk": partial(actions.forward_to_kpk, number="1", dated_on=TODAY, now=NOW),
    "record_refusal": partial(actions.record_refusal, now=NOW),
    "decide": partial(
        actions.decide,
        decision=DecisionChoice.RECIPIENT,
        number="1",
        decided_on=TODAY,
        value=None,
        now=NOW,
    ),
    "settle": partial(actions.settle, execution=ExecutionChoice.RETURNED, number="1", now=NOW),
    "move_goods": partial(
        actions.move_goods,
        kind=CustodyChoice.KEPT,
        on=TODAY,
        place="Lemari",
        given_by="A",
        taken_by="B",
        note="",
        document_number="1",
        now=NOW,
    ),
}
REPORTING: dict[str, Callable[..., object]] = {
    "submit_report": partial(actions.submit_report, is_true=True, now=NOW),
    "complete_report": partial(actions.complete_report, now=NOW),
    "discard_draft": partial(actions.discard_draft, now=NOW),
    "add_photo": partial(
        actions.add_photo, file=io.BytesIO(b"x"), filename="a.jpg", size=1, now=NOW
    ),
}


def refused(act: Callable[..., object], refusal: type[Exception], /, **values: Any) -> None:
    with pytest.raises(refusal), transaction.atomic():
        act(**values)


@pytest.mark.parametrize("name", sorted(HANDLING))
def test_only_the_upg_handles(gifts: Gifts, name: str) -> None:
    made = gifts.reported()

    for who in (*WITHOUT_DUTY, "pic"):
        refused(HANDLING[name], NotAllowed, report=made, by=getattr(gifts.cast, who))


@pytest.mark.parametrize("name", sorted(REPORTING))
def test_only_the_reporter_changes_a_draft(gifts: Gifts, name: str) -> None:
    made = gifts.draft()

    for by in (*(getattr(gifts.cast, who) for who in WITHOUT_DUTY), gifts.upg):
        refused(REPORTING[name], NotAllowed, report=made, by=by)


def test_only_the_reporter_removes_a_photo(gifts: Gifts) -> None:
    photo = gifts.photo(gifts.draft())

    refused(actions.remove_photo, NotAllowed, attachment=photo, by=gifts.upg, now=NOW)


def named_by(gifts: Gifts, by: Person, *, helps: bool) -> None:
    actions.name_officer(
        agency=gifts.cast.agency,
        unit=gifts.cast.unit if helps else None,
        person=gifts.cast.colleague,
        decree_number="1",
        decree_on=TODAY,
        by=by,
        now=NOW,
    )


@pytest.mark.parametrize("who", sorted({*WITHOUT_DUTY, "pic"} - {"agency_admin", "agency_head"}))
def test_the_upg_is_named_by_the_head_or_the_administrator(gifts: Gifts, who: str) -> None:
    by, _made, _unit = getattr(gifts.cast, who), gifts.cast.colleague, gifts.cast.unit
    refused(partial(named_by, gifts, by, helps=False), NotAllowed)
    if who == "unit_head":
        named_by(gifts, by, helps=True)
    else:
        refused(partial(named_by, gifts, by, helps=True), NotAllowed)


@pytest.mark.parametrize("who", ["outsider", "operator", "colleague", "area_member", "inspector"])
def test_papers_are_entered_by_the_upg_and_who_names_it(gifts: Gifts, who: str) -> None:
    refused(
        actions.enter_basis,
        NotAllowed,
        agency=gifts.cast.agency,
        unit=gifts.cast.unit,
        kind=BasisKind.DECREE,
        number="1",
        title="T",
        dated_on=date(2026, 1, 5),
        by=getattr(gifts.cast, who),
        now=NOW,
    )


@pytest.mark.parametrize("who", ["colleague", "inspector", "agency_admin"])
def test_campaigns_are_the_units_and_the_upgs(gifts: Gifts, who: str) -> None:
    by = getattr(gifts.cast, who)
    refused(
        actions.plan_campaign,
        NotAllowed,
        unit=gifts.cast.unit,
        title="T",
        medium=Medium.BANNER,
        audience="",
        planned_on=TODAY,
        by=by,
        now=NOW,
    )
    held = {"held_on": TODAY, "reached": 1, "proof_note": "Foto", "proof_url": "https://a.example"}
    refused(
        actions.hold_campaign,
        NotAllowed,
        campaign=gifts.campaign,
        proof=None,
        by=by,
        now=NOW,
        **held,
    )
    refused(
        actions.cancel_campaign, NotAllowed, campaign=gifts.campaign, reason="x", by=by, now=NOW
    )
