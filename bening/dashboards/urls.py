"""Home, board, and the way to the sheet."""

from django.urls import path

from bening.dashboards import views

app_name = "dashboards"

urlpatterns = [
    path("", views.home, name="home"),
    path("papan/", views.board, name="board"),
    path("lembar-kerja/", views.sheet, name="sheet"),
]
