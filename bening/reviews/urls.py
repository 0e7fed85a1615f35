"""Pages of this feature."""

from django.urls import URLPattern

from bening.reviews.screen.addresses import SCREEN

app_name = "reviews"

urlpatterns: list[URLPattern] = [*SCREEN]
