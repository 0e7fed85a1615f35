"""Officers, the register of rules, and how rules were explained."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.conflicts.people import needed_person
from bening.discipline import access, queries
from bening.discipline.actions.steps import check_past
from bening.discipline.models import ConductRule, DisciplineOfficer, RuleKind, RuleOutreach
from bening.domain.discipline import DisciplineRefused


def name_officer(
    *, unit: WorkUnit, person: str, starts_on: date, by: Person, now: datetime
) -> DisciplineOfficer:
    """Names who keeps the cases of a unit and all below. Raises NotAllowed, DisciplineRefused."""
    with transaction.atomic():
        access.check_can_name_officer(by, unit, today_of(by, now))
        found = needed_person(person, agency=unit.agency_id)
        running = DisciplineOfficer.objects.filter(unit=unit, person=found, ends_on__isnull=True)
        if running.exists():
            raise DisciplineRefused("discipline_officer_exists", field="person", person=found.name)
        made = DisciplineOfficer.objects.create(
            agency_id=unit.agency_id,
            unit=unit,
            person=found,
            starts_on=starts_on,
            given_by=by,
            given_at=now,
        )
        _record("discipline.officer_named", unit, by, now, person_name=found.name)
    return made


def end_officer(*, officer: DisciplineOfficer, by: Person, now: datetime) -> DisciplineOfficer:
    """From tomorrow on the person is the officer no more. Raises NotAllowed, DisciplineRefused."""
    with transaction.atomic():
        kept = (
            DisciplineOfficer.objects.select_for_update(of=("self",))
            .select_related("unit__agency", "person")
            .get(pk=officer.pk)
        )
        today = today_of(by, now)
        access.check_can_name_officer(by, kept.unit, today)
        if kept.ends_on is not None and kept.ends_on <= today:
            raise DisciplineRefused("discipline_officer_has_ended")
        kept.ends_on = max(today, kept.starts_on)
        kept.save(update_fields=["ends_on"])
        _record("discipline.officer_ended", kept.unit, by, now, person_name=kept.person.name)
    return kept


def enter_rule(
    *,
    unit: WorkUnit,
    kind: RuleKind,
    title: str,
    number: str,
    starts_on: date,
    by: Person,
    now: datetime,
) -> ConductRule:
    """A rule that holds for the unit and all below. Raises NotAllowed, DisciplineRefused."""
    with transaction.atomic():
        access.check_can_keep(by, unit, today_of(by, now))
        name, told = title.strip(), number.strip()
        if not name:
            raise DisciplineRefused("discipline_title_missing", field="title")
        if not told:
            raise DisciplineRefused("discipline_number_missing", field="number")
        if ConductRule.objects.filter(unit=unit, number=told).exists():
            raise DisciplineRefused("discipline_rule_exists", field="number")
        made = ConductRule.objects.create(
            agency_id=unit.agency_id,
            unit=unit,
            kind=kind,
            title=name[:300],
            number=told[:200],
            starts_on=starts_on,
            entered_by=by,
            entered_at=now,
        )
        _record("discipline.rule_entered", unit, by, now, number=made.number)
    return made


def end_rule(*, rule: ConductRule, by: Person, now: datetime) -> ConductRule:
    """From tomorrow on the rule holds no more. Raises NotAllowed, DisciplineRefused."""
    with transaction.atomic():
        kept = (
            ConductRule.objects.select_for_update(of=("self",))
            .select_related("unit__agency")
            .get(pk=rule.pk)
        )
        today = today_of(by, now)
        access.check_can_keep(by, kept.unit, today)
        if kept.ends_on is not None:
            raise DisciplineRefused("discipline_rule_has_ended")
        kept.ends_on = max(today, kept.starts_on)
        kept.save(update_fields=["ends_on"])
        _record("discipline.rule_ended", kept.unit, by, now, number=kept.number)
    return kept


def hold_outreach(
    *,
    unit: WorkUnit,
    rules: Collection[ConductRule],
    way: str,
    held_on: date,
    participants: int,
    proof: str,
    by: Person,
    now: datetime,
) -> RuleOutreach:
    """Rules were explained, and this proves it. Raises NotAllowed, DisciplineRefused."""
    with transaction.atomic():
        today = today_of(by, now)
        access.check_can_keep(by, unit, today)
        if not rules:
            raise DisciplineRefused("discipline_rules_missing", field="rules")
        holding = set(queries.rules_of(unit, today).values_list("pk", flat=True))
        if any(each.pk not in holding for each in rules):
            raise DisciplineRefused("discipline_rule_of_another", field="rules")
        if not way.strip():
            raise DisciplineRefused("discipline_way_missing", field="way")
        check_past(held_on, today, "held_on")
        if participants < 1:
            raise DisciplineRefused("discipline_participants_missing", field="participants")
        if not proof.strip():
            raise DisciplineRefused("discipline_proof_missing", field="proof")
        made = RuleOutreach.objects.create(
            agency_id=unit.agency_id,
            unit=unit,
            way=way.strip()[:200],
            held_on=held_on,
            participants=participants,
            proof=proof.strip()[:300],
            entered_by=by,
            entered_at=now,
        )
        made.rules.set(rules)
        _record("discipline.outreach_held", unit, by, now, way=made.way)
    return made


def _record(act: str, unit: WorkUnit, by: Person, now: datetime, **data: str) -> None:
    audit.record(
        act=act, by=by.pk, agency=unit.agency_id, subject=("unit", unit.pk), at=now, data=data
    )
