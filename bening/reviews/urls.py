"""Pages of reviews: teams, rounds, second opinions, and the screen on which sheets are reviewed."""

from django.urls import URLPattern, path

from bening.reviews.screen.addresses import SCREEN
from bening.reviews.views import offline, rounds, seconds, teams

app_name = "reviews"

_TEAM, _ROUND = "evaluasi/tim/<uuid:key>/", "evaluasi/<uuid:key>/"
_ASSIGNMENT = f"{_TEAM}penugasan/<uuid:assignment>/"

urlpatterns: list[URLPattern] = [
    path("evaluasi/", rounds.rounds, name="rounds"),
    path("evaluasi/kesepakatan/", seconds.agreement, name="figures"),
    path("evaluasi/buka/<uuid:program>/", rounds.open_round, name="open"),
    path("evaluasi/tim/", teams.teams, name="teams"),
    path("evaluasi/tim/batas/", teams.limits, name="limits"),
    path(_TEAM, teams.team, name="team"),
    path(f"{_TEAM}anggota/", teams.add_member, name="add_member"),
    path(f"{_TEAM}anggota/<uuid:member>/keluar/", teams.remove_member, name="remove_member"),
    path(f"{_TEAM}penugasan/", teams.assign, name="assign"),
    path(f"{_ASSIGNMENT}akhiri/", teams.end_assignment, name="end_assignment"),
    path(f"{_ASSIGNMENT}surat/", teams.letter, name="letter"),
    path(f"{_TEAM}bubar/", teams.close, name="close_team"),
    path(_ROUND, rounds.round_page, name="round"),
    path(f"{_ROUND}pernyataan/", rounds.declare, name="declare"),
    path(f"{_ROUND}kirim/", rounds.send, name="send"),
    path(f"{_ROUND}kembalikan/", rounds.return_round, name="return"),
    path(f"{_ROUND}tutup/", rounds.close, name="close"),
    path(f"{_ROUND}penilai-kedua/", rounds.appoint, name="appoint"),
    path(f"{_ROUND}kedua/", seconds.second, name="second"),
    path(f"{_ROUND}kedua/kirim/", seconds.send, name="send_second"),
    path(f"{_ROUND}kedua/<str:code>/", seconds.save, name="save_second"),
    path("luring.js", offline.worker, name="worker"),
    *SCREEN,
]
