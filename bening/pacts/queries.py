"""Reads of pacts, campaigns, declarations and commitments, scoped to a person or to "public"."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Model, Prefetch, Q, QuerySet
from django.http import Http404

from bening.accounts.access import rights, today_of, units_of
from bening.accounts.models import Person, Posting, Role
from bening.agencies.models import WorkUnit
from bening.domain.days import day_in
from bening.pacts import access
from bening.pacts.models import (
    Commitment,
    Declaration,
    DeclaredProgram,
    NewsItem,
    PactSignature,
    PactText,
    PublicPage,
    SigningCampaign,
)
from bening.pacts.shares import Standing
from bening.pacts.standing import campaign_for, has_signed, staff_of, standing_of
from bening.programs.models import ProgramState, ZoneProgram
from bening.programs.queries import programs_of

Row = TypeVar("Row", bound=Model)

# --- texts and campaigns


def texts_of(person: Person) -> QuerySet[PactText]:
    """The versions of the agencies whose text the person keeps."""
    agencies = {held.agency_id for held in rights(person).held if held.role in access.RUN_AGENCY}
    return PactText.objects.filter(agency__in=agencies).select_related("agency", "published_by")


def text_for(person: Person, key: UUID) -> PactText:
    """One version. Raises Http404."""
    return _found(texts_of(person).filter(pk=key))


def _reach(person: Person, roles: AbstractSet[Role], unit: str) -> Q:
    """Rows whose unit, found under the prefix `unit`, one of `roles` of the person reaches."""
    conditions = [Q(pk__in=[])]
    for held in rights(person).held:
        if held.role not in roles:
            continue
        reached: dict[str, object] = {f"{unit}agency_id": held.agency_id}
        if held.role == Role.UNIT_PIC:
            reached[f"{unit}id"] = held.unit_id
        elif held.role == Role.UNIT_HEAD:
            reached[f"{unit}path__startswith"] = held.unit_path
        conditions.append(Q(**reached))
    return reduce(or_, conditions)


def campaigns_of(person: Person) -> QuerySet[SigningCampaign]:
    """The campaigns that concern a unit which the person reads: its own, or the whole agency's."""
    agencies = {held.agency_id for held in rights(person).held if held.role in access.READ_UNIT}
    return (
        SigningCampaign.objects.filter(
            Q(unit__isnull=True, agency__in=agencies) | _reach(person, access.READ_UNIT, "unit__")
        )
        .select_related("text", "unit__agency", "agency")
        .order_by("-opens_on", "-created_at")
    )


def campaign_of(person: Person, key: UUID) -> SigningCampaign:
    """One campaign. Raises Http404 also where it is not for this person."""
    return _found(campaigns_of(person).filter(pk=key))


def campaign_to_sign(person: Person, key: UUID) -> SigningCampaign:
    """A campaign of the person's own agency, to read and sign. Raises Http404."""
    if person.agency_id is None:
        raise Http404
    return _found(
        SigningCampaign.objects.filter(pk=key, agency_id=person.agency_id).select_related(
            "text", "unit__agency", "agency"
        )
    )


def staff_read(person: Person, campaign: SigningCampaign, on: date) -> QuerySet[Posting]:
    """The staff of a campaign whom the person may see by name, with `has_signed`."""
    staff = staff_of(campaign.agency_id, campaign.unit, on).filter(
        _reach(person, access.READ_UNIT, "unit__")
    )
    return staff.annotate(has_signed=has_signed(campaign.text)).select_related("person", "unit")


def units_run(person: Person) -> QuerySet[WorkUnit]:
    """The open units for which the person may open a campaign."""
    units: QuerySet[WorkUnit] = WorkUnit.objects.filter(
        _reach(person, access.RUN_UNIT, ""), closed_at__isnull=True
    )
    return units.order_by("code")


def campaign_today(campaign: SigningCampaign, now: datetime) -> date:
    """The day where the campaign is held."""
    return day_in(campaign.unit.zone if campaign.unit else campaign.agency.time_zone, now)


def standing_shown(campaign: SigningCampaign, now: datetime) -> Standing:
    """How far the whole campaign is today."""
    return standing_of(campaign, None, campaign_today(campaign, now))


def staff_by_numbers(
    campaign: SigningCampaign, numbers: "list[str]", on: date
) -> tuple[dict[str, UUID], list[str]]:
    """People of the campaign by employee number, and the numbers that nobody there has."""
    staff = staff_of(campaign.agency_id, campaign.unit, on).filter(
        person__employee_number__in=numbers
    )
    found = dict(staff.values_list("person__employee_number", "person_id"))
    return found, [number for number in numbers if number not in found]


@dataclass(frozen=True, slots=True)
class PaperProgress:
    """Of `total` counting signatures, `made` have their sealed paper."""

    made: int
    total: int

    @property
    def waiting(self) -> int:
        """How many are still to be made."""
        return self.total - self.made


def paper_progress(campaign: SigningCampaign) -> PaperProgress:
    """How far the sealed papers of a campaign are, in one query."""
    counts = PactSignature.objects.filter(campaign=campaign, dispute__isnull=True).aggregate(
        total=Count("pk"), made=Count("pk", filter=Q(paper__document__isnull=False))
    )
    return PaperProgress(made=counts["made"], total=counts["total"])


# --- one's own signatures


def signatures_of(person: Person) -> QuerySet[PactSignature]:
    """Everything that stands under the person's name, newest first."""
    return (
        PactSignature.objects.filter(person=person)
        .select_related("text", "unit", "event", "dispute", "paper__document", "agency")
        .order_by("-recorded_at")
    )


def signature_of(person: Person, key: UUID) -> PactSignature:
    """One's own signature. Raises Http404."""
    return _found(signatures_of(person).filter(pk=key))


# --- declarations


def declarable(person: Person) -> list[ZoneProgram]:
    """The programs in preparation that the person may declare."""
    found = programs_of(person).filter(state=ProgramState.DRAFT)
    return [program for program in found if access.can_declare(person, program)]


def declarations_of(person: Person) -> QuerySet[Declaration]:
    """The declarations of programs that the person may read."""
    return (
        Declaration.objects.filter(declared__unit__in=units_of(person))
        .distinct()
        .select_related("agency", "charter", "declared_by")
        .prefetch_related(
            "witnesses",
            "papers__document",
            Prefetch("declared", DeclaredProgram.objects.select_related("unit", "program")),
        )
    )


def declaration_for(person: Person, key: UUID) -> Declaration:
    """One declaration. Raises Http404."""
    return _found(declarations_of(person).filter(pk=key))


def declared(program: ZoneProgram) -> DeclaredProgram | None:
    """How a program was declared, itself or an earlier one that it continues; None before."""
    rows = DeclaredProgram.objects.select_related("declaration__charter")
    if program.continues_id is None:
        return rows.filter(program=program).first()
    return (
        rows.filter(unit_id=program.unit_id, program__cycle__year__lte=program.cycle.year)
        .order_by("-program__cycle__year")
        .first()
    )


# --- the public page and the register


def news_of(unit: WorkUnit) -> QuerySet[NewsItem]:
    """The unit's news that was not removed."""
    return NewsItem.objects.filter(unit=unit, removed_at__isnull=True)


def news_item(person: Person, key: UUID) -> NewsItem:
    """An item of a unit the person may see. Raises Http404."""
    return _found(
        NewsItem.objects.filter(pk=key, unit__in=units_of(person)).select_related("unit__agency")
    )


def commitments_of(unit: WorkUnit) -> QuerySet[Commitment]:
    """The unit's register, with what was done."""
    return (
        Commitment.objects.filter(unit=unit)
        .select_related("proof", "closed_by", "unit__agency")
        .prefetch_related("acts__proof")
    )


def commitment_for(person: Person, key: UUID) -> Commitment:
    """One promise of a unit the person may see. Raises Http404."""
    return _found(
        Commitment.objects.filter(pk=key, unit__in=units_of(person))
        .select_related("proof", "closed_by", "unit__agency")
        .prefetch_related("acts__proof", "acts__added_by")
    )


def page_of(unit: WorkUnit) -> PublicPage | None:
    """The switch of the unit's public page; None where it was never opened."""
    return PublicPage.objects.filter(unit=unit).select_related("changed_by").first()


def open_pages() -> QuerySet[PublicPage]:
    """The public pages that everybody may read."""
    return (
        PublicPage.objects.filter(is_open=True, unit__closed_at__isnull=True)
        .select_related("unit__agency")
        .order_by("unit__agency__name", "unit__name")
    )


@dataclass(frozen=True)
class PublicUnit:
    """What everybody may read of a unit's declaration: no name of staff, no open page, no draft."""

    unit: WorkUnit
    standing: Standing | None
    declared: "tuple[DeclaredProgram, ...]"
    news: "tuple[NewsItem, ...]"
    commitments: "tuple[Commitment, ...]"
    changed_at: datetime


SHOWN = 100


def public_unit(key: UUID, now: datetime) -> PublicUnit:
    """The unit's open page. Raises Http404 where it is not open."""
    page = _found(open_pages().filter(unit_id=key))
    unit = page.unit
    on = day_in(unit.zone, now)
    campaign = campaign_for(unit, on)
    standing = standing_of(campaign, unit, on) if campaign is not None else None
    rows = (
        DeclaredProgram.objects.filter(unit=unit)
        .select_related("declaration__charter", "program__cycle")
        .prefetch_related("declaration__witnesses")
        .order_by("-declaration__held_on")
    )
    return PublicUnit(
        unit=unit,
        standing=standing if standing is not None and standing.required else None,
        declared=tuple(rows),
        news=tuple(news_of(unit)[:SHOWN]),
        commitments=tuple(commitments_of(unit)[:SHOWN]),
        changed_at=page.changed_at,
    )


def unit_standing(unit: WorkUnit, now: datetime) -> tuple[SigningCampaign, Standing] | None:
    """The campaign that counts for a unit and how far it is there; None before there is one."""
    on = day_in(unit.zone, now)
    campaign = campaign_for(unit, on)
    return (campaign, standing_of(campaign, unit, on)) if campaign is not None else None


def due_commitments(person: Person, now: datetime) -> QuerySet[Commitment]:
    """Open promises with a last day, of units whose page the person keeps."""
    held = rights(person, today_of(person, now)).held
    if not any(one.role in {Role.UNIT_HEAD, Role.UNIT_PIC} for one in held):
        return Commitment.objects.none()
    keys = [one.unit_id for one in held if one.role in {Role.UNIT_HEAD, Role.UNIT_PIC}]
    return Commitment.objects.filter(
        unit__in=keys, outcome="open", due_on__isnull=False
    ).select_related("unit")


def _found(rows: QuerySet[Row]) -> Row:
    row = rows.first()
    if row is None:
        raise Http404
    return row
