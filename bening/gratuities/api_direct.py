"""The UPG's register of reports sent to KPK directly, in the JSON interface.

Names are opened on the page alone, each with its reason.
"""

from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from ninja.pagination import paginate

from bening.accounts.access import today_of
from bening.accounts.api import caller
from bening.gratuities import access, actions, queries
from bening.gratuities.api_shapes import DirectCorrectedIn, DirectIn, DirectOut
from bening.gratuities.direct_forms import CorrectDirectForm, DirectForm
from bening.gratuities.models import DirectReport
from bening.ui.api_bodies import rights_first, values_of
from bening.ui.finding import found

router = Router(tags=["gratifikasi"])


def _one(request: HttpRequest, key: UUID) -> DirectReport:
    person = caller(request)
    return found(lambda: queries.direct_for(person, key, today_of(person)))


def _is_upg(request: HttpRequest) -> None:
    person = caller(request)
    access.check_is_upg(person, today_of(person))


def _keeps(request: HttpRequest, key: UUID) -> None:
    person = caller(request)
    access.check_can_keep_direct(person, _one(request, key), today_of(person))


@router.get(
    "/gratifikasi/langsung",
    response=list[DirectOut],
    url_name="direct_gifts",
    summary="Laporan langsung ke KPK",
)
@paginate
def direct_reports(request: HttpRequest) -> object:
    """What the caller notes as UPG of reports sent to KPK directly, the latest sent first."""
    person = caller(request)
    return queries.direct_reports(person, today_of(person))


@router.post(
    "/gratifikasi/langsung",
    response={201: DirectOut},
    url_name="direct_gifts",
    summary="Catat laporan langsung",
)
@rights_first(_is_upg)
def note(request: HttpRequest, body: DirectIn) -> Status[DirectReport]:
    """Notes one; its number is noted once. For the UPG."""
    person, now = caller(request), timezone.now()
    _is_upg(request)
    given = values_of(DirectForm(body.dict(), **queries.direct_choices(person)))
    return Status(201, actions.note_direct(**given, by=person, now=now))


@router.get(
    "/gratifikasi/langsung/{key}",
    response=DirectOut,
    url_name="direct_gift",
    summary="Satu laporan langsung",
)
def direct_report(request: HttpRequest, key: UUID) -> DirectReport:
    """One of them."""
    return _one(request, key)


@router.put(
    "/gratifikasi/langsung/{key}",
    response=DirectOut,
    url_name="direct_gift",
    summary="Perbaiki catatan",
)
@rights_first(_keeps)
def correct(request: HttpRequest, key: UUID, body: DirectCorrectedIn) -> DirectReport:
    """Corrects a note until KPK has decided; 409 where it changed since."""
    row, person = _one(request, key), caller(request)
    given = values_of(CorrectDirectForm(body.dict(), **queries.direct_choices(person)))
    return actions.correct_direct(direct=row, **given, by=person, now=timezone.now())
