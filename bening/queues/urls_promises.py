"""Pages of the promise: help at another counter, broken promises, figures, staffing."""

from django.urls import path

from bening.queues.views import backups, breaches, figures, planning, statistics

urlpatterns = [
    path("antrean/janji/", figures.promise, name="promise"),
    path("antrean/<slug:slug>/angka/", figures.figures, name="figures"),
    path("antrean/<slug:slug>/angka.json", figures.figures_file, name="figures_file"),
    path("ruang-layanan/<uuid:key>/perencanaan/", planning.planning, name="planning"),
    path("ruang-layanan/<uuid:key>/statistik/", statistics.statistics, name="statistics"),
    path(
        "ruang-layanan/<uuid:key>/statistik.csv", statistics.statistics_file, name="statistics_file"
    ),
    path("ruang-layanan/<uuid:key>/cadangan/", backups.backup, name="backups"),
    path("ruang-layanan/<uuid:key>/cadangan/<uuid:offer>/", backups.answer, name="backup_answer"),
    path("ruang-layanan/<uuid:key>/minta/", backups.ask, name="backup_ask"),
    path(
        "ruang-layanan/<uuid:key>/minta/<uuid:call>/cabut/",
        backups.withdraw,
        name="backup_withdraw",
    ),
    path("ruang-layanan/<uuid:key>/janji-lewat/", breaches.breaches, name="breaches"),
    path("ruang-layanan/<uuid:key>/janji-lewat/<uuid:breach>/", breaches.breach, name="breach"),
    path(
        "ruang-layanan/<uuid:key>/janji-lewat/<uuid:breach>/kompensasi/",
        breaches.compensate,
        name="breach_compensate",
    ),
]
