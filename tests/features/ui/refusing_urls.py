"""Pages that refuse, for the tests of refusals and error pages."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import include, path
from django.views.decorators.csrf import csrf_protect

from bening.domain.refusals import Refused


class NotAllowed(Refused):
    """Named as the refusal of rights is."""


class Gone(Refused):
    """Carries a status of its own."""

    status = 410


def not_allowed(request: HttpRequest) -> HttpResponse:
    raise NotAllowed("test_head_only", unit="Dinas <A>")


def rule(request: HttpRequest) -> HttpResponse:
    raise Refused("test_span_too_long", days=400)


def options(request: HttpRequest) -> HttpResponse:
    raise Refused("test_options", options=("Ya", "Tidak"))


def unsaid(request: HttpRequest) -> HttpResponse:
    raise Refused("test_never_said")


def own_status(request: HttpRequest) -> HttpResponse:
    raise Gone("test_span_too_long", days=1)


def missing(request: HttpRequest) -> HttpResponse:
    raise Http404


def denied(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Hanya ketua pokja 5 yang dapat memverifikasi bukti ini.")


def large(request: HttpRequest) -> HttpResponse:
    raise RequestDataTooBig


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret detail")


def conflict(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<article>two versions</article>", status=409)


def members(request: HttpRequest) -> HttpResponse:
    return redirect(f"{resolve_url(settings.LOGIN_URL)}?next=/members/")


def elsewhere(request: HttpRequest) -> HttpResponse:
    return redirect("/rule/")


@csrf_protect
def guarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse("sent")


urlpatterns = [
    path("", include("bening.ui.urls")),
    *(
        path(f"{view.__name__}/", view)
        for view in (
            not_allowed,
            rule,
            options,
            unsaid,
            own_status,
            missing,
            denied,
            large,
            broken,
            conflict,
            guarded,
            members,
            elsewhere,
        )
    ),
]

handler400 = "bening.ui.errors.bad_request"
handler403 = "bening.ui.errors.permission_denied"
handler404 = "bening.ui.errors.page_not_found"
handler500 = "bening.ui.errors.server_error"
