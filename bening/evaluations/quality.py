"""A filled sheet as the checks of the domain see it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from bening import facts
from bening.domain.quality import Finding, Period, Proof, QuestionView, examine
from bening.domain.scoring import (
    ChoiceScale,
    Contradiction,
    IndexScale,
    Instrument,
    Question,
    ScoreSummary,
)
from bening.evaluations.models import Answer, EvaluationSheet

if TYPE_CHECKING:
    from bening.evaluations.queries import StoredAnswer


def findings_of(
    *,
    sheet: EvaluationSheet,
    instrument: Instrument,
    rows: "Mapping[str, Answer | StoredAnswer]",
    summary: ScoreSummary,
    proofs: Mapping[str, Sequence[Proof]],
    proposals: Mapping[str, facts.Proposal],
    codes: Collection[str] | None = None,
) -> tuple[Finding, ...]:
    """Every finding of the checks on this sheet (or on the questions of `codes`); no query."""
    contradictions: dict[str, list[Contradiction]] = defaultdict(list)
    unanswered = set()
    for warning in summary.warnings:
        if warning.contradiction and warning.code:
            contradictions[warning.code].append(warning.contradiction)
        if warning.kind == "unanswered" and warning.code:
            unanswered.add(warning.code)
    views = []
    for question in instrument.questions:
        if codes is not None and question.code not in codes:
            continue
        row = rows.get(question.code)
        value = row.value if row else ""
        views.append(
            QuestionView(
                code=question.code,
                answered=question.code not in unanswered,
                is_best=summary.node(question.code).ratio == 1,
                criterion=next((c.text for c in question.criteria if c.key == value), ""),
                note=row.note if row else "",
                expected=len(question.evidence),
                proofs=tuple(proofs.get(question.code, ())),
                contradictions=tuple(contradictions[question.code]),
                better_than_fact=_better(question, value, proposals.get(question.code)),
                is_survey_index=isinstance(question.scale, IndexScale),
            )
        )
    return examine(views, Period(sheet.cycle.period_starts_on, sheet.cycle.period_ends_on))


def _better(question: Question, value: str, proposal: facts.Proposal | None) -> bool:
    """Whether the chosen option earns more than the one a fact proposes."""
    if proposal is None or not proposal.answer or not isinstance(question.scale, ChoiceScale):
        return False
    chosen, proposed = question.scale.value(value), question.scale.value(proposal.answer)
    return chosen is not None and proposed is not None and chosen > proposed
