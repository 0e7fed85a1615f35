"""Text that no column holds is a clear refusal in every address, field and body, never a fault."""

import pytest
from django.test import Client
from django.urls import reverse

from bening.audit.models import Event
from bening.evaluations.models import Answer, EvaluationSheet
from bening.ui.odd_text import is_unreadable
from tests.features.api.conftest import Call
from tests.people import Cast, sign_in

CODE = "A.I.1.i.a"
NUL, HALF = "a\x00b", "a\ud800b"


@pytest.mark.parametrize("text", [NUL, HALF, [NUL], {"a": {"b": [HALF]}}, {NUL: 1}])
def test_is_unreadable(text: object) -> None:
    assert is_unreadable(text)


@pytest.mark.parametrize("text", ["", "Ya", "é 😀", None, 3, [], {"a": [1, {"b": "ok"}]}])
def test_is_readable(text: object) -> None:
    assert not is_unreadable(text)


@pytest.mark.parametrize("htmx", [False, True])
def test_no_form_field_takes_nul(cast: Cast, sheet: EvaluationSheet, htmx: bool) -> None:
    client = sign_in(Client(), cast.pic)
    headers = {"HX-Request": "true"} if htmx else {}
    events = Event.objects.count()
    posts = {
        reverse("evaluations:answer", args=(sheet.pk, CODE)): {"value": "Ya", "note": NUL},
        reverse("evaluations:comment", args=(sheet.pk, CODE)): {"text": NUL},
        reverse("evaluations:reopen", args=(sheet.pk,)): {"reason": NUL},
        reverse("accounts:switch_unit"): {"unit": str(cast.unit.pk), "lanjut": NUL},
        reverse("evidence:add_link"): {"title": NUL, "url": "https://tirtamaya.example/l"},
    }

    for address, fields in posts.items():
        answer = client.post(address, fields, headers=headers)
        assert answer.status_code == 400, address

    assert Event.objects.count() == events
    assert not Answer.objects.exists()


@pytest.mark.parametrize("address", ["/bukti/?q=a%00b", "/bukti/%00/", "/masuk/?next=/%00"])
def test_no_address_takes_nul(cast: Cast, address: str) -> None:
    assert sign_in(Client(), cast.pic).get(address).status_code == 400


@pytest.mark.parametrize("sent", [r"\u0000", r"\ud800"])
@pytest.mark.parametrize("field", ["value", "note", "inputs"])
def test_no_body_of_the_interface_takes_it(
    cast: Cast, call: Call, sheet: EvaluationSheet, field: str, sent: str
) -> None:
    body = f'{{"{field}": {{"{sent}": 1}}}}' if field == "inputs" else f'{{"{field}": "{sent}"}}'

    answer = call(
        cast.pic,
        "put",
        f"/lembar/{sheet.pk}/jawaban/{CODE}",
        data=body,
        content_type="application/json",
    )

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert not Answer.objects.exists()


def test_a_body_of_thousands_of_lists_is_refused(
    cast: Cast, call: Call, sheet: EvaluationSheet
) -> None:
    deep = '{"note":' + "[" * 200_000 + "]" * 200_000 + "}"

    answer = call(
        cast.pic,
        "put",
        f"/lembar/{sheet.pk}/jawaban/{CODE}",
        data=deep,
        content_type="application/json",
    )

    assert answer.status_code in {400, 413, 422}


@pytest.mark.parametrize("onward", ["account_login", "²", "٣", "-1", "//jahat.example/", "x:y"])
def test_after_switching_units_only_our_own_paths_are_gone_to(cast: Cast, onward: str) -> None:
    client = sign_in(Client(), cast.pic)

    answer = client.post(
        reverse("accounts:switch_unit"), {"unit": str(cast.unit.pk), "lanjut": onward}
    )

    assert answer.status_code == 302
    assert answer["Location"] == "/"


def test_a_place_of_a_proof_with_thousands_of_digits_is_none(
    cast: Cast, sheet: EvaluationSheet
) -> None:
    client = sign_in(Client(), cast.pic)

    answer = client.post(
        reverse("evidence:send_to_question", args=(sheet.pk, CODE)), {"need": "9" * 5000}
    )

    assert answer.status_code == 422  # no file was chosen
