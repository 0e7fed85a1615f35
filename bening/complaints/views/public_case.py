"""The page of a case, for whoever has its tracking code: where it is, and what can be said."""

import secrets
from collections.abc import Callable
from functools import partial
from typing import BinaryIO, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bening.adapters.file_store import NoRoom
from bening.adapters.file_types import FileRefused
from bening.casework.terms import terms_in_force
from bening.complaints.actions import reporter
from bening.complaints.actions.files import MOST_BYTES, MOST_FILES, attach_file
from bening.complaints.forms_public import RatingForm, SayingForm
from bening.complaints.models import Complaint
from bening.complaints.public_cases import case_of
from bening.complaints.public_limits import TooManyAtOnce, files
from bening.complaints.queries import by_code
from bening.complaints.views.public_common import (
    address_of,
    drawn,
    in_language,
    language_of,
    not_taken,
    said,
    taken,
    wants_json,
)
from bening.domain.complaints import ComplaintRefused, clean_code, shown_code
from bening.domain.complaints.states import ComplaintMoved
from bening.domain.days import day_in
from bening.domain.refusals import Refused
from bening.surveys.drawn_codes import address, qr

SAYING: dict[str, Callable[..., object]] = {
    "balas": reporter.reply,
    "tambah": reporter.add,
    "belum-selesai": reporter.disagree,
    "keberatan": reporter.appeal,
}
AGREE, RATE = "setuju", "nilai"


def _found(code: str) -> Complaint:
    try:
        return by_code(code)
    except Complaint.DoesNotExist:
        raise Http404 from None


def _spelled(code: str) -> str:
    return shown_code(clean_code(code) or "")


@require_safe
def sent(request: HttpRequest, code: str) -> HttpResponse:
    """What the reporter takes along: number and code, and what comes next."""
    kept = _found(code)
    spelled = _spelled(code)
    path = reverse("complaints_public:case", args=[spelled])
    if "simpan" in request.GET:
        return _slip(request, kept, spelled, address(path))
    terms = terms_in_force(kept.unit.agency, day_in(kept.unit.zone, kept.filed_at))
    context = {
        "kept": kept,
        "code": spelled,
        "code_parts": spelled.split("-"),
        "url": address(path),
        "qr": qr(path),
        "days": {name.removeprefix("complaint_"): terms[name].days for name in terms},
        "files": list(kept.attachments.all()),
        **_file_limits(),
    }
    return drawn(request, "sent", context, unit=kept.unit)


def _file_limits() -> dict[str, object]:
    return {"most_files": MOST_FILES, "most_megabytes": MOST_BYTES // 1024**2}


def _slip(request: HttpRequest, kept: Complaint, code: str, url: str) -> HttpResponse:
    """Number and code as a small file to keep."""
    with override(language_of(request)):
        lines = [
            _("Laporan kepada %(unit)s") % {"unit": kept.filed_with.name},
            _("Nomor: %(number)s") % {"number": kept.number},
            _("Kode rahasia: %(code)s") % {"code": code},
            url,
            _("Simpan baik-baik: siapa pun yang memegang kode ini dapat membuka laporan Anda."),
        ]
    page = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    page.headers["Content-Disposition"] = f'attachment; filename="{kept.number}.txt"'
    page.headers["Referrer-Policy"] = "no-referrer"
    return page


@csrf_exempt
@require_http_methods(["GET", "HEAD"])
def case(request: HttpRequest, code: str) -> HttpResponse:
    """Where the case is, who holds it, until when, what was said."""
    return _case_page(request, _found(code), code)


@csrf_exempt
@require_POST
def act(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One thing that the reporter says or decides."""
    kept = _found(code)
    doing, form = _doing(request, code, name)
    try:
        _check_readable(form)
        doing(**form.cleaned_data, now=timezone.now())
    except ComplaintMoved as refusal:
        if not _came_before(code, form):
            return _refused(request, kept, code, name, refusal)
    except ComplaintRefused as refusal:
        return _refused(request, kept, code, name, refusal)
    url = in_language(request, reverse("complaints_public:case", args=[_spelled(code)]))
    return taken(url, 200) if wants_json(request) else redirect(f"{url}#terkini")


def _doing(
    request: HttpRequest, code: str, name: str
) -> tuple[Callable[..., object], SayingForm | RatingForm]:
    if name in SAYING:
        return partial(SAYING[name], code=code), SayingForm(request.POST)
    if name == RATE:
        return partial(reporter.rate, code=code), RatingForm(request.POST)
    if name == AGREE:
        return lambda now, **_: reporter.agree(code=code, now=now), SayingForm({})
    raise Http404


def _check_readable(form: SayingForm | RatingForm) -> None:
    """Raises ComplaintRefused ("rating_unknown", "complaint_text_too_long")."""
    if not form.is_valid():
        is_rating = isinstance(form, RatingForm)
        raise ComplaintRefused("rating_unknown" if is_rating else "complaint_text_too_long")


def _came_before(code: str, form: SayingForm | RatingForm) -> bool:
    """Whether this very text was taken already and only its answer got lost."""
    key = form.cleaned_data.get("retry_key", "")
    return bool(key) and reporter.was_said(code=code, retry_key=key)


def _refused(
    request: HttpRequest, kept: Complaint, code: str, name: str, refusal: ComplaintRefused
) -> HttpResponse:
    if wants_json(request):
        return not_taken(request, refusal)
    return _case_page(request, _found(code), code, refused=(name, refusal))


@csrf_exempt
@require_POST
def add_files(request: HttpRequest, code: str) -> HttpResponse:
    """Pictures or PDFs, each for itself: one that is refused keeps no other back."""
    kept = _found(code)
    refused: list[tuple[str, Refused]] = []
    for file in request.FILES.getlist("files"):
        try:
            files.take(kept.unit_id, address_of(request))
            if file.file is None:  # pragma: no cover - an upload has its content
                continue
            attach_file(
                complaint=kept,
                file=cast("BinaryIO", file.file),
                filename=file.name or "berkas",
                now=timezone.now(),
            )
        except (ComplaintRefused, FileRefused, NoRoom) as refusal:
            refused.append((file.name or "", refusal))
            if isinstance(refusal, TooManyAtOnce):
                break
    url = in_language(request, reverse("complaints_public:case", args=[_spelled(code)]))
    if wants_json(request):
        return not_taken(request, refused[0][1]) if refused else taken(url)
    if not refused:
        return redirect(f"{url}#berkas")
    faults = [f"{name}: {said(request, refusal)}" for name, refusal in refused]
    return _case_page(request, kept, code, file_faults=faults)


def _case_page(
    request: HttpRequest,
    kept: Complaint,
    code: str,
    *,
    refused: tuple[str, ComplaintRefused] | None = None,
    file_faults: list[str] | None = None,
) -> HttpResponse:
    with override(language_of(request)):
        shown = case_of(kept, now=timezone.now())
    terms = terms_in_force(kept.unit.agency, shown.today)
    context = {
        "case": shown,
        "kept": kept,
        "code": _spelled(code),
        "retry_key": request.POST.get("retry_key", "").partition("-")[0] or secrets.token_hex(16),
        "silent_days": terms["complaint_silent"].days,
        "refused_act": refused[0] if refused else "",
        "fault": said(request, refused[1]) if refused else "",
        "typed": request.POST.get("text", "") if refused else "",
        "file_faults": file_faults or [],
        **_file_limits(),
    }
    status = refused[1].status if refused else (422 if file_faults else 200)
    return drawn(request, "case", context, unit=kept.unit, status=status)
