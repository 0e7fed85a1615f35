"""Pages of surveys."""

from django.urls import URLPattern

from bening.surveys import urls_public, urls_results, urls_staff

app_name = "surveys"

urlpatterns: list[URLPattern] = [
    *urls_staff.urlpatterns,
    *urls_results.urlpatterns,
    *urls_public.urlpatterns,
]
