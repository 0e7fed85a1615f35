"""The public pages of the integrity log: for everyone, without account, and without script."""

import json
import re
from datetime import date
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from bening.audit import leaves, queries, receipts, signing, statements
from bening.audit.drawing import drawn_qr
from bening.domain.sealing.receipts import (
    Fault,
    Inclusion,
    Receipt,
    ReceiptUnreadable,
    faults_of,
    read_receipt,
)

LONGEST = 512 * 1024
"""Longer texts are not read as receipts here; `bening verify --receipt` takes longer ones."""
_DIGEST = re.compile(r"[0-9a-f]{64}")


@csrf_exempt  # it changes nothing and asks for no account: a receipt is checked from any page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def log(request: HttpRequest) -> HttpResponse:
    """What the log proves and what not, and a form that checks a receipt."""
    if request.method == "POST":
        return _checked(request)
    typed = request.GET.get("sidik", "")
    digest = _digest(typed)
    if digest:
        return redirect("audit:leaf", digest)
    context = {"typed": typed[:80], **_grown()}
    return render(request, "audit/log.html", context, status=422 if typed else 200)


def _grown() -> dict[str, object]:
    """The newest checkpoint and how many leaves the log holds."""
    newest = queries.checkpoints().first()
    return {"newest": newest, "size": leaves.size() if newest else 0}


def _checked(request: HttpRequest) -> HttpResponse:
    """The answer to a receipt that was brought as a file or as text; nothing of it is kept."""
    text = _brought(request)
    digest = _digest(text)
    if digest:
        return redirect("audit:leaf", digest)
    try:
        receipt = read_receipt(text)
    except ReceiptUnreadable:
        typed = request.POST.get("teks", "")[:LONGEST]
        context = {"is_unreadable": True, "typed": typed, **_grown()}
        return render(request, "audit/log.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return render(request, "audit/receipt.html", _said_of(receipt))


def _brought(request: HttpRequest) -> str:
    file = request.FILES.get("berkas")
    if file is None or not file.size:
        return request.POST.get("teks", "")[: LONGEST + 1].strip()
    if file.size > LONGEST:
        return ""
    return bytes(file.read()).decode("utf-8", errors="replace").strip()


def _said_of(receipt: Receipt) -> dict[str, object]:
    """A receipt beside what the log says now."""
    statement = receipt.signed.statement
    faults = faults_of(receipt, verify=signing.verify, trusted=signing.trusted_keys())
    if faults == (Fault.WAITING,):  # an older copy: the log may know more by now
        receipt = receipts.receipt_of(receipt.signed)
        faults = faults_of(receipt, verify=signing.verify, trusted=signing.trusted_keys())
    proof = receipt.inclusion
    is_kept = proof is not None and leaves.place_of(statement.digest) == leaves.Place(
        proof.position
    )
    return {
        "told": statements.told(statement),
        "digest": statement.digest.hex(),
        "is_good": not faults and is_kept,
        "is_gone": not faults and not is_kept,
        "is_waiting": faults == (Fault.WAITING,),
        "faults": [fault.value for fault in faults],
        "proof": proof,
        "checkpoint": receipt.checkpoint.checkpoint if receipt.checkpoint else None,
    }


@require_safe
@never_cache
def leaf(request: HttpRequest, digest: str) -> HttpResponse:
    """Whether a leaf stands in the log, and under which checkpoint: what a QR code leads to."""
    raw = bytes.fromhex(digest)
    place = leaves.place_of(raw)
    found = receipts.proof_of(raw)
    context = {
        "digest": digest,
        "proof": found[0] if found else None,
        "checkpoint": found[1].checkpoint if found else None,
        "is_waiting": place == leaves.Place(None),
        "is_wrong": place is not None and place.position is not None and found is None,
        "qr": drawn_qr(reverse("audit:leaf", args=[digest])) if found else "",
    }
    return render(request, "audit/leaf.html", context, status=200 if place else 404)


@require_safe
@never_cache
def leaf_proof(request: HttpRequest, digest: str) -> HttpResponse:
    """The path of a leaf as a file: position, size, hashes, and the signed checkpoint."""
    found = receipts.proof_of(bytes.fromhex(digest))
    if found is None:
        raise Http404
    proof, checkpoint = found
    return _file(
        {
            "leaf": digest,
            "proof": _members(proof),
            "checkpoint": json.loads(checkpoint.canonical_text),
        },
        f"bukti-log-{digest[:12]}.json",
    )


@require_safe
@never_cache
def growth(request: HttpRequest) -> HttpResponse:
    """The proof that the log of one day is the beginning of that of a later day (`dari`, `ke`)."""
    days = [_day(request.GET.get(name, "")) for name in ("dari", "ke")]
    read = [receipts.of_day(day) if day else None for day in days]
    old, new = read
    if old is None or new is None or not 0 < old[1].size <= new[1].size:
        raise Http404
    try:
        path = leaves.tree(new[1].size).consistency(old[1].size)
    except (KeyError, IndexError):
        raise Http404 from None
    return _file(
        {
            "old": {"day": str(days[0]), "size": old[1].size, "root": old[1].root},
            "new": {"day": str(days[1]), "size": new[1].size, "root": new[1].root},
            "path": [one.hex() for one in path],
        },
        "pertumbuhan-log.json",
    )


def _members(proof: Inclusion) -> dict[str, object]:
    return {
        "position": proof.position,
        "size": proof.size,
        "path": [one.hex() for one in proof.path],
    }


def _file(members: dict[str, object], name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return JsonResponse(members, headers=headers)


def _digest(typed: str) -> str:
    """A digest as it was typed: gaps and case do not matter. Empty where it is none."""
    text = re.sub(r"\s+", "", typed[:200]).lower()
    return text if _DIGEST.fullmatch(text) else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
