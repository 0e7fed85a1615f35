"""What everybody reads of complaints: the list without content, and the figures of a year."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from bening.complaints import public_figures
from bening.complaints.views.public_common import drawn, language_of, office_or_404
from bening.domain.days import day_in


@require_safe
def listing(request: HttpRequest, key: UUID) -> HttpResponse:
    """Kind, topic, general area and state of what an office holds."""
    unit = office_or_404(key)
    asked = request.GET.get("halaman", "1")
    if not asked.isdecimal() or not 1 <= (page := int(asked[:4])) <= public_figures.MOST_PAGES:
        raise Http404
    with override(language_of(request)):
        rows, goes_on = public_figures.listed(unit, page)
    context = {"rows": rows, "following": page + 1 if goes_on else None, "is_first": page == 1}
    return drawn(request, "list", context, unit=unit)


@require_safe
def report(request: HttpRequest, key: UUID, year: int | None = None) -> HttpResponse:
    """A year in figures."""
    unit = office_or_404(key)
    now = timezone.now()
    years = public_figures.years_of(unit, day_in(unit.zone, now))
    if year is not None and year not in years:
        raise Http404
    with override(language_of(request)):
        figures = public_figures.year_figures(unit, year or years[0], now=now)
    context = {"figures": figures, "years": years, "is_running": figures.year == years[0]}
    return drawn(request, "report", context, unit=unit)
