"""Who may do what at the desk, and the reports that a person's keys open.

Naming people gives nobody a key: whoever names reads nothing, and whoever reads was named by
somebody else and made the key alone.
"""

from datetime import date
from functools import partial
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404

from bening.accounts.access import rights
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import Agency
from bening.whistleblowing.desk.refusals import DeskRefused
from bening.whistleblowing.models import (
    Custodian,
    HandlerKey,
    HolderKind,
    KeyHolder,
    Report,
    ReportState,
)

NAMERS = frozenset({Role.INSPECTOR, Role.AGENCY_ADMIN})
NAMED_KEPT = 300
"""Seconds."""


def _holds(person: Person, agency: UUID | None, roles: frozenset[Role]) -> bool:
    return agency is not None and any(
        held.agency_id == agency and held.role in roles for held in rights(person).held
    )


def can_name(person: Person) -> bool:
    """Whether the person names handlers and custodians of the own agency."""
    return _holds(person, person.agency_id, NAMERS)


def check_can_name(by: Person, agency: Agency) -> None:
    """The inspector and the administrator of the agency. Raises NotAllowed."""
    if not _holds(by, agency.pk, NAMERS):
        raise NotAllowed("wbs_named_by", agency=agency.name)


def can_inspect(person: Person) -> bool:
    """Whether the person reads the house's own log and evaluates the channel."""
    return _holds(person, person.agency_id, frozenset({Role.INSPECTOR}))


def check_can_inspect(by: Person, agency: Agency) -> None:
    """The inspector of the agency. Raises NotAllowed."""
    if not _holds(by, agency.pk, frozenset({Role.INSPECTOR})):
        raise NotAllowed("wbs_inspected_by", agency=agency.name)


def agency_of(person: Person) -> Agency:
    """The agency whose desk the person sees. Raises Http404 for people of none."""
    if person.agency is None:
        raise Http404
    return person.agency


def holders_of(person: Person) -> QuerySet[KeyHolder]:
    """What the person was named for and is still."""
    return KeyHolder.objects.filter(person=person, ended_on__isnull=True)


def keys_of(person: Person) -> QuerySet[HandlerKey]:
    """The handler's keys of the person that are in use."""
    return HandlerKey.objects.filter(person=person, retired_at__isnull=True)


def custodian_of(person: Person) -> Custodian | None:
    """The custodian's key of the person, where there is one in use."""
    return Custodian.objects.filter(person=person, retired_at__isnull=True).first()


def is_handler(person: Person) -> bool:
    """Whether the person was named a handler and is still."""
    return holders_of(person).filter(kind=HolderKind.HANDLER).exists()


def belongs_at_desk(person: Person) -> bool:
    """Whether the desk says anything to the person: for what pages offer.

    Who was named is remembered for a while, so that no other page asks the database for it.
    """
    if person.agency_id is None:
        return False
    if can_name(person):
        return True
    kept: frozenset[UUID] | None = cache.get(_named_key(person.agency_id))
    if kept is None:
        named = KeyHolder.objects.filter(agency=person.agency_id, ended_on__isnull=True)
        kept = frozenset(named.values_list("person_id", flat=True))
        cache.set(_named_key(person.agency_id), kept, NAMED_KEPT)
    return person.pk in kept


def forget_named(agency: UUID) -> None:
    """Somebody was named or dismissed: pages ask anew after the commit."""
    transaction.on_commit(partial(cache.delete, _named_key(agency)))


def _named_key(agency: UUID) -> str:
    return f"whistleblowing:named:{agency}"


def reports_of(person: Person) -> QuerySet[Report]:
    """The reports granted to a key of the person that is in use, and no other."""
    if not person.is_active:
        return Report.objects.none()
    return Report.objects.filter(
        pk__in=Report.objects.filter(
            grants__key__in=keys_of(person), grants__ended_on__isnull=True
        ).values("pk")
    )


def report_for(person: Person, handle: UUID) -> Report:
    """The report of that handle. Raises Http404 unless it was granted to the person."""
    found = reports_of(person).filter(handle=handle).first()
    if found is None:
        raise Http404
    return found


def check_reads(by: Person, report: Report) -> None:
    """Whoever acts on a report holds a key that it was granted to.

    Raises DeskRefused("report_closed_to_you").
    """
    if not reports_of(by).filter(pk=report.pk).exists():
        raise DeskRefused("report_closed_to_you")


def open_states() -> Q:
    """Reports on which somebody still works."""
    return ~Q(state__in=(ReportState.CLOSED, ReportState.TO_LAW))


def is_served(agency: UUID, unit: UUID | None, on: date) -> bool:
    """Whether a report about the unit finds a key: its own, or that of the whole agency."""
    del on
    return (
        HandlerKey.objects.filter(agency=agency, retired_at__isnull=True)
        .filter(Q(unit=unit) | Q(unit__isnull=True))
        .exists()
    )
