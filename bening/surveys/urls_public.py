"""What everybody reaches. Intake itself, `/survei/<slug>/kirim/`, takes no page thread."""

from django.urls import path

from bening.surveys.views import public, public_after, public_hall, public_results

urlpatterns = [
    path("survei/", public.code, name="code"),
    path("survei/<slug:slug>/", public.start, name="start"),
    path("survei/<slug:slug>/u/<str:token>/", public.personal, name="personal"),
    path("survei/<slug:slug>/isi/", public.step, name="step"),
    path("survei/<slug:slug>/privasi/", public.privacy, name="privacy"),
    path("survei/<slug:slug>/terima-kasih/", public_after.thanks, name="thanks"),
    path("survei/<slug:slug>/tanda-terima/", public_after.receipts, name="receipts"),
    path("survei/<slug:slug>/tanda-terima.json", public_after.receipts_file, name="receipts_file"),
    path("survei/<slug:slug>/layar/", public_hall.kiosk, name="kiosk"),
    path("survei/<slug:slug>/nilai/", public_hall.rating, name="rating"),
    path("survei/<slug:slug>/dibantu/", public_hall.assisted, name="assisted"),
    path("survei/<slug:slug>/poster/", public_hall.poster, name="poster"),
    path("survei/<slug:slug>/poster.pdf", public_hall.poster_file, name="poster_file"),
    path("survei/<slug:slug>/hasil/", public_results.result, name="public_result"),
    path("survei/<slug:slug>/hasil.json", public_results.result_file, name="result_file"),
]
