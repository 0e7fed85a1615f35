"""Pages of this feature."""

from django.urls import URLPattern, path

from bening.conflicts.views import cases, lists, prevention, public, statements

app_name = "conflicts"
HOME = "konflik-kepentingan/"

urlpatterns: list[URLPattern] = [
    path(HOME, lists.home, name="home"),
    path(f"{HOME}daftar/", lists.lists, name="lists"),
    path(f"{HOME}daftar/<uuid:key>/", lists.listing, name="list"),
    path(f"{HOME}daftar/<uuid:key>/pdf/", lists.file, name="list_file"),
    path(f"{HOME}deklarasi/", cases.cases, name="cases"),
    path(f"{HOME}deklarasi/baru/", cases.declare, name="declare"),
    path(f"{HOME}deklarasi/register.xlsx", cases.register, name="register"),
    path(f"{HOME}deklarasi/<uuid:key>/", cases.case, name="case"),
    path(f"{HOME}deklarasi/<uuid:key>/pdf/", cases.file, name="case_file"),
    path(f"{HOME}tindakan/<uuid:key>/", cases.measure, name="measure"),
    path(f"{HOME}pernyataan/", statements.statements, name="statements"),
    path(f"{HOME}pernyataan/<uuid:key>/", statements.statement, name="statement"),
    path(f"{HOME}konsultasi/", statements.consultations, name="consultations"),
    path(f"{HOME}konsultasi/<uuid:key>/", statements.consultation, name="consultation"),
    path(f"{HOME}unit/", prevention.units, name="units"),
    path(f"{HOME}unit/<uuid:key>/", prevention.unit, name="unit"),
    path(f"{HOME}unit/<uuid:key>/<slug:name>/", prevention.act, name="act"),
    path(f"{HOME}petugas/<uuid:key>/akhiri/", prevention.end_officer, name="end_officer"),
    path(f"{HOME}tugas/<uuid:key>/", prevention.function, name="function"),
    path("lapor-konflik/", public.units, name="public_units"),
    path("lapor-konflik/cek/", public.status, name="public_status"),
    path("lapor-konflik/<uuid:key>/", public.report, name="public_report"),
]
