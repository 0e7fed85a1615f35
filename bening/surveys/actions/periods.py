"""Survey periods of a unit: planned for a year, approved with N and quotas, opened and closed."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from ipaddress import ip_network

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.domain.days import day_in
from bening.domain.surveys.states import NEVER_AGAIN, PeriodState
from bening.surveys import access
from bening.surveys.calendar_quarters import NUMERALS, quarter_of, quarters_of
from bening.surveys.instruments import instrument_of
from bening.surveys.models import (
    Questionnaire,
    QuestionnaireState,
    SampleMethod,
    SurveyPeriod,
)
from bening.surveys.moving import locked_period, move
from bening.surveys.population import Sample, sample_of
from bening.surveys.refusals import SurveyRefused, WrongMoment
from bening.surveys.sealing import begin_rounds

LONGEST = timedelta(days=366)
LONGEST_NAME = 100
OPENS_AT, CLOSES_AT = time(8), time(16)
SLUG_ALPHABET = "abcdefghjkmnpqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Design:
    """What a period is to be. Intake judges by the opening hours and by the office's networks.

    `own_networks` are addresses and networks in CIDR form; they mark answers and refuse none.
    """

    name: str
    questionnaire: Questionnaire
    starts_on: date
    ends_on: date
    sample_method: SampleMethod = SampleMethod.KREJCIE_MORGAN
    has_open_link: bool = False
    opens_at: time = OPENS_AT
    closes_at: time = CLOSES_AT
    own_networks: tuple[str, ...] = ()


def design(*, unit: WorkUnit, wanted: Design, by: Person, now: datetime) -> SurveyPeriod:
    """Plans a period.

    Raises NotAllowed, SurveyRefused ("survey_period_name_missing",
    "survey_period_ends_before_start", "survey_period_too_long", "survey_period_is_past",
    "survey_period_overlaps", "survey_period_hours_turned", "questionnaire_of_other_agency").
    """
    access.check_can_run(by, unit, on=today_of(by, now))
    with transaction.atomic():
        WorkUnit.objects.select_for_update().only("pk").get(pk=unit.pk)
        return _designed(unit, wanted, by, now)


def design_year(
    *,
    unit: WorkUnit,
    year: int,
    questionnaire: Questionnaire,
    has_open_link: bool = False,
    opens_at: time = OPENS_AT,
    closes_at: time = CLOSES_AT,
    own_networks: tuple[str, ...] = (),
    by: Person,
    now: datetime,
) -> list[SurveyPeriod]:
    """Plans the quarters of a year that aren't over and don't overlap a period of the unit.

    Raises NotAllowed, SurveyRefused("survey_period_year_is_full") where none is left.
    """
    access.check_can_run(by, unit, on=today_of(by, now))
    today = day_in(unit.zone, now)
    with transaction.atomic():
        WorkUnit.objects.select_for_update().only("pk").get(pk=unit.pk)
        made = []
        for number, quarter in enumerate(quarters_of(year)):
            if quarter.end < today:
                continue
            wanted = Design(
                name=f"Triwulan {NUMERALS[number]} {year}",
                questionnaire=questionnaire,
                starts_on=quarter.start,
                ends_on=quarter.end,
                has_open_link=has_open_link,
                opens_at=opens_at,
                closes_at=closes_at,
                own_networks=own_networks,
            )
            if _overlapping(unit, wanted) is None:
                made.append(_designed(unit, wanted, by, now))
        if not made:
            raise SurveyRefused("survey_period_year_is_full", field="year", year=str(year))
    return made


def redesign(*, period: SurveyPeriod, wanted: Design, by: Person, now: datetime) -> SurveyPeriod:
    """Another design, as long as it is one. Raises NotAllowed, SurveyRefused, WrongMoment."""
    with transaction.atomic():
        held = locked_period(period.pk)
        access.check_can_run(by, held.unit, on=today_of(by, now))
        _check_designed(held)
        _check(held.unit, wanted, today=day_in(held.unit.zone, now), but=held)
        for name, value in _values(wanted).items():
            setattr(held, name, value)
        held.save()
        _record("survey_period.changed", held, by=by, now=now)
    return held


def discard(*, period: SurveyPeriod, by: Person, now: datetime) -> None:
    """Drops a period that nobody approved. Raises NotAllowed, WrongMoment."""
    with transaction.atomic():
        held = locked_period(period.pk)
        access.check_can_run(by, held.unit, on=today_of(by, now))
        _check_designed(held)
        if held.batches.exists():
            raise WrongMoment("survey_period_has_invitations", name=held.name)
        _record("survey_period.discarded", held, by=by, now=now)
        held.delete()


def approve(*, period: SurveyPeriod, sample: Sample, by: Person, now: datetime) -> SurveyPeriod:
    """The head sets N, the answers wanted and their quotas.

    Raises NotAllowed, PeriodRefused, SurveyRefused ("questionnaire_not_approved",
    "population_is_empty", "population_source_missing", "survey_period_is_past").
    """
    with transaction.atomic():
        held = locked_period(period.pk)
        on = today_of(by, now)
        access.check_can_lead(by, held.unit, on=on)
        _check_questionnaire(held)
        if held.state == PeriodState.DESIGNED and held.ends_on < day_in(held.unit.zone, now):
            raise SurveyRefused("survey_period_is_past", ends_on=held.ends_on)
        found = sample_of(held, sample)
        move(
            held,
            "approved",
            by=by,
            on=on,
            now=now,
            population=found.population,
            wanted=found.wanted,
            source=sample.source,
        )
        held.population, held.population_source = found.population, sample.source
        held.population_note = " ".join(sample.note.split())
        held.population_from, held.population_until = found.counted_from, found.counted_until
        held.sample_method = sample.method
        held.wanted, held.quotas = found.wanted, found.quotas
        held.save()
    return held


def return_to_design(
    *, period: SurveyPeriod, reason: str, by: Person, now: datetime
) -> SurveyPeriod:
    """Takes an approval back, with the reason.

    Raises NotAllowed, PeriodRefused, WrongMoment ("survey_period_has_answers": imported ones, which
    belong to the questionnaire they were read with).
    """
    with transaction.atomic():
        held = locked_period(period.pk)
        on = today_of(by, now)
        access.check_can_lead(by, held.unit, on=on)
        if held.days.exists():
            raise WrongMoment("survey_period_has_answers", name=held.name)
        move(held, "returned", by=by, on=on, now=now, reason=_reason(reason))
    return held


def open_period(*, period: SurveyPeriod, by: Person | None, now: datetime) -> SurveyPeriod:
    """From now on the period takes answers; `by` is None for the calendar.

    Raises NotAllowed, PeriodRefused, SurveyRefused ("questionnaire_not_approved"), WrongMoment
    ("survey_period_not_begun", "survey_period_is_over").
    """
    with transaction.atomic():
        held = locked_period(period.pk)
        today = day_in(held.unit.zone, now)
        on = today_of(by, now) if by else today
        if by is not None:
            access.check_can_run(by, held.unit, on=on)
        if held.state == PeriodState.APPROVED:
            _check_questionnaire(held)
            if today < held.starts_on:
                raise WrongMoment("survey_period_not_begun", starts_on=held.starts_on)
            if today > held.ends_on:
                raise WrongMoment("survey_period_is_over", ends_on=held.ends_on)
        move(held, "opened", by=by, on=on, now=now)
        held.opened_at = now
        held.save(update_fields=["opened_at"])
        begin_rounds(held, now=now)
    return held


def close_period(*, period: SurveyPeriod, now: datetime) -> SurveyPeriod:
    """The calendar closes a period after its last day. Raises PeriodRefused, WrongMoment."""
    with transaction.atomic():
        held = locked_period(period.pk)
        today = day_in(held.unit.zone, now)
        if held.state == PeriodState.OPEN and today <= held.ends_on:
            raise WrongMoment("survey_period_not_over", ends_on=held.ends_on)
        move(held, "closed", by=None, on=today, now=now)
        held.closed_at = now
        held.save(update_fields=["closed_at"])
    return held


def close_early(*, period: SurveyPeriod, reason: str, by: Person, now: datetime) -> SurveyPeriod:
    """The head closes before the last day, with the reason. Raises NotAllowed, PeriodRefused."""
    with transaction.atomic():
        held = locked_period(period.pk)
        on = today_of(by, now)
        access.check_can_lead(by, held.unit, on=on)
        move(held, "closed_early", by=by, on=on, now=now, reason=_reason(reason))
        held.closed_at = now
        held.save(update_fields=["closed_at"])
    return held


def _reason(text: str) -> str:
    """Why, in one line. Raises SurveyRefused("survey_reason_missing")."""
    kept = " ".join(text.split())
    if not kept:
        raise SurveyRefused("survey_reason_missing", field="reason")
    return kept


def _designed(unit: WorkUnit, wanted: Design, by: Person, now: datetime) -> SurveyPeriod:
    _check(unit, wanted, today=day_in(unit.zone, now))
    for slug in _slugs(unit, wanted):
        try:
            with transaction.atomic():
                made = SurveyPeriod.objects.create(
                    agency_id=unit.agency_id,
                    unit=unit,
                    slug=slug,
                    made_by=by,
                    made_at=now,
                    **_values(wanted),
                )
        except IntegrityError:
            continue
        _record("survey_period.designed", made, by=by, now=now)
        return made
    raise SurveyRefused("survey_period_address_taken")


def _slugs(unit: WorkUnit, wanted: Design) -> list[str]:
    """Addresses to try: short, of unit and quarter; then with random letters."""
    year, number = quarter_of(wanted.starts_on)
    is_quarter = (wanted.starts_on, wanted.ends_on) in {
        (one.start, one.end) for one in quarters_of(year)
    }
    when = f"{year}-t{number}" if is_quarter else f"{wanted.starts_on:%Y%m%d}"
    base = f"{(slugify(unit.code) or 'unit')[:20]}-{when}"
    more = ("".join(secrets.choice(SLUG_ALPHABET) for _ in range(4)) for _ in range(4))
    return [base, *(f"{base}-{one}" for one in more)]


def _values(wanted: Design) -> dict[str, object]:
    return {
        "name": " ".join(wanted.name.split()),
        "questionnaire": wanted.questionnaire,
        "starts_on": wanted.starts_on,
        "ends_on": wanted.ends_on,
        "sample_method": wanted.sample_method,
        "has_open_link": wanted.has_open_link,
        "opens_at": wanted.opens_at,
        "closes_at": wanted.closes_at,
        "own_networks": [str(ip_network(one, strict=False)) for one in wanted.own_networks],
    }


def _check(unit: WorkUnit, wanted: Design, *, today: date, but: SurveyPeriod | None = None) -> None:
    name = " ".join(wanted.name.split())
    if not name:
        raise SurveyRefused("survey_period_name_missing", field="name")
    if len(name) > LONGEST_NAME:
        raise SurveyRefused("survey_period_name_too_long", field="name", longest=LONGEST_NAME)
    if wanted.ends_on < wanted.starts_on:
        raise SurveyRefused("survey_period_ends_before_start", field="ends_on")
    if wanted.ends_on - wanted.starts_on > LONGEST:
        raise SurveyRefused("survey_period_too_long", field="ends_on", most=LONGEST.days)
    if wanted.ends_on < today:
        raise SurveyRefused("survey_period_is_past", field="ends_on", ends_on=wanted.ends_on)
    if wanted.closes_at <= wanted.opens_at:
        raise SurveyRefused("survey_period_hours_turned", field="closes_at")
    if wanted.questionnaire.agency_id not in {None, unit.agency_id}:
        raise SurveyRefused("questionnaire_of_other_agency", field="questionnaire")
    _check_networks(wanted)
    other = _overlapping(unit, wanted, but=but)
    if other is not None:
        raise SurveyRefused("survey_period_overlaps", field="starts_on", name=other.name)


def _check_networks(wanted: Design) -> None:
    for one in wanted.own_networks:
        try:
            ip_network(one, strict=False)
        except ValueError:
            raise SurveyRefused(
                "survey_network_unreadable", field="own_networks", given=one[:60]
            ) from None


def _overlapping(
    unit: WorkUnit, wanted: Design, *, but: SurveyPeriod | None = None
) -> SurveyPeriod | None:
    """A period of the unit that asks the same kind of survey on one of these days."""
    kinds = set(_kinds(wanted.questionnaire))
    rows = SurveyPeriod.objects.filter(
        unit=unit, starts_on__lte=wanted.ends_on, ends_on__gte=wanted.starts_on
    ).select_related("questionnaire")
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    return next((one for one in rows if kinds & set(_kinds(one.questionnaire))), None)


def _kinds(questionnaire: Questionnaire) -> list[str]:
    """The kinds a questionnaire asks; a draft may hold faults and is read as far as it can be."""
    if questionnaire.state != QuestionnaireState.DRAFT:
        return [kind.value for kind in instrument_of(questionnaire).kinds]
    return [str(item.get("kind")) for item in questionnaire.content.get("items", ())]


def _check_questionnaire(held: SurveyPeriod) -> None:
    if held.questionnaire.state != QuestionnaireState.APPROVED:
        raise SurveyRefused("questionnaire_not_approved", title=held.questionnaire.title)


def _check_designed(held: SurveyPeriod) -> None:
    if held.state != PeriodState.DESIGNED:
        is_closed = PeriodState(held.state) in NEVER_AGAIN
        code = "survey_period_is_closed" if is_closed else "survey_period_is_fixed"
        raise WrongMoment(code, name=held.name, state=str(held.get_state_display()))


def _record(
    act: str,
    held: SurveyPeriod,
    *,
    by: Person,
    now: datetime,
    data: Mapping[str, object] | None = None,
) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=held.agency_id,
        subject=("survey_period", held.pk),
        at=now,
        data={
            "name": held.name,
            "from": held.starts_on.isoformat(),
            "until": held.ends_on.isoformat(),
            "questionnaire": str(held.questionnaire_id),
            **(data or {}),
        },
    )
