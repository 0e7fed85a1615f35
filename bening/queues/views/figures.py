"""What everybody sees of a promise: what it is, and how it was kept each month."""

from datetime import date

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bening.queues import access
from bening.queues.models import Hall
from bening.queues.public_figures import document, month_of, months_with_figures, read_month
from bening.queues.setups import read_setup
from bening.queues.statistics import Days

SHOWN_HALLS = 200


@require_safe
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """The promise of a hall in one month."""
    hall, days = _asked(request, slug)
    now = timezone.now()
    with timezone.override(hall.unit.zone):
        context = {
            "hall": hall,
            "month": read_month(hall, days, now),
            "months": months_with_figures(hall)[:24],
        }
        return render(request, "queues/figures_public.html", context)


@require_safe
def figures_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for programs."""
    hall, days = _asked(request, slug)
    return JsonResponse(
        document(hall, read_month(hall, days, timezone.now())),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )


@require_safe
def promise(request: HttpRequest) -> HttpResponse:
    """What "served within so many minutes" means, and where it holds."""
    halls = _open().order_by("unit__name", "name")[:SHOWN_HALLS]
    wanted = request.GET.get("di", "")
    found = next((one for one in halls if one.slug == wanted), None)
    today = access.day_at(found, timezone.now()) if found else timezone.localdate()
    context = {
        "halls": halls,
        "hall": found,
        "minutes": _minutes(found, today) if found else None,
    }
    return render(request, "queues/promise_public.html", context)


def _minutes(hall: Hall, today: date) -> list[tuple[str, int]]:
    """Each service that is offered, with what is promised today."""
    setup = read_setup(hall, today)
    return [(one.name, one.promise(today).minutes) for one in setup.offered]


def _open() -> QuerySet[Hall]:
    return Hall.objects.filter(opened_at__isnull=False, closed_on=None).select_related(
        "unit__agency"
    )


def _asked(request: HttpRequest, slug: str) -> tuple[Hall, Days]:
    """A hall that was opened, also one that is closed by now: its figures stay."""
    hall = (
        Hall.objects.filter(slug=slug, opened_at__isnull=False)
        .select_related("unit__agency")
        .first()
    )
    if hall is None:
        raise Http404
    days = month_of(request.GET.get("bulan", ""), access.day_at(hall, timezone.now()))
    if days is None:
        raise Http404
    return hall, days
