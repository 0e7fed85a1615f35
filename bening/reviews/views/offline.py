"""The worker that answers for a field worksheet which was taken along, while there is no line."""

import json

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

COPY_DAYS = 7
"""How long a device answers with a copy, in days."""
SOURCE = "reviews/js/worker.js"
KEPT_KINDS = (".css", ".js", ".svg", ".woff2")


def scope() -> str:
    """The addresses whose pages the worker stands behind: those of reviews, no others."""
    return reverse("reviews:rounds")


def release() -> str:
    """The name of the static files as a whole. Empty while they have no names of their own."""
    return str(getattr(staticfiles_storage, "manifest_hash", ""))


def taking() -> dict[str, str]:
    """What a page needs to be taken along; empty where files don't have names of their own."""
    version = release()
    if not version:
        return {}
    return {"worker": reverse("reviews:worker"), "scope": scope(), "release": version}


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The worker of this release; 404 where files don't change their names with their content."""
    version = release()
    if not version:
        raise Http404
    hashed: dict[str, str] = getattr(staticfiles_storage, "hashed_files", {})
    names = sorted(name for name in hashed if name.endswith(KEPT_KINDS) and name != SOURCE)
    told = {
        "version": version,
        "files": [staticfiles_storage.url(name) for name in names],
        "prefix": settings.STATIC_URL,
        "days": COPY_DAYS,
    }
    with staticfiles_storage.open(SOURCE) as source:
        text = f"const RELEASE = {json.dumps(told)};\n{source.read().decode()}"
    return HttpResponse(
        text,
        content_type="text/javascript; charset=utf-8",
        headers={"Service-Worker-Allowed": scope(), "Cache-Control": "no-cache"},
    )
