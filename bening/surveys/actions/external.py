"""Indexes that somebody else measured, each with the document it stands in."""

from datetime import date, datetime
from decimal import Decimal
from typing import BinaryIO

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.documents.actions import attach
from bening.documents.models import DocumentKind
from bening.documents.papers import with_papers
from bening.domain.surveys.instrument import SurveyKind
from bening.domain.surveys.scales import scale_of
from bening.surveys import access_external
from bening.surveys.facts_kept import forget_facts
from bening.surveys.models import ExternalIndex, ExternalSource
from bening.surveys.refusals import SurveyRefused, WrongMoment

LEAST_RESPONDENTS = 30
"""Of an external survey (PermenPANRB 90/2021); below, the surveyor's statistical rule stands."""


@with_papers
def enter_external_index(
    *,
    unit: WorkUnit,
    kind: str,
    source: ExternalSource,
    value: Decimal,
    respondents: int | None,
    measured_from: date,
    measured_until: date,
    number: str,
    dated_on: date,
    file: BinaryIO,
    filename: str,
    by: Person,
    now: datetime,
) -> ExternalIndex:
    """Enters a value from outside with its report.

    Raises NotAllowed, SurveyRefused ("index_outside_scale", "measured_backwards",
    "measured_in_future", "index_entered_already"), and what taking in a document raises.
    """
    on = today_of(by, now)
    access_external.check_can_enter(by, unit, on=on)
    scale = scale_of(SurveyKind(kind))
    if not value.is_finite() or not scale.least <= value <= scale.most:
        raise SurveyRefused(
            "index_outside_scale", field="value", least=scale.least, most=scale.most
        )
    if measured_until < measured_from:
        raise SurveyRefused("measured_backwards", field="measured_until")
    if measured_until > on:
        raise SurveyRefused("measured_in_future", field="measured_until")
    there = ExternalIndex.objects.filter(
        unit=unit,
        kind=kind,
        source=source,
        measured_from=measured_from,
        measured_until=measured_until,
        withdrawn_at__isnull=True,
    )
    if there.exists():
        raise SurveyRefused("index_entered_already", field="measured_until")
    label = dict(ExternalIndex._meta.get_field("kind").flatchoices)[kind]
    paper = attach(
        kind=DocumentKind.SURVEY_SOURCE,
        file=file,
        filename=filename,
        agency=unit.agency,
        unit=unit,
        number=number,
        dated_on=dated_on,
        title=f"{DocumentKind.SURVEY_SOURCE.label} {label} {unit.name}"[:200],
        by=by,
        now=now,
    )
    made: ExternalIndex = ExternalIndex.objects.create(
        agency_id=unit.agency_id,
        unit=unit,
        kind=kind,
        source=source,
        value=value,
        respondents=respondents,
        measured_from=measured_from,
        measured_until=measured_until,
        document=paper,
        entered_by=by,
        entered_at=now,
    )
    _record("survey_external.entered", made, by=by, now=now)
    return made


def withdraw_external_index(
    *, index: ExternalIndex, reason: str, by: Person, now: datetime
) -> ExternalIndex:
    """Takes back a value that was entered wrongly; it stays readable with its document.

    Raises NotAllowed, SurveyRefused("withdrawal_reason_missing"), WrongMoment("index_withdrawn").
    """
    words = reason.strip()
    if not words:
        raise SurveyRefused("withdrawal_reason_missing", field="reason")
    with transaction.atomic():
        kept: ExternalIndex = (
            ExternalIndex.objects.select_for_update(of=("self",))
            .select_related("unit__agency")
            .get(pk=index.pk)
        )
        access_external.check_can_enter(by, kept.unit, on=today_of(by, now))
        if kept.withdrawn_at is not None:
            raise WrongMoment("index_withdrawn")
        kept.withdrawn_at = now
        kept.save(update_fields=["withdrawn_at"])
        _record("survey_external.withdrawn", kept, by=by, now=now, reason=words[:500])
    return kept


def _record(act: str, index: ExternalIndex, *, by: Person, now: datetime, **more: object) -> None:
    forget_facts(index.unit_id)
    audit.record(
        act=act,
        by=by.pk,
        agency=index.agency_id,
        subject=("unit", index.unit_id),
        at=now,
        data={
            "index": index.pk,
            "kind": index.kind,
            "source": index.source,
            "value": str(index.value),
            **more,
        },
    )
