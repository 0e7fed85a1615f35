"""Refusals of what was sent are said where it was sent; all others go on."""

from collections.abc import Callable

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from bening.agencies.models import WorkUnit
from bening.domain.refusals import Refused
from bening.ui.acting import RefusableForm, act_and_say, carried_out


class NameForm(RefusableForm):
    """One field."""

    name = forms.CharField()


class FieldRefused(Refused):
    """Names its field."""

    field = "name"


class NotAllowed(Refused):
    """A missing right."""

    status = 403


def refusing(refusal: Exception) -> Callable[..., str]:
    def act(**_values: object) -> str:
        raise refusal

    return act


@pytest.fixture
def request_with_messages() -> HttpRequest:
    request = RequestFactory().post("/")
    SessionMiddleware(lambda _request: HttpResponse()).process_request(request)
    MessageMiddleware(lambda _request: HttpResponse()).process_request(request)
    return request


def test_a_valid_form_is_carried_out_with_its_values() -> None:
    form = NameForm({"name": "Sari"})

    done = carried_out(form, lambda *, name: name.upper())

    assert done == "SARI"


@pytest.mark.parametrize("form", [NameForm(), NameForm({"name": ""})], ids=["unsent", "invalid"])
def test_nothing_is_carried_out_of_a_form_without_valid_values(form: NameForm) -> None:
    done = carried_out(form, refusing(AssertionError("was carried out")))

    assert done is None


def test_a_refusal_stands_at_the_field_it_names() -> None:
    form = NameForm({"name": "Sari"})

    done = carried_out(form, refusing(FieldRefused("not_allowed")))

    assert done is None
    assert form.errors["name"] == ["Anda tidak berhak melakukan ini."]


def test_a_refusal_without_a_field_stands_above_the_form() -> None:
    form = NameForm({"name": "Sari"})

    carried_out(form, refusing(Refused("not_allowed")))

    assert form.non_field_errors() == ["Anda tidak berhak melakukan ini."]


def test_a_missing_right_is_not_taken_for_a_fault_of_the_form() -> None:
    form = NameForm({"name": "Sari"})

    with pytest.raises(NotAllowed):
        carried_out(form, refusing(NotAllowed("not_allowed")))


def test_a_button_says_what_was_done(request_with_messages: HttpRequest) -> None:
    assert act_and_say(request_with_messages, lambda: None, "Unit ditutup.")

    assert [str(said) for said in get_messages(request_with_messages)] == ["Unit ditutup."]


def test_a_button_says_why_it_was_refused(request_with_messages: HttpRequest) -> None:
    assert not act_and_say(request_with_messages, refusing(Refused("not_allowed")), "Unit ditutup.")

    said = [str(said) for said in get_messages(request_with_messages)]
    assert said == ["Anda tidak berhak melakukan ini."]


def test_a_button_does_not_hide_a_missing_right(request_with_messages: HttpRequest) -> None:
    with pytest.raises(NotAllowed):
        act_and_say(request_with_messages, refusing(NotAllowed("not_allowed")), "Unit ditutup.")


def test_lists_say_in_words_that_nothing_is_chosen() -> None:
    class PlaceForm(RefusableForm):
        needed = forms.ModelChoiceField(queryset=WorkUnit.objects.none())
        open = forms.ModelChoiceField(queryset=WorkUnit.objects.none(), required=False)
        own = forms.ModelChoiceField(queryset=WorkUnit.objects.none(), empty_label="Seluruhnya")

    fields = [PlaceForm()[name].field for name in ("needed", "open", "own")]

    said = [one.empty_label for one in fields if isinstance(one, forms.ModelChoiceField)]
    assert said == ["Pilih satu", "Tidak dipilih", "Seluruhnya"]
