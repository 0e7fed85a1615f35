"""The pages as an app of the phone: its manifest, its worker, its page without a connection."""

import json
from functools import cache
from http import HTTPStatus
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bening.queues import visitor_queries as queries
from bening.queues.visitor_pages import drawn, language_of

WORKER = Path(__file__).parent.parent / "static" / "queues" / "worker.js"
KEPT = (
    "ui/vendor/bootstrap-reboot.min.css",
    "ui/tokens.css",
    "ui/public.css",
    "queues/visitor.css",
    "queues/ticket.js",
    "queues/mine.js",
    "ui/js/theme-early.js",
    "ui/vendor/plus-jakarta-sans/plus-jakarta-sans-latin-wght-normal.woff2",
)
"""What the page of a number needs where there is no connection."""


@require_safe
def manifest(request: HttpRequest, slug: str) -> HttpResponse:
    """What makes the pages of a hall installable."""
    look = queries.open_hall(slug, now=timezone.now())
    if look is None:
        return HttpResponse(status=HTTPStatus.NOT_FOUND)
    start = reverse("queues:choose", args=[slug])
    content = {
        "id": start,
        "name": _("Antrean %(unit)s") % {"unit": look.setup.unit_name},
        "short_name": _("Antrean"),
        "start_url": start,
        "scope": "/",
        "display": "minimal-ui",
        "lang": language_of(request),
        "background_color": "#FAF8F3",
        "theme_color": "#FAF8F3",
        "icons": [_icon(192, "any"), _icon(512, "any"), _icon(512, "maskable")],
    }
    text = json.dumps(content, ensure_ascii=False)
    page = HttpResponse(text, content_type="application/manifest+json")
    page.headers["Cache-Control"] = "public, max-age=3600"
    return page


def _icon(size: int, purpose: str) -> dict[str, str]:
    """Drawn by scripts/app_icons.py; the mark lies where round launchers leave it visible."""
    return {
        "src": static(f"queues/app-{size}.png"),
        "type": "image/png",
        "sizes": f"{size}x{size}",
        "purpose": purpose,
    }


@cache
def _worker_text() -> str:
    return WORKER.read_text("utf-8")


@require_safe
def worker(_request: HttpRequest, scope: str) -> HttpResponse:
    """The worker of one part of the addresses; what it keeps is named before its own text."""
    kept = json.dumps([static(name) for name in KEPT])
    text = f"const KEPT = {kept};\nconst OFFLINE = {json.dumps(reverse('queues:offline'))};\n"
    page = HttpResponse(text + _worker_text(), content_type="text/javascript; charset=utf-8")
    page.headers["Cache-Control"] = "no-cache"
    return page


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Shown by the worker where there is neither a connection nor a number that was seen."""
    return drawn(request, "queues/visitor_offline.html", {}, language=language_of(request))
