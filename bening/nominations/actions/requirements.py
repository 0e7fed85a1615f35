"""Entering what is known of the requirements, quotas, permits and the rules of a cycle."""

from datetime import date, datetime

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import Agency, AgencyKind, WorkUnit
from bening.documents.models import DocumentKind
from bening.documents.papers import with_papers
from bening.domain.days import day_in
from bening.domain.gates import (
    BUILDING_TIME,
    EARLIER_TITLE,
    NO_CORRUPTION,
    PRIORITY_UNIT,
    Level,
    cleaned_value,
)
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationCycle
from bening.nominations import access
from bening.nominations.actions.common import Paper, attached, cleaned
from bening.nominations.models import (
    AgencyPermit,
    AgencyQuota,
    NominationRules,
    RequirementValue,
)
from bening.nominations.refusals import NominationRefused
from bening.nominations.words import OWN_LABELS
from bening.programs.models import ZoneProgram

LONGEST_SOURCE = 200
LONGEST_NUMBER = 120
LONGEST_OBJECTION = 60


@with_papers
def enter_value(
    *,
    agency: Agency,
    unit: WorkUnit | None,
    year: int,
    requirement: str,
    value: str,
    as_of: date,
    source: str,
    by: Person,
    now: datetime,
    link: str = "",
    paper: Paper | None = None,
) -> RequirementValue:
    """Keeps one more value of a requirement, with its day, source and proof.

    Raises NotAllowed, GateRefused, NominationRefused ("no_cycle_of_year", "requirement_unknown",
    "requirement_computed", "unit_of_other_agency", "priority_unit_is_regional",
    "requirement_source_missing", "as_of_in_future").
    """
    access.check_can_enter(by, agency.pk, requirement, today_of(by, now))
    if unit is not None and unit.agency_id != agency.pk:
        raise NominationRefused("unit_of_other_agency", unit=unit.name)
    kind, label = _kind_of(agency, unit, year, requirement)
    kept = cleaned_value(kind, value)
    words = cleaned(
        source, field="source", missing="requirement_source_missing", longest=LONGEST_SOURCE
    )
    today = day_in(unit.zone if unit else agency.time_zone, now)
    if as_of > today:
        raise NominationRefused("as_of_in_future", field="as_of")
    with transaction.atomic():
        proof = None
        if paper is not None:
            proof = attached(
                paper,
                DocumentKind.REQUIREMENT_PROOF,
                title=label[:200],
                agency=agency,
                unit=unit,
                program=None,
                by=by,
                now=now,
                today=as_of,
            )
        row = RequirementValue.objects.create(
            agency=agency,
            unit=unit,
            year=year,
            requirement=requirement,
            value=kept,
            as_of=as_of,
            source=words,
            link=link,
            proof=proof,
            entered_by=by,
            entered_at=now,
        )
        audit.record(
            act="requirement.entered",
            by=by.pk,
            agency=agency.pk,
            subject=("unit", unit.pk) if unit else ("agency", agency.pk),
            at=now,
            data={
                "requirement": requirement,
                "label": label,
                "kind": kind,
                "year": year,
                "value": kept,
                "as_of": as_of.isoformat(),
                "source": words,
            },
        )
    return row


def _kind_of(agency: Agency, unit: WorkUnit | None, year: int, requirement: str) -> tuple[str, str]:
    """Kind and label of a requirement that is entered by hand."""
    cycle = (
        EvaluationCycle.objects.filter(agency=agency, year=year)
        .select_related("instrument")
        .first()
    )
    if cycle is None:
        raise NominationRefused("no_cycle_of_year", year=year)
    if requirement == PRIORITY_UNIT and unit is not None:
        if agency.kind != AgencyKind.REGIONAL:
            raise NominationRefused("priority_unit_is_regional", field="value")
        return "jenis_unit", str(OWN_LABELS[PRIORITY_UNIT])
    if requirement == NO_CORRUPTION and unit is not None:
        return "ya_tidak", str(OWN_LABELS[NO_CORRUPTION])
    level = Level.AGENCY if unit is None else Level.UNIT
    for one in instrument_of(cycle.instrument).prerequisites:
        if one.id == requirement and one.of == level:
            if one.id == EARLIER_TITLE or one.kind == BUILDING_TIME:
                raise NominationRefused("requirement_computed")
            return one.kind, one.label
    raise NominationRefused("requirement_unknown")


def set_quota(
    *, agency: Agency, year: int, most: int, source: str, by: Person, now: datetime
) -> AgencyQuota:
    """Keeps how many units the agency may propose in a year, and which letter says so.

    Raises NotAllowed, NominationRefused("quota_source_missing").
    """
    access.check_is_administrator(by, agency.pk, today_of(by, now))
    words = cleaned(source, field="source", missing="quota_source_missing", longest=LONGEST_SOURCE)
    with transaction.atomic():
        quota, _made = AgencyQuota.objects.update_or_create(
            agency=agency,
            year=year,
            defaults={"most": most, "source": words, "set_by": by, "set_at": now},
        )
        audit.record(
            act="quota.set",
            by=by.pk,
            agency=agency.pk,
            subject=("agency", agency.pk),
            at=now,
            data={"year": year, "most": most, "source": words},
        )
    return quota


@with_papers
def enter_permit(
    *,
    agency: Agency,
    decree_number: str,
    starts_on: date,
    ends_on: date | None,
    paper: Paper,
    by: Person,
    now: datetime,
) -> AgencyPermit:
    """Keeps the minister's leave to run the WBK evaluation, with its decree.

    Raises NotAllowed, NominationRefused ("permit_number_missing", "permit_out_of_order").
    """
    today = today_of(by, now)
    access.check_is_administrator(by, agency.pk, today)
    number = cleaned(
        decree_number,
        field="decree_number",
        missing="permit_number_missing",
        longest=LONGEST_NUMBER,
    )
    if ends_on is not None and ends_on < starts_on:
        raise NominationRefused("permit_out_of_order", field="ends_on")
    with transaction.atomic():
        decree = attached(
            Paper(paper.file, paper.filename, number, min(starts_on, today)),
            DocumentKind.OTHER,
            title="Izin evaluasi WBK mandiri",
            agency=agency,
            unit=None,
            program=None,
            by=by,
            now=now,
            today=today,
        )
        permit = AgencyPermit.objects.create(
            agency=agency,
            decree_number=number,
            starts_on=starts_on,
            ends_on=ends_on,
            decree=decree,
            entered_by=by,
            entered_at=now,
        )
        audit.record(
            act="permit.entered",
            by=by.pk,
            agency=agency.pk,
            subject=("agency", agency.pk),
            at=now,
            data={
                "decree_number": number,
                "starts_on": starts_on.isoformat(),
                "ends_on": ends_on.isoformat() if ends_on else None,
            },
        )
    return permit


def set_rules(
    *,
    cycle: EvaluationCycle,
    objection_days: int,
    working_days: bool,
    quorum: int,
    source: str,
    by: Person,
    now: datetime,
) -> NominationRules:
    """Sets for a cycle how long objections are open and how many votes a panel needs.

    The national team sets them: the agency can't prolong its own time to object.
    Raises NotAllowed, NominationRefused ("rules_out_of_range", "rules_source_missing").
    """
    today = today_of(by, now)
    programs = ZoneProgram.objects.filter(cycle=cycle).select_related("unit__agency")
    if not any(access.is_national(by, program, today) for program in programs):
        raise NotAllowed("national_team_only", unit=cycle.agency.name)
    if not 1 <= objection_days <= LONGEST_OBJECTION or quorum < 1:
        raise NominationRefused("rules_out_of_range")
    words = cleaned(source, field="source", missing="rules_source_missing", longest=LONGEST_SOURCE)
    values = {"objection_days": objection_days, "working_days": working_days, "quorum": quorum}
    with transaction.atomic():
        rules, _made = NominationRules.objects.update_or_create(
            cycle=cycle, defaults={**values, "source": words, "set_by": by, "set_at": now}
        )
        audit.record(
            act="nomination_rules.set",
            by=by.pk,
            agency=cycle.agency_id,
            subject=("cycle", cycle.pk),
            at=now,
            data={**values, "source": words},
        )
    return rules
