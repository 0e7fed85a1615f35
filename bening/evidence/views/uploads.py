"""Uploads: in chunks as JSON, or whole files in one form post.

    POST   /bukti/unggah/              {"filename", "size", what it is for}  201 {"id", "offset"}
    GET    /bukti/unggah/ID/                                                 200 {"offset", "size"}
    PUT    /bukti/unggah/ID/?offset=K  bytes, fewer than 1 MiB               200 {"offset"}
    POST   /bukti/unggah/ID/selesai/   {"sha256"}, which may be left out     200 what it became
    DELETE /bukti/unggah/ID/                                                 204

409 carries in `values.offset` where to go on; 507 means: keep the file, try later.
"""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from pydantic import BaseModel, ConfigDict, Field, StrictInt, ValidationError

from bening.accounts.access import unit_for
from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.domain.refusals import Refused
from bening.evaluations.queries import sheets_of
from bening.evidence import queries, uploads
from bening.evidence.refusals import UploadRefused
from bening.evidence.uploads import Received, Target
from bening.ui.refusals import refusal_response, sentence


class Begun(BaseModel):
    """What a client says when it begins: the file, and one of unit, sheet with code, evidence."""

    model_config = ConfigDict(extra="forbid", str_max_length=1000)

    filename: str
    size: StrictInt = Field(ge=0)
    unit: UUID | None = None
    sheet: UUID | None = None
    code: str = Field(default="", max_length=24)
    need: int | None = None
    evidence: UUID | None = None


class Ended(BaseModel):
    """What a client says at the end."""

    model_config = ConfigDict(extra="forbid")

    sha256: str = Field(default="", pattern="^([0-9a-f]{64})?$")


def target_of(
    person: Person,
    *,
    unit: UUID | None = None,
    sheet: UUID | None = None,
    code: str = "",
    need: int | None = None,
    evidence: UUID | None = None,
) -> Target:
    """What a file is for, as far as the person may see it. Raises Http404, UploadRefused."""
    if evidence is not None:
        revised = queries.evidence_by_id(person, evidence)
        return Target(unit=revised.unit, evidence=revised)
    if sheet is not None:
        found = get_object_or_404(sheets_of(person), pk=sheet)
        return Target(unit=found.unit, sheet=found, official_code=code, need=need)
    if unit is not None:
        return Target(unit=unit_for(person, unit))
    raise UploadRefused("upload_request_wrong")


def _read(request: HttpRequest, shape: type[BaseModel]) -> Any:
    try:
        return shape.model_validate_json(request.body or b"{}")
    except (ValidationError, RawPostDataException) as error:  # no JSON, or a form post
        raise UploadRefused("upload_request_wrong") from error


def _as_json(request: HttpRequest, refusal: Refused) -> HttpResponse:
    request.META["HTTP_ACCEPT"] = "application/problem+json"
    return refusal_response(request, refusal)


@login_required
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begins an upload."""
    person = signed_in(request)
    try:
        asked: Begun = _read(request, Begun)
        upload = uploads.begin_upload(
            target=target_of(person, **asked.model_dump(exclude={"filename", "size"})),
            filename=asked.filename,
            size=asked.size,
            by=person,
            now=timezone.now(),
        )
    except Refused as refusal:
        return _as_json(request, refusal)
    place = reverse("evidence:upload", args=[upload.pk])
    answer = {"id": upload.pk, "url": place, "offset": 0, "size": upload.size}
    return JsonResponse(answer, status=HTTPStatus.CREATED)


@login_required
@require_http_methods(["GET", "PUT", "DELETE"])
def upload(request: HttpRequest, key: str) -> HttpResponse:
    """Where an upload stands, its next chunk, or its end without result."""
    person = signed_in(request)
    found = queries.upload_by_id(person, key)
    try:
        if request.method == "DELETE":
            uploads.cancel_upload(upload=found)
            return HttpResponse(status=HTTPStatus.NO_CONTENT)
        if request.method == "PUT":
            offset = uploads.add_chunk(
                upload=found,
                offset=_offset(request),
                chunk=request.body,
                by=person,
                now=timezone.now(),
            )
        else:
            offset = uploads.offset_of(found)
    except Refused as refusal:
        return _as_json(request, refusal)
    return JsonResponse(
        {"offset": offset, "size": found.size, "finished": found.finished_at is not None}
    )


def _offset(request: HttpRequest) -> int:
    text = request.GET.get("offset", "")
    if not (text.isascii() and text.isdigit() and len(text) < 15):
        raise UploadRefused("upload_request_wrong")
    return int(text)


@login_required
@require_POST
def finish(request: HttpRequest, key: str) -> HttpResponse:
    """Makes evidence of a whole upload; asked again, it answers the same."""
    person = signed_in(request)
    found = queries.upload_by_id(person, key)
    try:
        asked: Ended = _read(request, Ended)
        received = uploads.finish_upload(
            upload=found, sha256=asked.sha256, by=person, now=timezone.now()
        )
    except Refused as refusal:
        return _as_json(request, refusal)
    evidence = received.evidence
    return JsonResponse(
        {
            "evidence": str(evidence.pk),
            "title": evidence.title,
            "filename": received.filename,
            "url": reverse("evidence:evidence", args=[evidence.pk]),
            "words": list(words_about(person, received)),
        }
    )


@login_required
@require_POST
def send_to_unit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Whole files for the library of a unit."""
    target = target_of(signed_in(request), unit=key)
    return _receive(request, target, back=reverse("evidence:library"))


@login_required
@require_POST
def send_to_question(request: HttpRequest, sheet_id: UUID, code: str) -> HttpResponse:
    """Whole files that prove one question."""
    place = request.GET.get("need") or request.POST.get("need") or ""
    need = int(place) if place.isascii() and place.isdigit() and len(place) < 4 else None
    target = target_of(signed_in(request), sheet=sheet_id, code=code, need=need)
    return _receive(request, target, back=reverse("evidence:question", args=[sheet_id, code]))


@login_required
@require_POST
def send_revision(request: HttpRequest, key: UUID) -> HttpResponse:
    """A whole file that replaces the present one of a piece of evidence."""
    target = target_of(signed_in(request), evidence=key)
    return _receive(request, target, back=reverse("evidence:evidence", args=[key]))


def _receive(request: HttpRequest, target: Target, *, back: str) -> HttpResponse:
    """Takes each file by itself: one that is refused keeps no other from being taken."""
    person, now = signed_in(request), timezone.now()
    sent = [file for file in request.FILES.getlist("files") if file.name]
    if not sent:
        raise UploadRefused("no_file_chosen")
    taken = 0
    for file in sent:
        try:
            received = _receive_one(target, file, by=person, now=now)
        except Refused as refusal:
            messages.error(request, f"{file.name}: {sentence(refusal)}")
            continue
        taken += 1
        for words in words_about(person, received):
            messages.warning(request, words)
    if taken:
        said = ngettext("%(count)s berkas tersimpan.", "%(count)s berkas tersimpan.", taken)
        messages.success(request, said % {"count": taken})
    return redirect(back)


def _receive_one(target: Target, file: UploadedFile[Any], *, by: Person, now: Any) -> Received:
    return uploads.receive_file(
        target=target,
        file=file,  # type: ignore[arg-type]  # it reads like one
        filename=file.name or "",
        size=file.size or 0,
        by=by,
        now=now,
    )


def words_about(person: Person, received: Received) -> list[str]:
    """What somebody should know of a file that was taken."""
    said = []
    if received.renamed:
        words = _("Isi berkas lain dari akhiran namanya, jadi disimpan sebagai %(name)s.")
        said.append(words % {"name": received.filename})
    if received.not_attached is not None:
        words = _("%(name)s tersimpan di pustaka bukti, tetapi tidak dilampirkan: %(reason)s")
        reason = sentence(received.not_attached)
        said.append(words % {"name": received.filename, "reason": reason})
    twins = queries.same_content(person, received.evidence)
    if twins:
        words = _("Isi yang sama sudah ada sebagai “%(title)s”. Pakai ulang yang itu bila sama.")
        said.append(words % {"title": twins[0].title})
    return said
