"""Pages of surveys."""

from django.urls import URLPattern

from bening.surveys import urls_results

app_name = "surveys"

urlpatterns: list[URLPattern] = [*urls_results.urlpatterns]
