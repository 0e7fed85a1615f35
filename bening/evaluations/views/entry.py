"""The door of every view here: somebody is signed in, and the sheet is theirs to read."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from bening.accounts.models import Person
from bening.evaluations.models import EvaluationSheet
from bening.evaluations.queries import sheet_for
from bening.ui.refusals import is_htmx, toast_response

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Leads to the sign-in page; answers 401 to a script, so that no draft counts as sent."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if is_htmx(request):
            words = _("Sesi berakhir. Isian Anda tersimpan di perangkat ini; masuk lagi.")
            return toast_response(request, words, 401)
        return redirect_to_login(request.get_full_path())

    return checked


def reopened(request: HttpRequest, address: str) -> HttpResponse:
    """Sends a script to the page at `address`, also where it is the very page it is on."""
    here = urlsplit(request.headers.get("HX-Current-URL", "")).path
    response = HttpResponse(status=204)
    if here == urlsplit(address).path:
        response["HX-Refresh"] = "true"
    else:
        response["HX-Redirect"] = address
    return response


def person_of(request: HttpRequest) -> Person:
    """Who is signed in."""
    return cast("Person", request.user)


def scoped_sheet(request: HttpRequest, sheet_id: UUID) -> EvaluationSheet:
    """The sheet, or 404 where it is not there for this person."""
    try:
        return sheet_for(person_of(request), sheet_id)
    except EvaluationSheet.DoesNotExist:
        raise Http404 from None
