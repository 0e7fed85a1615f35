"""Pages of this feature."""

from django.urls import URLPattern, path

from bening.findings import views

app_name = "findings"

urlpatterns: list[URLPattern] = [
    path("tindak-lanjut-pemeriksaan/", views.register, name="register"),
    path("tindak-lanjut-pemeriksaan/lhp/", views.reports, name="reports"),
    path("tindak-lanjut-pemeriksaan/<uuid:key>/", views.recommendation, name="recommendation"),
    path("penilaian-pihak-luar/", views.assessments, name="assessments"),
]
