"""Pages of this feature."""

from django.urls import URLPattern

app_name = "pacts"

urlpatterns: list[URLPattern] = []
