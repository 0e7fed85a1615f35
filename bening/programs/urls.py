"""Pages of programs and titles."""

from django.urls import path

from bening.programs import views

app_name = "programs"

urlpatterns = [
    path("administrasi/program/", views.programs, name="programs"),
    path("administrasi/program/<uuid:key>/target/", views.change_target, name="change_target"),
    path("unit/<uuid:key>/predikat/", views.awards, name="awards"),
]
