"""What the desk's pages share: nothing is kept by a browser, and a closed key asks to be opened."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.whistleblowing.desk import unlocking
from bening.whistleblowing.desk.refusals import KeyClosed
from bening.whistleblowing.desk.registration import PREFIX
from bening.whistleblowing.desk.unlocking import OpenKeys

COOKIE = "bening_kunci"
View = Callable[..., HttpResponseBase]


def desk_page(view: View) -> View:
    """A page for the signed-in that no cache, next site or error report learns anything from.

    Where the view needs an open key and none is, the person is asked for the passphrase.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            answer = view(request, *args, **kwargs)
        except KeyClosed:
            answer = redirect("whistleblowing:desk")
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["Referrer-Policy"] = "same-origin"  # without any, a post has no origin
        return answer

    guarded: View = login_required(sensitive_post_parameters()(sensitive_variables()(page)))
    return guarded


def open_keys(request: HttpRequest) -> OpenKeys:
    """The person's keys that are open in this session. Raises KeyClosed."""
    return unlocking.opened(
        cookie=request.COOKIES.get(COOKIE, ""), by=signed_in(request), now=timezone.now()
    )


def keys_or_none(request: HttpRequest) -> OpenKeys | None:
    """As `open_keys`; None where they are closed."""
    try:
        return open_keys(request)
    except KeyClosed:
        return None


def hand_cookie(answer: HttpResponse, key: str) -> None:
    """Gives the browser the key of the session's open keys: for the desk's pages alone."""
    answer.set_cookie(
        COOKIE,
        key,
        path=PREFIX,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Strict",
    )


def drop_cookie(answer: HttpResponse) -> None:
    """Takes it back."""
    answer.delete_cookie(COOKIE, path=PREFIX, samesite="Strict")


def person_of(request: HttpRequest) -> Person:
    """The signed-in person."""
    return signed_in(request)
