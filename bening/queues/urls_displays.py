"""What stands in a hall: displays and kiosks."""

from django.urls import path

from bening.queues.views import display, kiosk

urlpatterns = [
    path("antrean/<slug:slug>/layar/", display.display, name="display"),
    path("antrean/<slug:slug>/kios/<int:point>/", kiosk.kiosk, name="kiosk"),
    path("antrean/<slug:slug>/kios/<int:point>/kirim/", kiosk.deliver, name="kiosk_delivery"),
]
