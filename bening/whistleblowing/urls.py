"""Pages of this feature: reporters' pages, and those of who runs the site."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "whistleblowing"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("bening.whistleblowing.urls_desk")),
]
