"""The living page of components."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bening.ui.navigation import is_administrator
from bening.ui.specimens import specimens


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Each component with its states; for administrators, and for everybody while DEBUG is on."""
    if not (settings.DEBUG or is_administrator(request)):
        raise Http404
    if "pesan" in request.GET:
        messages.success(request, "Tersimpan 10.42")
        messages.warning(request, "Dua bukti di luar masa penilaian.")
        messages.error(
            request, "Berkas 31 MB, batasnya 25 MB. Kecilkan foto atau unggah per bagian."
        )
    return render(request, "ui/components.html", specimens(request.GET))
