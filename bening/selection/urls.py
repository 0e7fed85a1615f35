"""Pages of the choice of units."""

from django.urls import path

from bening.selection import views

app_name = "selection"

urlpatterns = [
    path("pemilihan-unit/", views.rounds, name="rounds"),
    path("pemilihan-unit/buka/", views.open_round, name="open_round"),
    path("pemilihan-unit/kriteria/", views.criteria, name="criteria"),
    path("pemilihan-unit/<uuid:key>/", views.round_, name="round"),
    path("pemilihan-unit/<uuid:key>/kelompok-kerja/", views.group, name="group"),
    path("pemilihan-unit/<uuid:key>/putusan/", views.decide, name="decide"),
    path("pemilihan-unit/calon/<uuid:key>/", views.candidate, name="candidate"),
]
