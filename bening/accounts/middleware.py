"""What each request of a signed-in person carries: unit, zone, the demand for a second factor."""

from collections.abc import Callable
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from bening.accounts import access
from bening.accounts.models import Person
from bening.accounts.second_factor import has_second_factor, must_have_second_factor
from bening.agencies.models import WorkUnit

UNIT = "unit"
SECOND_FACTOR = "second_factor"

GetResponse = Callable[[HttpRequest], HttpResponseBase]
FREE_PREFIXES = (
    "/akun/keamanan/",
    "/bantuan/",
    "/giliran/jumlah/",  # a number that each page asks for by script
    "/keluar/",
    "/masuk/",
    "/static/",
    "/akun/konfirmasi/",
)


def working_unit(get_response: GetResponse) -> GetResponse:
    """Middleware: `request.unit`, lazily, and times in the zone of the person's agency.

    The session holds the unit last chosen; whether the person may still see it is asked again at
    each request. Without a choice it is the first unit of a role, if there is one.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.unit = SimpleLazyObject(lambda: unit_of(request))  # type: ignore[attr-defined]
        agency = getattr(request.user, "agency", None) if request.user.is_authenticated else None
        if agency is None:
            return get_response(request)
        with timezone.override(ZoneInfo(agency.time_zone)):
            return get_response(request)

    return middleware


def unit_of(request: HttpRequest) -> WorkUnit | None:
    """The unit the person works for in this session, or None."""
    person = request.user
    if not isinstance(person, Person):
        return None
    chosen = request.session.get(UNIT)
    if chosen:
        unit: WorkUnit | None = access.units_of(person).filter(pk=UUID(chosen)).first()
        if unit is not None:
            return unit
        del request.session[UNIT]
    return access.own_units_of(person).first()


def choose_unit(request: HttpRequest, unit: WorkUnit) -> None:
    """Remembers the unit for this session. The caller got it from `access.unit_for`."""
    request.session[UNIT] = str(unit.pk)


def second_factor(get_response: GetResponse) -> GetResponse:
    """Middleware: people whose role asks for a second factor set one up before anything else."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        person = request.user
        if (
            not isinstance(person, Person)
            or request.path.startswith(FREE_PREFIXES)
            or request.session.get(SECOND_FACTOR) == str(person.pk)
            or not must_have_second_factor(person)
        ):
            return get_response(request)
        if has_second_factor(person):
            request.session[SECOND_FACTOR] = str(person.pk)
            return get_response(request)
        messages.warning(
            request,
            _(
                "Peran Anda mewajibkan verifikasi dua langkah. "
                "Pasang kunci sandi atau aplikasi autentikator untuk melanjutkan."
            ),
        )
        return HttpResponseRedirect(reverse("mfa_index"))

    return middleware
