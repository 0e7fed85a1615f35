"""Pages of days off and of stand-ins."""

from django.urls import path

from bening.calendars.views import deputies, holidays

app_name = "calendars"

urlpatterns = [
    path("administrasi/hari-libur/", holidays.holidays, name="holidays"),
    path("administrasi/hari-libur/usulan/", holidays.proposal, name="proposal"),
    path("administrasi/hari-libur/ambil/", holidays.import_days, name="import_days"),
    path("administrasi/hari-libur/<uuid:key>/hapus/", holidays.remove, name="remove_holiday"),
    path("administrasi/pengganti/", deputies.deputies, name="deputies"),
    path("akun/pengganti/", deputies.own, name="own_deputies"),
    path("akun/pengganti/<uuid:key>/akhiri/", deputies.end, name="end_deputy"),
]
