"""Pages of surveys."""

from django.urls import URLPattern

from bening.surveys import urls_staff

app_name = "surveys"

urlpatterns: list[URLPattern] = [
    *urls_staff.urlpatterns,
]
