"""Rights that end, end at once: in an open session and for a token that was given before."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bening.accounts.actions import show_link, use_link
from bening.accounts.models import RoleAssignment
from bening.evaluations.models import Answer, EvaluationSheet
from tests.features.api.conftest import Call
from tests.people import PASSWORD, SINCE, Cast, sign_in

CODE = "A.I.1.i.a"


@pytest.mark.parametrize("end", ["role", "account"])
def test_an_open_session_saves_nothing_more(cast: Cast, sheet: EvaluationSheet, end: str) -> None:
    client = sign_in(Client(), cast.pic)
    address = reverse("evaluations:answer", args=(sheet.pk, CODE))
    fields = {"value": "Ya", "note": "", "seen": "0"}
    _end(cast, end)

    for headers in ({}, {"HX-Request": "true"}):
        assert client.post(address, fields, headers=headers).status_code in {302, 401, 403, 404}

    assert not Answer.objects.exists()


@pytest.mark.parametrize("end", ["role", "account"])
def test_a_token_of_before_opens_nothing_more(
    cast: Cast, call: Call, sheet: EvaluationSheet, end: str
) -> None:
    path = f"/lembar/{sheet.pk}/jawaban/{CODE}"
    assert call(cast.pic, "get", path).status_code == 200
    _end(cast, end)

    for method, body in (("get", None), ("put", {"value": "Ya"})):
        assert call(cast.pic, method, path, body).status_code in {401, 404}

    assert not Answer.objects.exists()


def test_a_token_ends_with_the_password_that_was_reset(
    cast: Cast, call: Call, sheet: EvaluationSheet
) -> None:
    path = f"/lembar/{sheet.pk}/jawaban/{CODE}"
    assert call(cast.pic, "get", path).status_code == 200
    now = timezone.now()
    link = show_link(person=cast.pic, by=cast.agency_admin, now=now)

    use_link(secret=link.secret, password=PASSWORD, now=now)

    assert call(cast.pic, "get", path).status_code == 401


def _end(cast: Cast, what: str) -> None:
    if what == "role":
        RoleAssignment.objects.filter(person=cast.pic).update(ends_on=SINCE)
    else:
        type(cast.pic).objects.filter(pk=cast.pic.pk).update(is_active=False)
