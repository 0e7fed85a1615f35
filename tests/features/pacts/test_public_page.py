"""What a unit shows to everybody: nothing before it is opened, then only what was published."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.refusals import NotAllowed
from bening.agencies.models import WorkUnit
from bening.domain.refusals import Refused
from bening.pacts import actions
from bening.pacts.actions.commitments import ProofFile
from bening.pacts.models import Commitment, CommitmentOutcome, NewsItem, SigningCampaign
from bening.pacts.queries import due_commitments
from bening.pacts.waiting import turns
from tests.features.pacts.conftest import picture, staff
from tests.features.pacts.test_signing import Sign
from tests.people import NOW, TODAY, Cast, sign_in


def news(cast: Cast, **values: object) -> NewsItem:
    given: dict[str, object] = {
        "unit": cast.unit,
        "title": "Zona Integritas dicanangkan",
        "dated_on": TODAY,
        "url": "https://tirtamaya.example/zi",
        "by": cast.pic,
        "now": NOW,
        **values,
    }
    return actions.add_news(**given)  # type: ignore[arg-type]


def promise(cast: Cast, **values: object) -> Commitment:
    given: dict[str, object] = {
        "unit": cast.unit,
        "leader": "Darma Wijaya",
        "office": "Kepala Dinas",
        "text": "Semua akta selesai satu hari.",
        "place": "Aula",
        "made_on": TODAY - timedelta(days=3),
        "due_on": TODAY + timedelta(days=30),
        "url": "https://tirtamaya.example/janji",
        "by": cast.pic,
        "now": NOW,
        **values,
    }
    return actions.add_commitment(**given)  # type: ignore[arg-type]


def public(unit: WorkUnit) -> str:
    answer = Client().get(reverse("pacts:public_page", args=[unit.pk]))
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


# --- the switch


def test_nobody_reads_a_page_before_it_is_opened_or_after_it_is_closed(cast: Cast) -> None:
    news(cast)
    assert public(cast.unit) == "404"
    actions.open_page(unit=cast.unit, by=cast.unit_head, now=NOW)
    assert "Zona Integritas dicanangkan" in public(cast.unit)
    assert cast.unit.name in Client().get(reverse("pacts:public_pages")).content.decode()
    actions.close_page(unit=cast.unit, by=cast.unit_head, now=NOW)
    assert public(cast.unit) == "404"
    assert cast.unit.name not in Client().get(reverse("pacts:public_pages")).content.decode()


def test_the_switch_is_the_heads_and_says_something(cast: Cast) -> None:
    with pytest.raises(Refused, match="nothing_to_show"):
        actions.open_page(unit=cast.unit, by=cast.unit_head, now=NOW)
    news(cast)
    for who in (cast.pic, cast.inspector, cast.outside_admin):
        with pytest.raises(NotAllowed):
            actions.open_page(unit=cast.unit, by=who, now=NOW)
    with pytest.raises(Refused, match="page_already_so"):
        actions.close_page(unit=cast.unit, by=cast.unit_head, now=NOW)
    page = actions.open_page(unit=cast.unit, by=cast.agency_admin, now=NOW)
    assert (page.changed_by, page.changed_at) == (cast.agency_admin, NOW)
    with pytest.raises(Refused, match="page_already_so"):
        actions.open_page(unit=cast.unit, by=cast.unit_head, now=NOW)


def test_removed_news_and_names_of_staff_are_not_shown(
    cast: Cast, campaign: SigningCampaign, sign: Sign
) -> None:
    first, second = staff(cast, 2)
    sign(first)
    gone = news(cast, title="Berita lama")
    promise(cast)
    actions.open_page(unit=cast.unit, by=cast.unit_head, now=NOW)
    actions.remove_news(item=gone, by=cast.pic, now=NOW)
    with pytest.raises(Refused, match="news_removed"):
        actions.remove_news(item=gone, by=cast.pic, now=NOW)

    shown = public(cast.unit)

    assert "Berita lama" not in shown
    assert "Semua akta selesai satu hari." in shown
    assert "1 dari 2" in shown
    assert first.name not in shown
    assert second.name not in shown
    del campaign


def test_news_say_something_and_not_tomorrow(cast: Cast) -> None:
    with pytest.raises(Refused, match="news_needs_link_or_text"):
        news(cast, url="", text=" ")
    with pytest.raises(Refused, match="news_in_future"):
        news(cast, dated_on=TODAY + timedelta(days=1))
    for who in (cast.inspector, cast.colleague, cast.outsider):
        with pytest.raises(NotAllowed):
            news(cast, by=who)


def test_links_lead_to_the_web_only(cast: Cast) -> None:
    client = sign_in(Client(), cast.pic)
    sent = {"title": "x", "dated_on": "2026-04-15", "url": "javascript:alert(1)"}
    assert client.post(reverse("pacts:page", args=[cast.unit.pk]), sent).status_code == 422
    assert not NewsItem.objects.exists()


# --- promises


def test_a_promise_has_its_proof(cast: Cast) -> None:
    with pytest.raises(Refused, match="commitment_needs_proof"):
        promise(cast, url="")
    with pytest.raises(Refused, match="commitment_in_future"):
        promise(cast, made_on=TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="commitment_due_early"):
        promise(cast, due_on=TODAY - timedelta(days=4))
    with pytest.raises(NotAllowed):
        promise(cast, by=cast.inspector)
    made = promise(cast, url="", proof=ProofFile(picture(), "foto.png"))
    assert made.proof is not None
    assert made.proof.unit == cast.unit


def test_what_was_done_closes_it_with_a_reason(cast: Cast) -> None:
    made = promise(cast)
    act = {"commitment": made, "text": "Loket ditambah.", "by": cast.pic, "now": NOW}
    end = {"commitment": made, "by": cast.pic, "now": NOW}
    with pytest.raises(Refused, match="act_before_commitment"):
        actions.act_on_commitment(done_on=made.made_on - timedelta(days=1), **act)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="commitment_in_future"):
        actions.act_on_commitment(done_on=TODAY + timedelta(days=1), **act)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="commitment_never_acted"):
        actions.close_commitment(outcome=CommitmentOutcome.KEPT, reason="ya", **end)  # type: ignore[arg-type]
    actions.act_on_commitment(done_on=TODAY, **act)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="commitment_reason_missing"):
        actions.close_commitment(outcome=CommitmentOutcome.KEPT, reason=" ", **end)  # type: ignore[arg-type]
    actions.close_commitment(outcome=CommitmentOutcome.KEPT, reason="97 %", **end)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="commitment_is_closed"):
        actions.close_commitment(outcome=CommitmentOutcome.NOT_KEPT, reason="x", **end)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="commitment_is_closed"):
        actions.act_on_commitment(done_on=TODAY, **act)  # type: ignore[arg-type]
    actions.reopen_commitment(**end)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="commitment_is_open"):
        actions.reopen_commitment(**end)  # type: ignore[arg-type]


def test_an_open_promise_waits_for_who_keeps_the_page(cast: Cast) -> None:
    made = promise(cast)
    assert [turn.key for turn in turns(cast.unit_head, NOW)] == [f"commitment:{made.pk}"]
    assert not due_commitments(cast.inspector, NOW).exists()
    actions.close_commitment(
        commitment=made,
        outcome=CommitmentOutcome.NOT_KEPT,
        reason="anggaran dipotong",
        by=cast.pic,
        now=NOW,
    )
    assert turns(cast.unit_head, NOW) == []


def test_a_promise_of_another_agency_is_not_there(cast: Cast) -> None:
    made = promise(cast)
    item = news(cast)
    client = sign_in(Client(), cast.outside_admin)
    for name, key in (
        ("commitment", made.pk),
        ("commitments", cast.unit.pk),
        ("page", cast.unit.pk),
    ):
        assert client.get(reverse(f"pacts:{name}", args=[key])).status_code == 404
    assert client.post(reverse("pacts:remove_news", args=[item.pk])).status_code == 404


def test_the_pages_take_promises_acts_and_outcomes(cast: Cast) -> None:
    client = sign_in(Client(), cast.pic)
    sent = {
        "leader": "Darma",
        "office": "Kepala",
        "text": "Janji",
        "place": "Aula",
        "made_on": "2026-04-01",
        "url": "https://tirtamaya.example/x",
    }
    client.post(reverse("pacts:commitments", args=[cast.unit.pk]), sent)
    made = Commitment.objects.get()
    page = reverse("pacts:commitment", args=[made.pk])
    refused = client.post(page, {"text": "Dulu", "done_on": "2026-03-01"})
    assert refused.status_code == 422
    assert client.post(page, {"text": "Jadi", "done_on": "2026-04-02"}).status_code == 302
    end = reverse("pacts:close_commitment", args=[made.pk])
    assert client.post(end, {"outcome": "open", "reason": "x"}).status_code == 422
    assert client.post(end, {"outcome": "kept", "reason": "Selesai"}).status_code == 302
    assert "Selesai" in client.get(page).content.decode()
