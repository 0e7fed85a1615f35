"""All pages. Route names are English, public paths Indonesian; each feature brings its own file."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from bening.config.api import api
from bening.config.health import health

FEATURES = (
    "accounts",
    "agencies",
    "evaluations",
    "programs",
    "evidence",
    "documents",
    "pacts",
    "selection",
    "mentoring",
    "reviews",
    "nominations",
    "aftercare",
    "notices",
    "calendars",
    "facts",
    "audit",
    "ui",
    "dashboards",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("sehat/", health, name="health"),
    *(
        path("", include(f"bening.{feature}.urls"))
        for feature in FEATURES
        if find_spec(f"bening.{feature}") and find_spec(f"bening.{feature}.urls")
    ),
]

handler400 = "bening.ui.errors.bad_request"
handler403 = "bening.ui.errors.permission_denied"
handler404 = "bening.ui.errors.page_not_found"
handler500 = "bening.ui.errors.server_error"
