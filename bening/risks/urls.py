"""Pages of this feature."""

from django.urls import URLPattern, path

from bening.risks.views import control, registers, risk

app_name = "risks"

urlpatterns: list[URLPattern] = [
    path("risiko/", registers.home, name="home"),
    path("risiko/skema/", control.schemes, name="schemes"),
    path("risiko/matriks/", control.matrix, name="matrix"),
    path("risiko/unit/<uuid:key>/", control.unit, name="unit"),
    path("risiko/bukti/<uuid:key>/akhiri/", control.end_proof, name="end_proof"),
    path("risiko/pengelola/<uuid:key>/akhiri/", control.end_officer, name="end_officer"),
    path("risiko/maturitas/<uuid:key>/verifikasi/", control.verify, name="verify"),
    path("risiko/daftar/<uuid:key>/", registers.register, name="register"),
    path("risiko/daftar/<uuid:key>/tambah/", registers.add, name="add"),
    path("risiko/daftar/<uuid:key>/berkas/<str:kind>/", registers.register_file, name="file"),
    path("risiko/<uuid:key>/", risk.risk, name="risk"),
    path("risiko/<uuid:key>/ubah/", risk.change, name="change"),
]
