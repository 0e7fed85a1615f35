"""Error pages: what happened, what stays safe, what to do. `config/urls.py` names them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext

from bening.adapters.database_faults import status_of_fault
from bening.ui.navigation import signed_in


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one kind of error."""

    title: str
    text: str
    toast: str


def words(status: int) -> Words:
    """What a page, or a toast, says for a status; unknown ones read as 500."""
    known = {
        400: (
            gettext("Permintaan tidak dapat dibaca"),
            gettext(
                "Alamat atau isian yang sampai ke sini tidak lengkap. Kembali, lalu coba lagi."
            ),
        ),
        403: (
            gettext("Anda tidak berhak membuka ini"),
            gettext(
                "Hak ini diatur oleh peran Anda pada unit kerja. Admin instansi dapat mengubahnya."
            ),
        ),
        404: (
            gettext("Halaman tidak ditemukan"),
            gettext("Alamatnya berubah, isinya sudah dihapus, atau bukan milik instansi Anda."),
        ),
        405: (
            gettext("Cara membuka halaman ini tidak sesuai"),
            gettext("Buka lagi dari menu, lalu ulangi langkah terakhir."),
        ),
        409: (
            gettext("Isian ini sudah berubah"),
            gettext(
                "Orang lain menyimpan lebih dulu. Tidak ada yang hilang; muat ulang dan bandingkan."
            ),
        ),
        413: (
            gettext("Berkas atau isian terlalu besar"),
            gettext("Kecilkan berkas atau kirim per bagian. Isian lain tetap ada."),
        ),
        422: (
            gettext("Permintaan ini ditolak"),
            gettext("Ada aturan yang belum terpenuhi. Kembali, perbaiki, lalu kirim lagi."),
        ),
        429: (
            gettext("Terlalu banyak permintaan"),
            gettext(
                "Tunggu sebentar, lalu coba lagi. Isian Anda tetap tersimpan di perangkat ini."
            ),
        ),
        500: (
            gettext("Ada kesalahan di server"),
            gettext(
                "Yang sudah tersimpan tetap aman. Coba lagi; bila berulang, hubungi pengelola."
            ),
        ),
        503: (
            gettext("Server sedang sibuk"),
            gettext("Yang sudah tersimpan tetap aman. Coba lagi dalam satu menit."),
        ),
        507: (
            gettext("Penyimpanan sedang penuh"),
            gettext(
                "Isian tadi belum tersimpan di server; yang Anda ketik tetap ada di perangkat ini. "
                "Beri tahu pengelola sistem, lalu kirim lagi."
            ),
        ),
    }
    title, text = known.get(status, known[500])
    return Words(title, text, f"{title}. {text}")


def page(
    request: HttpRequest | None,
    status: int,
    *,
    said: str = "",
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """The page of one error; `said` is a sentence that knows more than the status."""
    known = words(status)
    values = {
        "status": int(status),
        "title": known.title,
        "text": said or known.text,
        "hint": known.text if said else "",
        **(context or {}),
    }
    response = HttpResponse(render_to_string("ui/error.html", values, request), status=status)
    response.said = said or known.toast  # type: ignore[attr-defined]  # read by RefusalMiddleware
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 where the request was too large to take in."""
    large = isinstance(exception, RequestDataTooBig | TooManyFilesSent)
    return page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE if large else HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, with the reason that the exception carries."""
    return page(request, HTTPStatus.FORBIDDEN, said=str(exception))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; says the same whether a thing never existed or belongs to somebody else."""
    return page(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or what the database's fault means; drawn without the request: all may be broken."""
    return page(None, status_of_fault(sys.exc_info()[1]))


def _came_from(request: HttpRequest) -> str:
    """The path of the page that held the form, when the browser says so and it is ours."""
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc != request.get_host() or not came.path.startswith("/"):
        return ""
    return f"{came.path}?{came.query}" if came.query else came.path


def session_over() -> str:
    """What is said when a session has ended while somebody was typing."""
    return gettext(
        "Sesi berakhir. Isian Anda tersimpan di perangkat ini; masuk lagi untuk melanjutkan."
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose session is over; `drafts.js` has kept what was typed."""
    if signed_in(request):
        title = gettext("Halaman ini sudah lama terbuka")
        said = gettext(
            "Anda masuk lagi sejak halaman ini dibuka. Buka lagi; isian Anda tersimpan di "
            "perangkat ini."
        )
    else:
        title, said = gettext("Sesi berakhir"), session_over()
    return page(
        request,
        HTTPStatus.FORBIDDEN,
        said=said,
        context={
            "title": title,
            "hint": gettext(
                "Tanpa JavaScript, tekan Kembali pada peramban untuk melihat isian Anda."
            ),
            "retry": _came_from(request),
        },
    )
