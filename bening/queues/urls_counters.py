"""Pages of officers and coordinators."""

from django.urls import path

from bening.queues.views import board, console, handing, today

urlpatterns = [
    path("ruang-layanan/<uuid:key>/", board.board, name="board"),
    path(
        "ruang-layanan/<uuid:key>/tutup-loket/<uuid:session>/",
        board.close_counter,
        name="close_counter",
    ),
    path("ruang-layanan/<uuid:key>/tutup-awal/", today.end_issuing, name="end_issuing"),
    path(
        "ruang-layanan/<uuid:key>/tutup-awal/batal/",
        today.resume_issuing,
        name="resume_issuing",
    ),
    path("ruang-layanan/<uuid:key>/ambilkan/", handing.hand_out, name="hand_out"),
    path("ruang-layanan/<uuid:key>/ambilkan/<uuid:asked>/", handing.handed, name="handed"),
    path("ruang-layanan/<uuid:key>/ambilkan/<uuid:asked>/karcis/", handing.slips, name="slips"),
    path("ruang-layanan/<uuid:key>/nomor-hilang/", handing.lost_page, name="lost_page"),
    path("ruang-layanan/<uuid:key>/loket/", console.console, name="console"),
    path("ruang-layanan/<uuid:key>/loket/lain/", console.others, name="other_number"),
    path("ruang-layanan/<uuid:key>/loket/<slug:act>/", console.act, name="counter_act"),
    path(
        "ruang-layanan/<uuid:key>/loket/nomor/<uuid:ticket>/pindah/",
        console.move,
        name="transfer",
    ),
    path(
        "ruang-layanan/<uuid:key>/loket/nomor/<uuid:ticket>/<slug:act>/",
        console.ticket_act,
        name="ticket_act",
    ),
]
