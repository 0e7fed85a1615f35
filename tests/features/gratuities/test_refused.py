"""What the UPG and the reporter are refused, by the code of its sentence."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from bening.domain.refusals import Refused
from bening.gratuities import actions
from bening.gratuities.actions import photos
from bening.gratuities.models import (
    BasisKind,
    CustodyChoice,
    DecisionChoice,
    Direction,
    ExecutionChoice,
    GratuityAttachment,
    GratuityReport,
    Medium,
)
from tests.features.gratuities.gifts import Gifts
from tests.features.gratuities.test_pages import photo
from tests.people import NOW, TODAY, sign_in

DAY = timedelta(days=1)


def refused(code: str, act: Callable[..., object], /, **values: Any) -> None:
    """The act is refused with this code and leaves nothing behind."""
    with pytest.raises(Refused) as found, transaction.atomic():
        act(**{"now": NOW, **values})
    assert found.value.code == code


def test_photos_are_few_small_and_pictures(gifts: Gifts, monkeypatch: pytest.MonkeyPatch) -> None:
    made = gifts.draft()
    content = photo().read()
    add: dict[str, Any] = {"report": made, "by": gifts.cast.pic}

    def sent(raw: bytes, name: str = "a.jpg", size: int | None = None) -> dict[str, Any]:
        told = len(raw) if size is None else size
        return {"file": io.BytesIO(raw), "filename": name, "size": told, **add}

    refused("gratuity_file_kind", actions.add_photo, **sent(b"nama;nilai\na;1\n", "a.csv"))
    monkeypatch.setattr(photos, "LARGEST", len(content) - 1)
    refused("gratuity_file_too_large", actions.add_photo, **sent(content))
    refused("gratuity_file_too_large", actions.add_photo, **sent(content, size=1))
    monkeypatch.setattr(photos, "LARGEST", len(content))
    monkeypatch.setattr(photos, "MOST", 1)
    actions.add_photo(now=NOW, **sent(content))
    refused("gratuity_too_many_files", actions.add_photo, **sent(content))
    add["by"] = gifts.upg
    refused("gratuity_reporter_only", actions.add_photo, **sent(content))
    assert GratuityAttachment.objects.count() == 1


def test_the_way_to_the_decision_needs_its_papers(gifts: Gifts) -> None:
    made = gifts.reported(bypasses_helper=True)
    act: dict[str, Any] = {"report": made, "by": gifts.upg}
    refused("gratuity_asked_missing", actions.ask_completion, what=" ", **act)
    refused("gratuity_moved", actions.manage_here, **act)
    actions.verify_report(now=NOW, **act)
    refused("gratuity_number_missing", actions.forward_to_kpk, number=" ", dated_on=TODAY, **act)
    refused(
        "gratuity_day_in_future", actions.forward_to_kpk, number="1", dated_on=TODAY + DAY, **act
    )
    refused("gratuity_day_before", actions.forward_to_kpk, number="1", dated_on=TODAY - DAY, **act)
    actions.manage_here(now=NOW, **act)
    said: dict[str, Any] = {"decision": DecisionChoice.COMPENSATION, "decided_on": TODAY}
    refused("gratuity_value_missing", actions.decide, number="1", value=None, **said, **act)
    refused("gratuity_number_missing", actions.decide, number="", value=1, **said, **act)
    late = said | {"decided_on": TODAY + DAY}
    refused("gratuity_day_in_future", actions.decide, number="1", value=1, **late, **act)
    actions.decide(number="1", value=1, now=NOW, **said, **act)
    paid: dict[str, Any] = {"execution": ExecutionChoice.PAID}
    refused("gratuity_number_missing", actions.settle, number=" ", **paid, **act)
    wrong: dict[str, Any] = {"execution": ExecutionChoice.RETURNED}
    refused("gratuity_execution", actions.settle, number="1", **wrong, **act)


def test_goods_move_with_place_names_and_paper(gifts: Gifts) -> None:
    made = gifts.reported(bypasses_helper=True)
    move: dict[str, Any] = {
        "report": made,
        "kind": CustodyChoice.KEPT,
        "on": TODAY,
        "place": "Lemari",
        "given_by": "Ani",
        "taken_by": "Umi",
        "note": "",
        "document_number": "BA-1",
        "by": gifts.upg,
    }
    for code, changed in (
        ("gratuity_number_missing", {"document_number": " "}),
        ("gratuity_place_missing", {"place": " "}),
        ("gratuity_names_missing", {"taken_by": ""}),
        ("gratuity_names_missing", {"given_by": ""}),
        ("gratuity_day_in_future", {"on": TODAY + DAY}),
        ("gratuity_day_before", {"on": TODAY - DAY}),
        ("goods_not_kept", {"kind": CustodyChoice.MOVED}),
        ("goods_before_decision", {"kind": CustodyChoice.RETURNED}),
    ):
        refused(code, actions.move_goods, **(move | changed))
    actions.move_goods(now=NOW, **move)
    refused("goods_are_kept", actions.move_goods, **move)
    kept_back = gifts.reported(direction=Direction.REFUSED, bypasses_helper=True)
    refused("gratuity_no_goods", actions.move_goods, **(move | {"report": kept_back}))


def test_the_upg_and_its_campaigns_need_their_papers(gifts: Gifts) -> None:
    cast = gifts.cast
    name: dict[str, Any] = {
        "agency": cast.agency,
        "unit": None,
        "person": cast.colleague,
        "decree_number": "SK/2",
        "decree_on": TODAY,
        "by": cast.agency_admin,
    }
    for code, changed in (
        ("gratuity_decree_missing", {"decree_number": " "}),
        ("gratuity_day_in_future", {"decree_on": TODAY + DAY}),
        ("officer_of_other_agency", {"person": cast.outsider}),
        ("gratuity_of_other_agency", {"unit": cast.outside_unit}),
        ("gratuity_named_by", {"by": cast.pic}),
    ):
        refused(code, actions.name_officer, **(name | changed))
    paper: dict[str, Any] = {
        "agency": cast.agency,
        "unit": None,
        "kind": BasisKind.PLAN,
        "number": "1",
        "title": "Rencana",
        "dated_on": TODAY,
        "by": cast.agency_admin,
    }
    for code, changed in (
        ("gratuity_number_missing", {"number": " "}),
        ("gratuity_title_missing", {"title": " "}),
        ("gratuity_day_in_future", {"dated_on": TODAY + DAY}),
        ("gratuity_of_other_agency", {"unit": cast.outside_unit}),
    ):
        refused(code, actions.enter_basis, **(paper | changed))
    plan: dict[str, Any] = {
        "unit": cast.unit,
        "title": "Tolak",
        "medium": Medium.BANNER,
        "audience": "Semua",
        "planned_on": TODAY,
        "by": cast.pic,
    }
    refused("gratuity_title_missing", actions.plan_campaign, **(plan | {"title": " "}))
    refused("gratuity_campaign_by", actions.plan_campaign, **(plan | {"by": cast.colleague}))
    refused("gratuity_of_other_agency", actions.plan_campaign, **(plan | {"by": cast.outsider}))
    made = gifts.campaign
    hold: dict[str, Any] = {
        "campaign": made,
        "held_on": TODAY,
        "reached": None,
        "proof_note": "Foto",
        "proof_url": "https://tirtamaya.example/1",
        "proof": None,
        "by": cast.pic,
    }
    for code, changed in (
        ("gratuity_proof_missing", {"proof_note": " "}),
        ("gratuity_proof_missing", {"proof_url": ""}),
        ("gratuity_day_in_future", {"held_on": TODAY + DAY}),
        ("gratuity_campaign_by", {"by": cast.colleague}),
    ):
        refused(code, actions.hold_campaign, **(hold | changed))
    cancel: dict[str, Any] = {"campaign": made, "by": cast.pic}
    refused("gratuity_reason_missing", actions.cancel_campaign, reason=" ", **cancel)
    actions.hold_campaign(now=NOW, **hold)
    refused("campaign_settled", actions.hold_campaign, **hold)
    refused("campaign_settled", actions.cancel_campaign, reason="Batal", **cancel)


def test_what_the_upg_asks_is_escaped_where_the_reporter_reads_it(
    client: Client, gifts: Gifts
) -> None:
    made = gifts.reported(bypasses_helper=True)
    bad = "<script>alert(1)</script>"
    actions.ask_completion(report=made, what=bad, by=gifts.upg, now=NOW)
    sign_in(client, gifts.cast.pic)
    for name in ("report", "edit"):
        page = client.get(reverse(f"gratuities:{name}", args=[made.pk])).content.decode()
        assert "alert(1)" in page
        assert bad not in page
    assert GratuityReport.objects.get(pk=made.pk).state == "incomplete"
