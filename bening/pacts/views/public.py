"""What everybody may read of declarations, without signing in."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bening.pacts import public_parts, queries
from bening.pacts.wording import numbered, paragraphs_of
from bening.ui.tables import Column, Table


@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    """The units whose page is open."""
    table = Table.read(
        request.GET,
        rows=queries.open_pages(),
        columns=(
            Column("unit", _("Unit kerja"), order=("unit__name",)),
            Column("agency", _("Instansi"), order=("unit__agency__name", "unit__name")),
        ),
        default="agency",
        per_page=100,
    )
    return render(request, "pacts/public_pages.html", {"table": table})


@require_safe
def page(request: HttpRequest, key: UUID) -> HttpResponse:
    """One unit's declaration, news and commitments."""
    shown = queries.public_unit(key, timezone.now())
    statements = [
        (row, [(lines, numbered(lines)) for lines in paragraphs_of(row.declaration.statement)])
        for row in shown.declared
    ]
    context = {
        "shown": shown,
        "statements": statements,
        "parts": public_parts.rendered(shown.unit),
    }
    return render(request, "pacts/public_page.html", context)
