"""Home, board, and the way to the sheet."""

from django.urls import path

from bening.dashboards import board_views, views

app_name = "dashboards"

urlpatterns = [
    path("", views.home, name="home"),
    path("papan/", board_views.board, name="board"),
    path("papan/unduh.<str:kind>", board_views.board_file, name="board_file"),
    path("lembar-kerja/", views.sheet, name="sheet"),
]
