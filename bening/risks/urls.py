"""Pages of this feature."""

from django.urls import URLPattern, path

from bening.risks import views

app_name = "risks"

urlpatterns: list[URLPattern] = [
    path("risiko/", views.home, name="home"),
    path("risiko/daftar/<uuid:key>/", views.register, name="register"),
    path("risiko/<uuid:key>/", views.risk, name="risk"),
]
