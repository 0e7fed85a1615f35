"""Pages of what waits and of being told; the calendar feed."""

from django.urls import path

from bening.notices.views import escalation, own, turns

app_name = "notices"

urlpatterns = [
    path("giliran/", turns.turns, name="turns"),
    path("giliran/jumlah/", turns.count, name="count"),
    path("giliran/kabar/<uuid:key>/", turns.read_one, name="read_one"),
    path("giliran/kabar/dibaca/", turns.read_all, name="read_all"),
    path("akun/pemberitahuan/", own.settings, name="settings"),
    path("akun/pemberitahuan/kalender/", own.make_address, name="make_address"),
    path("akun/pemberitahuan/kalender/cabut/", own.revoke_address, name="revoke_address"),
    path("kalender/<str:token>.ics", own.feed, name="feed"),
    path("administrasi/eskalasi/", escalation.escalation, name="escalation"),
]
