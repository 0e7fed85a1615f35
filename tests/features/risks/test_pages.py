"""The pages: a register filled in, and who finds it."""

import pytest
from django.test import Client
from django.urls import reverse

from bening.risks.models import Risk, RiskRegister
from tests.features.risks.conftest import BROKERS, HELD
from tests.people import Cast, sign_in

pytestmark = pytest.mark.django_db


def test_a_keeper_opens_a_register_adds_a_risk_and_assesses_it(client: Client, cast: Cast) -> None:
    sign_in(client, cast.pic)
    opened = client.post(
        reverse("risks:home"), {"unit": str(cast.unit.pk), "year": "2026"}, follow=True
    )
    register = RiskRegister.objects.get()
    assert opened.redirect_chain[-1][0] == reverse("risks:register", args=[register.pk])
    head = {
        name: getattr(BROKERS, name) for name in ("goal", "process", "event", "cause", "effect")
    }
    told = {"step": "add", "category": "fraud", "owner": str(cast.pic.pk), **head}
    refused = client.post(reverse("risks:register", args=[register.pk]), told)
    assert refused.status_code == 422
    assert "Pilih skema kecurangannya." in refused.content.decode()
    client.post(reverse("risks:register", args=[register.pk]), {**told, "scheme": "broker"})
    risk = Risk.objects.get()
    assessed = client.post(
        reverse("risks:risk", args=[risk.pk]),
        {
            "step": "assess", "likelihood": "4", "impact": "4", "control": HELD.control,
            "adequacy": "partly", "left_likelihood": "3", "left_impact": "4", "response": "reduce",
        },
        follow=True,
    )  # fmt: skip
    assert "Tinggi: Kadang terjadi, Besar" in assessed.content.decode()
    assert "Di atas selera risiko" in assessed.content.decode()
    page = client.get(reverse("risks:register", args=[register.pk])).content.decode()
    assert risk.number in page
    assert '<td><b>1</b> <span class="b-meta">Tinggi</span></td>' in page


def test_others_find_nothing_and_readers_only_read(client: Client, cast: Cast, risk: Risk) -> None:
    pages = [
        reverse("risks:register", args=[risk.register_id]),
        reverse("risks:risk", args=[risk.pk]),
    ]
    sign_in(client, cast.outsider)
    assert [client.get(page).status_code for page in pages] == [404, 404]
    sign_in(client, cast.area_member)
    assert [client.get(page).status_code for page in pages] == [200, 200]
    assert client.post(pages[0], {"step": "add"}).status_code == 403
    assert client.post(pages[0], {"step": "adopt"}).status_code == 403
    assert client.post(pages[1], {"step": "assess"}).status_code == 403
    sign_in(client, cast.colleague)
    assert [client.get(page).status_code for page in pages] == [404, 200]
