"""For everybody, without signing in: whether a document is what it says it is."""

import re
from hashlib import sha256

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bening.adapters.pdf_seal import authority as authority_pem
from bening.audit.receipts import proof_of
from bening.documents import actions, codes, queries
from bening.documents.logged import receipt_of, statement_of
from bening.documents.models import Origin

A_MINUTE = 60
_DIGEST = re.compile(r"[0-9a-f]{64}")
MOST_A_MINUTE = 60  # questions of one address; a code has 80 bits, so this only spares the server


@require_safe
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """A code as somebody types it."""
    typed = request.GET.get("kode", "")
    code = codes.read_code(typed)
    if code:
        return redirect("documents:verify", code)
    if _DIGEST.fullmatch(digest := "".join(typed[:200].split()).lower()):
        return redirect("audit:leaf", digest)
    context = {"typed": typed, "not_a_code": bool(typed)}
    return render(request, "documents/ask.html", context, status=422 if typed else 200)


@require_safe
@never_cache
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """What is publicly said of the document of a code; a file is compared in the browser."""
    if _too_many(request):
        return _come_again(request)
    try:
        found = queries.by_code(code)
    except Http404:
        context = {"typed": code[:40], "not_found": True}
        return render(request, "documents/ask.html", context, status=404)
    context = {
        "document": found,
        "is_generated": found.origin == Origin.GENERATED,
        "spelled_code": codes.spelled(found.code),
        "zone": found.agency.time_zone,
        "sealed_at": queries.sealed_when(found),
        "logged": proof_of(statement_of(found).digest),
    }
    return render(request, "documents/verify.html", context)


@require_safe
@never_cache
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt of a document as a file: its statement, and the proof once the log has it."""
    if _too_many(request):
        return _come_again(request)
    found = queries.by_code(code)
    headers = {"Content-Disposition": f'attachment; filename="tanda-terima-{found.code}.json"'}
    text = receipt_of(found).text()
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)


@require_safe
def authority(_request: HttpRequest) -> HttpResponse:
    """The certificate of the authority behind the seals, for PDF readers."""
    pem = authority_pem(actions.key_folder())
    headers = {"Content-Disposition": 'attachment; filename="otoritas-segel.pem"'}
    return HttpResponse(pem, content_type="application/x-pem-file", headers=headers)


def _come_again(request: HttpRequest) -> HttpResponse:
    response = render(request, "documents/too_many.html", status=429)
    response.headers["Retry-After"] = str(A_MINUTE)
    return response


def _too_many(request: HttpRequest) -> bool:
    """Whether one address has asked too often within a minute; addresses are kept as hashes."""
    address = sha256(str(request.META.get("REMOTE_ADDR", "")).encode()).hexdigest()[:32]
    key = f"documents.verify.{address}"
    if cache.add(key, 1, A_MINUTE):
        return False
    try:
        return int(cache.incr(key)) > MOST_A_MINUTE
    except ValueError:  # it ended between the two questions
        return False
