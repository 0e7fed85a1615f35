"""The UPG itself: its people, its papers, its campaigns."""

from datetime import date, datetime, timedelta
from typing import BinaryIO

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.duties import in_force
from bening.accounts.models import Person
from bening.agencies.models import Agency, WorkUnit
from bening.casework.models import CaseClock, Channel, ClockState
from bening.domain.days import day_in
from bening.evidence.keeping import stored, take_in
from bening.gratuities import access
from bening.gratuities.models import (
    BasisKind,
    CampaignState,
    ControlBasis,
    GratuityCampaign,
    GratuityOfficer,
    GratuityReport,
    Medium,
    State,
)
from bening.gratuities.refusals import GratuityRefused, GratuitySettled

PROOFS = ("jpg", "png", "webp", "pdf", "docx", "xlsx")


def name_officer(
    *,
    agency: Agency,
    unit: WorkUnit | None,
    person: Person,
    decree_number: str,
    decree_on: date,
    by: Person,
    now: datetime,
) -> GratuityOfficer:
    """Somebody becomes the UPG of the agency, or with `unit` its helper, from today on.

    Raises NotAllowed, GratuityRefused ("officer_of_other_agency", "officer_already": name;
    "gratuity_decree_missing", "gratuity_day_in_future").
    """
    number, today = decree_number.strip(), today_of(by, now)
    if not number:
        raise GratuityRefused("gratuity_decree_missing", field="decree_number")
    if decree_on > today:
        raise GratuityRefused("gratuity_day_in_future", field="decree_on")
    if person.agency_id != agency.pk or not person.is_active:
        raise GratuityRefused("officer_of_other_agency", field="person")
    if unit is not None and unit.agency_id != agency.pk:
        raise GratuityRefused("gratuity_of_other_agency", field="unit")
    with transaction.atomic():
        access.check_can_name(by, agency, unit, today)
        Agency.objects.select_for_update().get(pk=agency.pk)
        there = GratuityOfficer.objects.filter(
            in_force(today), agency=agency, unit=unit, person=person
        )
        if there.exists():
            raise GratuityRefused("officer_already", field="person", name=person.name)
        made: GratuityOfficer = GratuityOfficer.objects.create(
            agency=agency,
            unit=unit,
            person=person,
            decree_number=number[:120],
            decree_on=decree_on,
            starts_on=today,
            named_by=by,
            named_at=now,
        )
        _record("gratuity.officer_named", made, by, now)
    return made


def end_officer(*, officer: GratuityOfficer, by: Person, now: datetime) -> GratuityOfficer:
    """The duty ends at once; the clocks its holder had go to whoever is left.

    Raises NotAllowed, GratuitySettled("officer_ended").
    """
    with transaction.atomic():
        kept: GratuityOfficer = (
            GratuityOfficer.objects.select_for_update(of=("self",))
            .select_related("agency", "unit", "person")
            .get(pk=officer.pk)
        )
        today = today_of(by, now)
        access.check_can_name(by, kept.agency, kept.unit, today)
        if kept.ends_on is not None and kept.ends_on < today:
            raise GratuitySettled("officer_ended")
        yesterday = today - timedelta(days=1)
        kept.starts_on = min(kept.starts_on, yesterday)
        kept.ends_on = yesterday
        kept.save(update_fields=["starts_on", "ends_on"])
        _hand_over(kept, today)
        _record("gratuity.officer_ended", kept, by, now)
    return kept


def _hand_over(officer: GratuityOfficer, today: date) -> None:
    """Gives the clocks of reports that the officer handled to the next of the same duty.

    Clocks of the officer's own reports stay.
    """
    held = CaseClock.objects.filter(
        channel=Channel.GRATUITY, owner_id=officer.person_id, agency_id=officer.agency_id
    ).exclude(state=ClockState.STOPPED)
    reports = GratuityReport.objects.filter(pk__in=held.values("case"))
    if officer.unit_id is not None:
        reports = reports.filter(unit_id=officer.unit_id, state=State.AT_HELPER)
    else:
        reports = reports.exclude(state=State.AT_HELPER)
    others = reports.exclude(reporter_id=officer.person_id).select_related("unit")
    for report in others.defer("details"):
        left = access.free_officers(report, officer.unit_id, today)
        held.filter(case=report.pk).update(owner=left[0] if left else None)


def enter_basis(
    *,
    agency: Agency,
    unit: WorkUnit | None,
    kind: BasisKind,
    number: str,
    title: str,
    dated_on: date,
    by: Person,
    now: datetime,
) -> ControlBasis:
    """Enters a paper of the UPG.

    For the agency by the UPG or whoever names it, for a unit also by its head and helper. Raises
    NotAllowed, GratuityRefused ("gratuity_number_missing", "gratuity_title_missing",
    "gratuity_day_in_future", "gratuity_of_other_agency").
    """
    today = today_of(by, now)
    if not number.strip():
        raise GratuityRefused("gratuity_number_missing", field="number")
    if not title.strip():
        raise GratuityRefused("gratuity_title_missing", field="title")
    if dated_on > today:
        raise GratuityRefused("gratuity_day_in_future", field="dated_on")
    if unit is not None and unit.agency_id != agency.pk:
        raise GratuityRefused("gratuity_of_other_agency", field="unit")
    with transaction.atomic():
        duties = access.duties_of(by, today)
        of_upg = duties.agency == agency.pk and (
            duties.is_upg or (unit is not None and unit.pk in duties.helps)
        )
        if not of_upg:
            access.check_can_name(by, agency, unit, today)
        made: ControlBasis = ControlBasis.objects.create(
            agency=agency,
            unit=unit,
            kind=kind,
            number=number.strip()[:120],
            title=title.strip()[:200],
            dated_on=dated_on,
            entered_by=by,
            entered_at=now,
        )
        audit.record(
            act="gratuity.basis_entered",
            by=by.pk,
            agency=agency.pk,
            subject=("gratuity_control", unit.pk if unit else agency.pk),
            at=now,
            data={"kind": kind, "number": made.number, "title": made.title},
        )
    return made


def plan_campaign(
    *,
    unit: WorkUnit,
    title: str,
    medium: Medium,
    audience: str,
    planned_on: date,
    by: Person,
    now: datetime,
) -> GratuityCampaign:
    """Puts a campaign into the calendar.

    Raises NotAllowed, GratuityRefused ("gratuity_title_missing", "gratuity_of_other_agency").
    """
    if not title.strip():
        raise GratuityRefused("gratuity_title_missing", field="title")
    if unit.agency_id != by.agency_id:
        raise GratuityRefused("gratuity_of_other_agency", field="unit")
    with transaction.atomic():
        access.check_can_campaign(by, unit, today_of(by, now))
        made: GratuityCampaign = GratuityCampaign.objects.create(
            agency_id=unit.agency_id,
            unit=unit,
            title=title.strip()[:200],
            medium=medium,
            audience=audience.strip()[:200],
            planned_on=planned_on,
            entered_by=by,
            entered_at=now,
        )
        _record_campaign("gratuity.campaign_planned", made, by, now, on=planned_on.isoformat())
    return made


def hold_campaign(
    *,
    campaign: GratuityCampaign,
    held_on: date,
    reached: int | None,
    proof_note: str,
    proof_url: str,
    proof: tuple[BinaryIO, str, int] | None,
    by: Person,
    now: datetime,
) -> GratuityCampaign:
    """A campaign took place, with what proves it: words, and a file or an address.

    `proof` is file, name and size. Raises NotAllowed, GratuitySettled("campaign_settled"),
    GratuityRefused ("gratuity_proof_missing", "gratuity_day_in_future"), UploadRefused,
    UploadTooLarge, FileRefused, NoRoom.
    """
    note = proof_note.strip()
    if not note or (proof is None and not proof_url):
        raise GratuityRefused("gratuity_proof_missing", field="proof_note")
    if held_on > day_in(campaign.unit.zone, now):
        raise GratuityRefused("gratuity_day_in_future", field="held_on")
    access.check_can_campaign(by, campaign.unit, today_of(by, now))
    content = None
    if proof is not None:
        file, name, size = proof
        content = take_in(file=file, filename=name, size=size, extensions=PROOFS)
    with transaction.atomic():
        kept = _open_campaign(campaign)
        access.check_can_campaign(by, kept.unit, today_of(by, now))
        kept.state, kept.held_on, kept.reached = CampaignState.HELD, held_on, reached
        kept.proof_note, kept.proof_url = note[:300], proof_url
        if content is not None:
            kept.proof = stored(*content, now=now)
            kept.proof_name = content[1].name
        kept.save()
        _record_campaign("gratuity.campaign_held", kept, by, now, on=held_on.isoformat())
    return kept


def cancel_campaign(
    *, campaign: GratuityCampaign, reason: str, by: Person, now: datetime
) -> GratuityCampaign:
    """A planned campaign does not take place.

    Raises NotAllowed, GratuitySettled("campaign_settled"),
    GratuityRefused("gratuity_reason_missing").
    """
    why = reason.strip()
    if not why:
        raise GratuityRefused("gratuity_reason_missing", field="reason")
    with transaction.atomic():
        kept = _open_campaign(campaign)
        access.check_can_campaign(by, kept.unit, today_of(by, now))
        kept.state, kept.reason = CampaignState.CANCELLED, why[:300]
        kept.save(update_fields=["state", "reason"])
        _record_campaign("gratuity.campaign_cancelled", kept, by, now, reason=kept.reason)
    return kept


def _open_campaign(campaign: GratuityCampaign) -> GratuityCampaign:
    kept: GratuityCampaign = (
        GratuityCampaign.objects.select_for_update(of=("self",))
        .select_related("unit__agency")
        .get(pk=campaign.pk)
    )
    if kept.state != CampaignState.PLANNED:
        raise GratuitySettled("campaign_settled")
    return kept


def _record(act: str, officer: GratuityOfficer, by: Person, now: datetime) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=officer.agency_id,
        subject=("gratuity_control", officer.unit_id or officer.agency_id),
        at=now,
        data={"person": officer.person.name, "decree": officer.decree_number},
    )


def _record_campaign(
    act: str, campaign: GratuityCampaign, by: Person, now: datetime, **data: object
) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=campaign.agency_id,
        subject=("gratuity_control", campaign.unit_id),
        at=now,
        data={"title": campaign.title, **data},
    )
