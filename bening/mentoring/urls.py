"""Pages of monitoring and mentoring."""

from django.urls import path

from bening.mentoring.views import (
    consultations,
    preparation,
    recommendations,
    reports,
    tpn,
    visits,
)

app_name = "mentoring"

urlpatterns = [
    path("rekomendasi/", recommendations.recommendations, name="recommendations"),
    path("rekomendasi/unduh/", recommendations.export, name="recommendations_export"),
    path("rekomendasi/unit/", recommendations.by_unit, name="recommendations_by_unit"),
    path("rekomendasi/<uuid:key>/", recommendations.recommendation, name="recommendation"),
    path("pendampingan/", consultations.consultations, name="consultations"),
    path("pendampingan/tanya/", consultations.ask, name="ask"),
    path("pendampingan/konsultasi/<uuid:key>/", consultations.consultation, name="consultation"),
    path("pendampingan/tanya-jawab/", consultations.shared, name="shared"),
    path("pendampingan/kunjungan/", visits.visits, name="visits"),
    path("pendampingan/kunjungan/rencana/", visits.plan, name="plan_visit"),
    path("pendampingan/kunjungan/<uuid:key>/", visits.visit, name="visit"),
    path("pendampingan/persiapan/<uuid:key>/", preparation.preparation, name="preparation"),
    path("pendampingan/tpn/", tpn.questions, name="tpn_questions"),
    path("pendampingan/tpn/tulis/", tpn.write, name="write_tpn_question"),
    path("pendampingan/tpn/<uuid:key>/", tpn.question, name="tpn_question"),
    path("pendampingan/laporan/", reports.reports, name="reports"),
    path("pendampingan/laporan/tulis/", reports.write, name="write_report"),
    path("pendampingan/laporan/<uuid:key>/", reports.report, name="report"),
]
