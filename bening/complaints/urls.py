"""Pages of the desk; those of reporters stand in `urls_public`."""

from django.urls import URLPattern, path

from bening.complaints.views import desk, office

app_name = "complaints"

urlpatterns: list[URLPattern] = [
    path("pengaduan/meja/", desk.complaints, name="desk"),
    path("pengaduan/meja/catat/", office.entry, name="entry"),
    path("pengaduan/meja/petugas/", office.officers, name="officers"),
    path("pengaduan/meja/petugas/<uuid:key>/akhiri/", office.end_duty, name="end_duty"),
    path("pengaduan/meja/sp4n/", office.lapor_lists, name="lapor"),
    path("pengaduan/meja/tanpa-pengaduan/", office.none, name="none"),
    path("pengaduan/meja/tanpa-pengaduan/<uuid:key>/", office.confirm_none, name="confirm_none"),
    path("pengaduan/meja/<uuid:key>/", desk.complaint, name="complaint"),
    path("pengaduan/meja/<uuid:key>/pelapor/", desk.identity, name="identity"),
    path(
        "pengaduan/meja/<uuid:key>/terlapor/<uuid:party>/hapus/",
        desk.drop_party,
        name="drop_party",
    ),
    path("pengaduan/meja/<uuid:key>/lampiran/<uuid:attachment>/", desk.file, name="file"),
    path("pengaduan/meja/<uuid:key>/<slug:name>/", desk.act, name="act"),
]
