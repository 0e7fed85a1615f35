"""Internal control beside the risks: environment, whom it was told, how mature it is."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.domain.days import day_in
from bening.risks import access
from bening.risks.actions.steps import said
from bening.risks.models import (
    ControlTelling,
    Element,
    EnvironmentProof,
    MaturityScore,
    MaturitySource,
    Party,
)
from bening.risks.refusals import RiskRefused, RiskSettled


def prove_environment(
    *, unit: WorkUnit, element: Element, text: str, starts_on: date, by: Person, now: datetime
) -> EnvironmentProof:
    """What shows that a part of the control environment is built, in force from a day on.

    Raises NotAllowed, RiskRefused ("risk_text_missing", "risk_day_in_future").
    """
    words = said(text, "text")
    with transaction.atomic():
        access.check_can_keep(by, unit, today_of(by, now))
        _check_past(starts_on, unit, now, "starts_on")
        made: EnvironmentProof = EnvironmentProof.objects.create(
            unit=unit,
            element=Element(element),
            text=words[:500],
            starts_on=starts_on,
            entered_by=by,
            entered_at=now,
        )
        _write("risk.environment_proved", unit, by, now, element=str(made.element))
    return made


def end_proof(*, proof: EnvironmentProof, by: Person, now: datetime) -> EnvironmentProof:
    """A proof holds no longer from tomorrow on.

    Raises NotAllowed, RiskSettled("risk_proof_ended").
    """
    with transaction.atomic():
        kept: EnvironmentProof = (
            EnvironmentProof.objects.select_for_update(of=("self",))
            .select_related("unit__agency")
            .get(pk=proof.pk)
        )
        access.check_can_keep(by, kept.unit, today_of(by, now))
        if kept.ends_on is not None:
            raise RiskSettled("risk_proof_ended")
        kept.ends_on = max(kept.starts_on, day_in(kept.unit.zone, now))
        kept.save(update_fields=["ends_on"])
        _write("risk.environment_ended", kept.unit, by, now, element=str(kept.element))
    return kept


def tell_control(
    *, unit: WorkUnit, party: Party, told_on: date, way: str, proof: str, by: Person, now: datetime
) -> ControlTelling:
    """Internal control was told to some of those whom it concerns, with what proves it.

    Raises NotAllowed, RiskRefused ("risk_text_missing", "risk_day_in_future").
    """
    how, shown = said(way, "way"), said(proof, "proof")
    with transaction.atomic():
        access.check_can_keep(by, unit, today_of(by, now))
        _check_past(told_on, unit, now, "told_on")
        made: ControlTelling = ControlTelling.objects.create(
            unit=unit,
            party=Party(party),
            told_on=told_on,
            way=how[:200],
            proof=shown[:500],
            entered_by=by,
            entered_at=now,
        )
        _write("risk.control_told", unit, by, now, party=str(made.party))
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Maturity:
    """A level of maturity, 0 to 5 with up to three places, who found it, and the paper."""

    year: int
    source: MaturitySource
    score: Decimal
    document: str


def enter_maturity(
    *, unit: WorkUnit, maturity: Maturity, by: Person, now: datetime
) -> MaturityScore:
    """The maturity of a year by one source; a claim until somebody else verifies it.

    Raises NotAllowed, RiskRefused ("risk_text_missing", "risk_year_past", "risk_maturity_range"),
    RiskSettled("risk_maturity_there").
    """
    paper = said(maturity.document, "document")
    if not maturity.score.is_finite() or not 0 <= maturity.score <= 5:
        raise RiskRefused("risk_maturity_range", field="score")
    with transaction.atomic():
        access.check_can_keep(by, unit, today_of(by, now))
        if not 0 <= day_in(unit.zone, now).year - maturity.year <= 5:
            raise RiskRefused("risk_year_past", field="year")
        WorkUnit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
        same = MaturityScore.objects.filter(unit=unit, year=maturity.year, source=maturity.source)
        if same.exists():
            raise RiskSettled("risk_maturity_there", field="year")
        made: MaturityScore = MaturityScore.objects.create(
            unit=unit,
            year=maturity.year,
            source=MaturitySource(maturity.source),
            score=maturity.score,
            document=paper[:200],
            entered_by=by,
            entered_at=now,
        )
        _write(
            "risk.maturity_entered", unit, by, now, year=made.year, score=str(made.score)
        )  # fmt: skip
    return made


def verify_maturity(*, maturity: MaturityScore, by: Person, now: datetime) -> MaturityScore:
    """The inspectorate has seen the paper; never whoever entered the level.

    Raises NotAllowed ("risk_maturity_verified_by", "risk_maturity_own"),
    RiskSettled("risk_maturity_verified").
    """
    with transaction.atomic():
        kept: MaturityScore = (
            MaturityScore.objects.select_for_update(of=("self",))
            .select_related("unit__agency")
            .get(pk=maturity.pk)
        )
        access.check_can_verify(by, kept, today_of(by, now))
        if kept.verified_at is not None:
            raise RiskSettled("risk_maturity_verified")
        kept.verified_by, kept.verified_at = by, now
        kept.save(update_fields=["verified_by", "verified_at"])
        _write(
            "risk.maturity_verified", kept.unit, by, now, year=kept.year, score=str(kept.score)
        )  # fmt: skip
    return kept


def _check_past(day: date, unit: WorkUnit, now: datetime, field: str) -> None:
    if day > day_in(unit.zone, now):
        raise RiskRefused("risk_day_in_future", field=field)


def _write(act: str, unit: WorkUnit, by: Person, now: datetime, **data: object) -> None:
    audit.record(
        act=act, by=by.pk, agency=unit.agency_id, subject=("unit", unit.pk), at=now, data=data
    )
