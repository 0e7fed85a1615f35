"""What stands in a hall: displays and kiosks."""

from django.urls import path

from bening.queues.views import display

urlpatterns = [
    path("antrean/<slug:slug>/layar/", display.display, name="display"),
]
