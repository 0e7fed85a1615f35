"""Pages of reporters and of everybody. The desk is below `/pengaduan/meja/`."""

from django.urls import URLPattern, path

from bening.complaints.views import public, public_case, public_open

app_name = "complaints_public"

urlpatterns: list[URLPattern] = [
    path("pengaduan/", public.home, name="home"),
    path("pengaduan/cari/", public.find, name="find"),
    path("pengaduan/kantor/<uuid:key>/", public.kinds, name="kinds"),
    path("pengaduan/kantor/<uuid:key>/tulis/", public.write, name="write"),
    path("pengaduan/kantor/<uuid:key>/daftar/", public_open.listing, name="list"),
    path("pengaduan/kantor/<uuid:key>/angka/", public_open.report, name="report"),
    path("pengaduan/kantor/<uuid:key>/angka/<int:year>/", public_open.report, name="year"),
    path("pengaduan/kasus/<str:code>/", public_case.case, name="case"),
    path("pengaduan/kasus/<str:code>/terkirim/", public_case.sent, name="sent"),
    path("pengaduan/kasus/<str:code>/<slug:name>/", public_case.act, name="act"),
    path("pengaduan/berkas/<str:code>/", public_case.add_files, name="files"),
]
