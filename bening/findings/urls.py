"""Pages of this feature."""

from django.urls import URLPattern, path

from bening.findings import views

app_name = "findings"

urlpatterns: list[URLPattern] = [
    path("tindak-lanjut-pemeriksaan/", views.register, name="register"),
    path("tindak-lanjut-pemeriksaan/lhp/", views.reports, name="reports"),
    path("tindak-lanjut-pemeriksaan/laporan.xlsx", views.report_file, name="report_file"),
    path("tindak-lanjut-pemeriksaan/laporan.pdf", views.report_paper, name="report_paper"),
    path("tindak-lanjut-pemeriksaan/impor/", views.import_page, name="import"),
    path(
        "tindak-lanjut-pemeriksaan/impor/contoh.csv", views.import_template, name="import_template"
    ),
    path("tindak-lanjut-pemeriksaan/<uuid:key>/", views.recommendation, name="recommendation"),
    path("penilaian-pihak-luar/", views.assessments, name="assessments"),
    path("penilaian-pihak-luar/<uuid:key>/", views.assessment, name="assessment"),
]
