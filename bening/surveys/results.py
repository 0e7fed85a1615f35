"""What a closed period comes to: read from its sealed answers, kept as a snapshot.

Nothing of a snapshot changes later. What is decided about answers afterwards gives a new one.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bening.accounts.models import Person
from bening.domain.sealing.canonical import canonical
from bening.domain.surveys import sufficiency
from bening.domain.surveys.indexes import index_of_kept, results
from bening.domain.surveys.instrument import SurveyInstrument
from bening.domain.surveys.moments import sheets_of
from bening.domain.surveys.responses import SERVICE
from bening.domain.surveys.suppression import withheld
from bening.services.models import Service
from bening.services.queries import finished_between
from bening.surveys.closed import closed_period, integrity_document
from bening.surveys.content import (
    FORMULA_VERSION,
    Basis,
    Brief,
    ResultContent,
    content_document,
)
from bening.surveys.instruments import instrument_of
from bening.surveys.models import PeriodResult, SurveyPeriod, VoidedResponse
from bening.surveys.reading import SealedAnswer, basis_of, sealed_answers, tallied


@dataclass(frozen=True, slots=True)
class Computed:
    """A snapshot before it is kept."""

    content: dict[str, Any]
    integrity: dict[str, Any]
    counted: int
    voided: int

    @property
    def sha256(self) -> str:
        """Names both documents."""
        text = canonical({"content": self.content, "integrity": self.integrity})
        return hashlib.sha256(text.encode()).hexdigest()


def compute(*, period: SurveyPeriod, by: Person | None, now: datetime) -> PeriodResult:
    """Works out a period and keeps the snapshot. Whoever calls has checked its state and `by`."""
    return keep(computed(period), period=period, by=by, now=now)


def computed(period: SurveyPeriod) -> Computed:
    """Works out a period from what is sealed. Only reads."""
    instrument = instrument_of(period.questionnaire)
    answers = sealed_answers(period)
    content, counted = figures(period, instrument, answers)
    closed = closed_period(period, instrument, answers, findings=findings_of(period))
    return Computed(
        content=content_document(content),
        integrity=integrity_document(instrument, closed, answers, counted),
        counted=len(counted),
        voided=content.voided,
    )


def keep(
    found: Computed, *, period: SurveyPeriod, by: Person | None, now: datetime
) -> PeriodResult:
    """Writes a snapshot."""
    made: PeriodResult = PeriodResult.objects.create(
        period=period,
        formula_version=FORMULA_VERSION,
        counted=found.counted,
        voided=found.voided,
        content=found.content,
        integrity=found.integrity,
        sha256=found.sha256,
        computed_at=now,
        computed_by=by,
    )
    return made


def findings_of(period: SurveyPeriod) -> int | None:
    """Findings of the examination of the sealed days, and answers declared lost.

    None without a sealed day.
    """
    from bening.surveys.checking import check_period  # noqa: PLC0415 - it reads much

    if not period.days.exists():
        return None
    lost = SurveyPeriod.objects.values_list("lost", flat=True).get(pk=period.pk)
    return len(check_period(period)) + int(lost)


def figures(
    period: SurveyPeriod, instrument: SurveyInstrument, answers: Sequence[SealedAnswer]
) -> tuple[ResultContent, tuple[SealedAnswer, ...]]:
    """All figures of a period, and the answers that its indexes stand on."""
    by_basis: dict[Basis, list[SealedAnswer]] = {basis: [] for basis in Basis}
    for answer in answers:
        by_basis[basis_of(answer)].append(answer)
    basis = next((basis for basis in Basis if by_basis[basis]), Basis.INVITED)
    counted = tuple(answer for answer in by_basis[basis] if not answer.is_void)
    left_out = tuple(answer for answer in by_basis[basis] if answer.is_void)
    people = _people(period)
    tally, voided = tallied(instrument, counted), tallied(instrument, left_out)
    missing, by_service = _missing(period, counted)
    content = ResultContent(
        formula_version=FORMULA_VERSION,
        instrument_title=instrument.title,
        instrument_sha256=instrument.sha256,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        basis=basis,
        results=results(tally, population=period.population, services=people),
        all_in=_all_in(instrument, tallied(instrument, by_basis[basis]), tally, voided),
        apart={
            other: _briefs(instrument, by_basis[other])
            for other in Basis
            if other != basis and by_basis[other]
        },
        modes=dict(sorted(Counter(a.response.mode.value for a in answers).items())),
        voided=sum(answer.is_void for answer in answers),
        invited=sum(batch.invited for batch in period.batches.all()),
        population=period.population,
        population_source=period.population_source,
        population_note=period.population_note,
        wanted=period.wanted,
        missing=missing,
        missing_by_service=by_service,
        services=_names(period),
        people=people,
    )
    return content, counted


def _people(period: SurveyPeriod) -> Mapping[str, int]:
    return finished_between(
        period.unit_id,
        period.population_from or period.starts_on,
        period.population_until or period.ends_on,
    )


def _names(period: SurveyPeriod) -> dict[str, str]:
    rows = Service.objects.filter(unit_id=period.unit_id).order_by("code")
    return dict(rows.values_list("code", "name"))


def _missing(
    period: SurveyPeriod, counted: Sequence[SealedAnswer]
) -> tuple[int, dict[str, int | None]]:
    """How many answers are missing of what the period asked for, in all and by service.

    None where the number would tell that few answered.
    """
    answered = Counter(answer.response.attributes.get(SERVICE, "") for answer in counted)
    quotas = {str(code): int(quota) for code, quota in period.quotas.items()}
    wanted = period.wanted if period.wanted is not None else sum(quotas.values())
    hidden = withheld(answered)
    lacking = sufficiency(answered, quotas).by_service
    return (
        max(0, wanted - len(counted)),
        {code: None if code in hidden else many for code, many in sorted(lacking.items())},
    )


def _all_in(
    instrument: SurveyInstrument, whole: Any, kept: Any, left_out: Any
) -> tuple[Brief, ...]:
    """Each index with the voided answers in it; None where the two would tell theirs."""
    if not left_out.total:
        return ()
    found = []
    for kind in instrument.kinds:
        hidden = index_of_kept(kept, left_out, kind) is None
        index = None if hidden else results(whole).kinds[kind].index
        n = sheets_of(instrument, kind, whole.services.values()).n
        found.append(Brief(kind, n, index))
    return tuple(found)


def _briefs(instrument: SurveyInstrument, answers: Sequence[SealedAnswer]) -> tuple[Brief, ...]:
    found = results(tallied(instrument, [answer for answer in answers if not answer.is_void]))
    return tuple(Brief(kind, each.n, each.index) for kind, each in found.kinds.items())


def voided_count(period: SurveyPeriod) -> int:
    """How many answers of a period are voided now."""
    return VoidedResponse.objects.filter(response__period=period).count()
