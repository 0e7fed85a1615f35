"""How the gate says no: a short page, or problem+json where a program asked."""

import asyncio
import json
from contextlib import suppress
from html import escape
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.utils.translation import override

from bening.adapters.asgi import Headers, Receive, Send

LAST_WORDS = 2.0  # seconds the rest of a refused body is still read


class BodyRefused(Exception):
    """The body is not taken: HTTP status, a stable code, and values for the sentence."""

    def __init__(self, status: int, code: str, *, retry: int = 0, limit: int = 0) -> None:
        super().__init__(code)
        self.status, self.code, self.retry, self.limit = status, code, retry, limit


def sentence(refusal: BodyRefused) -> tuple[str, str]:
    """Title and advice in the language that is active."""
    match refusal.code:
        case "too_large":
            return _("Kiriman terlalu besar"), _(
                "Batas kiriman di halaman ini %(limit)s. Perkecil isinya, lalu kirim lagi."
            ) % {"limit": readable(refusal.limit)}
        case "too_slow":
            return _("Kiriman terputus di tengah jalan"), _(
                "Data tidak sampai lengkap pada waktunya. Periksa sambungan, lalu kirim lagi."
            )
        case "disk_full":
            return _("Penyimpanan sedang penuh"), _(
                "Tidak ada yang disimpan dari kiriman ini. "
                "Beri tahu pengelola sistem, lalu coba lagi."
            )
        case "malformed":
            return _("Kiriman tidak terbaca"), _("Muat ulang halaman, lalu kirim lagi.")
        case _other:
            return _("Sistem sedang sibuk"), _("Silakan coba lagi dalam satu menit.")


def readable(size: int) -> str:
    """`size` bytes as people say it."""
    for unit, step in (("MB", 1 << 20), ("KB", 1 << 10)):
        if size >= step:
            return f"{size / step:.0f} {unit}"
    return f"{size} B"


def language_of(headers: Headers) -> str:
    """The language the visitor chose; Indonesian without a choice."""
    with suppress(CookieError, UnicodeDecodeError):
        cookie = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1"))
        chosen = cookie.get(settings.LANGUAGE_COOKIE_NAME)
        if chosen and chosen.value in dict(settings.LANGUAGES):
            return str(chosen.value)
    return str(settings.LANGUAGE_CODE)


def render(refusal: BodyRefused, path: str, headers: Headers) -> tuple[bytes, bytes]:
    """Content type and body of the answer."""
    language = language_of(headers)
    with override(language):
        title, advice = sentence(refusal)
        if path.startswith("/api/") or b"json" in headers.get(b"accept", b""):
            problem = {
                "type": "about:blank",
                "title": title,
                "status": refusal.status,
                "detail": advice,
                "code": refusal.code,
            }
            return b"application/problem+json", json.dumps(problem, ensure_ascii=False).encode()
        back = _("Kembali ke beranda")
    page = (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · Bening</title>"
        f'<link rel="stylesheet" href="{static("ui/tokens.css")}">'
        f'<link rel="stylesheet" href="{static("ui/bening.css")}">'
        f'<main class="container py-5"><h1>{escape(title)}</h1><p>{escape(advice)}</p>'
        f'<p><a href="/">{escape(back)}</a></p></main></html>'
    )
    return b"text/html; charset=utf-8", page.encode()


async def refuse(
    refusal: BodyRefused, path: str, headers: Headers, receive: Receive, send: Send
) -> None:
    """Answers, then reads on for a moment: a socket closed with unread bytes loses the answer."""
    kind, body = render(refusal, path, headers)
    answer = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"content-security-policy", b"default-src 'none'; style-src 'self'; base-uri 'none'"),
    ]
    if refusal.retry:
        answer.append((b"retry-after", str(refusal.retry).encode()))
    await send({"type": "http.response.start", "status": refusal.status, "headers": answer})
    await send({"type": "http.response.body", "body": body, "more_body": True})
    with suppress(TimeoutError):
        async with asyncio.timeout(LAST_WORDS):
            while (await receive()).get("more_body"):
                pass
    await send({"type": "http.response.body", "body": b""})


TOO_SLOW = int(HTTPStatus.REQUEST_TIMEOUT)
TOO_LARGE = int(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
BUSY = int(HTTPStatus.SERVICE_UNAVAILABLE)
NO_ROOM = int(HTTPStatus.INSUFFICIENT_STORAGE)
MALFORMED = int(HTTPStatus.BAD_REQUEST)
