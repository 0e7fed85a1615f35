"""Pages of queues."""

from django.urls import URLPattern

from bening.queues import (
    urls_counters,
    urls_displays,
    urls_promises,
    urls_setup,
    urls_visitor,
)

app_name = "queues"

urlpatterns: list[URLPattern] = [
    *urls_counters.urlpatterns,
    *urls_promises.urlpatterns,
    *urls_displays.urlpatterns,
    *urls_setup.urlpatterns,
    *urls_visitor.urlpatterns,  # last: a hall takes every address /antrean/… that is left
]
