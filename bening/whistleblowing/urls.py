"""Pages of this feature: reporters' pages, and those of who runs the site."""

from django.urls import URLPattern, URLResolver, include, path

from bening.whistleblowing.views import site

app_name = "whistleblowing"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("bening.whistleblowing.urls_public")),
    path("", include("bening.whistleblowing.urls_desk")),
    path("pengelolaan-rahasia/pengaturan/", site.settings_page, name="settings"),
]
