"""Pages of services."""

from django.urls import path

from bening.services import views

app_name = "services"

urlpatterns = [
    path("layanan/", views.services, name="services"),
    path("layanan/tambah/", views.add, name="add"),
    path("layanan/buku/", views.register, name="register"),
    path("layanan/buku/impor/", views.import_register, name="import"),
    path("layanan/buku/templat/", views.template, name="template"),
    path("layanan/<uuid:key>/", views.service, name="service"),
]
