"""Addresses of the desk: below one prefix, to which the cookie of open keys is bound."""

from django.urls import URLPattern, path

from bening.whistleblowing.views import desk, desk_officers, desk_reports

P = "pengelolaan-rahasia/"

urlpatterns: list[URLPattern] = [
    path(P, desk.desk, name="desk"),
    path(P + "tutup/", desk.close, name="close"),
    path(P + "ketentuan/", desk.terms_of_use, name="terms"),
    path(P + "kunci/", desk.key_page, name="keys"),
    path(P + "kunci/<uuid:key>/", desk.make_key, name="make_key"),
    path(P + "pemulihan/<uuid:key>/<slug:name>/", desk.recover, name="recover"),
    path(P + "laporan/<uuid:handle>/", desk_reports.report, name="held"),
    path(P + "laporan/<uuid:handle>/surat/", desk_reports.letter, name="letter"),
    path(P + "laporan/<uuid:handle>/berkas/<uuid:key>/", desk_reports.file, name="file"),
    path(
        P + "laporan/<uuid:handle>/identitas/<uuid:key>/<slug:name>/",
        desk_reports.opening,
        name="opening",
    ),
    path(
        P + "laporan/<uuid:handle>/penerusan/<uuid:key>/",
        desk_reports.passing_letter,
        name="passing_letter",
    ),
    path(P + "laporan/<uuid:handle>/<slug:name>/", desk_reports.act, name="act"),
    path(P + "petugas/", desk_officers.officers, name="officers"),
    path(P + "petugas/<uuid:key>/", desk_officers.dismiss, name="dismiss"),
    path(P + "catatan-akses/", desk_officers.log, name="log"),
    path(P + "angka/", desk_officers.figures, name="figures"),
    path(P + "evaluasi/", desk_officers.evaluations, name="evaluations"),
    path(P + "evaluasi/<uuid:key>/", desk_officers.evaluation, name="evaluation"),
]
