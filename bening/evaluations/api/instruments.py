"""Instruments and cycles."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from bening.accounts.api import caller
from bening.accounts.views.administration import administered
from bening.domain.scoring import ChoiceScale, Instrument, Node, Question
from bening.evaluations import actions, queries
from bening.evaluations.access import check_can_plan
from bening.evaluations.actions.cycles import CycleDates
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationCycle, InstrumentVersion
from bening.ui.api_bodies import rights_first

router = Router(tags=["instrumen"])


class VersionOut(Schema):
    """A stored version of an instrument."""

    slug: str
    name: str
    regulation: str
    sha256: str
    is_own: bool

    @staticmethod
    def resolve_is_own(version: InstrumentVersion) -> bool:
        """Whether the agency imported it."""
        return version.agency_id is not None


class InstrumentIn(Schema):
    """An own version, as YAML text."""

    source: str = Field(max_length=2_000_000)


class CycleOut(Schema):
    """A yearly round."""

    id: UUID
    year: int
    instrument: str
    period_starts_on: date
    period_ends_on: date
    opens_on: date
    closes_on: date

    @staticmethod
    def resolve_instrument(cycle: EvaluationCycle) -> str:
        """The id of the instrument."""
        return cycle.instrument.slug


class DatesIn(Schema):
    """The dates of a round."""

    period_starts_on: date
    period_ends_on: date
    opens_on: date
    closes_on: date


class CycleIn(DatesIn):
    """A new round."""

    year: int
    instrument: str


def _administers(request: HttpRequest, key: UUID) -> None:
    """For those who administer the agency of the round."""
    person = caller(request)
    found = get_object_or_404(queries.cycles_of(person), pk=key)
    check_can_plan(person, found.agency)


@router.get(
    "/instrumen", response=list[VersionOut], url_name="instruments", summary="Versi instrumen"
)
def instruments(request: HttpRequest) -> list[InstrumentVersion]:
    """The shipped versions and the agency's own."""
    return list(queries.instruments_of(caller(request)).defer("source"))


@router.post(
    "/instrumen", response={201: VersionOut}, url_name="instruments", summary="Impor versi sendiri"
)
@rights_first(lambda request: administered(caller(request)))
def import_instrument(request: HttpRequest, body: InstrumentIn) -> Status[InstrumentVersion]:
    """Imports an own version; for administrators. A faulty file lists every fault."""
    person = caller(request)
    version = actions.import_instrument(
        agency=administered(person), source=body.source, by=person, now=timezone.now()
    )
    return Status(201, version)


@router.get(
    "/instrumen/{slug}", response=dict[str, Any], url_name="instrument", summary="Isi instrumen"
)
def instrument(request: HttpRequest, slug: str) -> dict[str, Any]:
    """One version, whole: its nodes in order, parents before children."""
    version = get_object_or_404(queries.instruments_of(caller(request)), slug=slug)
    return _document(version, instrument_of(version))


def _document(version: InstrumentVersion, found: Instrument) -> dict[str, Any]:
    return {
        "slug": version.slug,
        "name": found.name,
        "regulation": found.regulation.id,
        "sha256": version.sha256,
        "nodes": [_node(node) for node in found.nodes],
        "thresholds": {
            title.value: [
                {"id": each.id, "scope": each.scope, "ref": each.ref, "min": str(each.minimum)}
                for each in minima
            ]
            for title, minima in found.thresholds.items()
        },
    }


def _node(node: Node | Question) -> dict[str, Any]:
    if isinstance(node, Node):
        return {
            "code": node.code,
            "level": node.level,
            "name": node.name,
            "weight": str(node.weight),
        }
    options = node.scale.options if isinstance(node.scale, ChoiceScale) else ()
    return {
        "code": node.code,
        "level": "question",
        "text": node.text,
        "weight": str(node.weight),
        "scale": node.scale.name,
        "options": {option.key: str(option.value) for option in options},
        "criteria": {criterion.key: criterion.text for criterion in node.criteria},
        "inputs": [{"id": count.id, "label": count.label} for count in node.inputs],
        "formula": node.formula.text if node.formula else None,
        "evidence": list(node.evidence),
    }


@router.get("/siklus", response=list[CycleOut], url_name="cycles", summary="Siklus evaluasi")
def cycles(request: HttpRequest) -> list[EvaluationCycle]:
    """The rounds of the caller's agency."""
    return list(queries.cycles_of(caller(request)))


@router.post("/siklus", response={201: CycleOut}, url_name="cycles", summary="Buka siklus")
@rights_first(lambda request: administered(caller(request)))
def open_cycle(request: HttpRequest, body: CycleIn) -> Status[EvaluationCycle]:
    """Opens a round; for administrators."""
    person = caller(request)
    agency = administered(person)
    version = get_object_or_404(queries.instruments_of(person), slug=body.instrument)
    cycle = actions.open_cycle(
        agency=agency,
        year=body.year,
        instrument=version,
        dates=_dates(body),
        by=person,
        now=timezone.now(),
    )
    return Status(201, cycle)


@router.put("/siklus/{key}", response=CycleOut, url_name="cycle", summary="Ubah tanggal siklus")
@rights_first(_administers)
def change_cycle(request: HttpRequest, key: UUID, body: DatesIn) -> EvaluationCycle:
    """Moves the dates of a round; for administrators."""
    person = caller(request)
    found = get_object_or_404(queries.cycles_of(person), pk=key)
    return actions.change_cycle_dates(
        cycle=found, dates=_dates(body), by=person, now=timezone.now()
    )


def _dates(body: DatesIn) -> CycleDates:
    return CycleDates(body.period_starts_on, body.period_ends_on, body.opens_on, body.closes_on)
