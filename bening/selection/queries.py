"""Reads of the choice of units, scoped to a person."""

from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import Http404

from bening.accounts.access import rights
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.documents.access import documents_of
from bening.documents.models import DocumentKind, OfficialDocument
from bening.selection.access import READS
from bening.selection.models import Candidate, SelectionRound


def reading_agencies(person: Person) -> frozenset[UUID]:
    """The agencies of whose choice of units the person reads everything."""
    return frozenset(
        held.agency_id
        for held in rights(person).held
        if held.role in READS and held.agency_id is not None
    )


def rounds_of(person: Person) -> QuerySet[SelectionRound]:
    """Rounds of the agencies that the person looks after, and those in whose group they work."""
    return (
        SelectionRound.objects.filter(
            Q(agency_id__in=reading_agencies(person))
            | Q(
                pk__in=SelectionRound.objects.filter(
                    members__person=person, members__person__agency=F("agency")
                ).values("pk")
            )
        )
        .select_related("agency", "criteria", "decree", "group_decree", "proposed_by", "decided_by")
        .order_by("-year", "-number")
    )


def round_for(person: Person, key: UUID) -> SelectionRound:
    """One round. Raises Http404."""
    found = rounds_of(person).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def candidate_for(person: Person, key: UUID) -> Candidate:
    """One candidate of a round that the person reads. Raises Http404."""
    found = (
        Candidate.objects.filter(pk=key, round__in=rounds_of(person).order_by().values("pk"))
        .select_related("unit", "round__agency", "round__criteria")
        .first()
    )
    if found is None:
        raise Http404
    return found


def units_left(round_: SelectionRound) -> QuerySet[WorkUnit]:
    """The open units of the agency that are no candidates yet."""
    units: QuerySet[WorkUnit] = WorkUnit.objects.filter(
        agency_id=round_.agency_id, closed_at__isnull=True
    )
    return units.exclude(pk__in=round_.candidates.values("unit_id")).order_by("code")


def people_in(agency_id: UUID) -> QuerySet[Person]:
    """Active people of an agency; the caller sets up its working group."""
    return Person.objects.filter(agency_id=agency_id, is_active=True).order_by("name")


def papers_of(person: Person, agency_id: UUID, limit: int = 100) -> QuerySet[OfficialDocument]:
    """The newest documents in force of an agency that the person reads; no pacts of people."""
    rows = (
        documents_of(person)
        .filter(agency_id=agency_id, withdrawn_at__isnull=True)
        .exclude(kind=DocumentKind.PACT)
    )
    keys = list(rows.order_by("-made_at").values_list("pk", flat=True)[:limit])
    return OfficialDocument.objects.filter(pk__in=keys).order_by("-made_at")


def decrees_at_hand(round_: SelectionRound) -> QuerySet[OfficialDocument]:
    """Decrees brought in for a choice of units that no round stands on yet, newest first."""
    return OfficialDocument.objects.filter(
        agency_id=round_.agency_id,
        kind=DocumentKind.SELECTION_DECREE,
        unit__isnull=True,
        withdrawn_at__isnull=True,
        selection_round__isnull=True,
    ).order_by("-dated_on", "-id")
