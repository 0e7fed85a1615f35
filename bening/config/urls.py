"""All pages. Route names are English, public paths Indonesian; each feature brings its own file."""

from django.urls import URLPattern, URLResolver, include, path

from bening.config.api import api
from bening.config.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("sehat/", health, name="health"),
    path("", include("bening.queues.urls")),  # asked most: each path before it costs a look
    path("", include("bening.complaints.urls_public")),
    path("", include("bening.accounts.urls")),
    path("", include("bening.agencies.urls")),
    path("", include("bening.evaluations.urls")),
    path("", include("bening.programs.urls")),
    path("", include("bening.evidence.urls")),
    path("", include("bening.documents.urls")),
    path("", include("bening.pacts.urls")),
    path("", include("bening.selection.urls")),
    path("", include("bening.mentoring.urls")),
    path("", include("bening.reviews.urls")),
    path("", include("bening.nominations.urls")),
    path("", include("bening.aftercare.urls")),
    path("", include("bening.services.urls")),
    path("", include("bening.surveys.urls")),
    path("", include("bening.whistleblowing.urls")),
    path("", include("bening.gratuities.urls")),
    path("", include("bening.findings.urls")),
    path("", include("bening.wealth_reports.urls")),
    path("", include("bening.risks.urls")),
    path("", include("bening.complaints.urls")),
    path("", include("bening.conflicts.urls")),
    path("", include("bening.discipline.urls")),
    path("", include("bening.channel_reports.urls")),
    path("", include("bening.notices.urls")),
    path("", include("bening.casework.urls")),
    path("", include("bening.calendars.urls")),
    path("", include("bening.audit.urls")),
    path("", include("bening.ui.urls")),
    path("", include("bening.dashboards.urls")),
]

handler400 = "bening.ui.errors.bad_request"
handler403 = "bening.ui.errors.permission_denied"
handler404 = "bening.ui.errors.page_not_found"
handler500 = "bening.ui.errors.server_error"
