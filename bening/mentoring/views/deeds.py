"""Pages on which one thing can be acted on in several ways: one address, one form for each act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest

from bening.ui.acting import RefusableForm, carried_out

ACT = "act"


@dataclass(frozen=True, slots=True)
class Deed:
    """One act: its form, what it calls with the form's values, what is said when it is done."""

    form: RefusableForm
    act: Callable[..., object]
    done: str


def asked_for(request: HttpRequest, name: str) -> Any:
    """What was sent, for the form of the act that was chosen; None for all others."""
    is_chosen = request.method == "POST" and request.POST.get(ACT) == name
    return request.POST if is_chosen else None


def carry_out(request: HttpRequest, deeds: Mapping[str, Deed]) -> object | None:
    """What the chosen act made; None where none was sent or its form says why not.

    Raises Http404 for an act that the page does not know.
    """
    if request.method != "POST":
        return None
    deed = deeds.get(request.POST.get(ACT, ""))
    if deed is None:
        raise Http404
    made = carried_out(deed.form, deed.act)
    if made is not None:
        messages.success(request, deed.done)
    for said in deed.form.non_field_errors():  # its form may not be on the page any more
        messages.error(request, str(said))
    return made


def status_of(request: HttpRequest) -> int:
    """422 for a page that answers a post: nothing was done."""
    return 422 if request.method == "POST" else 200


def forms_of(deeds: Mapping[str, Deed]) -> dict[str, RefusableForm]:
    """The forms by the name of their act."""
    return {name: deed.form for name, deed in deeds.items()}
