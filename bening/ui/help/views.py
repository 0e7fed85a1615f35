"""Pages of help, open to everybody: who cannot sign in needs them too."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bening.ui.help.guides import KINDS, SECTIONS, guides, pictures


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All guides, by purpose."""
    every = guides().values()
    sections = [
        (title, [guide for guide in every if guide.section == name])
        for name, title in SECTIONS.items()
    ]
    return render(request, "ui/help_index.html", {"sections": [s for s in sections if s[1]]})


@require_safe
def page(request: HttpRequest, place: str) -> HttpResponse:
    """One guide."""
    guide = guides().get(place)
    if guide is None:
        raise Http404
    return render(request, "ui/help_page.html", {"guide": guide})


@require_safe
@cache_control(public=True, max_age=3600)
def picture(_request: HttpRequest, name: str) -> FileResponse:
    """A picture of a guide: small, and one of a fixed list."""
    found = pictures().get(name)
    if found is None:
        raise Http404
    return FileResponse(found.open("rb"), content_type=KINDS[found.suffix])
