"""What the reporters' pages share: how they are drawn, their addresses, the files of a post."""

from collections.abc import Iterator
from http import HTTPStatus
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from bening.agencies.models import WorkUnit
from bening.whistleblowing.cleaning import CleanFile, cleaned
from bening.whistleblowing.house import LANGUAGE
from bening.whistleblowing.models import ReportSite

FILES = "files"
NAMES = {"id": "Bahasa Indonesia", "en": "English"}


def site_for(slug: str) -> ReportSite:
    """The site of an address. Raises Http404."""
    site = ReportSite.objects.select_related("agency").filter(slug=slug).first()
    if site is None:
        raise Http404
    return site


def address(name: str, *args: str, language: str = "") -> str:
    """The address of a page of the house in the language that is spoken, or in another."""
    spoken = language or translation.get_language() or settings.LANGUAGE_CODE
    asked = "" if spoken == settings.LANGUAGE_CODE else "?" + urlencode({LANGUAGE: spoken})
    return reverse(f"whistleblowing:{name}", args=args) + asked


def drawn(
    template: str,
    values: dict[str, Any],
    *,
    here: tuple[str, ...] = (),
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """A page. `here` names its address for the link to the other language; without, no link."""
    spoken = translation.get_language() or settings.LANGUAGE_CODE
    other = next(code for code in NAMES if code != spoken)
    context = {
        "language": spoken,
        "exit_url": address("exit"),
        **values,
    }
    if here:
        context["other_url"] = address(here[0], *here[1:], language=other)
        context["other_code"], context["other_name"] = other, NAMES[other]
    return HttpResponse(
        render_to_string(f"whistleblowing/public/{template}.html", context), status=int(status)
    )


class Fault(NamedTuple):
    """A sentence on what to change, and the id of the input it is about; empty for the whole."""

    text: str
    at: str = ""


def faults_of(form: BaseForm) -> Iterator[Fault]:
    """What is to be changed, in the order of the form."""
    for name, errors in form.errors.items():
        at = ""
        if name in form.fields and not form[name].is_hidden:
            at = form[name].id_for_label or form[name].subwidgets[0].id_for_label or ""
        yield from (Fault(str(error), at) for error in errors)


def site_values(site: ReportSite) -> dict[str, Any]:
    """What every page of a site links to."""
    return {
        "site": site,
        "start_url": address("start", site.slug),
        "report_url": address("report", site.slug),
        "box_url": address("box", site.slug),
        "send_url": address("send", site.slug),
        "consent_url": address("consent", site.slug),
        "proof_url": address("proof", site.slug),
        "other_bodies": [line.strip() for line in site.other_bodies.splitlines() if line.strip()],
    }


def error_page(language: str, status: int) -> HttpResponse:
    """The house's page of an error."""
    with translation.override(language):
        title, text = _error_words(status)
        return drawn("error", {"title": title, "text": text}, status=status)


def _error_words(status: int) -> tuple[str, str]:
    match status:
        case HTTPStatus.NOT_FOUND:
            return _("Halaman tidak ada"), _("Alamatnya mungkin salah tulis.")
        case HTTPStatus.FORBIDDEN:
            return _("Kiriman dari situs lain"), _("Buka halaman ini langsung, lalu kirim lagi.")
        case HTTPStatus.BAD_REQUEST:
            return _("Kiriman tidak terbaca"), _(
                "Tidak ada yang disimpan. Kembali ke formulir, lalu kirim lagi; "
                "paling banyak sepuluh berkas sekaligus."
            )
        case HTTPStatus.SERVICE_UNAVAILABLE | HTTPStatus.INSUFFICIENT_STORAGE:
            return _("Sedang sibuk"), _(
                "Tidak ada yang disimpan. Kembali ke formulir, lalu kirim lagi satu menit lagi."
            )
        case _other:
            return _("Ada kesalahan"), _(
                "Tidak ada yang disimpan, dan isi kiriman Anda tidak dicatat di mana pun. "
                "Coba lagi satu menit lagi."
            )


def files_of(request: HttpRequest) -> list[CleanFile]:
    """The files of a post without their metadata; each original leaves memory when it is done.

    Raises FileRefused for the first that is not taken: none is kept then.
    """
    release_body(request)
    found: list[CleanFile] = []
    for upload in request.FILES.getlist(FILES):
        content = upload.read()
        upload.close()
        found.append(cleaned(upload.name or "", content))
        del content
    return found


def release_body(request: HttpRequest) -> None:
    """Lets go of the body as it came: its fields and files have been read from it."""
    request.POST  # noqa: B018 - reads the body
    body = getattr(request, "environ", {}).get("wsgi.input")
    if isinstance(body, BytesIO):
        body.truncate(0)


def unit_choices(site: ReportSite) -> list[tuple[str, str]]:
    """The units of a site's agency for a list, deeper ones indented."""
    rows = WorkUnit.objects.filter(agency_id=site.agency_id, closed_at__isnull=True).order_by(
        "path"
    )
    return [(str(unit.pk), "\u2003" * (unit.depth - 1) + unit.name) for unit in rows]
