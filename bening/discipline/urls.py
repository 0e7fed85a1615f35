"""Pages of this feature."""

from django.urls import URLPattern, path

from bening.discipline.views import absences, cases, own, units

app_name = "discipline"
HOME = "disiplin/"

urlpatterns: list[URLPattern] = [
    path(HOME, units.home, name="home"),
    path(f"{HOME}perkara/", cases.cases, name="cases"),
    path(f"{HOME}perkara/baru/", cases.register, name="register"),
    path(f"{HOME}perkara/register.xlsx", cases.workbook, name="workbook"),
    path(f"{HOME}perkara/<uuid:key>/", cases.case, name="case"),
    path(f"{HOME}perkara/<uuid:key>/berkas/<slug:name>/", cases.file, name="case_file"),
    path(f"{HOME}pemeriksa/<uuid:key>/lepas/", cases.release, name="release_examiner"),
    path(f"{HOME}saya/<uuid:key>/", own.own, name="own"),
    path(f"{HOME}saya/<uuid:key>/berkas/<slug:name>/", own.file, name="own_file"),
    path(f"{HOME}kehadiran/", absences.recaps, name="recaps"),
    path(f"{HOME}kehadiran/contoh.csv", absences.template, name="recap_template"),
    path(f"{HOME}kehadiran/<uuid:key>/<int:year>/", absences.absence, name="absence"),
    path(f"{HOME}unit/<uuid:key>/", units.unit, name="unit"),
    path(f"{HOME}unit/<uuid:key>/<slug:name>/", units.act, name="act"),
    path(f"{HOME}petugas/<uuid:key>/akhiri/", units.end_officer, name="end_officer"),
    path(f"{HOME}aturan/<uuid:key>/akhiri/", units.end_rule, name="end_rule"),
]
