"""Pages of visitors. Numbers themselves, `/antrean/<slug>/ambil/`, are given without a thread."""

from django.urls import path

from bening.queues.views import booking, choosing, installed, visitor

urlpatterns = [
    path("antrean/pekerja.js", installed.worker, {"scope": "antrean"}, name="worker"),
    path("tiket/pekerja.js", installed.worker, {"scope": "tiket"}, name="ticket_worker"),
    path("tiket/luring/", installed.offline, name="offline"),
    path("antrean/<slug:slug>/", choosing.choose, name="choose"),
    path("antrean/<slug:slug>/t/<int:point>/", choosing.choose, name="sticker"),
    path("antrean/<slug:slug>/pesan/", booking.book, name="book"),
    path("antrean/<slug:slug>/aplikasi.webmanifest", installed.manifest, name="manifest"),
    path("tiket/<str:code>/", visitor.ticket, name="ticket"),
    path("tiket/<str:code>/terlambat/", visitor.late, name="late"),
    path("tiket/<str:code>/batal/", visitor.cancel, name="cancel"),
    path("tiket/<str:code>/kembali/", visitor.come_back, name="come_back"),
    path("tiket/<str:code>/datang/", visitor.check_in, name="check_in"),
    path("tiket/<str:code>/belum-dilayani/", visitor.reopen, name="reopen"),
]
