"""Addresses of the reporters' pages: all below the two prefixes that the house answers itself."""

from django.urls import URLPattern, path

from bening.whistleblowing.views import public, public_box

urlpatterns: list[URLPattern] = [
    path("tutup/", public.leave, name="exit"),
    path("jalur-rahasia/", public.sites, name="sites"),
    path("jalur-rahasia/<slug:slug>/", public.start, name="start"),
    path("jalur-rahasia/<slug:slug>/lapor/", public.report, name="report"),
    path("jalur-rahasia/<slug:slug>/kotak/", public_box.box, name="box"),
    path("jalur-rahasia/<slug:slug>/kotak/kirim/", public_box.send, name="send"),
    path("jalur-rahasia/<slug:slug>/kotak/izin/", public_box.consent, name="consent"),
    path("jalur-rahasia/<slug:slug>/kotak/bukti/", public_box.proof, name="proof"),
]
