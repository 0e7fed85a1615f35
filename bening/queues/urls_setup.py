"""Pages on which a hall is set up and printed."""

from django.urls import path

from bening.queues.views import halls, points, setup

urlpatterns = [
    path("ruang-layanan/", halls.halls, name="halls"),
    path("ruang-layanan/tambah/", halls.add, name="add_hall"),
    path("ruang-layanan/<uuid:key>/atur/", halls.overview, name="setup"),
    path("ruang-layanan/<uuid:key>/atur/layanan/<uuid:line>/", setup.line, name="setup_line"),
    path("ruang-layanan/<uuid:key>/atur/titik/semua.pdf", points.all_prints, name="all_prints"),
    path(
        "ruang-layanan/<uuid:key>/atur/titik/<int:number>.pdf", points.prints, name="point_prints"
    ),
    path("ruang-layanan/<uuid:key>/atur/<slug:name>/", setup.step, name="setup_step"),
    path("antrean/uji/<str:token>/", points.reached, name="reach_test"),
]
