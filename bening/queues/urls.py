"""Pages of queues."""

from django.urls import URLPattern

from bening.queues import urls_counters, urls_promises

app_name = "queues"

urlpatterns: list[URLPattern] = [
    *urls_counters.urlpatterns,
    *urls_promises.urlpatterns,
]
