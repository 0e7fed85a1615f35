"""How evaluators agree: second opinions against first ones, own values against those of the field.

For controllers and the inspector only. Nothing is said of fewer than 30 pairs, and time spent is no
part of it: these figures are for calibration, not for ranking.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.db.models import QuerySet

from bening.accounts.access import rights, today_of
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.domain.reviewing import Agreement, Difference, Held, agreement, mean_difference
from bening.domain.scoring import Instrument, score
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationCycle
from bening.reviews.dossier import answers_of
from bening.reviews.models import (
    ReviewMark,
    ReviewRound,
    ReviewStage,
    ReviewStep,
    ReviewTier,
    SecondOpinion,
)
from bening.reviews.seats import given_in_force


@dataclass(frozen=True, slots=True)
class EvaluatorDifference:
    """How far one evaluator stands from the field on average, in shares of a question's weight."""

    person: Person
    difference: Difference


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of an agency's evaluators in one cycle."""

    agreement: Agreement
    waiting: int
    differences: tuple[EvaluatorDifference, ...]


def may_see_figures(person: Person, agency_id: UUID, now: datetime) -> bool:
    """Whether the person is the agency's inspector or controls one of its rounds."""
    return agency_id in _agencies(person, now)


def sees_any(person: Person, now: datetime) -> bool:
    """Whether the person may see figures of any agency."""
    return bool(_agencies(person, now))


def cycles_seen_by(person: Person, now: datetime) -> QuerySet[EvaluationCycle]:
    """The cycles whose figures the person may see, newest first."""
    return (
        EvaluationCycle.objects.filter(agency_id__in=_agencies(person, now))
        .select_related("agency", "instrument")
        .defer("instrument__source")
        .order_by("-year")
    )


def _agencies(person: Person, now: datetime) -> set[UUID]:
    on = today_of(person, now)
    inspected = {
        one.agency_id
        for one in rights(person, on).held
        if one.role == Role.INSPECTOR and one.agency_id is not None
    }
    controlled = given_in_force(on).filter(
        member__person=person, member__tier=ReviewTier.CONTROLLER
    )
    return inspected | set(controlled.values_list("assignment__agency_id", flat=True))


def figures_of(person: Person, cycle: EvaluationCycle, now: datetime) -> Figures:
    """The figures of a cycle's evaluators. Raises NotAllowed("agreement_for_controller")."""
    if not may_see_figures(person, cycle.agency_id, now):
        raise NotAllowed("agreement_for_controller")
    pairs, waiting = _second_pairs(cycle)
    return Figures(agreement(pairs), waiting, _differences(cycle))


def _ratios(instrument: Instrument, values: dict[str, Held]) -> dict[str, Fraction]:
    """The ratio of every value, 0 where there is no answer."""
    summary = score(instrument, answers_of(instrument, values))
    return {code: summary.node(code).ratio for code in values}


def _second_pairs(cycle: EvaluationCycle) -> tuple[list[tuple[Fraction, Fraction]], int]:
    """Pairs (first, second) of all opened samples, and how many samples are still sealed."""
    rounds = ReviewRound.objects.filter(program__cycle=cycle, seconds__isnull=False).distinct()
    instrument = instrument_of(cycle.instrument)
    rows: dict[UUID, list[SecondOpinion]] = defaultdict(list)
    for row in SecondOpinion.objects.filter(round__program__cycle=cycle, first_at__isnull=False):
        rows[row.round_id].append(row)
    pairs: list[tuple[Fraction, Fraction]] = []
    waiting = 0
    for key, sent_at in rounds.order_by("pk").values_list("pk", "second_sent_at"):
        if sent_at is None or key not in rows:
            waiting += 1
            continue
        sample = sorted(rows[key], key=lambda row: row.official_code)
        first = _ratios(
            instrument,
            {row.official_code: Held(row.first_value, row.first_inputs) for row in sample},
        )
        second = _ratios(
            instrument, {row.official_code: Held(row.value, row.inputs) for row in sample}
        )
        pairs.extend((first[code], second[code]) for code in first)
    return pairs, waiting


def _differences(cycle: EvaluationCycle) -> tuple[EvaluatorDifference, ...]:
    """Of every TPI evaluator whose units have a closed field evaluation, by name."""
    instrument = instrument_of(cycle.instrument)
    closed = ReviewRound.objects.filter(program__cycle=cycle, closed_at__isnull=False)
    field = closed.filter(stage=ReviewStage.TPN, step=ReviewStep.FIELD)
    found = _values(ReviewMark.objects.filter(round__in=field))
    internal = closed.filter(stage=ReviewStage.TPI, program__in=field.values("program"))
    given: dict[tuple[UUID, UUID], dict[str, Held]] = defaultdict(dict)
    people: dict[UUID, Person] = {}
    marks = ReviewMark.objects.filter(round__in=internal).select_related("marked_by", "round")
    for mark in marks.order_by("round__opened_at", "round__number", "pk"):
        people[mark.marked_by_id] = mark.marked_by
        given[mark.marked_by_id, mark.round.program_id][mark.official_code] = Held(
            mark.value, mark.inputs
        )
    in_field = {program: _ratios(instrument, values) for program, values in found.items()}
    pairs: dict[UUID, list[tuple[Fraction, Fraction]]] = defaultdict(list)
    for (person, program), values in given.items():
        for code, ratio in _ratios(instrument, values).items():
            if code in in_field.get(program, {}):
                pairs[person].append((ratio, in_field[program][code]))
    ordered = sorted(people.values(), key=lambda person: (person.name, person.pk))
    return tuple(
        EvaluatorDifference(person, mean_difference(pairs[person.pk])) for person in ordered
    )


def _values(marks: QuerySet[ReviewMark]) -> dict[UUID, dict[str, Held]]:
    """The values of marks by program and code, later rounds over earlier ones."""
    found: dict[UUID, dict[str, Held]] = defaultdict(dict)
    rows = marks.select_related("round").order_by("round__opened_at", "pk")
    for mark in rows:
        found[mark.round.program_id][mark.official_code] = Held(mark.value, mark.inputs)
    return found
