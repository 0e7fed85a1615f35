"""Pages of terms."""

from django.urls import path

from bening.casework import views

app_name = "casework"

urlpatterns = [
    path("administrasi/batas-waktu/", views.terms, name="terms"),
    path("administrasi/batas-waktu/<slug:code>/", views.term, name="term"),
    path("administrasi/batas-waktu/<uuid:key>/batal/", views.cancel, name="cancel_term"),
]
