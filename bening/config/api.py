"""The JSON interface `/api/v1/`: the actions and rights of the screens, problem+json errors."""

import logging
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser

from bening.accounts.api import TokenAuth
from bening.accounts.api import router as accounts_router
from bening.adapters.database_faults import status_of_fault
from bening.agencies.api import router as agencies_router
from bening.calendars.api import router as turns_router
from bening.casework.api import router as terms_router
from bening.complaints.api import router as complaints_router
from bening.conflicts.api import router as conflicts_router
from bening.discipline.api import router as discipline_router
from bening.documents.api import router as documents_router
from bening.domain.refusals import Refused
from bening.evaluations.api import ROUTERS as EVALUATION_ROUTERS
from bening.evidence.api import router as evidence_router
from bening.findings.api import router as findings_router
from bening.gratuities.api import router as gratuities_router
from bening.gratuities.api_direct import router as direct_gratuities_router
from bening.mentoring.api import router as mentoring_router
from bening.programs.api import router as programs_router
from bening.queues.api_counters import router as counters_router
from bening.queues.api_details import router as halls_router
from bening.queues.api_promises import router as promises_router
from bening.queues.api_today import router as hall_days_router
from bening.queues.api_visitors import router as visitors_router
from bening.risks.api import router as risks_router
from bening.surveys.api import router as surveys_router
from bening.ui.api_bodies import check_rights
from bening.ui.api_problems import problem, told_in
from bening.ui.errors import words
from bening.ui.odd_text import is_unreadable
from bening.ui.refusals import refusal_response, status_of
from bening.wealth_reports.api import router as wealth_router

log = logging.getLogger(__name__)

DESCRIPTION = """\
Antarmuka JSON Bening: tindakan, hak, dan batas isian yang sama seperti layarnya.

- **Token** dibuat di *Akun saya › Token API* dan membawa hak orangnya. Kirim pada setiap \
permintaan: `Authorization: Bearer bening_…`.
- **Daftar panjang** dibagi dengan `limit` (1–1000, biasanya 100) dan `offset`; jawabannya `items` \
dan `count`.
- **Waktu** berzona (ISO 8601), hari `TTTT-BB-HH`, uang dalam rupiah bulat.
- **Penolakan** selalu `application/problem+json` (RFC 9457).
- Nama bidang dan uraian rinci berbahasa Inggris; ringkasan dan kalimat penolakan berbahasa \
Indonesia.

Contoh dan aturan kirim ulang: `/bantuan/referensi/api/`.
"""


class ObjectParser(Parser):
    """Every body is one JSON object; an empty list would else pass for a form left empty."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The object. Raises ValueError or TypeError, which is answered with 400."""
        body = super().parse_body(request)
        if not isinstance(body, dict):
            raise TypeError("the body is no JSON object")
        if is_unreadable(body):
            raise ValueError("the body holds text that cannot be stored")
        return body


class Interface(NinjaAPI):
    """Its document tells what every operation may be refused with."""

    def get_openapi_schema(self, **place: Any) -> OpenAPISchema:
        """The OpenAPI document."""
        document = super().get_openapi_schema(**place)
        told_in(document)
        return document


api = Interface(
    title="Bening",
    version="1",
    description=DESCRIPTION,
    auth=TokenAuth(),
    docs_url=None,
    parser=ObjectParser(),
    urls_namespace="api",
)
for router in (
    accounts_router,
    agencies_router,
    programs_router,
    *EVALUATION_ROUTERS,
    evidence_router,
    documents_router,
    mentoring_router,
    surveys_router,
    halls_router,
    hall_days_router,
    counters_router,
    promises_router,
    visitors_router,
    complaints_router,
    turns_router,
    terms_router,
    direct_gratuities_router,
    gratuities_router,
    conflicts_router,
    wealth_router,
    risks_router,
    findings_router,
    discipline_router,
):
    api.add_router("", router)


@api.exception_handler(Refused)
def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A rule was not met."""
    if status_of(refusal) == HTTPStatus.UNPROCESSABLE_ENTITY and (no := _no_right(request)):
        return no
    return refusal_response(request, refusal)


def _no_right(request: HttpRequest) -> HttpResponse | None:
    """The answer to a caller who may not do what was asked for, whatever else is wrong with it."""
    try:
        check_rights(request)
    except Http404 as missing:
        return not_found(request, missing)
    except Refused as missing:
        if status_of(missing) == HTTPStatus.FORBIDDEN:
            return refusal_response(request, missing)
    return None


@api.exception_handler(Http404)
def not_found(_request: HttpRequest, _error: Http404) -> HttpResponse:
    """Not there, or not for this caller."""
    return problem(404, "not-found", _("Tidak ditemukan, atau bukan milik Anda."))


@api.exception_handler(AuthenticationError)
def signed_out(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    """No token, or one that is not in force."""
    return problem(401, "token", _("Token tidak ada, salah, dicabut, atau sudah berakhir."))


@api.exception_handler(ValidationError)
def misshaped(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The request has another shape than the document says; nothing of what was sent is echoed.

    Where the address is misshapen there is nothing to have a right to, and only that is told.
    """
    of_address = [fault for fault in error.errors if fault["loc"][0] == "path"]
    if not of_address and (no := _no_right(request)):
        return no
    faults = [
        {"where": ".".join(str(part) for part in fault["loc"]), "what": fault["msg"]}
        for fault in of_address or error.errors
    ]
    return problem(422, "shape", _("Bentuk permintaan tidak sesuai."), faults=faults)


@api.exception_handler(Exception)
def broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """A fault of the program: logged with its place, told without it."""
    log.error(
        "the interface failed at %s", getattr(request.resolver_match, "route", "?"), exc_info=error
    )
    status = status_of_fault(error)
    if status != HTTPStatus.INTERNAL_SERVER_ERROR:
        return problem(status, "database", words(status).toast)
    return problem(status, "fault", _("Terjadi kesalahan pada sistem. Coba lagi sebentar lagi."))


@api.exception_handler(HttpError)
def http_error(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the interface itself refuses, such as a body that is no JSON."""
    return problem(error.status_code, "request", str(error))
