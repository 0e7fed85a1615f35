"""Pages of this feature."""

from django.urls import URLPattern, path

from bening.wealth_reports import views

app_name = "wealth_reports"

urlpatterns: list[URLPattern] = [
    path("lhkpn-lhkan/", views.register, name="register"),
    path("lhkpn-lhkan/rekap.xlsx", views.totals_file, name="totals_file"),
    path("lhkpn-lhkan/rekap.pdf", views.totals_paper, name="totals_paper"),
    path("lhkpn-lhkan/saya/", views.mine, name="mine"),
    path("lhkpn-lhkan/impor/contoh.csv", views.import_template, name="import_template"),
    path("lhkpn-lhkan/impor/", views.import_page, name="import"),
    path("lhkpn-lhkan/koordinator/", views.officers, name="officers"),
    path("lhkpn-lhkan/koordinator/<uuid:key>/akhiri/", views.end, name="end_officer"),
    path("lhkpn-lhkan/<uuid:key>/", views.duty, name="duty"),
]
