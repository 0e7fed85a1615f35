"""Pages of programs and titles."""

from django.urls import path

from bening.programs import cycle_dates, program_page, views

app_name = "programs"

urlpatterns = [
    path("program/", program_page.programs, name="list"),
    path("program/<uuid:key>/", program_page.program, name="program"),
    path("program/<uuid:key>/surat-pengantar/", program_page.cover_letter, name="cover_letter"),
    path("program/<uuid:key>/langkah/<slug:name>/", program_page.take_step, name="step"),
    path("administrasi/program/", views.programs, name="programs"),
    path("administrasi/program/<uuid:key>/target/", views.change_target, name="change_target"),
    path("administrasi/program/<uuid:key>/lanjutkan/<int:year>/", views.go_on, name="go_on"),
    path("administrasi/siklus/<uuid:key>/tanggal/", cycle_dates.cycle_dates, name="cycle_dates"),
    path("unit/<uuid:key>/predikat/", views.awards, name="awards"),
]
