"""Pages of evaluations."""

from django.urls import path

from bening.channel_reports import views

app_name = "channel_reports"

urlpatterns = [
    path("evaluasi-saluran/", views.reports, name="reports"),
    path("evaluasi-saluran/<uuid:key>/", views.report, name="report"),
    path("evaluasi-saluran/<uuid:key>/baris/<uuid:line>/hapus/", views.drop, name="drop"),
    path("evaluasi-saluran/<uuid:key>/tindak-lanjut/<uuid:change>/", views.follow, name="follow"),
]
